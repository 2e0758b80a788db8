//! The steps of an update, in an order in which a valid DICOMDIR is there at every moment.
//!
//! What comes is written into a folder whose name no File ID can be, is synced and read back; its
//! files come to their place with one rename, then DICOMDIR with another; only then files go.
//! Whatever step is the last, DICOMDIR is the old or the new one, and every file that it
//! references is there.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use filmdesk_archive::medium::FolderMedium;
use filmdesk_media::dicomdir;
use filmdesk_media::volume::VolumePath;

use super::super::content::Files;
use super::super::device::folder::Folder;
use super::super::error::DiscError;
use super::super::gather::Places;
use super::super::watch::{Stage, Watch};
use super::plan::Update;

/// Where what comes is written: no File ID has a dot (PS3.10 8.2).
pub(super) const STAGING: &str = "FILMDESK.NEW";

/// Where the DICOMDIR lies that an update staged which did not come to its end: what it brought is
/// known by it.
pub(super) const UNFINISHED: &str = "FILMDESK.OLD";

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// Writes what comes, and reads it back.
    Stage,
    /// Puts the folder of the files that come in its place.
    Files(&'a str),
    /// Puts DICOMDIR in its place.
    Directory,
    /// Puts a text in its place.
    Text(&'a VolumePath),
    /// Removes a file, and folders that it leaves empty.
    Remove(&'a VolumePath),
    /// Removes what the first step left.
    Clear,
}

impl Update {
    /// Carries it out. The folder is durable when this returns.
    ///
    /// # Errors
    /// [`DiscError`]; the file-set is then as it was, or as it was to be but for files that were
    /// to go.
    pub fn carry_out(&self, watch: &dyn Watch) -> Result<(), DiscError> {
        for step in self.steps() {
            self.take(&step, watch)?;
        }
        self.sync().map_err(DiscError::files("syncing the folder"))
    }

    pub(super) fn steps(&self) -> Vec<Step<'_>> {
        let mut steps = Vec::new();
        if self.is_changed {
            steps.push(Step::Stage);
            steps.extend(self.added_folder().map(Step::Files));
            steps.push(Step::Directory);
            steps.extend(self.texts().map(Step::Text));
        }
        steps.extend(self.removed.iter().map(Step::Remove));
        steps.push(Step::Clear);
        steps
    }

    /// The folder of the files that come, if any do.
    fn added_folder(&self) -> Option<&str> {
        let mut paths = self.volume.files.iter().map(|file| file.path.components());
        let below = paths.find(|path| path.len() > 1)?;
        below.first().map(String::as_str)
    }

    /// What people read, in the root.
    fn texts(&self) -> impl Iterator<Item = &VolumePath> {
        let paths = self.volume.files.iter().map(|file| &file.path);
        paths.filter(|path| path.components().len() == 1 && !dicomdir::is_name(path))
    }

    pub(super) fn take(&self, step: &Step<'_>, watch: &dyn Watch) -> Result<(), DiscError> {
        let done = match step {
            Step::Stage => return self.stage(watch),
            Step::Files(folder) => self.put(folder, folder),
            Step::Directory => self.put(dicomdir::FILE_NAME, &self.dicomdir),
            Step::Text(path) => self.put(&path.to_string(), &path.to_string()),
            Step::Remove(path) => self.remove(path),
            Step::Clear => self.clear(),
        };
        done.map_err(DiscError::files("changing the folder"))
    }

    fn stage(&self, watch: &dyn Watch) -> Result<(), DiscError> {
        self.set_aside()
            .map_err(DiscError::files("removing what an earlier update left"))?;
        let files = Files {
            places: Places(None),
            sources: &self.sources,
            work: Path::new(""),
        };
        let folder = Folder::new(&self.staging());
        let bytes = self.volume.files.iter().map(|file| file.length).sum();
        watch.begin(Stage::Writing, 1, bytes);
        let hashes = folder.write(&self.volume, &files, &mut |done| watch.step(done))?;
        watch.begin(Stage::Verifying, 1, bytes);
        folder.read_back(&self.volume, &hashes, &mut |done| watch.step(done))?;
        Ok(())
    }

    fn staging(&self) -> PathBuf {
        self.root.join(STAGING)
    }

    fn put(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.staging().join(from), self.root.join(to))?;
        self.sync()
    }

    fn remove(&self, path: &VolumePath) -> io::Result<()> {
        let mut place: PathBuf = path.components().iter().collect();
        gone(fs::remove_file(self.root.join(&place)))?;
        // A folder with something in it stays; so does one that cannot be removed.
        while place.pop()
            && place != Path::new("")
            && fs::remove_dir(self.root.join(&place)).is_ok()
        {}
        Ok(())
    }

    /// Makes room for what is staged. An update may end early as often as it likes: until one comes
    /// to its end, the files that an earlier one brought are not taken for somebody's.
    fn set_aside(&self) -> io::Result<()> {
        let staged = dicomdir::read_of(&FolderMedium::new(self.staging()));
        if staged.is_ok_and(|directory| directory.damage.is_none()) {
            let aside = self.root.join(UNFINISHED);
            fs::create_dir_all(&aside)?;
            let name = dicomdir::FILE_NAME;
            fs::rename(self.staging().join(name), aside.join(name))?;
            self.sync()?;
        }
        gone(fs::remove_dir_all(self.staging()))
    }

    fn clear(&self) -> io::Result<()> {
        gone(fs::remove_dir_all(self.staging()))?;
        gone(fs::remove_dir_all(self.root.join(UNFINISHED)))
    }

    fn sync(&self) -> io::Result<()> {
        let folder = File::open(&self.root)?;
        Ok(rustix::fs::syncfs(&folder)?)
    }
}

/// What is not there need not be removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
