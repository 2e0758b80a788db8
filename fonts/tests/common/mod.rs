//! The faces that the tests set text with, as the server finds them.
#![allow(dead_code)] // each test file uses its own part
#![allow(clippy::disallowed_methods)] // tests read the installed faces

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use filmdesk_fonts::{
    FACE_FILES, FACE_FOLDERS, FaceData, FontBytes, TextBlock, TextStyle, Typesetter,
};

/// All faces of the table, each file read once. Fails when one is absent.
pub(crate) fn all_faces() -> Vec<FaceData> {
    let mut read: HashMap<&str, FontBytes> = HashMap::new();
    let data = |row: &'static filmdesk_fonts::FaceFile| {
        let bytes = read
            .entry(row.file)
            .or_insert_with(|| Arc::new(file(row.file, row.package)));
        FaceData::of_file(row, Arc::clone(bytes))
    };
    FACE_FILES.iter().map(data).collect()
}

fn file(name: &str, package: &str) -> Vec<u8> {
    let paths = FACE_FOLDERS
        .iter()
        .map(|folder| Path::new(folder).join(name));
    let found = paths.into_iter().find_map(|path| std::fs::read(path).ok());
    found.unwrap_or_else(|| panic!("{name} is not installed: apt-get install {package}"))
}

/// The typesetter of a machine with both of Debian's packages.
pub(crate) fn debian() -> Typesetter {
    let (setter, errors) = Typesetter::new(all_faces());
    assert_eq!(errors, []);
    setter
}

/// Sets with room for everything.
pub(crate) fn set(setter: &Typesetter, text: &str) -> TextBlock {
    setter
        .typeset(text, TextStyle::new(4.0, f64::INFINITY))
        .unwrap()
}

/// The text of each line in the order in which it is drawn, glyph by glyph.
pub(crate) fn visual(block: &TextBlock) -> Vec<String> {
    let lines = block.lines.iter();
    lines
        .map(|line| {
            line.glyphs
                .iter()
                .map(|g| &block.text[g.range.clone()])
                .collect()
        })
        .collect()
}
