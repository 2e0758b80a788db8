//! What is written down of one association, in bounds.

use std::collections::HashMap;
use std::time::Instant;

use filmdesk_web::{Entry, Side, What};

use super::uids::Pseudonyms;

/// Bytes of one recording: a film of twelve images says some 60 KB, so 2 MiB hold a busy morning.
const MOST: usize = 2 << 20;

/// The entries of one association, as they are kept: a line of JSON each.
pub(super) struct Book {
    began: Instant,
    pub(super) lines: Vec<u8>,
    pub(super) entries: u64,
    pub(super) left_out: u64,
    pub(super) uids: Pseudonyms,
    /// Accepted transfer syntaxes by presentation context.
    pub(super) syntaxes: HashMap<u8, String>,
}

impl Book {
    pub(super) fn new() -> Self {
        Self {
            began: Instant::now(),
            lines: Vec::new(),
            entries: 0,
            left_out: 0,
            uids: Pseudonyms::default(),
            syntaxes: HashMap::new(),
        }
    }

    pub(super) fn milliseconds(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Writes down what fits and counts what does not.
    pub(super) fn push(&mut self, from: Side, what: What) {
        let ms = self.milliseconds();
        let line = serde_json::to_vec(&Entry { ms, from, what }).unwrap_or_default();
        if line.is_empty() || self.lines.len() + line.len() >= MOST {
            self.left_out += 1;
            return;
        }
        self.lines.extend_from_slice(&line);
        self.lines.push(b'\n');
        self.entries += 1;
    }

    pub(super) fn note(&mut self, text: impl std::fmt::Display) {
        let text = text.to_string();
        self.push(Side::Recorder, What::Note { text });
    }
}
