//! A folder as a medium.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use filmdesk_media::medium::{
    Finding, FindingKind, MAX_DEPTH, MAX_ENTRIES, Medium, MediumEntry, MediumKind, ReadSeek,
    too_deep, unnameable,
};
use filmdesk_media::volume::VolumePath;

/// Findings kept: thousands tell nobody more.
const MAX_FINDINGS: usize = 10_000;

/// A folder, also a mounted medium. Symbolic links are followed to files only, so that no walk
/// leaves the folder or loops; a link to a folder is a finding.
#[derive(Debug, Clone)]
pub struct FolderMedium {
    root: PathBuf,
    /// The file in the root that is taken for DICOMDIR, when it has another name.
    dicomdir: Option<OsString>,
    /// What the first walk could not reach.
    findings: OnceLock<Vec<Finding>>,
}

/// What a walk has found.
#[derive(Debug, Default)]
struct Walk {
    entries: Vec<MediumEntry>,
    findings: Vec<Finding>,
}

impl Walk {
    fn note(&mut self, kind: FindingKind, path: &[String], words: String) {
        if self.findings.len() < MAX_FINDINGS {
            let path = VolumePath::found(path.to_vec());
            self.findings.push(Finding { kind, path, words });
        }
    }
}

impl FolderMedium {
    /// The medium in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            dicomdir: None,
            findings: OnceLock::new(),
        }
    }

    /// The medium that a DICOMDIR describes: the folder that it lies in.
    pub fn of_dicomdir(path: &Path) -> Self {
        let parent = path.parent().filter(|parent| *parent != Path::new(""));
        let name = path.file_name().map(OsString::from);
        let plain = |name: &OsString| name.eq_ignore_ascii_case("DICOMDIR");
        Self {
            root: parent.unwrap_or(Path::new(".")).to_owned(),
            dicomdir: name.filter(|name| !plain(name)),
            findings: OnceLock::new(),
        }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads one folder, sorted; enters nothing.
    fn list(
        &self,
        folder: &Path,
        inside: &[String],
        walk: &mut Walk,
    ) -> io::Result<Vec<Vec<String>>> {
        let mut folders = Vec::new();
        let mut here: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
        here.sort_by_key(fs::DirEntry::file_name);
        for entry in here {
            let Some(name) = self.name(entry.file_name(), inside) else {
                continue;
            };
            let Some(entry) = entry_of(&entry, name, inside, walk)? else {
                continue;
            };
            if walk.entries.len() >= MAX_ENTRIES {
                return Err(io::Error::other(format!(
                    "more than {MAX_ENTRIES} files and folders"
                )));
            }
            let path = entry.path.components();
            match (entry.is_folder, path.len() < MAX_DEPTH) {
                (true, true) => folders.push(path.to_vec()),
                (true, false) => walk.note(FindingKind::NotReached, path, too_deep()),
                (false, _) => {}
            }
            walk.entries.push(entry);
        }
        Ok(folders)
    }

    /// The name on the medium: `DICOMDIR` for the file that stands for it, whose namesake is not
    /// there then.
    fn name(&self, name: OsString, inside: &[String]) -> Option<String> {
        match &self.dicomdir {
            Some(dicomdir) if inside.is_empty() && *dicomdir == name => Some("DICOMDIR".to_owned()),
            Some(_) if inside.is_empty() && name.eq_ignore_ascii_case("DICOMDIR") => None,
            _ => Some(name.to_string_lossy().into_owned()),
        }
    }

    /// The file of a path: with the very names, else without regard to case.
    fn find(&self, path: &VolumePath) -> io::Result<PathBuf> {
        if let (Some(dicomdir), [only]) = (&self.dicomdir, path.components())
            && only == "DICOMDIR"
        {
            return Ok(self.root.join(dicomdir));
        }
        let mut place = self.root.clone();
        for name in path.components() {
            let exact = place.join(name);
            place = match fs::symlink_metadata(&exact) {
                Ok(_) => exact,
                Err(_) => folded(&place, name)?.unwrap_or(exact),
            };
        }
        Ok(place)
    }
}

/// An entry of a folder; what cannot be reached is noted instead.
fn entry_of(
    entry: &fs::DirEntry,
    name: String,
    inside: &[String],
    walk: &mut Walk,
) -> io::Result<Option<MediumEntry>> {
    let kind = entry.file_type()?;
    let Some(path) = VolumePath::found(inside.iter().cloned().chain([name.clone()]).collect())
    else {
        walk.note(FindingKind::Unnameable, inside, unnameable(&name));
        return Ok(None);
    };
    let not_there = |walk: &mut Walk, words: &str| {
        walk.note(FindingKind::NotReached, path.components(), words.to_owned());
    };
    let length = match fs::metadata(entry.path()) {
        _ if kind.is_dir() => 0,
        Ok(metadata) if metadata.is_dir() => {
            not_there(walk, "a link to a folder is not followed");
            return Ok(None);
        }
        Ok(metadata) if metadata.is_file() => metadata.len(),
        // Sockets, pipes and devices hold nothing.
        Ok(_) => return Ok(None),
        Err(error) => {
            not_there(
                walk,
                &format!("a link that leads nowhere: {}", error.kind()),
            );
            return Ok(None);
        }
    };
    let is_folder = kind.is_dir();
    Ok(Some(MediumEntry {
        path,
        is_folder,
        length,
    }))
}

fn folded(folder: &Path, name: &str) -> io::Result<Option<PathBuf>> {
    let wanted = name.to_uppercase();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().to_uppercase() == wanted {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}

impl Medium for FolderMedium {
    fn kind(&self) -> MediumKind {
        MediumKind::Folder
    }

    fn describe(&self) -> String {
        "folder".to_owned()
    }

    fn label(&self) -> Option<String> {
        None
    }

    fn entries(&self) -> io::Result<Vec<MediumEntry>> {
        let mut walk = Walk::default();
        let mut todo = vec![Vec::new()];
        while let Some(inside) = todo.pop() {
            let folder = inside
                .iter()
                .fold(self.root.clone(), |place, name| place.join(name));
            let mut folders = self.list(&folder, &inside, &mut walk)?;
            folders.reverse();
            todo.append(&mut folders);
        }
        // A later walk of the same folder says the same.
        let _ = self.findings.set(walk.findings);
        Ok(walk.entries)
    }

    fn findings(&self) -> &[Finding] {
        self.findings.get().map_or(&[], Vec::as_slice)
    }

    fn open(&self, path: &VolumePath) -> io::Result<Box<dyn ReadSeek + '_>> {
        let place = self.find(path)?;
        let file = File::open(&place)?;
        if !file.metadata()?.is_file() {
            let words = format!("{path} is no file");
            return Err(io::Error::new(io::ErrorKind::NotFound, words));
        }
        Ok(Box::new(file))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_folder_is_walked_in_order_and_names_are_found_in_any_case() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("dicom/a")).unwrap();
        fs::write(root.join("dicom/a/im1"), "one").unwrap();
        fs::write(root.join("dicom/b"), "two").unwrap();
        std::os::unix::fs::symlink(root, root.join("dicom/loop")).unwrap();
        std::os::unix::fs::symlink(root.join("none"), root.join("dangling")).unwrap();
        let medium = FolderMedium::new(root);
        let paths: Vec<String> = medium
            .entries()
            .unwrap()
            .iter()
            .map(|entry| format!("{} {}", entry.path, entry.length))
            .collect();
        assert_eq!(
            paths,
            ["dicom 0", "dicom/a 0", "dicom/b 3", "dicom/a/im1 3"]
        );
        let missed: Vec<String> = medium
            .findings()
            .iter()
            .map(|finding| format!("{}", finding.path.as_ref().unwrap()))
            .collect();
        assert_eq!(missed, ["dangling", "dicom/loop"]);
        let mut text = String::new();
        let path = VolumePath::parse("DICOM/A/IM1").unwrap();
        medium
            .open(&path)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "one");
        assert!(medium.open(&VolumePath::parse("DICOM").unwrap()).is_err());
        assert!(medium.open(&VolumePath::parse("DICOM/C").unwrap()).is_err());
    }

    #[test]
    fn a_dicomdir_of_any_name_stands_for_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("DICOMDIR"), "the usual one").unwrap();
        fs::write(folder.path().join("DICOMDIR-2"), "the other").unwrap();
        let medium = FolderMedium::of_dicomdir(&folder.path().join("DICOMDIR-2"));
        let mut text = String::new();
        let path = VolumePath::parse("DICOMDIR").unwrap();
        medium
            .open(&path)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "the other");
        assert_eq!(medium.entries().unwrap().len(), 1);
    }
}
