//! Keys of objects: relative paths of safe, bounded components.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::facts::InstanceFacts;

/// Characters of a UID (PS3.5 9.1).
const MAX_UID: usize = 64;
/// Where objects are kept apart.
const APART: &str = "apart/";

/// The key of an object: `20240131/1.2.3/1.2.3.1/1.2.3.1.7.dcm`. Never holds patient text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ObjectKey(String);

impl ObjectKey {
    /// Where an instance belongs: study date, study, series, instance.
    pub fn of(facts: &InstanceFacts) -> Self {
        let date = &facts.study.date;
        let is_date = date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit());
        let day = if is_date { date } else { "undated" };
        let study = component(&facts.study.uid);
        let series = component(&facts.series.uid);
        let instance = component(&facts.sop_instance);
        Self(format!("{day}/{study}/{series}/{instance}.dcm"))
    }

    /// Where content is kept apart that came under a UID that was taken.
    pub(crate) fn apart(number: i64, sop_instance: &str) -> Self {
        Self(format!("{APART}{}-{number}.dcm", component(sop_instance)))
    }

    /// Whether its object is kept apart.
    pub(crate) fn is_apart(&self) -> bool {
        self.0.starts_with(APART)
    }

    /// A key that was read back.
    pub(crate) fn from_index(key: String) -> Self {
        Self(key)
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A UID as the name of a file or folder: itself when it is one, a digest when it is not (too
/// long, empty, or of other characters).
fn component(uid: &str) -> String {
    let sound = (1..=MAX_UID).contains(&uid.len())
        && uid.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !uid.starts_with('.')
        && !uid.ends_with('.');
    if sound {
        return uid.to_owned();
    }
    let digest = Sha256::digest(uid.as_bytes());
    let hex: String = digest[..16].iter().map(|b| format!("{b:02x}")).collect();
    format!("x{hex}")
}
