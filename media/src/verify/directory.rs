//! DICOMDIR as a file: its place, File Meta Information and head.

use filmdesk_dataset::file::{FileError, FileWarning};
use filmdesk_dataset::{Tag, tags};

use super::Checked;
use super::kind::DefectKind;
use super::records::told;
use super::report::Place;
use crate::dicomdir::{self, Directory, FILE_NAME, ReadError};
use crate::medium::MediumKind;
use crate::volume::VolumePath;

/// Explicit VR Little Endian, the one transfer syntax of DICOMDIR (PS3.10 8.6).
const EXPLICIT_LITTLE: &str = "1.2.840.10008.1.2.1";
/// Characters of a UID (PS3.5 9.1) and of a File-set ID (PS3.10 8.1).
const MAX_UID: usize = 64;
const MAX_FILE_SET_ID: usize = 16;

/// Finds and reads DICOMDIR; what is wrong with it as a file is noted.
pub(super) fn find(checked: &mut Checked<'_>) -> Option<Directory> {
    let path = place(checked)?;
    checked.dicomdir = Some(path.clone());
    let opened = checked.medium.open(&path).map_err(ReadError::from);
    let directory = match opened.and_then(dicomdir::read) {
        Ok(directory) => directory,
        Err(error) => {
            note_error(checked, &path, &error);
            return None;
        }
    };
    meta(checked, &path, &directory);
    head(checked, &path, &directory);
    Some(directory)
}

/// Where DICOMDIR is: in the root, else deeper, which is noted.
fn place(checked: &mut Checked<'_>) -> Option<VolumePath> {
    let files = checked.entries.iter().filter(|entry| !entry.is_folder);
    let named = files.map(|entry| &entry.path).filter(|path| {
        let name = path.components().last();
        name.is_some_and(|name| name.eq_ignore_ascii_case(FILE_NAME))
    });
    let found: Vec<VolumePath> = named.cloned().collect();
    let in_root = found.iter().filter(|path| path.components().len() == 1);
    let exact = |path: &&VolumePath| path.components()[0] == FILE_NAME;
    let best = in_root
        .clone()
        .find(exact)
        .or_else(|| in_root.clone().next());
    let Some(path) = best.or(found.first()) else {
        checked
            .defects
            .note(DefectKind::NoDicomdir, Place::default(), "");
        return None;
    };
    if path.components().len() > 1 {
        checked
            .defects
            .note(DefectKind::DicomdirPlace, Place::file(path), "");
        // What it references is relative to where it should be.
        return None;
    }
    if path.components()[0] != FILE_NAME {
        checked
            .defects
            .note(DefectKind::DicomdirCase, Place::file(path), "");
    }
    Some(path.clone())
}

fn note_error(checked: &mut Checked<'_>, path: &VolumePath, error: &ReadError) {
    let (kind, words) = match error {
        ReadError::NotADirectory(class) => (DefectKind::DicomdirSopClass, told(class)),
        ReadError::File(error @ (FileError::Meta(_) | FileError::MetaTooLong)) => {
            (DefectKind::DicomdirMeta, error.to_string())
        }
        other => (DefectKind::DicomdirUnreadable, other.to_string()),
    };
    checked.defects.note(kind, Place::file(path), words);
}

fn meta(checked: &mut Checked<'_>, path: &VolumePath, directory: &Directory) {
    let place = Place::file(path);
    let mut note = |kind, words: String| checked.defects.note(kind, place.clone(), words);
    let has_meta = !directory.meta.elements.is_empty();
    let bare = directory
        .warnings
        .iter()
        .any(|warning| matches!(warning, FileWarning::NoPreamble));
    for warning in &directory.warnings {
        let kind = match warning {
            FileWarning::NoPreamble => DefectKind::DicomdirMeta,
            FileWarning::NoTransferSyntax if bare => continue,
            FileWarning::NoTransferSyntax => DefectKind::DicomdirMeta,
            FileWarning::WrongEncoding(_) => DefectKind::DicomdirTransferSyntax,
            _ => DefectKind::DicomdirDamaged,
        };
        note(kind, warning.to_string());
    }
    let syntax = &directory.meta.transfer_syntax;
    if !syntax.is_empty() && syntax != EXPLICIT_LITTLE {
        note(DefectKind::DicomdirTransferSyntax, told(syntax));
    }
    if has_meta && directory.meta.sop_class.is_empty() {
        note(DefectKind::DicomdirSopClass, "missing".to_owned());
    }
    if has_meta && !is_uid(&directory.meta.sop_instance) {
        note(
            DefectKind::DicomdirSopInstance,
            told(&directory.meta.sop_instance),
        );
    }
    if let Some(damage) = &directory.damage {
        note(DefectKind::DicomdirDamaged, damage.to_string());
    }
}

/// The head's own elements (PS3.3 F.3.2.1).
fn head(checked: &mut Checked<'_>, path: &VolumePath, directory: &Directory) {
    let at = |tag: Tag| Place::file(path).at(tag);
    let flag = tags::FILE_SET_CONSISTENCY_FLAG;
    if directory.consistency != Some(0) {
        let words = match directory.consistency {
            Some(flag) => format!("{flag:04X}H"),
            None => "missing".to_owned(),
        };
        checked
            .defects
            .note(DefectKind::ConsistencyFlag, at(flag), words);
    }
    for (tag, _) in directory.head.iter().filter(|(tag, _)| tag.element() == 0) {
        checked.defects.note(DefectKind::GroupLength, at(tag), "");
    }
    file_set_id(checked, at(tags::FILE_SET_ID), directory);
    descriptor(checked, at(tags::FILE_SET_DESCRIPTOR_FILE_ID), directory);
}

fn file_set_id(checked: &mut Checked<'_>, place: Place, directory: &Directory) {
    let id = directory.file_set_id();
    let sound = |byte: u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_' | b' ');
    if !directory.head.contains(tags::FILE_SET_ID) {
        checked
            .defects
            .note(DefectKind::FileSetId, place, "missing");
    } else if id.len() > MAX_FILE_SET_ID || !id.bytes().all(sound) {
        checked
            .defects
            .note(DefectKind::FileSetId, place, told(&id));
    } else if checked.medium.kind() == MediumKind::Iso9660 {
        let label = checked.medium.label().unwrap_or_default();
        if label != id {
            let words = format!("{:?} in DICOMDIR, {:?} on the volume", id, told(&label));
            checked.defects.note(DefectKind::FileSetLabel, place, words);
        }
    }
}

fn descriptor(checked: &mut Checked<'_>, place: Place, directory: &Directory) {
    let Some(bytes) = directory.head.bytes(tags::FILE_SET_DESCRIPTOR_FILE_ID) else {
        return;
    };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let text = text.trim_matches([' ', '\0']);
    if text.is_empty() {
        return;
    }
    let path = VolumePath::found(text.split('\\').map(str::to_owned).collect());
    let found = path.is_some_and(|path| checked.index.find(&path).is_some());
    if !found {
        checked
            .defects
            .note(DefectKind::DescriptorMissing, place, told(text));
    }
}

fn is_uid(text: &str) -> bool {
    let sound = |part: &str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits && (part.len() == 1 || !part.starts_with('0'))
    };
    text.len() <= MAX_UID && text.split('.').all(sound)
}
