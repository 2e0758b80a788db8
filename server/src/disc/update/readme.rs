//! README and readme.txt of a disc of ours whose pages were taken off. README stays there: it is the
//! file-set's descriptor.

/// How it says who made the disc.
const OURS: &str = "MADE BY\r\n  Filmdesk";
/// How it says that there are pages.
const PAGES: &str = "INDEX.HTM";
/// Its parts that stay true; the first has no title.
const KEPT: &[&str] = &["INSTITUTION", "MADE BY"];
/// What lies between its parts.
const BLANK: &str = "\r\n\r\n";
/// What is said instead of the others.
const WHERE: &str = "WHAT IS WHERE\r\n  DICOMDIR      index of the DICOM files (PS3.10); they were \
    changed, and the pages that\r\n                showed them in a browser were taken off\r\n";

/// Whether it is the README of a disc of ours.
pub(super) fn is_ours(text: &str) -> bool {
    text.contains(OURS)
}

/// The text without what was taken off; none when it does not tell of it, or is another's.
pub(super) fn without_pages(text: &str) -> Option<String> {
    if !is_ours(text) || !text.contains(PAGES) {
        return None;
    }
    let parts = text.split(BLANK).enumerate();
    let kept = parts
        .filter(|(number, part)| *number == 0 || KEPT.iter().any(|title| part.starts_with(title)));
    let kept: Vec<_> = kept.map(|(_, part)| part).chain([WHERE]).collect();
    Some(kept.join(BLANK))
}
