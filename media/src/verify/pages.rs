//! IHE Portable Data for Imaging: where files are, and the links of the pages.

use std::io::Read;

use super::kind::DefectKind;
use super::report::Place;
use super::{Checked, VerifyError};
use crate::volume::VolumePath;

/// Bytes of a page that are read.
const MAX_PAGE: u64 = 4 << 20;
/// Pages that are read: one per study and series is a lot.
const MAX_PAGES: usize = 10_000;
/// Links of one page that are checked.
const MAX_LINKS: usize = 10_000;

/// Whether the medium has pages for people, so that the rules of PDI hold.
pub(super) fn is_pdi(checked: &Checked<'_>) -> bool {
    checked.in_root("INDEX.HTM") || checked.in_root("IHE_PDI")
}

/// Checks places and pages.
pub(super) fn check(checked: &mut Checked<'_>) -> Result<(), VerifyError> {
    if checked.in_root("AUTORUN.INF") {
        let place = Place::file("AUTORUN.INF");
        checked.defects.note(DefectKind::PdiAutorun, place, "");
    }
    if !is_pdi(checked) {
        return Ok(());
    }
    for (name, kind) in [
        ("INDEX.HTM", DefectKind::PdiIndex),
        ("README.TXT", DefectKind::PdiReadme),
    ] {
        if !checked.in_root(name) {
            checked.defects.note(kind, Place::default(), "");
        }
    }
    let pages: Vec<VolumePath> = checked
        .entries
        .iter()
        .filter(|entry| !entry.is_folder && is_page(&entry.path))
        .map(|entry| entry.path.clone())
        .take(MAX_PAGES)
        .collect();
    for page in pages {
        self::page(checked, &page);
    }
    Ok(())
}

/// Pages in the root and in IHE_PDI; what programs bring with them is theirs.
fn is_page(path: &VolumePath) -> bool {
    let components = path.components();
    let name = components.last().map(|name| name.to_ascii_uppercase());
    let is_html = name.is_some_and(|name| {
        [".HTM", ".HTML", ".XHT"]
            .iter()
            .any(|extension| name.ends_with(extension))
    });
    is_html && (components.len() == 1 || components[0].eq_ignore_ascii_case("IHE_PDI"))
}

fn page(checked: &mut Checked<'_>, path: &VolumePath) {
    let place = Place::file(path);
    let mut bytes = Vec::new();
    let read = checked
        .medium
        .open(path)
        .and_then(|file| file.take(MAX_PAGE).read_to_end(&mut bytes));
    if let Err(error) = read {
        checked
            .defects
            .note(DefectKind::FileUnreadable, place, error.to_string());
        return;
    }
    let text = String::from_utf8_lossy(&bytes);
    for link in links(&text).take(MAX_LINKS) {
        if let Some(kind) = judge(checked, path, link) {
            let words = super::records::told(link);
            checked.defects.note(kind, place.clone(), words);
        }
    }
}

/// The values of `href` and `src`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices(['"', '\'']);
    starts.filter_map(|(at, quote)| {
        let before = text[..at].trim_end().strip_suffix('=')?.trim_end();
        let is_link = ["href", "src"].iter().any(|name| {
            before.len() > name.len()
                && before.is_char_boundary(before.len() - name.len())
                && before[before.len() - name.len()..].eq_ignore_ascii_case(name)
        });
        let rest = &text[at + 1..];
        is_link.then(|| rest.split_once(quote).map(|(link, _)| link))?
    })
}

fn judge(checked: &Checked<'_>, page: &VolumePath, link: &str) -> Option<DefectKind> {
    let link = link.trim();
    let path = link.split(['#', '?']).next().unwrap_or_default();
    let lower = path.to_ascii_lowercase();
    let drive = lower.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '\\']) || lower.starts_with("file:") || drive {
        return Some(DefectKind::PdiLinkAbsolute);
    }
    // Elsewhere: the institution's own pages, mail, pictures in the page itself.
    if path.is_empty() || path.contains(':') {
        return None;
    }
    if resolve(checked, page, &unescape(path)).is_none() {
        return Some(DefectKind::PdiLinkBroken);
    }
    path.bytes()
        .any(|byte| byte.is_ascii_uppercase())
        .then_some(DefectKind::PdiLinkCase)
}

/// The entry that a relative link leads to, from the folder of its page.
fn resolve(checked: &Checked<'_>, page: &VolumePath, link: &str) -> Option<usize> {
    let mut components = page.components().to_vec();
    components.pop();
    for part in link.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(components.pop()?),
            name => components.push(name.to_owned()),
        }
    }
    match components.is_empty() {
        true => Some(0),
        false => checked.index.find(&VolumePath::found(components)?),
    }
}

/// Percent signs of a link.
fn unescape(link: &str) -> String {
    let bytes = link.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = link.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) => {
                plain.push(code);
                at += 3;
            }
            None => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_in_any_quotes() {
        let text = r#"<a href="ihe_pdi/a.htm">x</a> <IMG SRC = 'b.jpg'> <p class="c">"#;
        assert_eq!(links(text).collect::<Vec<_>>(), ["ihe_pdi/a.htm", "b.jpg"]);
        assert_eq!(unescape("a%20b%zz"), "a b%zz");
    }
}
