//! `filmdesk import`: files, folders, ZIPs, images and foreign discs into the archive.

mod identity;
mod manifest;

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::Args;
use filmdesk_media::medium::OpenOptions;

use super::password_args::PasswordArgs;
use super::source::SettingsArgs;
use super::{Failure, Outcome};
use crate::import::medium;
use crate::storage;
use crate::storage::import::Importer;
use identity::IdentityArgs;
use manifest::Manifest;

const EXAMPLES: &str = "\
Examples:
  filmdesk import /media/cdrom                   a foreign disc, with or without DICOMDIR
  filmdesk import disc.iso study.zip scans/      images, ZIPs, folders, files
  filmdesk import /dev/sr0 --as 4711             a disc, for the patient who has ID 4711 here
  filmdesk import disc.iso --patient-id 4711 --patient-name 'Yamada^Tarou=山田^太郎'
  filmdesk import disc.iso --manifest disc.json  with a list of every file and what became of it

Works while the server runs. Files come in byte for byte, unless an identity is given: then the
patient's and order's attributes are overwritten and the old values kept in the instance (IHE
IRWF). Nothing is passed over in silence: what was refused, conflicts, is referenced by DICOMDIR
and not there, or is not DICOM is named.

Exit codes: 0 every instance came in, 1 some were refused or are missing, 2 wrong command line,
3 wrong settings file.";

/// `filmdesk import`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ImportArgs {
    /// Files, folders, ZIPs, ISO, UDF and FAT images, drives, DICOMDIRs
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Where to write what became of every file; JSON when the name ends in .json, else text
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    #[command(flatten)]
    password: PasswordArgs,
    #[command(flatten)]
    identity: IdentityArgs,
    #[command(flatten)]
    settings: SettingsArgs,
}

/// Imports, prints what became of the files, and writes the manifest.
pub(super) fn run(args: &ImportArgs) -> Outcome {
    let settings = args.settings.settings()?;
    let runtime = super::runtime()?;
    let archive = runtime.block_on(storage::open(&settings.archive))?;
    let identity = runtime.block_on(args.identity.identity(&archive))?;
    let importer = Importer {
        archive,
        source: String::new(),
        identity,
        seen: None,
        system: settings.storage.ae_title,
    };
    let options = OpenOptions {
        password: args.password.password()?,
        ..OpenOptions::default()
    };
    let mut manifest = Manifest::default();
    for path in &args.paths {
        medium::import(path, &importer, &options, &mut manifest);
    }
    print!("{}", manifest.summary());
    if let Some(file) = &args.manifest {
        manifest
            .write(file)
            .with_context(|| format!("{} cannot be written", file.display()))?;
    }
    match manifest.missed() {
        0 => Ok(()),
        missed => Err(Failure::from(anyhow!("{missed} files did not come in"))),
    }
}
