//! Departures of a file system from its own rules and PS3.12.

use crate::volume::VolumePath;

/// What is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// ISO 9660: a file name without `;1`.
    NameWithoutVersion,
    /// ISO 9660: a file name without the dot before the version.
    NameWithoutDot,
    /// ISO 9660: a name that is not level 1.
    NotLevel1,
    /// ISO 9660: more than 8 levels of folders, the root counted.
    TooDeep,
    /// The trees of one disc (Joliet or UDF beside ISO 9660) do not hold the same files.
    TreesDisagree,
    /// A file's or folder's bytes lie outside of the medium, or end early.
    Beyond,
    /// A folder that contains itself.
    FolderLoop,
    /// A name that no path can hold (empty, `..`, control characters); it is left out.
    Unnameable,
    /// What is not looked into: a link to a folder, a folder deeper than [`super::MAX_DEPTH`],
    /// all but one of the files of one name in a ZIP.
    NotReached,
    /// A further file of one name; it is there under the name with a number.
    SameName,
}

/// A departure, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// Whose.
    pub path: Option<VolumePath>,
    /// In words, as far as the kind does not say it.
    pub words: String,
}
