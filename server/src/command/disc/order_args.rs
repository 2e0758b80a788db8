//! What goes on a disc and how, on the command line.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};
use filmdesk_archive::{Archive, JobId, JobKind, NewJob};
use filmdesk_config::settings::Settings;

use super::held::Held;
use crate::command::Failure;
use crate::command::password_args::PasswordArgs;
use crate::disc::order::{DiscOrder, SameId, Split, Target, Transcode, What};
use crate::disc::tries::Once;
use crate::disc::watch::Watch;
use crate::disc::{self, Made, Places, Source, Workshop};
use crate::send::turn::parse as lossless_syntax;
use crate::{ids, storage};

/// What goes on a disc.
#[derive(Debug, Args)]
pub(super) struct WhatArgs {
    /// Everything that the archive has of the patient with this Patient ID
    #[arg(long, value_name = "ID", group = "what")]
    patient: Option<String>,
    /// Who gave the Patient ID (Issuer of Patient ID), where several hospitals did; "" for
    /// instances that do not say
    #[arg(long, value_name = "ISSUER", requires = "patient")]
    issuer: Option<String>,
    /// A study of the archive by its Study Instance UID; may be repeated
    #[arg(long, value_name = "UID", group = "what")]
    study: Vec<String>,
    /// DICOM files of a folder; may be repeated
    #[arg(long, value_name = "FOLDER", group = "what")]
    from: Vec<PathBuf>,
}

impl WhatArgs {
    /// What is meant, if anything is.
    pub(super) fn what(&self) -> Option<What> {
        match (&self.patient, self.study.is_empty(), self.from.is_empty()) {
            (Some(id), ..) => Some(match &self.issuer {
                None => What::Patient(id.clone()),
                Some(issuer) => What::PatientOf {
                    id: id.clone(),
                    issuer: issuer.clone(),
                },
            }),
            (None, false, _) => Some(What::Studies(self.study.clone())),
            (None, true, false) => Some(What::Folders(self.from.clone())),
            _ => None,
        }
    }
}

/// Content and form of a disc.
#[derive(Debug, Args)]
pub(super) struct OrderArgs {
    #[command(flatten)]
    what: WhatArgs,
    /// Application profile (PS3.11); `filmdesk disc profiles` lists them
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// Medium, where the profile has several
    #[arg(long, value_name = "MEDIUM")]
    medium: Option<String>,
    /// File-set ID, which becomes the label: at most 16 of A-Z 0-9 _ [default: date and time]
    #[arg(long, value_name = "ID")]
    file_set_id: Option<String>,
    /// Language of the pages: en, zh-Hans
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Turn what the profile does not take into what it takes, without loss; with SYNTAX all images
    /// that lost nothing so far into that one: explicit, deflated, rle, jpeg-lossless, jpeg-ls,
    /// jpeg-2000, as the profile has it
    #[arg(long, value_name = "SYNTAX", num_args = 0..=1, require_equals = true, value_parser = lossless_syntax)]
    transcode: Option<Option<&'static str>>,
    /// Compress images with loss in what the profile has for that, of this quality (1 to 100);
    /// each becomes a new instance that says so
    #[arg(long, value_name = "QUALITY", value_parser = clap::value_parser!(u8).range(1..=100))]
    lossy: Option<u8>,
    /// Take instances of private and unknown SOP classes, under PRIVATE records
    #[arg(long)]
    private: bool,
    /// Bytes of the medium, where it has others than usual (a CD of 74 minutes: 681984000)
    #[arg(long, value_name = "BYTES")]
    capacity: Option<u64>,
    /// Leave out what cannot go on the disc, and say so, instead of refusing it all
    #[arg(long)]
    omit: bool,
    /// Remove identities by the Basic Profile (PS3.15 Annex E), with these options
    #[arg(long, value_name = "OPTIONS", num_args = 0.., value_delimiter = ',')]
    deidentify: Option<Vec<String>>,
    /// No pages for people: DICOM files and DICOMDIR only
    #[arg(long)]
    no_pages: bool,
    /// No viewer in INDEX.HTM: pages with pictures only
    #[arg(long)]
    no_viewer: bool,
    /// Span several volumes, split at patients, studies or series
    #[arg(long, value_enum, value_name = "LEVEL")]
    split: Option<SplitArg>,
    /// A Patient ID that comes with different names or issuers: split makes each a patient, merge
    /// one of all
    #[arg(long, value_enum, value_name = "RULE")]
    same_id: Option<SameIdArg>,
    #[command(flatten)]
    password: PasswordArgs,
    /// Put the order in the queue of the running server and return; `filmdesk disc jobs` watches it
    #[arg(long, conflicts_with = "password_file")]
    pub(super) queue: bool,
    /// Print the result as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Settings file (TOML); without it the defaults hold
    #[arg(short, long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of all durable state [default: ./filmdesk-data]
    #[arg(short, long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SplitArg {
    Patient,
    Study,
    Series,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SameIdArg {
    Split,
    Merge,
}

impl SameIdArg {
    /// What an order says.
    pub(super) fn rule(arg: Option<Self>) -> SameId {
        match arg {
            None => SameId::Ask,
            Some(Self::Split) => SameId::Split,
            Some(Self::Merge) => SameId::Merge,
        }
    }
}

impl OrderArgs {
    /// The settings that hold.
    pub(super) fn settings(&self) -> Result<Settings, Failure> {
        let source = crate::command::source::SettingsArgs {
            config: self.config.clone(),
            listen: Vec::new(),
            desk: None,
            data: self.data.clone(),
        };
        source.settings()
    }

    /// The order for `target`.
    pub(super) fn order(&self, settings: &Settings, target: Target) -> anyhow::Result<DiscOrder> {
        let profile = self.profile.as_ref().unwrap_or(&settings.disc.profile);
        Ok(DiscOrder {
            medium: self.medium.clone(),
            file_set_id: self.file_set_id.clone(),
            language: self.language.clone(),
            transcode: match (self.lossy, self.transcode) {
                (Some(quality), _) => Transcode::Lossy(quality),
                (None, Some(_)) => Transcode::Lossless,
                (None, None) => Transcode::Never,
            },
            syntax: self.transcode.flatten().map(str::to_owned),
            private: self.private,
            capacity: self.capacity,
            omit: self.omit,
            deidentify: self.deidentify.clone(),
            pages: !self.no_pages,
            viewer: self.no_viewer.then_some(false),
            split: self.split.map(|split| match split {
                SplitArg::Patient => Split::Patient,
                SplitArg::Study => Split::Study,
                SplitArg::Series => Split::Series,
            }),
            same_id: SameIdArg::rule(self.same_id),
            ..DiscOrder::new(self.what()?, profile, target)
        })
    }

    /// The password of the ZIP, when there is one.
    pub(super) fn password(&self) -> anyhow::Result<Option<String>> {
        self.password.password()
    }

    fn what(&self) -> anyhow::Result<What> {
        self.what.what().ok_or_else(|| {
            anyhow!("say what goes on the disc: --patient ID, --study UID or --from FOLDER")
        })
    }
}

/// Makes the disc of an order, here and now.
pub(super) fn make(
    order: &DiscOrder,
    settings: &Settings,
    password: Option<String>,
    watch: &dyn Watch,
) -> anyhow::Result<Made> {
    let (archive, sources) = sources(&order.what, settings)?;
    let work = work_folder(&order.target, &settings.data_dir)?;
    let shop = Workshop {
        settings: &settings.disc,
        work,
        places: Places(archive.as_ref()),
        now: disc::now(),
        mint_uid: || ids::mint_uid().as_str().to_owned(),
        password,
        typesetter: &|| crate::faces::typesetter(&settings.font_folders),
        watch,
        ledger: &Once,
    };
    let held = Held::begin(order, settings)?;
    let made = disc::make(order, sources, &shop);
    if let Some(held) = held {
        held.end(order, &made);
    }
    made.map_err(advised)
}

/// Opens the archive when the order wants it; a runtime of its own, ended before the work.
pub(super) fn sources(
    what: &What,
    settings: &Settings,
) -> anyhow::Result<(Option<Archive>, Vec<Source>)> {
    if let What::Folders(folders) = what {
        let found: Result<Vec<_>, _> = folders.iter().map(|folder| disc::files(folder)).collect();
        return Ok((None, found?.concat()));
    }
    crate::command::runtime()?.block_on(async {
        let archive = open_archive(settings).await?;
        let sources = disc::ordered(&archive, what).await.map_err(advised)?;
        Ok((Some(archive), sources))
    })
}

/// The archive of the settings; a running server may have it open, too.
pub(in crate::command) async fn open_archive(settings: &Settings) -> anyhow::Result<Archive> {
    let folder = &settings.archive.folder;
    if !folder.exists() {
        return Err(anyhow!(
            "there is no archive at {}; --data names the server's folder",
            folder.display()
        ));
    }
    storage::open(&settings.archive)
        .await
        .context("the archive does not open")
}

/// Puts the order in the queue of a running server.
pub(super) fn enqueue(order: &DiscOrder, settings: &Settings) -> anyhow::Result<JobId> {
    let job = NewJob {
        kind: JobKind::Disc,
        order: serde_json::to_value(order)?,
        priority: 0,
        pins: disc::queue::pins(&order.what),
        requester: "command line".to_owned(),
        code: String::new(),
    };
    crate::command::runtime()?.block_on(async {
        let archive = open_archive(settings).await?;
        if !matches!(order.what, What::Folders(_)) {
            // What the worker would refuse is refused before anybody waits for it.
            disc::ordered(&archive, &order.what)
                .await
                .map_err(advised)?;
        }
        Ok(archive.jobs().enqueue(&job, ids::now_local()).await?)
    })
}

/// Beside an image, else in the data folder: where the next run finds what was left by one that was
/// killed, and removes it.
fn work_folder(target: &Target, data: &Path) -> anyhow::Result<PathBuf> {
    let all = data.join("work");
    disc::remove_abandoned(&all).with_context(|| format!("cannot clear {}", all.display()))?;
    Ok(match target {
        Target::Image(path) => {
            let mut beside = path.as_os_str().to_owned();
            beside.push(".work");
            beside.into()
        }
        // The queue's are numbered, these are not: both can be at work.
        Target::Folder(_) | Target::Burner { .. } | Target::Robot(_) => {
            all.join(format!("disc-{}", ids::mint_uid()))
        }
    })
}

/// The error with what to do about it, and what it is about line by line.
pub(super) fn advised(error: disc::DiscError) -> anyhow::Error {
    let mut text = crate::causes::told(&error);
    if let disc::DiscError::Unfit { found } = &error {
        text.push_str(&super::summary::left_out(found));
    }
    if let disc::DiscError::PatientConflict { instances } = &error {
        text.push_str(&super::summary::conflicts(instances));
    }
    if let disc::DiscError::Defects(report) = &error {
        text.push('\n');
        text.push_str(&report.to_text());
    }
    if let Some(remedy) = error.remedy() {
        text.push_str("\n  ");
        text.push_str(remedy);
    }
    anyhow!(text)
}
