//! Sample files of the shared collection.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};

/// The collection beside the repository; its absence fails the test.
pub(crate) fn samples() -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    assert!(
        path.is_dir(),
        "the sample collection is missing: {}",
        path.display()
    );
    path
}

/// All files below a folder of the collection, sorted.
pub(crate) fn files_in(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&samples().join(folder), &mut found);
    assert!(!found.is_empty(), "no files in {folder}");
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the collection") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The name of a file below the collection, for tables.
pub(crate) fn name(path: &Path) -> String {
    let inside = path
        .strip_prefix(samples())
        .expect("a path of the collection");
    inside.display().to_string()
}
