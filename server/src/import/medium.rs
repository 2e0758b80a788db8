//! All files of one medium, several at a time, reported in their order.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;

use filmdesk_archive::Kept;
use filmdesk_archive::medium::open_path;
use filmdesk_media::medium::{Medium, Notice, OpenOptions, candidates};
use filmdesk_media::volume::VolumePath;
use filmdesk_modality::store::{Found, look_at};

use super::Tell;
use super::entry::{Entry, Fate, InstanceEntry};
use crate::storage::import::{Imported, Importer, NotImported};

/// Files imported at a time: each waits for the disk, and those that wait together share a sync.
const AT_ONCE: usize = 8;

/// What became of a file, or why it cannot be read.
type Outcome = Result<Imported, NotImported>;

/// Imports what a path names: one DICOM file, or a medium with all that is on it.
pub(crate) fn import(path: &Path, importer: &Importer, options: &OpenOptions, tell: &mut dyn Tell) {
    let importer = Importer {
        source: source(path),
        ..importer.clone()
    };
    if path.is_file() && !matches!(look_at(path), Ok(Found::Directory | Found::NotDicom)) {
        return single(path, &importer, tell);
    }
    let name = path.display().to_string();
    match open_path(path, options) {
        Ok(medium) => whole(&name, &*medium, &importer, tell),
        Err(error) => tell.add(unopened(name, &error.reason.to_string())),
    }
}

/// Where instances come from, for the index: the last part of the path.
fn source(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    format!("import {}", name.to_string_lossy())
}

fn single(path: &Path, importer: &Importer, tell: &mut dyn Tell) {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let outcome = File::open(path)
        .map_err(unreadable)
        .and_then(|mut file| importer.import(&mut file));
    if let Some(entry) = entry(&folder.display().to_string(), &name, outcome) {
        tell.add(entry);
    }
}

/// The line of a medium that cannot be read.
pub(crate) fn unopened(name: String, reason: &str) -> Entry {
    Entry {
        medium: String::new(),
        path: name,
        fate: Fate::Unreadable,
        reason: Some(reason.to_owned()),
        instance: None,
        notes: Vec::new(),
    }
}

fn unreadable(error: std::io::Error) -> NotImported {
    NotImported::File(error.into())
}

/// Imports all that is on a medium, under the name that people know it by.
pub(crate) fn whole(name: &str, medium: &dyn Medium, importer: &Importer, tell: &mut dyn Tell) {
    let found = match candidates(medium) {
        Ok(found) => found,
        Err(error) => return tell.add(unopened(name.to_owned(), &error.to_string())),
    };
    for notice in &found.notices {
        note(name, notice, tell);
    }
    tell.begin(found.files.len() as u64);
    let end = tell.end_asked();
    in_order(
        &found.files,
        &end,
        |file| import_file(medium, &file.path, importer),
        |file, outcome| {
            tell.passed();
            if let Err(error) = &outcome
                && error.is_ours()
            {
                tell.failed(&error.to_string());
            }
            if let Some(mut entry) = entry(name, &file.path.to_string(), outcome) {
                if file.is_referenced {
                    entry.is_missed();
                }
                tell.add(entry);
            }
        },
    );
    tell.end();
}

fn import_file(medium: &dyn Medium, path: &VolumePath, importer: &Importer) -> Outcome {
    let mut file = medium.open(path).map_err(unreadable)?;
    importer.import(&mut *file)
}

/// Does `work` for all items, [`AT_ONCE`] at a time, until the end is asked for, and tells the
/// results in the items' order.
fn in_order<T: Sync, R: Send>(
    items: &[T],
    end: &AtomicBool,
    work: impl Fn(&T) -> R + Sync,
    mut tell: impl FnMut(&T, R),
) {
    let next = AtomicUsize::new(0);
    let (done, results) = channel();
    let done = Mutex::new(done);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(items.len()) {
            let sender = done.lock().unwrap_or_else(PoisonError::into_inner).clone();
            scope.spawn(|| {
                let sender = sender;
                while let Some((index, item)) = take(&next, end, items) {
                    // The other side lives until all are done.
                    drop(sender.send((index, work(item))));
                }
            });
        }
        drop(done);
        let mut waiting = BTreeMap::new();
        let mut told = 0;
        for (index, result) in results {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&told) {
                tell(&items[told], result);
                told += 1;
            }
        }
    });
}

fn take<'a, T>(next: &AtomicUsize, end: &AtomicBool, items: &'a [T]) -> Option<(usize, &'a T)> {
    if end.load(Ordering::Relaxed) {
        return None;
    }
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, items.get(index)?))
}

/// What the medium's DICOMDIR says and the medium does not hold, and the like.
fn note(medium: &str, notice: &Notice, tell: &mut dyn Tell) {
    let mut line = |path: String, fate, reason| {
        tell.add(Entry {
            medium: medium.to_owned(),
            path,
            fate,
            reason,
            instance: None,
            notes: Vec::new(),
        });
    };
    match notice {
        Notice::Missing { file_id } => line(file_id.replace('\\', "/"), Fate::Missing, None),
        Notice::Unreadable { path, reason } => {
            line(path.to_string(), Fate::Unreadable, Some(reason.clone()));
        }
        Notice::Hidden { path, reason } => {
            let path = path.as_ref().map_or(".".to_owned(), ToString::to_string);
            line(path, Fate::Hidden, Some(reason.clone()));
        }
        Notice::TreesDisagree { files } => tell.notice(format!(
            "{medium}: its two directory trees do not agree on {files} names or lengths; one was read"
        )),
        Notice::NotDicom { path } => line(path.to_string(), Fate::NotDicom, None),
        Notice::NoDicomdir => tell.notice(format!("{medium} has no DICOMDIR")),
        Notice::DicomdirBroken { reason } => {
            tell.notice(format!("{medium}: DICOMDIR cannot be read: {reason}"));
        }
        Notice::Unindexed { path } => {
            tell.notice(format!("{medium}/{path} is not in DICOMDIR"));
        }
        other => tell.notice(format!("{medium}: {other:?}")),
    }
}

/// The line of a file; `None` for a DICOMDIR, which is no instance.
fn entry(medium: &str, path: &str, outcome: Outcome) -> Option<Entry> {
    let (fate, reason, imported) = match outcome {
        Ok(imported) => (fate(&imported.received.kept), None, Some(imported)),
        Err(NotImported::Directory) => return None,
        Err(error) => (fate_of(&error), Some(error.to_string()), None),
    };
    let notes = imported.as_ref().map(|imported| imported.notes.clone());
    Some(Entry {
        medium: medium.to_owned(),
        path: path.to_owned(),
        fate,
        reason,
        notes: notes.unwrap_or_default(),
        instance: imported.map(|imported| InstanceEntry {
            sop_class: imported.sop_class,
            sop_instance: imported.sop_instance,
            study: imported.received.study,
            length: imported.received.length,
        }),
    })
}

fn fate(kept: &Kept) -> Fate {
    match kept {
        Kept::New => Fate::New,
        Kept::AlreadyHere => Fate::AlreadyHere,
        Kept::Conflict { .. } => Fate::Conflict,
    }
}

fn fate_of(error: &NotImported) -> Fate {
    use filmdesk_dataset::file::FileError;
    match error {
        NotImported::File(FileError::NotDicom) => Fate::NotDicom,
        NotImported::File(FileError::Io(_)) => Fate::Unreadable,
        _ => Fate::Refused,
    }
}
