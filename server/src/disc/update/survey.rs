//! A file-set as it lies there: which record has which file.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use filmdesk_archive::medium::FolderMedium;
use filmdesk_media::dicomdir::{self, Directory, ReadError, Tree};
use filmdesk_media::medium::{Index, Medium, MediumEntry, may_be_dicom};
use filmdesk_media::volume::{Content, VolumeFile, VolumePath};

use super::super::error::DiscError;
use super::super::gather::{Place, Source};
use super::carry::{STAGING, UNFINISHED};
use super::{UpdateError, readme};

/// Bytes of a file's start that tell whether it is DICOM.
const START: u64 = 140;
/// Pages of IHE PDI and their folder, in the root.
const PAGES: &[&str] = &["INDEX.HTM", "IHE_PDI"];
/// What our own discs have for people beside [`PAGES`].
const OUR_PAGES: &[&str] = &["VIEWER", "OTHER"];
/// What our own discs say of themselves, twice.
const READMES: &[&str] = &["README", "README.TXT"];

/// A file-set.
pub(super) struct Survey {
    pub(super) root: PathBuf,
    pub(super) directory: Directory,
    pub(super) tree: Tree,
    /// The name of DICOMDIR as the folder has it.
    pub(super) dicomdir: String,
    /// Its files.
    pub(super) files: Vec<MediumEntry>,
    /// The file of each record that a link leads to, by the record's index.
    pub(super) of_record: HashMap<usize, usize>,
    /// Such records whose file is not there.
    pub(super) missing: Vec<usize>,
}

impl Survey {
    pub(super) fn of(root: &Path) -> Result<Self, UpdateError> {
        let medium = FolderMedium::new(root);
        let directory = dicomdir::read_of(&medium)?;
        let entries = medium
            .entries()
            .map_err(DiscError::files("reading the folder"))?;
        let is_ours =
            |entry: &MediumEntry| [STAGING, UNFINISHED].contains(&&*entry.path.components()[0]);
        let files: Vec<_> = entries
            .into_iter()
            .filter(|entry| !entry.is_folder && !is_ours(entry))
            .collect();
        let mut paths = files.iter().map(|file| &file.path);
        let dicomdir = paths
            .find(|path| path.components().len() == 1 && dicomdir::is_name(path))
            .ok_or(ReadError::Missing)?
            .to_string();
        let mut survey = Self {
            root: root.to_path_buf(),
            tree: directory.tree(),
            directory,
            dicomdir,
            files,
            of_record: HashMap::new(),
            missing: Vec::new(),
        };
        survey.follow();
        Ok(survey)
    }

    /// Finds the file of every record that a link leads to.
    fn follow(&mut self) {
        let mut index = Index::default();
        for (number, file) in self.files.iter().enumerate() {
            index.add(&file.path, number);
        }
        let lost: HashSet<usize> = self.tree.unreached.iter().copied().collect();
        let records = self.directory.records.iter().enumerate();
        for (number, record) in records.filter(|(number, _)| !lost.contains(number)) {
            let Some(file_id) = &record.file_id else {
                continue;
            };
            match path_of(file_id).and_then(|path| index.find(&path)) {
                Some(file) => drop(self.of_record.insert(number, file)),
                None => self.missing.push(number),
            }
        }
    }

    /// Where DICOMDIR is damaged, if it is.
    pub(super) fn damage(&self) -> Option<String> {
        let lost = self.tree.unreached.len();
        let broken = self.directory.records.iter();
        let broken = broken.filter(|record| record.damage.is_some()).count();
        match (&self.directory.damage, lost, broken) {
            (Some(damage), ..) => Some(damage.to_string()),
            (None, 0, 0) => None,
            (None, 0, _) => Some(format!("{broken} of its records cannot be read whole")),
            (None, ..) => Some(format!("no link leads to {lost} of its records")),
        }
    }

    /// DICOM files that no record in `indexed` has, as sources; what cannot be opened is not here.
    pub(super) fn unindexed(&self, indexed: &HashSet<usize>) -> Vec<(VolumePath, Source)> {
        let medium = FolderMedium::new(&self.root);
        let files = self.files.iter().enumerate();
        files
            .filter(|(number, file)| !indexed.contains(number) && !dicomdir::is_name(&file.path))
            .filter(|(_, file)| is_dicom(&medium, &file.path))
            .map(|(_, file)| (file.path.clone(), self.source(file)))
            .collect()
    }

    /// A file as a source.
    pub(super) fn source(&self, file: &MediumEntry) -> Source {
        Source {
            place: Place::File(self.place(&file.path)),
            name: file.path.to_string(),
            length: file.length,
        }
    }

    /// Where a file of the folder is.
    pub(super) fn place(&self, path: &VolumePath) -> PathBuf {
        self.root
            .join(path.components().iter().collect::<PathBuf>())
    }

    /// Whether the root has a file or folder of this name, in any case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.root_names()
            .any(|found| found.eq_ignore_ascii_case(name))
    }

    /// Whether a File ID of DICOMDIR begins with this folder.
    pub(super) fn references(&self, folder: &str) -> bool {
        let mut files = self.directory.records.iter();
        files.any(|record| {
            let first = record
                .file_id
                .as_deref()
                .and_then(|file| file.split('\\').next());
            first.is_some_and(|first| first.eq_ignore_ascii_case(folder))
        })
    }

    fn root_names(&self) -> impl Iterator<Item = &str> {
        self.files
            .iter()
            .map(|file| file.path.components()[0].as_str())
    }

    /// The files for people: of IHE PDI, and what our own discs have beside them.
    pub(super) fn pages(&self) -> Vec<VolumePath> {
        let with: &[&str] = match self.is_of_ours() {
            true => OUR_PAGES,
            false => &[],
        };
        let is_page = |path: &VolumePath| {
            let name = &path.components()[0];
            let mut names = PAGES.iter().chain(with);
            names.any(|page| name.eq_ignore_ascii_case(page))
        };
        let paths = self.files.iter().map(|file| &file.path);
        paths.filter(|path| is_page(path)).cloned().collect()
    }

    fn is_of_ours(&self) -> bool {
        self.readmes().any(|(_, text)| readme::is_ours(&text))
    }

    /// What tells of pages that are taken off, as it is without them.
    pub(super) fn readmes_without_pages(&self) -> Vec<VolumeFile> {
        let texts = self
            .readmes()
            .filter_map(|(path, text)| Some((path.clone(), readme::without_pages(&text)?)));
        texts
            .map(|(path, text)| VolumeFile {
                path,
                length: text.len() as u64,
                content: Content::Bytes(text.into_bytes().into()),
            })
            .collect()
    }

    fn readmes(&self) -> impl Iterator<Item = (&VolumePath, String)> {
        let is_readme = |file: &&MediumEntry| match file.path.components() {
            [name] => READMES
                .iter()
                .any(|readme| name.eq_ignore_ascii_case(readme)),
            _ => false,
        };
        let found = self.files.iter().filter(is_readme);
        let found = found.filter(|file| file.length < MAX_README);
        found.filter_map(|file| {
            let text = std::fs::read(self.place(&file.path)).ok()?;
            Some((&file.path, String::from_utf8(text).ok()?))
        })
    }

    /// What an update brought that ended before its DICOMDIR came to its place.
    pub(super) fn interrupted(&self) -> Vec<(VolumePath, Source)> {
        let staged = [STAGING, UNFINISHED].map(|name| FolderMedium::new(self.root.join(name)));
        let staged = staged
            .iter()
            .filter_map(|folder| dicomdir::read_of(folder).ok());
        let records = staged.flat_map(|directory| directory.records);
        let brought: HashSet<VolumePath> = records
            .filter_map(|record| path_of(record.file_id.as_deref()?))
            .collect();
        let mut lying = self.unindexed(&self.of_record.values().copied().collect());
        lying.retain(|(path, _)| brought.contains(path));
        lying
    }

    /// Whether there are pages for people.
    pub(super) fn has_pages(&self) -> bool {
        PAGES.iter().any(|name| self.has(name))
    }
}

/// Bytes of a README of ours: some 2 kB, more with many notes.
const MAX_README: u64 = 1 << 20;

fn path_of(file_id: &str) -> Option<VolumePath> {
    let components = file_id
        .split('\\')
        .map(|part| part.trim_matches(' ').to_owned());
    VolumePath::found(components.collect())
}

fn is_dicom(medium: &FolderMedium, path: &VolumePath) -> bool {
    use std::io::Read;
    let mut start = Vec::new();
    let read = medium
        .open(path)
        .and_then(|file| file.take(START).read_to_end(&mut start));
    read.is_ok() && may_be_dicom(&start)
}
