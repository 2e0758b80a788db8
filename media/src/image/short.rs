//! Names of 8 and 3 characters, as ISO 9660 level 1 and FAT have them.
//!
//! A name that fits in capitals keeps itself. Another one loses what does not fit: each character
//! outside of A-Z 0-9 becomes `_`, the rest is cut; of several that then are alike in one
//! folder, the later ones end in 001, 002 ... in the order of the volume. File IDs of DICOM fit always.

use std::collections::HashSet;

use super::ImageError;
use super::tree::{Folder, Node};

/// Characters of a name and of its extension.
const NAME: usize = 8;
const EXTENSION: usize = 3;
/// Names that are alike when cut; a number of three digits tells them apart.
const MAX_ALIKE: u32 = 999;

/// A short name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct ShortName {
    pub(super) name: String,
    pub(super) extension: String,
}

impl ShortName {
    /// With a dot when there is an extension: `README.TXT`.
    pub(super) fn dotted(&self) -> String {
        match self.extension.is_empty() {
            true => self.name.clone(),
            false => format!("{}.{}", self.name, self.extension),
        }
    }

    /// The name in capitals, if it is a short one.
    fn exact(name: &str, is_folder: bool) -> Option<Self> {
        let (name, extension) = match name.split_once('.') {
            Some(_) if is_folder => return None,
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (name, ""),
        };
        let fits = |part: &str, most| part.len() <= most && part.bytes().all(is_sound);
        let short = Self {
            name: name.to_ascii_uppercase(),
            extension: extension.to_ascii_uppercase(),
        };
        let fits = !name.is_empty() && fits(&short.name, NAME) && fits(&short.extension, EXTENSION);
        fits.then_some(short)
    }

    fn cut(name: &str, is_folder: bool) -> Self {
        let (name, extension) = match name.rsplit_once('.') {
            Some((name, extension)) if !is_folder && !name.is_empty() => (name, extension),
            _ => (name, ""),
        };
        Self {
            name: sound(name, NAME),
            extension: sound(extension, EXTENSION),
        }
    }

    fn numbered(&self, number: u32) -> Self {
        let kept: String = self.name.chars().take(NAME - 3).collect();
        Self {
            name: format!("{kept}{number:03}"),
            extension: self.extension.clone(),
        }
    }
}

fn is_sound(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_')
}

fn sound(part: &str, most: usize) -> String {
    let capital = |c: char| c.to_ascii_uppercase();
    let or_line = |c: char| match u8::try_from(c).is_ok_and(is_sound) {
        true => c,
        false => '_',
    };
    part.chars().map(capital).map(or_line).take(most).collect()
}

/// The short names of a folder's entries, in their order.
pub(super) fn names(folder: &Folder) -> Result<Vec<ShortName>, ImageError> {
    let is_folder = |node: &Node| node.folder().is_some();
    let exact: Vec<Option<ShortName>> = folder
        .entries
        .iter()
        .map(|(name, node)| ShortName::exact(name, is_folder(node)))
        .collect();
    let mut taken: HashSet<ShortName> = exact.iter().flatten().cloned().collect();
    let whole = exact.into_iter().zip(&folder.entries);
    whole
        .map(|(exact, (name, node))| match exact {
            Some(short) => Ok(short),
            None => free(name, ShortName::cut(name, is_folder(node)), &mut taken),
        })
        .collect()
}

fn free(
    name: &str,
    cut: ShortName,
    taken: &mut HashSet<ShortName>,
) -> Result<ShortName, ImageError> {
    let numbered = (1..=MAX_ALIKE).map(|number| cut.numbered(number));
    let free = std::iter::once(cut.clone())
        .chain(numbered)
        .find(|short| !taken.contains(short));
    let free = free.ok_or_else(|| ImageError::Name {
        path: name.to_owned(),
        rule: "a thousand names of its folder are alike in their first 5 characters",
    })?;
    taken.insert(free.clone());
    Ok(free)
}
