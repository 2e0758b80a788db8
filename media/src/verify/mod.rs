//! Checks of a medium: every defect named, with the rule broken.
//!
//! [`verify`] looks at the file system, DICOMDIR with its links and records, every referenced
//! file's header beside its record, every other file, and the pages of IHE PDI. It never stops
//! at a defect, never follows a link twice and never believes a length.

mod compare;
mod directory;
mod files;
mod kind;
mod links;
mod pages;
mod records;
mod report;

use std::io::{self, Read};
use std::ops::ControlFlow;

use thiserror::Error;

pub use kind::{DefectKind, KINDS, KindRow, Severity};
pub use report::{Counts, Defect, MAX_OF_A_KIND, Place, Report};

use crate::medium::{Finding, FindingKind, Index, Medium, MediumEntry, MediumKind};
use crate::profile::{PhysicalMedium, Profile};
use crate::volume::VolumePath;
use files::Files;
use report::Collector;

/// What is checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct VerifyOptions {
    /// The application profile; none: PS3.10 and PS3.3 alone.
    pub profile: Option<&'static Profile>,
    /// Whether every byte of every file is read, beyond the headers.
    pub read_all: bool,
}

/// How far a check has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files looked at.
    pub files: u64,
    /// Files to look at.
    pub all_files: u64,
    /// Bytes read.
    pub bytes: u64,
}

/// A check that was not carried to its end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The caller ended it.
    #[error("the check was cancelled")]
    Cancelled,
    /// The medium cannot be listed.
    #[error("the medium cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

/// Checks a medium. `progress` is told after every file, and may end the check.
pub fn verify(
    medium: &dyn Medium,
    options: &VerifyOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Report, VerifyError> {
    let entries = medium.entries()?;
    let mut index = Index::default();
    for (number, entry) in entries.iter().enumerate() {
        index.add(&entry.path, number);
    }
    let mut checked = Checked {
        medium,
        options,
        progress,
        entries,
        index,
        dicomdir: None,
        defects: Collector::default(),
        counts: Counts::default(),
        files: 0,
    };
    checked.counts.files = checked.all_files();
    checked.file_system();
    let mut report = checked.report();
    let found = directory::find(&mut checked);
    let mut reached = Vec::new();
    let mut references = Vec::new();
    if let Some(directory) = &found {
        let id = directory.file_set_id();
        report.file_set_id = Some(records::told(&id)).filter(|id| !id.is_empty());
        report.file_set_uid = Some(directory.meta.sop_instance.clone());
        reached = links::follow(directory, &mut checked.defects);
        references = records::check(
            directory,
            &reached,
            options.profile,
            &mut checked.counts,
            &mut checked.defects,
        );
    }
    Files::new(&mut checked, found.as_ref(), &reached).run(&references)?;
    pages::check(&mut checked)?;
    report.counts = checked.counts;
    checked.defects.finish(&mut report);
    Ok(report)
}

/// A medium under check.
struct Checked<'a> {
    medium: &'a dyn Medium,
    options: &'a VerifyOptions,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    entries: Vec<MediumEntry>,
    index: Index,
    /// Where DICOMDIR is, when it was found.
    dicomdir: Option<VolumePath>,
    defects: Collector,
    counts: Counts,
    files: u64,
}

/// Bytes read at once.
const PIECE: usize = 256 << 10;
/// Bytes of a file's start that are looked at.
const START: u64 = 140;

impl Checked<'_> {
    fn report(&self) -> Report {
        Report {
            schema: Report::SCHEMA,
            medium: self.medium.describe(),
            label: self.medium.label(),
            file_set_id: None,
            file_set_uid: None,
            profile: self.options.profile.map(|profile| profile.name),
            read_all: self.options.read_all,
            counts: Counts::default(),
            errors: 0,
            warnings: 0,
            left_out: Vec::new(),
            defects: Vec::new(),
        }
    }

    fn all_files(&self) -> u64 {
        self.entries.iter().filter(|entry| !entry.is_folder).count() as u64
    }

    /// Whether the root has a file or folder of this name, in any case.
    fn in_root(&self, name: &str) -> bool {
        let path = VolumePath::found(vec![name.to_owned()]);
        path.is_some_and(|path| self.index.find(&path).is_some())
    }

    /// What the reader of the file system found, and whether the profile takes the medium.
    fn file_system(&mut self) {
        for finding in self.medium.findings() {
            let place = finding
                .path
                .as_ref()
                .map_or_else(Place::default, Place::file);
            self.defects
                .note(of_finding(finding), place, finding.words.clone());
        }
        let kind = self.medium.kind();
        let Some(profile) = self.options.profile else {
            return;
        };
        let taken = profile.media.iter().any(|medium| is_of(*medium, kind));
        if kind != MediumKind::Folder && !profile.media.is_empty() && !taken {
            let words = format!("{} for {}", self.medium.describe(), profile.name);
            self.defects
                .note(DefectKind::ProfileMedium, Place::default(), words);
        }
    }

    /// The first bytes of a file.
    fn start(&self, path: &VolumePath) -> io::Result<Vec<u8>> {
        let mut start = Vec::new();
        self.medium
            .open(path)?
            .take(START)
            .read_to_end(&mut start)?;
        Ok(start)
    }

    /// Reads a file to its end, for what the medium may have to say.
    fn read_through(&mut self, path: &VolumePath, place: &Place) {
        let mut piece = vec![0; PIECE];
        let read = self.medium.open(path).and_then(|mut file| {
            loop {
                match file.read(&mut piece)? {
                    0 => return Ok(()),
                    taken => self.counts.bytes_read += taken as u64,
                }
            }
        });
        if let Err(error) = read {
            let words = error.to_string();
            self.defects
                .note(DefectKind::FileUnreadable, place.clone(), words);
        }
    }

    /// A file is done: tells the caller, who may end the check.
    fn step(&mut self) -> Result<(), VerifyError> {
        self.files += 1;
        let so_far = Progress {
            files: self.files,
            all_files: self.counts.files,
            bytes: self.counts.bytes_read,
        };
        match (self.progress)(so_far) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(VerifyError::Cancelled),
        }
    }
}

fn of_finding(finding: &Finding) -> DefectKind {
    match finding.kind {
        FindingKind::NameWithoutVersion => DefectKind::MediumNameVersion,
        FindingKind::NameWithoutDot => DefectKind::MediumNameDot,
        FindingKind::NotLevel1 => DefectKind::MediumName,
        FindingKind::TooDeep => DefectKind::MediumDepth,
        FindingKind::TreesDisagree => DefectKind::MediumTrees,
        FindingKind::Beyond => DefectKind::MediumBeyond,
        FindingKind::FolderLoop => DefectKind::MediumLoop,
        FindingKind::Unnameable => DefectKind::MediumUnnameable,
        FindingKind::NotReached => DefectKind::MediumNotReached,
        FindingKind::SameName => DefectKind::MediumSameName,
    }
}

/// Whether a file system is one that PS3.12 gives a medium.
fn is_of(medium: PhysicalMedium, kind: MediumKind) -> bool {
    match medium {
        PhysicalMedium::Cd => kind == MediumKind::Iso9660,
        PhysicalMedium::Dvd => matches!(kind, MediumKind::Iso9660 | MediumKind::Udf),
        PhysicalMedium::DvdRam | PhysicalMedium::Bd => kind == MediumKind::Udf,
        PhysicalMedium::Usb | PhysicalMedium::Cf | PhysicalMedium::Mmc | PhysicalMedium::Sd => {
            kind == MediumKind::Fat
        }
        PhysicalMedium::Zip => kind == MediumKind::Zip,
        PhysicalMedium::Folder => kind == MediumKind::Folder,
    }
}
