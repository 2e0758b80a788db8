//! Replacements that are the same for the same original, within a job.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

/// Replacements of one job: the same key and original give the same replacement, in any order and
/// on any machine; without the key, the original cannot be tried out.
#[derive(Clone)]
pub struct Pseudonyms {
    key: [u8; 32],
    /// UIDs met before: a study has few, its references are many.
    uids: HashMap<String, String>,
}

impl std::fmt::Debug for Pseudonyms {
    /// Neither the key nor the originals.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pseudonyms({} UIDs)", self.uids.len())
    }
}

/// UIDs remembered; those beyond are computed again.
const MAX_UIDS: usize = 100_000;

impl Pseudonyms {
    /// With the secret key of a job (or of a trial, where jobs shall agree).
    pub fn new(key: [u8; 32]) -> Self {
        Self {
            key,
            uids: HashMap::new(),
        }
    }

    /// The UID that replaces `original`: 2.25 and 122 bits of a keyed hash, marked as a UUID of
    /// version 8 (PS3.5 B.2, RFC 9562).
    pub fn uid(&mut self, original: &str) -> String {
        if let Some(known) = self.uids.get(original) {
            return known.clone();
        }
        let uid = format!("2.25.{}", self.uuid(original));
        if self.uids.len() < MAX_UIDS {
            self.uids.insert(original.to_owned(), uid.clone());
        }
        uid
    }

    fn uuid(&self, original: &str) -> u128 {
        let hash = self.hash("uid", original.as_bytes());
        let mut bits = [0; 16];
        bits.copy_from_slice(&hash[..16]);
        let version = 0x8u128 << 76;
        let variant = 0x2u128 << 62;
        let cleared = u128::from_be_bytes(bits) & !(0xfu128 << 76) & !(0x3u128 << 62);
        cleared | version | variant
    }

    /// A short word for `original`, as a dummy patient ID: 12 characters of base 32.
    pub fn word(&self, kind: &str, original: &[u8]) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let hash = self.hash(kind, original);
        let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
        hash.iter().take(12).map(letter).collect()
    }

    /// HMAC-SHA-256 (RFC 2104); the kind keeps hashes of different uses apart.
    fn hash(&self, kind: &str, original: &[u8]) -> [u8; 32] {
        let pad = |with: u8| {
            let mut block = [with; 64];
            block.iter_mut().zip(self.key).for_each(|(b, k)| *b ^= k);
            block
        };
        let inner = Sha256::new()
            .chain_update(pad(0x36))
            .chain_update(kind.as_bytes())
            .chain_update([0])
            .chain_update(original)
            .finalize();
        let outer = Sha256::new().chain_update(pad(0x5c)).chain_update(inner);
        outer.finalize().into()
    }
}
