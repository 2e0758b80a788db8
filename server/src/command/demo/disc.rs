//! The second half of the demo: a study is stored, and goes on a disc.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use filmdesk_modality::store_demo_study;

use crate::disc::order::{DiscOrder, Target, What};
use crate::disc::tries::Once;
use crate::disc::watch::Unwatched;
use crate::disc::{self, Places, Workshop};
use crate::ids;
use crate::server::Server;

/// The image in the demo's folder.
const IMAGE: &str = "patient.iso";

/// Stores the study, makes its disc in `folder`.
pub(super) async fn make(
    server: &Server,
    address: SocketAddr,
    folder: &Path,
) -> anyhow::Result<PathBuf> {
    println!("4. An emulated CT stores a study ...");
    let called = &server.settings().storage.ae_title;
    let stored = store_demo_study(&address.to_string(), called).await?;
    println!("   ... {stored} instances, each on disk before it was answered");
    let archive = server.archive().context("the server has no archive")?;
    let studies = archive
        .find_studies(&filmdesk_archive::Query::default())
        .await?;
    let uids: Vec<_> = studies.iter().map(|study| study.uid.clone()).collect();
    let what = What::Studies(uids);
    let sources = disc::stored(archive, &disc::queue::pins(&what)).await?;
    let settings = server.settings();
    let order = DiscOrder::new(
        what,
        &settings.disc.profile,
        Target::Image(folder.join(IMAGE)),
    );
    println!("5. A disc is made of them: {} ...", order.profile);
    let shop = Workshop {
        settings: &settings.disc,
        work: folder.join("work").join("disc-demo"),
        places: Places(Some(archive)),
        now: disc::now(),
        mint_uid: || ids::mint_uid().as_str().to_owned(),
        password: None,
        typesetter: &|| crate::faces::typesetter(&settings.font_folders),
        watch: &Unwatched,
        ledger: &Once,
    };
    let made = crate::blocking::run(|| disc::make(&order, sources, &shop))?;
    let volume = made.volumes.first().context("there is no volume")?;
    println!("6. ... and read back: {}", volume.verdict);
    Ok(PathBuf::from(&volume.place))
}
