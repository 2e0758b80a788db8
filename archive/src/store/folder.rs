//! Objects in a folder of the local file system.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::{ObjectKey, ObjectStore, ReadObject};

/// A folder with one file per object, at the path that its key says.
#[derive(Debug)]
pub struct FolderStore {
    root: PathBuf,
}

impl FolderStore {
    /// Objects in `root`, which is made when it is missing.
    pub fn open(root: PathBuf) -> io::Result<Self> {
        private_folder(&root)?;
        Ok(Self { root })
    }

    fn path(&self, key: &ObjectKey) -> PathBuf {
        self.root.join(key.as_str())
    }
}

impl ObjectStore for FolderStore {
    /// A rename. It is not synced: file and entry were durable where they came from, and a
    /// journalling file system that loses the rename in a crash has the file there still, where
    /// recovery finds it.
    fn put(&self, file: &Path, key: &ObjectKey) -> io::Result<()> {
        let path = self.path(key);
        match fs::rename(file, &path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => return result,
        }
        if let Some(folder) = path.parent() {
            private_folder(folder)?;
        }
        fs::rename(file, &path)
    }

    fn sync(&self, key: &ObjectKey) -> io::Result<()> {
        let path = self.path(key);
        let folders = path.ancestors().skip(1);
        let inside = folders.take_while(|folder| folder.starts_with(&self.root));
        inside
            .map(File::open)
            .try_for_each(|folder| folder?.sync_all())
    }

    fn open(&self, key: &ObjectKey) -> io::Result<Box<dyn ReadObject>> {
        Ok(Box::new(File::open(self.path(key))?))
    }

    fn remove(&self, key: &ObjectKey) -> io::Result<()> {
        let path = self.path(key);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => result?,
        }
        remove_empty_folders(&path, &self.root);
        Ok(())
    }

    fn list(&self, prefix: &str, each: &mut dyn FnMut(ObjectKey)) -> io::Result<()> {
        list_folder(&self.root, "", prefix, each)
    }
}

/// Folders of the last object of a series, a study, a day go with it.
fn remove_empty_folders(path: &Path, root: &Path) {
    let folders = path
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root);
    for folder in folders {
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

fn list_folder(
    folder: &Path,
    name: &str,
    prefix: &str,
    each: &mut dyn FnMut(ObjectKey),
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(own) = entry.file_name().into_string() else {
            continue;
        };
        let key = format!("{name}{own}");
        if entry.file_type()?.is_dir() {
            let inside = format!("{key}/");
            if inside.starts_with(prefix) || prefix.starts_with(&inside) {
                list_folder(&entry.path(), &inside, prefix, each)?;
            }
        } else if key.starts_with(prefix) {
            each(ObjectKey::from_index(key));
        }
    }
    Ok(())
}

/// Makes a folder that only this user can look into: instances are patients' data.
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}
