//! Every file of one medium, in the order in which its bytes are laid down.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use thiserror::Error;

use crate::instance::Key;
use crate::timestamp::Timestamp;

/// Levels below the root, the file's name included (PS3.10 8.2: 1 to 8 components).
pub const MAX_COMPONENTS: usize = 8;

/// Levels of a path on a foreign medium: [`crate::medium::MAX_DEPTH`] folders and a file.
pub const MAX_FOUND_COMPONENTS: usize = crate::medium::MAX_DEPTH + 1;

/// A path on a medium: components from the root, no separators in them.
///
/// File IDs of DICOM files are the strict case ([`VolumePath::is_file_id`]); pages and programs
/// have extensions and may have long names where the file system holds them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VolumePath(Vec<String>);

/// A path that no medium takes.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("{0:?} is not a path on a medium")]
pub struct InvalidVolumePath(pub String);

impl VolumePath {
    /// From components separated by `/` or `\`.
    pub fn parse(text: &str) -> Result<Self, InvalidVolumePath> {
        let components: Vec<String> = text.split(['/', '\\']).map(str::to_owned).collect();
        let sound = |component: &String| {
            !component.is_empty()
                && component != "."
                && component != ".."
                && !component.contains(|c: char| c.is_control())
        };
        match components.iter().all(sound) && components.len() <= MAX_COMPONENTS {
            true => Ok(Self(components)),
            false => Err(InvalidVolumePath(text.to_owned())),
        }
    }

    /// A path found on a foreign medium, which may be deeper than PS3.10 allows (up to
    /// [`MAX_FOUND_COMPONENTS`]); none for names that no path can hold.
    pub fn found(components: Vec<String>) -> Option<Self> {
        let sound = |component: &String| {
            !matches!(component.as_str(), "" | "." | "..")
                && !component.contains(|c: char| c.is_control() || matches!(c, '/' | '\\'))
        };
        let deep = components.len() > MAX_FOUND_COMPONENTS;
        let taken = !components.is_empty() && !deep && components.iter().all(sound);
        taken.then_some(Self(components))
    }

    /// The same with a number after the last name.
    pub(crate) fn numbered(&self, number: usize) -> Self {
        let mut components = self.0.clone();
        if let Some(name) = components.last_mut() {
            *name = format!("{name}~{number}");
        }
        Self(components)
    }

    /// The components, the file's name last.
    pub fn components(&self) -> &[String] {
        &self.0
    }

    /// Whether this is a File ID of PS3.10 8.2: 1 to 8 components of 1 to 8 characters
    /// A-Z 0-9 _.
    pub fn is_file_id(&self) -> bool {
        let sound = |component: &String| {
            (1..=8).contains(&component.len())
                && component
                    .bytes()
                    .all(|b| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
        };
        (1..=MAX_COMPONENTS).contains(&self.0.len()) && self.0.iter().all(sound)
    }

    /// The value of Referenced File ID (0004,1500): components separated by `\`.
    pub fn file_id(&self) -> String {
        self.0.join("\\")
    }
}

impl fmt::Display for VolumePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

/// Where a file's bytes come from.
#[derive(Debug, Clone)]
pub enum Content {
    /// Made here: DICOMDIR, pages.
    Bytes(Arc<[u8]>),
    /// An instance of the job.
    Instance(Key),
    /// A file made in the job's work folder before (previews, viewer data): its number there.
    Work(u64),
}

/// A file of a volume.
#[derive(Debug, Clone)]
pub struct VolumeFile {
    /// Where it will be.
    pub path: VolumePath,
    /// Its bytes, exactly.
    pub length: u64,
    /// Where they come from.
    pub content: Content,
}

/// A volume: all that an image writer needs to know.
#[derive(Debug, Clone)]
pub struct Volume {
    /// File-set ID (0004,1130), which becomes the volume's label (PS3.12 Annex F); may be empty.
    pub file_set_id: String,
    /// When it was made: the time of every file and of the volume.
    pub created: Timestamp,
    /// The files, in the order of their bytes on the medium.
    pub files: Vec<VolumeFile>,
}

/// Gives the bytes of contents that are not in memory.
pub trait ContentSource {
    /// The bytes of an instance as they go on the medium, from the first one.
    fn instance(&self, key: Key) -> io::Result<Box<dyn Read + Send + '_>>;
    /// The bytes of a work file.
    fn work(&self, number: u64) -> io::Result<Box<dyn Read + Send + '_>>;
}
