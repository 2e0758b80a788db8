//! `journal`: one line per step of a job's delivery, only ever appended to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use filmdesk_print_scp::terms::ExecutionStatus;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::job_file::Stamp;
use crate::queue::JournalEvent;

/// Its name in the job's folder.
pub(crate) const NAME: &str = "journal";
/// Bytes read of a journal. A line has about 150 bytes; a job of 100 copies of 100 films to
/// three outputs has three lines for each.
const MAX_BYTES: u64 = 64 << 20;

/// A line.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    at: Stamp,
    #[serde(flatten)]
    event: JournalEvent,
}

/// Appends a line; durable on return unless no crash could make a difference.
pub(crate) fn append(folder: &Path, event: &JournalEvent, at: OffsetDateTime) -> io::Result<()> {
    let line = Line {
        at: at.into(),
        event: event.clone(),
    };
    let mut text = serde_json::to_vec(&line)?;
    text.push(b'\n');
    let mut file = OpenOptions::new().append(true).open(folder.join(NAME))?;
    let before = file.metadata()?.len();
    let written = file.write_all(&text).and_then(|()| match matters(event) {
        true => file.sync_data(),
        false => Ok(()),
    });
    if written.is_err() {
        // A torn line must not swallow the next one.
        let _ = file.set_len(before);
    }
    written
}

/// PRINTING is PENDING again after a crash, so it need not survive one.
fn matters(event: &JournalEvent) -> bool {
    let printing = ExecutionStatus::Printing;
    !matches!(event, JournalEvent::Status { status, .. } if *status == printing)
}

/// Creates an empty journal.
pub(crate) fn create(folder: &Path) -> io::Result<()> {
    File::create_new(folder.join(NAME)).map(drop)
}

/// Reads the lines, up to the first that a crash tore; what follows is cut off.
pub(crate) fn read(folder: &Path) -> io::Result<Vec<(JournalEvent, OffsetDateTime)>> {
    let path = folder.join(NAME);
    if fs::metadata(&path)?.len() > MAX_BYTES {
        return Err(io::Error::other("the journal is too long"));
    }
    let bytes = fs::read(&path)?;
    let lines: Vec<_> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let events: Vec<_> = lines.iter().map_while(|line| parse(line)).collect();
    let (whole, torn) = lines.split_at(events.len());
    if torn.iter().any(|line| parse(line).is_some()) {
        // A crash tears the end only. To cut here would forget deliveries that were made.
        return Err(io::Error::other(format!(
            "line {} does not parse",
            whole.len() + 1
        )));
    }
    if !torn.is_empty() {
        let length: usize = whole.iter().map(|line| line.len()).sum();
        OpenOptions::new()
            .write(true)
            .open(&path)?
            .set_len(length as u64)?;
    }
    Ok(events)
}

fn parse(line: &[u8]) -> Option<(JournalEvent, OffsetDateTime)> {
    let text = line.strip_suffix(b"\n")?;
    let line: Line = serde_json::from_slice(text).ok()?;
    Some((line.event, line.at.into()))
}
