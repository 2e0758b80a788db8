//! What comes and goes, and the DICOMDIR that says so; nothing is written yet.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use filmdesk_dataset::file::{FileError, Header};
use filmdesk_media::dicomdir;
use filmdesk_media::file_set::{Added, Appended, FileSetBuilder, PlanError, free_folder};
use filmdesk_media::instance::{Instance, Key};
use filmdesk_media::profile::Profile;
use filmdesk_media::volume::{Volume, VolumePath};
use rustix::fs::FlockOperation;

use super::super::error::DiscError;
use super::super::gather::{self, LeftOut, Places, Source};
use super::super::make::{NO_META, OTHER_OBJECT, remedy};
use super::super::plan::{instances, made};
use super::super::watch::Watch;
use super::super::{icon, look};
use super::removal::Removal;
use super::survey::Survey;
use super::{UpdateError, UpdateOrder};

/// The folder of added files; `DICOM1` and so on where it is taken.
const FOLDER: &str = "DICOM";
/// Why a file is not indexed.
const NO_FILE_ID: &str = "its name is no File ID (PS3.10 8.2)";
/// What is done about it.
const COPY_IT: &str = "--from with this file adds a copy under a name that is one";

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It comes into the file-set.
    Added,
    /// It lies there and gets a record.
    Indexed,
    /// It is in the file-set already.
    Already,
    /// Its record goes, which has no file.
    Dropped,
    /// It is removed, with its record.
    Removed,
    /// It says what is true now.
    Rewritten,
    /// It is not added, or stays though it was to go.
    LeftOut,
}

impl Fate {
    /// Every one, in the order in which a person is told.
    pub const ALL: [Self; 7] = [
        Self::Added,
        Self::Indexed,
        Self::Already,
        Self::Dropped,
        Self::Removed,
        Self::Rewritten,
        Self::LeftOut,
    ];

    /// In words; of programs, too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Indexed => "indexed",
            Self::Already => "already there",
            Self::Dropped => "record dropped",
            Self::Removed => "removed",
            Self::Rewritten => "rewritten",
            Self::LeftOut => "left as it is",
        }
    }
}

/// One file, and what happens to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What happens.
    pub fate: Fate,
    /// The file: its place in the file-set, or the name of what is not in it.
    pub file: String,
    /// What there is to say of it; may be empty.
    pub words: String,
}

impl Line {
    pub(super) fn new(fate: Fate, file: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            fate,
            file: file.into(),
            words: words.into(),
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.fate.name(), self.file)?;
        match self.words.is_empty() {
            true => Ok(()),
            false => write!(f, " ({})", self.words),
        }
    }
}

/// An update that is planned. The folder is this update's alone as long as it lives.
#[derive(Debug)]
pub struct Update {
    /// File by file.
    pub lines: Vec<Line>,
    pub(super) root: PathBuf,
    /// The name of DICOMDIR in the folder.
    pub(super) dicomdir: String,
    /// The new DICOMDIR and the files that come.
    pub(super) volume: Volume,
    pub(super) sources: Vec<Source>,
    /// Files that go when the new DICOMDIR is in its place.
    pub(super) removed: BTreeSet<VolumePath>,
    /// Whether DICOMDIR changes.
    pub(super) is_changed: bool,
    _lock: File,
}

impl Update {
    /// The folder of the file-set.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether there is nothing to be done.
    pub fn is_empty(&self) -> bool {
        !self.is_changed && self.removed.is_empty()
    }
}

/// Plans what `order` asks for.
///
/// # Errors
/// [`UpdateError`]; nothing was written.
pub fn plan(order: &UpdateOrder, watch: &dyn Watch) -> Result<Update, UpdateError> {
    let root = root_of(&order.folder)?;
    let lock = lock(&root)?;
    let survey = Survey::of(&root)?;
    if let Some(damage) = survey.damage().filter(|_| !order.is_repair()) {
        return Err(UpdateError::Damaged(damage));
    }
    if survey.has_pages() && !order.drop_pages {
        return Err(UpdateError::Pages);
    }
    let removal = Removal::of(&survey, order, watch)?;
    let coming = Coming::gather(&survey, &removal, order, watch)?;
    coming.planned(&survey, removal, order, lock)
}

fn root_of(folder: &Path) -> Result<PathBuf, UpdateError> {
    let is_dicomdir = folder
        .file_name()
        .is_some_and(|name| name.eq_ignore_ascii_case(dicomdir::FILE_NAME));
    let root = match folder.parent() {
        Some(parent) if is_dicomdir && folder.is_file() => parent,
        _ => folder,
    };
    match root {
        root if root == Path::new("") => Ok(PathBuf::from(".")),
        root if root.is_dir() => Ok(root.to_path_buf()),
        root => Err(UpdateError::NotAFolder(root.to_path_buf())),
    }
}

/// Keeps other updates out. File systems that know no locks do not.
fn lock(root: &Path) -> Result<File, UpdateError> {
    let folder = File::open(root).map_err(DiscError::files("opening the folder"))?;
    match rustix::fs::flock(&folder, FlockOperation::NonBlockingLockExclusive) {
        Err(rustix::io::Errno::WOULDBLOCK) => Err(UpdateError::Taken(root.to_path_buf())),
        _ => Ok(folder),
    }
}

/// What comes into the file-set; a source's index is its key.
struct Coming {
    sources: Vec<Source>,
    /// Sources that lie in the file-set, and where; the others are to be copied.
    homes: Vec<VolumePath>,
    builder: FileSetBuilder,
    profile: &'static Profile,
    is_checked: bool,
    lines: Vec<Line>,
    left_out: Vec<LeftOut>,
    twice: Vec<(Key, Key)>,
}

impl Coming {
    fn gather(
        survey: &Survey,
        removal: &Removal,
        order: &UpdateOrder,
        watch: &dyn Watch,
    ) -> Result<Self, UpdateError> {
        let (homes, lying): (Vec<_>, Vec<_>) = lying(survey, removal, order).into_iter().unzip();
        let sources = [lying, from(&order.from)?].concat();
        let profile = order.profile.map_or_else(look::widest, Ok)?;
        let taken = |folder: &str| survey.has(folder) || survey.references(folder);
        let folder = free_folder(FOLDER, taken);
        let folder = folder.ok_or_else(|| DiscError::from(PlanError::Folder(FOLDER.to_owned())))?;
        let options = look::options(profile, folder, order.patient_conflict);
        let mut coming = Self {
            sources: Vec::new(),
            homes,
            builder: FileSetBuilder::new(options),
            profile,
            is_checked: order.profile.is_some(),
            lines: Vec::new(),
            left_out: Vec::new(),
            twice: Vec::new(),
        };
        gather::headers(&sources, Places(None), watch, |key, source, header| {
            coming.take(key, source, header);
            Ok(())
        })
        .map_err(DiscError::files("reading headers"))?;
        coming.sources = sources;
        Ok(coming)
    }

    fn take(&mut self, key: Key, source: &Source, header: Result<Header, FileError>) {
        let header = match header {
            Ok(header) if header.meta.sop_class == dicomdir::SOP_CLASS => return,
            Ok(header) => header,
            Err(FileError::NotDicom) => return,
            Err(error) => return self.leave_out(source, error, None),
        };
        if gather::lacks_meta(&header) {
            let remedy = "filmdesk disc make --transcode writes it".to_owned();
            return self.leave_out(source, NO_META, Some(remedy));
        }
        let instance = gather::instance(key, source.length, header);
        let violations = match self.is_checked {
            true => self.profile.check(&instance),
            false => Vec::new(),
        };
        match violations.first() {
            Some(found) => self.leave_out(source, &found.rule, Some(remedy(found))),
            None => self.add(&instance, source),
        }
    }

    fn add(&mut self, instance: &Instance, source: &Source) {
        let icon = icon::icon(self.profile.icon, source, Places(None));
        let added = match self.home(instance.key) {
            None => self.builder.add(instance, icon),
            Some(Some(home)) => self.builder.add_in_place(instance, icon, home),
            Some(None) => return self.leave_out(source, NO_FILE_ID, Some(COPY_IT.to_owned())),
        };
        match added {
            Ok(Added::New) => {}
            Ok(Added::Duplicate(first)) => self.twice.push((first, instance.key)),
            Err(refused) => self.leave_out(source, refused, None),
        }
    }

    /// Of a file that lies in the file-set: its File ID, if its name is one.
    fn home(&self, key: Key) -> Option<Option<VolumePath>> {
        let path = self.homes.get(usize::try_from(key.0).ok()?)?;
        // A system may show names of FAT in lower case.
        let path = VolumePath::parse(&path.to_string().to_ascii_uppercase()).ok();
        Some(path.filter(VolumePath::is_file_id))
    }

    fn leave_out(&mut self, source: &Source, reason: impl fmt::Display, remedy: Option<String>) {
        self.left_out.push(LeftOut {
            name: source.name.clone(),
            reason: reason.to_string(),
            remedy,
            is_dicom: true,
        });
    }

    fn source(&self, key: Key) -> Option<&Source> {
        self.sources.get(usize::try_from(key.0).ok()?)
    }

    /// What came twice is there once; another object under the same UID is named.
    fn look_at_twice(&mut self) -> Result<(), DiscError> {
        for (first, again) in std::mem::take(&mut self.twice) {
            if let (Some(first), Some(again)) =
                (self.source(first).cloned(), self.source(again).cloned())
            {
                self.same_or_left_out(&first, &again)?;
            }
        }
        Ok(())
    }

    fn same_or_left_out(&mut self, there: &Source, comes: &Source) -> Result<(), DiscError> {
        let is_same = gather::is_same(Places(None), there, comes)
            .map_err(DiscError::files("comparing instances"))?;
        match is_same {
            true => self
                .lines
                .push(Line::new(Fate::Already, &comes.name, &there.name)),
            false => self.leave_out(comes, OTHER_OBJECT, None),
        }
        Ok(())
    }

    /// What is in the file-set already, beside the file there.
    fn look_at_already(&mut self, survey: &Survey, already: &[Key]) -> Result<(), DiscError> {
        let there: HashMap<&str, usize> = survey
            .of_record
            .iter()
            .filter_map(|(record, file)| {
                let uid = survey.directory.records[*record].sop_instance.as_deref()?;
                Some((uid, *file))
            })
            .collect();
        for key in already {
            let Some(comes) = self.source(*key).cloned() else {
                continue;
            };
            let header = gather::header(Places(None), &comes.place);
            let uid = header.map(|header| gather::instance(*key, 0, header).sop_instance);
            match uid.ok().and_then(|uid| there.get(&*uid)) {
                Some(file) => {
                    self.same_or_left_out(&survey.source(&survey.files[*file]), &comes)?
                }
                None => self.leave_out(&comes, "the record of its UID has no file", None),
            }
        }
        Ok(())
    }

    fn planned(
        mut self,
        survey: &Survey,
        removal: Removal,
        order: &UpdateOrder,
        lock: File,
    ) -> Result<Update, UpdateError> {
        self.look_at_twice()?;
        let builder = std::mem::replace(&mut self.builder, empty(self.profile, order));
        let appended = builder
            .append_to(&survey.directory, &|record| removal.takes(record))
            .map_err(DiscError::from)?;
        self.look_at_already(survey, &appended.already)?;
        if !order.is_repair() && !order.omit && !self.left_out.is_empty() {
            return Err(UpdateError::Unfit {
                found: self.left_out,
            });
        }
        self.tell(&appended);
        let is_changed = !removal.records.is_empty()
            || !removal.rewritten.is_empty()
            || survey.damage().is_some()
            || appended.contents.instances().next().is_some();
        let in_place = self.homes.len() as u64;
        let files = instances(&appended.contents).zip(appended.contents.instances());
        let files = files.filter(|(_, instance)| instance.key.0 >= in_place);
        let dicomdir = made(dicomdir::FILE_NAME, appended.dicomdir.into());
        let files = [dicomdir]
            .into_iter()
            .chain(removal.rewritten)
            .chain(files.map(|(file, _)| file))
            .collect();
        Ok(Update {
            lines: [removal.lines, self.lines].concat(),
            root: survey.root.clone(),
            dicomdir: survey.dicomdir.clone(),
            volume: Volume {
                file_set_id: survey.directory.file_set_id(),
                created: super::super::now(),
                files,
            },
            sources: self.sources,
            removed: removal.files,
            is_changed,
            _lock: lock,
        })
    }

    fn tell(&mut self, appended: &Appended) {
        for instance in appended.contents.instances() {
            let name = self.source(instance.key).map(|source| source.name.clone());
            let path = instance.path.to_string();
            self.lines.push(match self.home(instance.key) {
                Some(_) => Line::new(Fate::Indexed, path, ""),
                None => Line::new(Fate::Added, path, name.unwrap_or_default()),
            });
        }
        for left in std::mem::take(&mut self.left_out) {
            let remedy = left.remedy.map(|remedy| format!("; {remedy}"));
            let words = left.reason + &remedy.unwrap_or_default();
            self.lines.push(Line::new(Fate::LeftOut, left.name, words));
        }
    }
}

fn empty(profile: &'static Profile, order: &UpdateOrder) -> FileSetBuilder {
    FileSetBuilder::new(look::options(
        profile,
        FOLDER.to_owned(),
        order.patient_conflict,
    ))
}

/// What lies in the file-set and gets a record: of a repair every file that has none, else what an
/// update brought that was interrupted.
fn lying(survey: &Survey, removal: &Removal, order: &UpdateOrder) -> Vec<(VolumePath, Source)> {
    if order.is_repair() {
        return survey.unindexed(&indexed(survey, removal));
    }
    let mut brought = survey.interrupted();
    brought.retain(|(path, _)| !removal.files.contains(path));
    brought
}

/// The files of records that stay.
fn indexed(survey: &Survey, removal: &Removal) -> HashSet<usize> {
    let records = &survey.directory.records;
    let stays = survey.of_record.iter();
    let stays = stays.filter(|(number, _)| !removal.takes(&records[**number]));
    stays.map(|(_, file)| *file).collect()
}

fn from(paths: &[PathBuf]) -> Result<Vec<Source>, DiscError> {
    let found: io::Result<Vec<_>> = paths.iter().map(|path| gather::files(path)).collect();
    Ok(found
        .map_err(DiscError::files("reading what is to be added"))?
        .concat())
}
