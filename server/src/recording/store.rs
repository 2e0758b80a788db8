//! Recordings on the disk: a file each, its head first, then a line of JSON for each entry.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use filmdesk_web::{RecordingHead, Transcript};

/// Bytes of all recordings: the oldest go.
const MOST: u64 = 64 << 20;
/// Their number: what a page shows.
const MOST_FILES: usize = 200;
/// Bytes of a head: titles and an address.
const HEAD: u64 = 4096;
const EXTENSION: &str = "jsonl";

/// The folder that they are in.
#[derive(Debug)]
pub(super) struct Store(PathBuf);

impl Store {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Keeps one; what is too much for the folder goes.
    pub(super) fn keep(&self, head: &RecordingHead, lines: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        let path = self.path(&head.name);
        let part = path.with_extension("part");
        let mut file = File::create(&part)?;
        serde_json::to_writer(&mut file, head)?;
        file.write_all(b"\n")?;
        file.write_all(lines)?;
        file.sync_all()?;
        fs::rename(&part, &path)?;
        self.prune()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name).with_extension(EXTENSION)
    }

    /// The files, the newest first: names begin with the time.
    fn files(&self) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let paths: Result<Vec<PathBuf>, io::Error> =
            entries.map(|entry| Ok(entry?.path())).collect();
        let mut paths = paths?;
        paths.retain(|path| path.extension().is_some_and(|end| end == EXTENSION));
        paths.sort_unstable_by(|one, other| other.cmp(one));
        Ok(paths)
    }

    fn prune(&self) -> io::Result<()> {
        let mut bytes = 0;
        for (place, path) in self.files()?.into_iter().enumerate() {
            bytes += fs::metadata(&path)?.len();
            if bytes > MOST || place >= MOST_FILES {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// The heads of all, the newest first.
    pub(super) fn list(&self) -> io::Result<Vec<RecordingHead>> {
        let files = self.files()?.into_iter();
        Ok(files.filter_map(|path| head(&path).ok()).collect())
    }

    /// One of them; `None` when there is none of this name.
    pub(super) fn read(&self, name: &str) -> io::Result<Option<Transcript>> {
        if !is_name(name) {
            return Ok(None);
        }
        let file = match File::open(self.path(name)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut lines = BufReader::new(file).lines();
        let first = lines.next().transpose()?.unwrap_or_default();
        let head = serde_json::from_str(&first)?;
        let entry = |line: io::Result<String>| Ok(serde_json::from_str(&line?)?);
        let conversation: io::Result<_> = lines.map(entry).collect();
        Ok(Some(Transcript {
            head,
            conversation: conversation?,
        }))
    }

    /// Removes one; whether it was there.
    pub(super) fn remove(&self, name: &str) -> io::Result<bool> {
        if !is_name(name) {
            return Ok(false);
        }
        match fs::remove_file(self.path(name)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Names are ours: what else comes in an address leads nowhere.
fn is_name(name: &str) -> bool {
    let is_ours = |letter: u8| letter.is_ascii_digit() || letter == b'-';
    !name.is_empty() && name.len() <= 40 && name.bytes().all(is_ours)
}

fn head(path: &Path) -> io::Result<RecordingHead> {
    let mut line = String::new();
    let file = io::Read::take(File::open(path)?, HEAD);
    BufReader::new(file).read_line(&mut line)?;
    Ok(serde_json::from_str(&line)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head_of(name: &str) -> RecordingHead {
        RecordingHead {
            name: name.to_owned(),
            calling: "CT01".to_owned(),
            address: "192.0.2.1".to_owned(),
            called: "FILMDESK".to_owned(),
            began: "2026-11-27T01:00:00Z".to_owned(),
            milliseconds: 1,
            entries: 1,
            left_out: 0,
        }
    }

    #[test]
    fn the_oldest_go_and_foreign_names_lead_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("recordings"));
        assert_eq!(store.list().unwrap(), []);
        for number in 0..MOST_FILES + 3 {
            let head = head_of(&format!("20261127-{number:06}"));
            let line = br#"{"ms":0,"from":"recorder","what":"note","text":"end"}"#;
            store.keep(&head, line).unwrap();
        }
        let heads = store.list().unwrap();
        assert_eq!(heads.len(), MOST_FILES);
        assert_eq!(heads.last().unwrap().name, "20261127-000003");
        let read = store.read(&heads[0].name).unwrap().unwrap();
        assert_eq!(read.conversation.len(), 1);
        assert!(read.text().contains("end"));
        assert!(store.remove(&heads[0].name).unwrap());
        assert_eq!(store.read(&heads[0].name).unwrap(), None);
        assert_eq!(store.read("../spool/1").unwrap(), None);
    }
}
