//! The last lines of the log, for the desk's page.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use tracing::{Level, Metadata};
use tracing_subscriber::fmt::MakeWriter;

/// Lines kept: those of a busy hour.
const LINES: usize = 2000;
/// Bytes of a line that are kept.
const LONGEST: usize = 2000;

static TAIL: Mutex<VecDeque<Line>> = Mutex::new(VecDeque::new());

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) level: Level,
    pub(crate) text: String,
}

/// The newest `count` lines of a level or worse, the newest first.
pub(crate) fn tail(worst: Level, count: usize) -> Vec<Line> {
    let all = TAIL.lock().unwrap_or_else(PoisonError::into_inner);
    let fits = all.iter().rev().filter(|line| line.level <= worst);
    fits.take(count).cloned().collect()
}

/// Writes lines there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept;

/// A line that is being written.
#[derive(Debug)]
pub(super) struct Writing {
    level: Level,
    bytes: Vec<u8>,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = LONGEST.saturating_sub(self.bytes.len());
        self.bytes
            .extend_from_slice(&bytes[..bytes.len().min(room)]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        let text = String::from_utf8_lossy(&self.bytes).trim_end().to_owned();
        if text.is_empty() {
            return;
        }
        let mut all = TAIL.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= LINES {
            all.pop_front();
        }
        all.push_back(Line {
            level: self.level,
            text,
        });
    }
}

impl<'w> MakeWriter<'w> for Kept {
    type Writer = Writing;

    fn make_writer(&'w self) -> Writing {
        Writing {
            level: Level::INFO,
            bytes: Vec::new(),
        }
    }

    fn make_writer_for(&'w self, meta: &Metadata<'_>) -> Writing {
        Writing {
            level: *meta.level(),
            bytes: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_lines_of_a_level_are_kept() {
        for (level, text) in [
            (Level::INFO, "one"),
            (Level::WARN, "two"),
            (Level::DEBUG, "three"),
        ] {
            let mut line = Writing {
                level,
                bytes: Vec::new(),
            };
            line.write_all(text.as_bytes()).unwrap();
        }
        let texts = |level| {
            let lines = tail(level, LINES).into_iter();
            let ours = lines.filter(|line| ["one", "two", "three"].contains(&line.text.as_str()));
            ours.map(|line| line.text).collect::<Vec<_>>()
        };
        assert_eq!(texts(Level::INFO), ["two", "one"]);
        assert_eq!(texts(Level::TRACE), ["three", "two", "one"]);
    }
}
