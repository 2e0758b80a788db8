//! Files of the page, in the program; their addresses change with their content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::respond::Failure;

/// A file.
pub(crate) struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! asset {
    ($name:literal, $kind:expr) => {
        Asset {
            name: $name,
            kind: $kind,
            bytes: include_bytes!(concat!("../static/", $name)),
        }
    };
}

static ASSETS: [Asset; 8] = [
    asset!("desk.css", "text/css; charset=utf-8"),
    asset!("htmx-2.0.11.min.js", SCRIPT),
    asset!("htmx-ext-sse-2.2.4.min.js", SCRIPT),
    asset!("desk.js", SCRIPT),
    asset!("film.js", SCRIPT),
    asset!("import.js", SCRIPT),
    asset!("sign.js", SCRIPT),
    asset!("icon.svg", "image/svg+xml"),
];

/// Addresses of the files, for the head of every page.
#[derive(Debug)]
pub(crate) struct Addresses {
    pub(crate) style: String,
    pub(crate) icon: String,
    pub(crate) scripts: Vec<String>,
}

/// The addresses.
pub(crate) static ADDRESSES: LazyLock<Addresses> = LazyLock::new(|| {
    let of_kind = |kind: &str| {
        let found = ASSETS.iter().filter(|asset| asset.kind == kind);
        found.map(address).collect::<Vec<_>>()
    };
    Addresses {
        style: of_kind("text/css; charset=utf-8").concat(),
        icon: of_kind("image/svg+xml").concat(),
        scripts: of_kind(SCRIPT),
    }
});

fn address(asset: &Asset) -> String {
    let hash = Sha256::digest(asset.bytes);
    let version: String = hash
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("/static/{}?v={version}", asset.name)
}

/// GET /static/{file}
pub(crate) async fn file(Path(name): Path<String>) -> Result<Response, Failure> {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    let asset = found.ok_or(Failure::NotFound)?;
    Ok(([(header::CONTENT_TYPE, asset.kind)], asset.bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_load_is_small() {
        let scripts = ASSETS.iter().filter(|asset| asset.kind == SCRIPT);
        let bytes: usize = scripts.map(|asset| asset.bytes.len()).sum();
        assert!(bytes < 200_000, "{bytes} bytes of script");
    }
}
