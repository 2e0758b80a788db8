//! Profiles that come with the product: files under `printers/` and `peers/`, named by `profile =`.

use serde::de::DeserializeOwned;

use crate::raw::{RawPeer, RawPrinter};

/// A shipped file: the name used in TOML, and its text.
type Shipped = (&'static str, &'static str);

const PRINTERS: &[Shipped] = &[
    ("dry-imager", include_str!("../printers/dry-imager.toml")),
    (
        "no-collation",
        include_str!("../printers/no-collation.toml"),
    ),
    ("paper", include_str!("../printers/paper.toml")),
];

const PEERS: &[Shipped] = &[
    ("strict", include_str!("../peers/strict.toml")),
    ("quiet", include_str!("../peers/quiet.toml")),
    (
        "ultrasound-colour",
        include_str!("../peers/ultrasound-colour.toml"),
    ),
    ("legacy-gray", include_str!("../peers/legacy-gray.toml")),
];

/// The printer profile of that name.
pub(crate) fn printer(name: &str) -> Option<RawPrinter> {
    parse(PRINTERS, name)
}

/// The peer profile of that name.
pub(crate) fn peer(name: &str) -> Option<RawPeer> {
    parse(PEERS, name)
}

/// The names of the printer profiles.
pub fn printer_names() -> impl Iterator<Item = &'static str> {
    PRINTERS.iter().map(|(name, _)| *name)
}

/// The names of the peer profiles.
pub fn peer_names() -> impl Iterator<Item = &'static str> {
    PEERS.iter().map(|(name, _)| *name)
}

fn parse<T: DeserializeOwned>(files: &[Shipped], name: &str) -> Option<T> {
    let (_, text) = files.iter().find(|(known, _)| *known == name)?;
    // A test parses every shipped file.
    toml::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_profile_parses() {
        for (name, text) in PRINTERS {
            toml::from_str::<RawPrinter>(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        for (name, text) in PEERS {
            toml::from_str::<RawPeer>(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}
