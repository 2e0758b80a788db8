//! Pages with the viewer for browsers of the desk: made when they are asked for, once for the same
//! images, kept for a while.
//!
//! ```text
//! views/<name>/about.json   whose; its time is that of the last use
//! views/<name>/page/        INDEX.HTM and what it reads
//! views/<name>.made/        the same while it is being made; views/<name>.work/ beside it
//! views/<name>.gone/        the same while it is being removed
//! ```

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use filmdesk_archive::{Archive, Selection};
use filmdesk_media::viewer::inline_script;
use filmdesk_web::{Refused, ViewState, Viewing};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::disc::tries::Once;
use crate::disc::watch::{Stage, Watch};
use crate::disc::{self, DiscError, Places, Source, Workshop};
use crate::shared::Shared;
use crate::{blocking, faces, ids};

/// A page that nobody used for so long goes: a working day, as sessions last.
const KEPT: Duration = Duration::from_secs(12 * 3600);
/// Bytes of all pages; beyond it those go that were not used for longest. Some hundred studies: a
/// CT of 1,000 slices has 140 MB.
const MOST_BYTES: u64 = 20_000_000_000;
/// How often old ones are looked for.
const LOOK: Duration = Duration::from_secs(15 * 60);
/// Pages that are made or wait for their turn: more doctors than look at new studies in the same
/// seconds.
const MOST_UNDERWAY: usize = 16;
/// Failures that are remembered for those who wait; over it all are forgotten.
const MOST_FAILED: usize = 100;
/// What is kept beside a page.
const ABOUT: &str = "about.json";
/// Hexadecimal digits of a name: 128 bits, which nobody guesses.
const NAME_LENGTH: usize = 32;

/// The pages.
pub(super) struct Views {
    folder: PathBuf,
    shared: Arc<Shared>,
    archive: Archive,
    end: CancellationToken,
    /// The script of every page, as a source of a policy.
    script: String,
    underway: Mutex<HashMap<String, Arc<Progress>>>,
    /// One is made at a time: each takes all processors and a good part of the memory.
    turn: Mutex<()>,
}

/// The same, read. Serialised, so names are stable.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct About {
    studies: Vec<String>,
    language: String,
    bytes: u64,
}

/// How far a page is.
struct Progress {
    about: About,
    end: CancellationToken,
    done: AtomicU64,
    total: AtomicU64,
    failed: Mutex<Option<String>>,
}

impl Progress {
    fn failure(&self) -> Option<String> {
        lock(&self.failed).clone()
    }
}

impl Watch for Progress {
    fn begin(&self, stage: Stage, _: usize, total: u64) {
        // What comes before takes no time beside it.
        if stage == Stage::Viewing {
            self.total.store(total, Ordering::Relaxed);
        }
    }

    fn done(&self, amount: u64) {
        self.done.store(amount, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.end.is_cancelled()
    }
}

impl Views {
    /// What an earlier run did not finish goes.
    pub(super) fn open(
        shared: &Arc<Shared>,
        archive: &Archive,
        end: &CancellationToken,
    ) -> io::Result<Self> {
        let folder = shared.settings.data_dir.join("views");
        for (path, name) in entries(&folder)? {
            if !is_name(&name) {
                fs::remove_dir_all(path)?;
            }
        }
        let hash = Sha256::digest(inline_script());
        Ok(Self {
            folder,
            shared: Arc::clone(shared),
            archive: archive.clone(),
            end: end.clone(),
            script: format!("'sha256-{}'", STANDARD.encode(hash)),
            underway: Mutex::default(),
            turn: Mutex::default(),
        })
    }

    /// Begins to make the page of studies where it is not there as they are now; its name.
    pub(super) fn view(
        self: &Arc<Self>,
        studies: &[String],
        language: &str,
    ) -> Result<String, Refused> {
        let refused = |error: &dyn std::fmt::Display| Refused(error.to_string());
        let selection = Selection::Studies(studies.to_vec());
        let sources = Handle::current().block_on(disc::stored(&self.archive, &selection));
        let sources = sources.map_err(|error| refused(&error))?;
        if sources.is_empty() {
            return Err(refused(&DiscError::Nothing));
        }
        let name = self.name(&sources, language);
        let about = About {
            studies: studies.to_vec(),
            language: language.to_owned(),
            bytes: 0,
        };
        self.begin(&name, about, sources)?;
        Ok(name)
    }

    /// Names what a page shows and how: other bytes, another name.
    fn name(&self, sources: &[Source], language: &str) -> String {
        let disc = &self.shared.live().disc;
        let mut places: Vec<_> = sources
            .iter()
            .map(|source| format!("{:?} {}", source.place, source.length))
            .collect();
        places.sort_unstable();
        let how = format!(
            "{} {language} {:?} {:?}",
            self.script, disc.viewer, disc.institution
        );
        let hash = Sha256::digest(format!("{how} {}", places.join(" ")));
        disc::hashing::hex(&hash.into())[..NAME_LENGTH].to_owned()
    }

    fn begin(
        self: &Arc<Self>,
        name: &str,
        about: About,
        sources: Vec<Source>,
    ) -> Result<(), Refused> {
        let mut underway = lock(&self.underway);
        let failed = underway.values().filter(|one| one.failure().is_some());
        if failed.count() > MOST_FAILED {
            underway.retain(|_, one| one.failure().is_none());
        }
        match underway.get(name) {
            Some(progress) if progress.failure().is_none() => return Ok(()),
            // What is no longer under way is there.
            None if self.folder.join(name).join(ABOUT).exists() => return Ok(()),
            _ => drop(underway.remove(name)),
        }
        let going = underway.values().filter(|one| one.failure().is_none());
        if going.count() >= MOST_UNDERWAY {
            return Err(Refused(
                "too many studies are being opened; try again in a minute".to_owned(),
            ));
        }
        let bytes: u64 = sources.iter().map(|source| source.length).sum();
        if !self.archive.has_room(bytes) {
            return Err(Refused(
                "there is no room to open the study: the disk is full".to_owned(),
            ));
        }
        let progress = Arc::new(Progress {
            about,
            end: self.end.clone(),
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            failed: Mutex::default(),
        });
        underway.insert(name.to_owned(), Arc::clone(&progress));
        drop(underway);
        let (views, name, told) = (Arc::clone(self), name.to_owned(), Arc::clone(&progress));
        let making = tokio::task::spawn_blocking(move || views.make(&name, &progress, sources));
        tokio::spawn(async move {
            // Who waits hears of it, and its place is free again.
            if making.await.is_err() {
                *lock(&told.failed) = Some("an error of ours; the log says more".to_owned());
            }
        });
        Ok(())
    }

    fn make(&self, name: &str, progress: &Arc<Progress>, sources: Vec<Source>) {
        let turn = lock(&self.turn);
        let (count, begun) = (sources.len(), std::time::Instant::now());
        let made = self.folder.join(format!("{name}.made"));
        let result = self.made(name, progress, sources, &made);
        drop(turn);
        match result {
            Ok(bytes) => {
                let seconds = begun.elapsed().as_secs_f32();
                info!(
                    view = name,
                    instances = count,
                    bytes,
                    seconds,
                    "a page with the viewer is made"
                );
                lock(&self.underway).remove(name);
            }
            Err(error) => {
                warn!(view = name, instances = count, %error, "a page with the viewer cannot be made");
                drop(fs::remove_dir_all(&made));
                *lock(&progress.failed) = Some(error.to_string());
            }
        }
    }

    fn made(
        &self,
        name: &str,
        progress: &Progress,
        sources: Vec<Source>,
        made: &Path,
    ) -> Result<u64, DiscError> {
        let settings = &self.shared.settings;
        let disc = Arc::clone(&self.shared.live().disc);
        let shop = Workshop {
            settings: &disc,
            work: self.folder.join(format!("{name}.work")),
            places: Places(Some(&self.archive)),
            now: disc::now(),
            mint_uid: || ids::mint_uid().as_str().to_owned(),
            password: None,
            typesetter: &|| faces::typesetter(&settings.font_folders),
            watch: progress,
            ledger: &Once,
        };
        let bytes = disc::view(sources, &progress.about.language, &shop, &made.join("page"))?;
        let about = About {
            bytes,
            ..progress.about.clone()
        };
        let keep = || -> io::Result<()> {
            fs::write(made.join(ABOUT), serde_json::to_vec(&about)?)?;
            // What has its name is served for hours: it must be whole also after a power cut.
            rustix::fs::syncfs(&File::open(made)?)?;
            let place = self.folder.join(name);
            if place.exists() {
                remove(&place)?; // what was left of one that was being removed
            }
            fs::rename(made, place)
        };
        keep().map_err(|source| DiscError::Files {
            what: "the viewer's page",
            source,
        })?;
        Ok(bytes)
    }

    /// The page of this name.
    pub(super) fn viewing(&self, name: &str) -> Option<Viewing> {
        if !is_name(name) {
            return None;
        }
        let progress = lock(&self.underway).get(name).cloned();
        let (about, state) = match progress {
            Some(progress) => (progress.about.clone(), state(&progress)),
            None => self.there(name)?,
        };
        Some(Viewing {
            studies: about.studies,
            language: about.language,
            state,
        })
    }

    /// A page that is there, and is used now.
    fn there(&self, name: &str) -> Option<(About, ViewState)> {
        let folder = self.folder.join(name);
        let path = folder.join(ABOUT);
        let about = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
        let file = File::options().write(true).open(&path).ok()?;
        drop(file.set_modified(SystemTime::now()));
        let made = ViewState::Made {
            folder: folder.join("page"),
            script: self.script.clone(),
        };
        Some((about, made))
    }
}

fn state(progress: &Progress) -> ViewState {
    match progress.failure() {
        Some(reason) => ViewState::Failed(reason),
        None => ViewState::Underway {
            done: progress.done.load(Ordering::Relaxed),
            total: progress.total.load(Ordering::Relaxed),
        },
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Names are made here; what comes from elsewhere leads nowhere.
fn is_name(name: &str) -> bool {
    name.len() == NAME_LENGTH && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The folders of a folder, which need not be there.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let named = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok((
            entry.path(),
            entry.file_name().to_string_lossy().into_owned(),
        ))
    };
    entries.map(named).collect()
}

/// Removes what is old, and what is too much, until `end`.
pub(super) async fn sweep(views: Arc<Views>, end: CancellationToken) {
    loop {
        match blocking::run(|| remove_old(&views.folder, KEPT, MOST_BYTES)) {
            Ok(0) => {}
            Ok(removed) => info!(removed, "pages with the viewer are removed"),
            Err(error) => warn!(%error, "old pages with the viewer cannot be removed"),
        }
        tokio::select! {
            () = end.cancelled() => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

fn remove_old(folder: &Path, keep: Duration, most: u64) -> io::Result<usize> {
    let mut pages = Vec::new();
    for (path, _) in entries(folder)?
        .into_iter()
        .filter(|(_, name)| is_name(name))
    {
        // One that is half removed is old.
        let (age, size) = use_of(&path).unwrap_or((Duration::MAX, 0));
        pages.push((age, path, size));
    }
    pages.sort();
    let (mut bytes, mut removed) = (0_u64, 0);
    for (age, path, size) in pages {
        bytes = bytes.saturating_add(size);
        if age > keep || bytes > most {
            match remove(&path) {
                Ok(()) => removed += 1,
                Err(error) => warn!(%error, "a page with the viewer cannot be removed"),
            }
        }
    }
    Ok(removed)
}

/// How long ago a page was used, and its bytes.
fn use_of(page: &Path) -> io::Result<(Duration, u64)> {
    let about = page.join(ABOUT);
    let age = about.metadata()?.modified()?.elapsed().unwrap_or_default();
    let known: Option<About> = serde_json::from_slice(&fs::read(about)?).ok();
    Ok((age, known.map_or(u64::MAX, |about| about.bytes)))
}

/// Removes a page, under a name by which nobody takes it for one when that is cut short.
fn remove(page: &Path) -> io::Result<()> {
    let gone = page.with_extension("gone");
    match fs::remove_dir_all(&gone) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => fs::rename(page, &gone)?,
    }
    fs::remove_dir_all(gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of so many bytes that was last used so long ago.
    fn page(folder: &Path, digit: char, bytes: u64, hours: u64) -> PathBuf {
        let path = folder.join(digit.to_string().repeat(NAME_LENGTH));
        fs::create_dir(&path).unwrap();
        let about = About {
            studies: Vec::new(),
            language: "en".to_owned(),
            bytes,
        };
        let file = path.join("about.json");
        fs::write(&file, serde_json::to_vec(&about).unwrap()).unwrap();
        let then = SystemTime::now() - Duration::from_secs(hours * 3600);
        let file = File::options().write(true).open(file).unwrap();
        file.set_modified(then).unwrap();
        path
    }

    #[test]
    fn old_pages_go_and_of_too_many_those_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let of = |digit, bytes, hours| page(folder.path(), digit, bytes, hours);
        let (new, used, unused, old) = (
            of('a', 10, 0),
            of('b', 10, 1),
            of('c', 10, 2),
            of('d', 1, 13),
        );
        fs::create_dir(folder.path().join("of-another.made")).unwrap();
        // The server was killed while it removed this one.
        let half = folder.path().join("e".repeat(NAME_LENGTH));
        fs::create_dir_all(half.join("page")).unwrap();
        assert_eq!(remove_old(folder.path(), KEPT, 25).unwrap(), 3);
        assert!(new.exists() && used.exists() && !half.exists());
        assert!(!unused.exists() && !old.exists());
        assert!(folder.path().join("of-another.made").exists());
        assert_eq!(
            remove_old(&folder.path().join("none"), KEPT, 25).unwrap(),
            0
        );
    }

    #[test]
    fn names_lead_nowhere_else() {
        assert!(is_name("0123456789abcdef0123456789abcdef"));
        for name in ["", "..", "0123456789abcdef0123456789abcde/", "0123"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
