//! Names that a foreign medium should not have: each file is read, or said not to be.

use std::io::{Cursor, Read};

use filmdesk_media::medium::{FindingKind, Medium, Notice, OpenOptions, candidates, open};

fn opened(bytes: Vec<u8>) -> Box<dyn Medium> {
    open(Box::new(Cursor::new(bytes)), &OpenOptions::default()).unwrap()
}

/// A ZIP with a stored file for each name.
fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let start = u32::try_from(zip.len()).unwrap().to_le_bytes();
        let mut sizes = crc32fast::hash(bytes).to_le_bytes().to_vec();
        let length = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        sizes.extend([length, length].concat());
        sizes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        // Version, flags, method, time, date; then sizes, and no extra field.
        let common = [&[10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x50][..], &sizes, &[0, 0]].concat();
        zip.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), bytes].concat());
        let rest = [&[0; 10][..], &start].concat();
        directory.extend([&b"PK\x01\x02\x0a\0"[..], &common, &rest, name.as_bytes()].concat());
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let (at, size) = (zip.len() as u32, directory.len() as u32);
    zip.extend(directory);
    let end = [
        &[0; 4][..],
        &count,
        &count,
        &size.to_le_bytes(),
        &at.to_le_bytes(),
        &[0; 2],
    ];
    zip.extend([&b"PK\x05\x06"[..], &end.concat()].concat());
    zip
}

fn part_10(last: u8) -> Vec<u8> {
    [&[0; 128][..], b"DICM", &[last]].concat()
}

#[test]
fn files_of_one_name_are_each_read_or_named() {
    let (first, second) = (part_10(1), part_10(2));
    // Two ways to write one path.
    let medium = opened(zip_of(&[
        ("A/IM", &first),
        ("A\\IM", &second),
        ("B", b"text"),
    ]));
    let found = candidates(&*medium).unwrap();
    let bytes = found.files.iter().map(|file| {
        let mut bytes = Vec::new();
        medium
            .open(&file.path)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        bytes
    });
    assert_eq!(bytes.collect::<Vec<_>>(), [first.clone(), second.clone()]);
    assert_eq!(medium.findings()[0].kind, FindingKind::SameName);
    // The very same name: one of them is not read, and that is said.
    let medium = opened(zip_of(&[("A/IM", &first), ("A/IM", &second)]));
    let found = candidates(&*medium).unwrap();
    assert_eq!(found.files.len(), 1);
    let hides = |notice: &Notice| matches!(notice, Notice::Hidden { path: None, .. });
    assert!(found.notices.iter().any(hides), "{:?}", found.notices);
}

#[test]
fn names_that_no_path_can_hold_are_hidden() {
    let medium = opened(zip_of(&[("A/IM\x01", &part_10(1)), ("B", &part_10(2))]));
    let found = candidates(&*medium).unwrap();
    let hidden = Notice::Hidden {
        path: None,
        reason: "a name that no path can hold: \"A/IM\\u{1}\"".to_owned(),
    };
    assert_eq!(found.notices, [hidden, Notice::NoDicomdir]);
}
