//! File identifiers (ECMA-119 7.5, 10.1; PS3.12 F.1).

use super::super::finding::FindingKind;
use super::super::node::Tree;
use crate::volume::VolumePath;

/// Levels of folders, the root counted (ECMA-119 6.8.2.1).
const MAX_LEVELS: usize = 8;

/// The name as people see it: without version, without the dot of an empty extension.
pub(super) fn plain(raw: &str) -> String {
    let name = raw.split_once(';').map_or(raw, |(name, _)| name);
    name.strip_suffix('.').unwrap_or(name).to_owned()
}

/// Notes what is not level 1.
pub(super) fn judge(
    raw: &str,
    is_folder: bool,
    folder_depth: usize,
    path: &VolumePath,
    tree: &mut Tree,
) {
    let depth = folder_depth + usize::from(is_folder);
    if depth > MAX_LEVELS {
        let words = format!("folders at {depth} levels, the root counted");
        tree.note(FindingKind::TooDeep, Some(path), words);
    }
    let kind = if is_folder {
        (!is_d_characters(raw, 8)).then_some(FindingKind::NotLevel1)
    } else {
        file_kind(raw)
    };
    if let Some(kind) = kind {
        tree.note(kind, Some(path), format!("written as {raw:?}"));
    }
}

fn file_kind(raw: &str) -> Option<FindingKind> {
    let Some((name, version)) = raw.split_once(';') else {
        return Some(FindingKind::NameWithoutVersion);
    };
    if version != "1" {
        return Some(FindingKind::NameWithoutVersion);
    }
    let Some((stem, extension)) = name.split_once('.') else {
        return Some(FindingKind::NameWithoutDot);
    };
    let level_1 = is_d_characters(stem, 8)
        && (extension.is_empty() || is_d_characters(extension, 3))
        && !name.contains(';');
    (!level_1).then_some(FindingKind::NotLevel1)
}

/// A-Z 0-9 _ (ECMA-119 7.4.1).
fn is_d_characters(text: &str, longest: usize) -> bool {
    let sound = |byte: u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_');
    (1..=longest).contains(&text.len()) && text.bytes().all(sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_by_level_1() {
        for (raw, kind) in [
            ("IM000001.;1", None),
            ("INDEX.HTM;1", None),
            ("IM000001;1", Some(FindingKind::NameWithoutDot)),
            ("IM000001.", Some(FindingKind::NameWithoutVersion)),
            ("IM000001.;2", Some(FindingKind::NameWithoutVersion)),
            ("im000001.;1", Some(FindingKind::NotLevel1)),
            ("IM0000001.;1", Some(FindingKind::NotLevel1)),
            ("INDEX.HTML;1", Some(FindingKind::NotLevel1)),
            ("A.B.C;1", Some(FindingKind::NotLevel1)),
        ] {
            assert_eq!(file_kind(raw), kind, "{raw}");
        }
    }

    #[test]
    fn plain_names_have_neither_version_nor_empty_extension() {
        assert_eq!(plain("IM000001.;1"), "IM000001");
        assert_eq!(plain("INDEX.HTM;1"), "INDEX.HTM");
        assert_eq!(plain("README"), "README");
    }
}
