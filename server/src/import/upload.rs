//! Files that were dropped into the desk's page, until they are imported: one folder for each
//! drop, with images and ZIPs in one part and loose files and folders in the other.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use filmdesk_archive::medium::{FolderMedium, open_path};
use filmdesk_archive::{Archive, InstanceFacts, Job, JobKind, JobState};
use filmdesk_dataset::file::{HeaderOptions, read_header};
use filmdesk_dataset::{DataSet, Tag};
use filmdesk_media::medium::{Medium, OpenError, OpenOptions, candidates};
use filmdesk_web::{ImportOrder, Imports, Lock, MediumLook, PatientOnMedium, Refused};
use rustix::fs::syncfs;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::facts;
use crate::shared::Shared;
use crate::{blocking, ids};

/// Drops that are open at once: a desk has one.
const OPEN: usize = 64;
/// Files of one drop: a full Blu-ray of single slices has fewer.
const FILES: u64 = 500_000;
/// Bytes of one drop: a Blu-ray of four layers.
const BYTES: u64 = 128 << 30;
/// Folders within each other; media are read no deeper either.
const DEPTH: usize = 32;
/// Bytes of a name in a path, as file systems have it.
const NAME: usize = 255;
/// Files looked at to find out who is on a medium.
const LOOKED_AT: usize = 20_000;
/// A look takes no longer: somebody waits.
const LOOK_TIME: Duration = Duration::from_secs(20);
/// Patients told of.
const PATIENTS: usize = 50;
/// What was dropped and never imported goes after this time.
const FORGOTTEN: Duration = Duration::from_secs(6 * 3600);
/// A drop that nobody touches for so long is no longer open.
const IDLE: Duration = Duration::from_secs(3600);
/// Jobs among which those are looked for that still need their files.
const JOBS: u32 = 10_000;
/// How often that is looked for.
const SWEEP: Duration = Duration::from_secs(15 * 60);
/// Images and ZIPs: media in one file.
const CONTAINERS: &[&str] = &["zip", "iso", "img", "udf", "ima", "bin"];
/// The element after Study Instance UID (0020,000D).
const AFTER_STUDY: Tag = Tag(0x0020, 0x000E);

/// The drops.
#[derive(Debug)]
pub(crate) struct Uploads {
    folder: PathBuf,
    shared: Arc<Shared>,
    open: Mutex<HashMap<String, Upload>>,
    /// Passwords of ZIPs: of the drops that are there, and nowhere else than here.
    passwords: Mutex<HashMap<String, Password>>,
}

/// What is never shown.
#[derive(Clone)]
struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

/// What came so far.
#[derive(Debug, Default)]
struct Upload {
    name: String,
    files: u64,
    bytes: u64,
    /// Files of which more bytes come.
    arriving: u64,
    /// Who is on it, until more comes.
    look: Option<MediumLook>,
    /// When it was used last.
    used: Option<Instant>,
}

impl Upload {
    fn is_idle(&self) -> bool {
        self.used.is_some_and(|used| used.elapsed() > IDLE)
    }
}

fn refused(text: impl Into<String>) -> Refused {
    Refused(text.into())
}

fn gone() -> Refused {
    refused("these files are no longer here: drop them again")
}

fn failed(error: &std::io::Error) -> Refused {
    Refused(format!("the folder of imports: {error}"))
}

/// A medium, or why it cannot be read.
type Opened = Result<Box<dyn Medium>, OpenError>;

/// The media of a drop, each with its name for people.
fn media(folder: &Path, options: &OpenOptions) -> Vec<(String, Opened)> {
    let mut all = Vec::new();
    for path in children(&folder.join("media")) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let medium = open_path(&path, options).map_err(|error| error.reason);
        all.push((name, medium));
    }
    let loose = folder.join("files");
    if loose.exists() {
        let (name, root) = root_of(&loose);
        all.push((
            name,
            Ok(Box::new(FolderMedium::new(&root)) as Box<dyn Medium>),
        ));
    }
    all
}

/// A folder that was dropped as a whole is the medium itself.
fn root_of(loose: &Path) -> (String, PathBuf) {
    let mut root = loose.to_owned();
    let mut name = String::new();
    while let [only] = children(&root).as_slice()
        && only.is_dir()
    {
        name = only
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        root.clone_from(only);
    }
    (name, root)
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

impl Uploads {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self {
            folder: shared.settings.data_dir.join("imports"),
            shared,
            open: Mutex::default(),
            passwords: Mutex::default(),
        }
    }

    /// What came, medium by medium, each with its name for people.
    pub(crate) fn media(&self, upload: &str) -> Vec<(String, Opened)> {
        let password = self.passwords(|known| known.get(upload).cloned());
        let options = OpenOptions {
            password: password.map(|Password(text)| text),
            ..OpenOptions::default()
        };
        media(&self.folder.join(upload), &options)
    }

    /// Takes what came away.
    pub(crate) fn remove(&self, upload: &str) {
        self.passwords(|known| known.remove(upload));
        if let Err(error) = fs::remove_dir_all(self.folder.join(upload)) {
            warn!(%error, "files of an import cannot be removed");
        }
    }

    fn passwords<T>(&self, change: impl FnOnce(&mut HashMap<String, Password>) -> T) -> T {
        change(
            &mut self
                .passwords
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    fn with<T>(
        &self,
        upload: &str,
        change: impl FnOnce(&mut Upload) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let came = open.get_mut(upload);
        let came = came.ok_or_else(gone)?;
        came.used = Some(Instant::now());
        change(came)
    }

    fn has_room(&self, bytes: u64) -> bool {
        let archive = self.shared.archive.as_ref();
        self.shared.spool.has_room(bytes) && archive.is_none_or(|archive| archive.has_room(bytes))
    }
}

impl Imports for Uploads {
    fn open(&self) -> Result<String, Refused> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, came| !came.is_idle());
        if open.len() >= OPEN {
            return Err(refused(
                "too many imports are being prepared; try again later",
            ));
        }
        let name = ids::mint_uid().as_str().replace('.', "-");
        fs::create_dir_all(self.folder.join(&name)).map_err(|error| failed(&error))?;
        let came = Upload {
            used: Some(Instant::now()),
            ..Upload::default()
        };
        open.insert(name.clone(), came);
        Ok(name)
    }

    fn place(&self, upload: &str, path: &str, bytes: u64) -> Result<PathBuf, Refused> {
        let within = checked(path)?;
        if !self.has_room(bytes) {
            return Err(refused("there is no room on the server"));
        }
        self.with(upload, |came| {
            let all = came.bytes.saturating_add(bytes);
            if came.files >= FILES || all > BYTES {
                return Err(refused("this is more than one import takes"));
            }
            came.files += 1;
            came.arriving += 1;
            came.bytes = all;
            came.look = None;
            if came.name.is_empty() {
                let first = within.components().next().map(Component::as_os_str);
                came.name = first.unwrap_or_default().to_string_lossy().into_owned();
            }
            Ok(())
        })?;
        let part = if is_container(&within) {
            "media"
        } else {
            "files"
        };
        let place = self.folder.join(upload).join(part).join(within);
        let parent = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).map_err(|error| {
            self.placed(upload, bytes, None);
            failed(&error)
        })?;
        Ok(place)
    }

    fn placed(&self, upload: &str, bytes: u64, length: Option<u64>) {
        let ended = self.with(upload, |came| {
            came.arriving -= 1;
            came.files -= u64::from(length.is_none());
            came.bytes -= bytes.saturating_sub(length.unwrap_or_default());
            Ok(())
        });
        // What was given up meanwhile needs no count.
        drop(ended);
    }

    fn look(&self, upload: &str) -> Result<MediumLook, Refused> {
        let (known, files) = self.with(upload, |came| {
            filled(came).map(|()| (came.look.clone(), came.files))
        })?;
        if let Some(known) = known {
            return Ok(known);
        }
        let found = look(self.media(upload));
        self.with(upload, |came| {
            // What came meanwhile was not looked at.
            if came.files == files && came.arriving == 0 {
                came.look = Some(found.clone());
            }
            Ok(found)
        })
    }

    fn unlock(&self, upload: &str, password: &str) -> Result<(), Refused> {
        // A name of ours leads nowhere else.
        let is_ours = upload
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
        if !is_ours || upload.is_empty() || !self.folder.join(upload).is_dir() {
            return Err(gone());
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(came) = open.get_mut(upload) {
            came.look = None;
        }
        drop(open);
        self.passwords(|known| {
            // As many as there are drops on the disk.
            known.retain(|upload, _| self.folder.join(upload).is_dir());
            known.insert(upload.to_owned(), Password(password.to_owned()));
        });
        Ok(())
    }

    fn close(&self, upload: &str) -> Result<String, Refused> {
        self.with(upload, |came| filled(came))?;
        // The order is durable when it is in the queue; so must be what it is about.
        let synced =
            fs::File::open(self.folder.join(upload)).and_then(|folder| Ok(syncfs(&folder)?));
        synced.map_err(|error| failed(&error))?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let name = open.remove(upload).map(|came| came.name);
        Ok(name.unwrap_or_default())
    }

    fn discard(&self, upload: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.remove(upload).is_some() {
            self.remove(upload);
        }
    }
}

fn filled(came: &Upload) -> Result<(), Refused> {
    match came {
        Upload { files: 0, .. } => Err(refused("there is no file yet")),
        Upload { arriving: 1.., .. } => Err(refused("files are still coming")),
        _ => Ok(()),
    }
}

/// A path that leads nowhere else: plain names, not too long, not too deep.
fn checked(path: &str) -> Result<PathBuf, Refused> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_name = |part: &&str| {
        !matches!(*part, "." | "..")
            && part.len() <= NAME
            && !part.contains(['\\', '\0'])
            && Path::new(part).components().count() == 1
    };
    let is_path = (1..=DEPTH).contains(&parts.len()) && parts.iter().all(is_name);
    match is_path {
        true => Ok(parts.iter().collect()),
        false => Err(refused("the name of a file cannot be used here")),
    }
}

/// Whether it is a medium in one file, dropped by itself.
fn is_container(path: &Path) -> bool {
    let extension = path
        .extension()
        .and_then(|end| end.to_str())
        .unwrap_or_default();
    let is_one = CONTAINERS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(extension));
    is_one && path.components().count() == 1
}

fn look(media: Vec<(String, Opened)>) -> MediumLook {
    let (mut look, mut found, until) = (
        MediumLook::default(),
        Patients::default(),
        Instant::now() + LOOK_TIME,
    );
    for (_, medium) in media {
        let medium = match medium {
            Ok(medium) => medium,
            Err(error) => {
                look.lock = look.lock.max(lock(&error));
                look.unreadable += 1;
                continue;
            }
        };
        let files = candidates(&*medium)
            .map(|found| found.files)
            .unwrap_or_default();
        look.is_partial |= files.len() > LOOKED_AT;
        for file in files.iter().take(LOOKED_AT) {
            if Instant::now() > until {
                look.is_partial = true;
                break;
            }
            let options = HeaderOptions {
                stop: AFTER_STUDY,
                ..HeaderOptions::default()
            };
            let opened = medium.open(&file.path).ok();
            match opened.and_then(|mut file| read_header(&mut *file, &options).ok()) {
                Some(header) => found.add(&header.data_set),
                None => look.unreadable += 1,
            }
        }
    }
    look.patients = found.patients;
    look
}

/// Whether it is for a password that a medium is not read.
fn lock(error: &OpenError) -> Lock {
    match error {
        OpenError::NoPassword => Lock::Missing,
        OpenError::WrongPassword => Lock::Wrong,
        _ => Lock::Open,
    }
}

/// Patients found, with the studies that are counted.
#[derive(Default)]
struct Patients {
    patients: Vec<PatientOnMedium>,
    studies: std::collections::BTreeSet<(usize, String)>,
}

impl Patients {
    fn add(&mut self, header: &DataSet) {
        let InstanceFacts { patient, study, .. } = facts(header);
        let found = PatientOnMedium {
            id: patient.id,
            name: patient.name,
            birth_date: patient.birth_date,
            sex: patient.sex,
            studies: 0,
            instances: 0,
        };
        let is_it = |known: &PatientOnMedium| {
            (&known.id, &known.name, &known.birth_date)
                == (&found.id, &found.name, &found.birth_date)
        };
        let place = match self.patients.iter().position(is_it) {
            Some(place) => place,
            None if self.patients.len() >= PATIENTS => return,
            None => {
                self.patients.push(found);
                self.patients.len() - 1
            }
        };
        let is_new = self.studies.insert((place, study.uid));
        self.patients[place].instances += 1;
        self.patients[place].studies += u64::from(is_new);
    }
}

/// Removes what was dropped and never imported, until `end`.
pub(crate) async fn sweep(uploads: Arc<Uploads>, archive: Archive, end: CancellationToken) {
    loop {
        match wanted(&archive).await {
            Ok(wanted) => blocking::run(|| uploads.remove_forgotten(&wanted)),
            Err(error) => warn!(%error, "the queue of imports does not answer"),
        }
        tokio::select! {
            () = end.cancelled() => return,
            () = tokio::time::sleep(SWEEP) => {}
        }
    }
}

/// Drops that jobs still need.
async fn wanted(archive: &Archive) -> Result<Vec<String>, filmdesk_archive::ArchiveError> {
    let jobs = archive.jobs().list(&[JobKind::Import], JOBS).await?;
    let is_open = |job: &Job| !matches!(job.state, JobState::Done | JobState::Cancelled);
    let orders = jobs
        .into_iter()
        .filter(is_open)
        .filter_map(|job| serde_json::from_value::<ImportOrder>(job.order).ok());
    Ok(orders.map(|order| order.upload).collect())
}

impl Uploads {
    fn remove_forgotten(&self, wanted: &[String]) {
        for path in children(&self.folder) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let changed = fs::metadata(&path).and_then(|about| about.modified());
            let age = changed.ok().and_then(|then| then.elapsed().ok());
            let is_old = age.is_some_and(|age| age > FORGOTTEN);
            if is_old && !self.is_open(&name) && !wanted.iter().any(|known| *known == name) {
                self.remove(&name);
                info!("files that were dropped and not imported are removed");
            }
        }
    }

    /// Whether more may come: a folder does not tell that files deep in it grow.
    fn is_open(&self, upload: &str) -> bool {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(upload).is_some_and(|came| !came.is_idle())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_their_place() {
        for path in ["../x", "a/../../x", "/etc/..", "a\\..\\b", "", "a/\0", "."] {
            assert!(checked(path).is_err(), "{path:?}");
        }
        let deep = "d/".repeat(DEPTH) + "x";
        assert!(checked(&deep).is_err());
        assert_eq!(
            checked("/DISC/DICOM/IM1").unwrap(),
            Path::new("DISC/DICOM/IM1")
        );
    }

    #[test]
    fn nothing_is_looked_at_while_files_come() {
        let came = |files, arriving| Upload {
            files,
            arriving,
            ..Upload::default()
        };
        assert!(filled(&came(2, 0)).is_ok());
        assert!(filled(&came(2, 1)).is_err());
        assert!(filled(&came(0, 0)).is_err());
    }

    #[test]
    fn images_and_zips_are_media_of_their_own() {
        for (path, expected) in [
            ("disc.ISO", true),
            ("study.zip", true),
            ("DISC/study.zip", false),
            ("DICOMDIR", false),
        ] {
            assert_eq!(is_container(Path::new(path)), expected, "{path}");
        }
    }
}
