//! Finding the font files that text on films is set with.
//!
//! The files are named by [`filmdesk_fonts`]' table; they are looked for in the configured
//! folders first, then where distributions put them. Every other font file of a configured
//! folder serves too, after those of the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use filmdesk_fonts::{FACE_FILES, FACE_FOLDERS, FaceData, FaceFile, FontBytes, Typesetter};
use tracing::warn;

/// Largest font file that is read: Noto Sans CJK has 19 MB, and every face stays in memory.
pub const MAX_FACE_FILE: u64 = 64 << 20;
/// Most font files of one's own that are taken from configured folders.
pub const MAX_OWN_FILES: usize = 64;

/// What was found.
#[derive(Debug, Default)]
pub struct FoundFaces {
    /// The faces, in the order of fallback.
    pub faces: Vec<FaceData>,
    /// Files that are there and could not be used, and why.
    pub unusable: Vec<(PathBuf, String)>,
}

/// Looks for faces in `configured` folders and the system's.
pub fn find(configured: &[PathBuf]) -> FoundFaces {
    let system = FACE_FOLDERS.iter().map(PathBuf::from);
    let folders: Vec<PathBuf> = configured.iter().cloned().chain(system).collect();
    let mut reader = Reader::default();
    let mut found = FoundFaces::default();
    for row in FACE_FILES {
        found.faces.extend(reader.face(row, &folders));
    }
    for path in own_files(configured) {
        found.faces.extend(reader.own_face(&path));
    }
    found.unusable = reader.unusable;
    found
}

/// Reads each file once: a collection is shared by its faces.
#[derive(Default)]
struct Reader {
    read: BTreeMap<PathBuf, Option<FontBytes>>,
    unusable: Vec<(PathBuf, String)>,
}

impl Reader {
    fn face(&mut self, row: &FaceFile, folders: &[PathBuf]) -> Option<FaceData> {
        let path = folders
            .iter()
            .map(|folder| folder.join(row.file))
            .find(|path| path.is_file())?;
        Some(FaceData::of_file(row, self.bytes(&path)?))
    }

    fn own_face(&mut self, path: &Path) -> Option<FaceData> {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some(FaceData {
            name,
            bytes: self.bytes(path)?,
            index: 0,
            language: None,
        })
    }

    fn bytes(&mut self, path: &Path) -> Option<FontBytes> {
        if let Some(known) = self.read.get(path) {
            return known.clone();
        }
        let bytes = match read(path) {
            Ok(bytes) => Some(Arc::new(bytes) as FontBytes),
            Err(error) => {
                self.unusable.push((path.to_owned(), error.to_string()));
                None
            }
        };
        self.read.insert(path.to_owned(), bytes.clone());
        bytes
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let length = fs::metadata(path)?.len();
    if length > MAX_FACE_FILE {
        let words = format!("{length} bytes, at most {MAX_FACE_FILE} are read");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
    }
    fs::read(path)
}

/// Font files of the configured folders that the table does not name, by name.
fn own_files(configured: &[PathBuf]) -> BTreeSet<PathBuf> {
    let entries = configured
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten();
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .filter(|path| is_own_font(path))
        .take(MAX_OWN_FILES)
        .collect()
}

fn is_own_font(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    let is_font = ["ttf", "otf", "ttc", "otc"]
        .iter()
        .any(|known| extension == *known);
    is_font && path.is_file() && FACE_FILES.iter().all(|row| name != row.file)
}

/// The faces for text; what cannot be used is left out and said.
pub fn typesetter(folders: &[PathBuf]) -> Typesetter {
    let found = find(folders);
    for (path, reason) in &found.unusable {
        warn!(path = %path.display(), reason, "font file left out");
    }
    let (typesetter, errors) = Typesetter::new(found.faces);
    for error in errors {
        warn!(%error, "font left out");
    }
    typesetter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn configured_folders_come_first_and_their_own_fonts_serve_too() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("NotoSans-Regular.ttf"), b"mine").unwrap();
        fs::write(folder.path().join("House.ttf"), b"own").unwrap();
        fs::write(folder.path().join("readme.txt"), b"no font").unwrap();
        let found = find(&[folder.path().to_owned()]);
        let first = found
            .faces
            .iter()
            .find(|face| face.name == "NotoSans-Regular.ttf")
            .unwrap();
        assert_eq!((*first.bytes).as_ref(), b"mine");
        assert_eq!(found.faces.last().unwrap().name, "House.ttf");
        assert!(found.faces.iter().all(|face| face.name != "readme.txt"));
    }

    #[test]
    fn a_collection_is_held_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("NotoSansCJK-Regular.ttc"), b"ttc").unwrap();
        let found = find(&[folder.path().to_owned()]);
        let of_collection = |face: &&FaceData| face.name == "NotoSansCJK-Regular.ttc";
        let faces: Vec<_> = found.faces.iter().filter(of_collection).collect();
        assert_eq!(faces.len(), 5);
        assert!(
            faces
                .iter()
                .all(|face| Arc::ptr_eq(&face.bytes, &faces[0].bytes))
        );
    }
}
