//! UIDs of instances name an examination: numbers stand for them.

use std::collections::HashMap;

/// Of the standard: they name no person.
const STANDARD: &str = "1.2.840.10008.";
/// UIDs of one recording; further ones have no number.
const MOST: usize = 10_000;

/// A number for each UID that is met.
#[derive(Debug, Default)]
pub(super) struct Pseudonyms(HashMap<String, usize>);

impl Pseudonyms {
    /// A UID of the standard, or what stands for another one.
    pub(super) fn shown(&mut self, uid: &str) -> String {
        if !is_uid(uid) {
            return format!("[no UID, {} bytes]", uid.len());
        }
        if uid.starts_with(STANDARD) {
            return uid.to_owned();
        }
        let next = self.0.len() + 1;
        if next > MOST && !self.0.contains_key(uid) {
            return "[UID]".to_owned();
        }
        let number = self.0.entry(uid.to_owned()).or_insert(next);
        format!("[UID {number}]")
    }
}

/// Whether it has the letters of one.
pub(super) fn is_uid(text: &str) -> bool {
    let has = |letter: u8| letter.is_ascii_digit() || letter == b'.';
    !text.is_empty() && text.len() <= 64 && text.bytes().all(has)
}
