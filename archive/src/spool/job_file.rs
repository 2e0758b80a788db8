//! `job.json`: the frozen films, written once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use filmdesk_print_scp::sheet::{FilmJob, PixelRef};
use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};
use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, UtcOffset};

use super::intake::value_place;
use crate::queue::{JobNumber, JobRecord, Progress};

/// The version written; one that is not known is not read.
const VERSION: u32 = 1;
/// A job file larger than this is damaged: a hundred films of a hundred images, each with a
/// Presentation LUT of 4096 entries, stay below it.
const MAX_BYTES: u64 = 512 << 20;
/// Its name.
pub(crate) const NAME: &str = "job.json";

/// The whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct JobFile {
    pub(crate) version: u32,
    pub(crate) number: JobNumber,
    pub(crate) uid: String,
    pub(crate) created: Stamp,
    /// Length of each pixel file at the time of writing, by file number.
    pub(crate) files: BTreeMap<u32, u64>,
    pub(crate) job: FilmJob,
}

/// A moment with the offset of the place, to the millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    unix_ms: i64,
    offset_seconds: i32,
}

impl From<OffsetDateTime> for Stamp {
    fn from(at: OffsetDateTime) -> Self {
        Self {
            unix_ms: i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX),
            offset_seconds: at.offset().whole_seconds(),
        }
    }
}

impl From<Stamp> for OffsetDateTime {
    fn from(stamp: Stamp) -> Self {
        let offset = UtcOffset::from_whole_seconds(stamp.offset_seconds);
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(stamp.unix_ms) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
            .to_offset(offset.unwrap_or(UtcOffset::UTC))
    }
}

impl JobFile {
    pub(crate) fn new(
        number: JobNumber,
        uid: &str,
        created: OffsetDateTime,
        files: BTreeMap<u32, u64>,
        job: FilmJob,
    ) -> Self {
        Self {
            version: VERSION,
            number,
            uid: uid.to_owned(),
            created: created.into(),
            files,
            job,
        }
    }

    /// The record of the job as it is before any line of its journal.
    pub(crate) fn record(&self) -> JobRecord {
        JobRecord {
            number: self.number,
            uid: self.uid.clone(),
            printer: self.job.printer.clone(),
            originator: self.job.originator.clone(),
            priority: self.job.priority,
            copies: self.job.copies,
            films: self.job.sheets.len(),
            bytes: self.files.values().sum(),
            created: self.created.into(),
            finished: None,
            status: ExecutionStatus::Pending,
            info: StatusInfo::Queued,
            is_held: false,
            is_cancelled: false,
            progress: Progress::default(),
            films_kept: true,
            instance_deleted: false,
        }
    }
}

/// The pixel values of a job.
pub(crate) fn pixel_refs(job: &FilmJob) -> impl Iterator<Item = &PixelRef> {
    let images = job.sheets.iter().flat_map(|sheet| &sheet.images);
    images.map(|image| &image.pixels.data)
}

/// The pixel files of a job.
pub(crate) fn pixel_files(job: &FilmJob) -> BTreeSet<u32> {
    pixel_refs(job)
        .map(|pixels| value_place(pixels.id).0)
        .collect()
}

/// Reads the job file in a folder; the error says what is wrong without saying what is in it.
pub(crate) fn read(folder: &Path) -> Result<JobFile, String> {
    let path = folder.join(NAME);
    let length = fs::metadata(&path)
        .map_err(|error| error.to_string())?
        .len();
    if length > MAX_BYTES {
        return Err(format!("{length} bytes are too many"));
    }
    let bytes = fs::read(&path).map_err(|error| error.to_string())?;
    let file: JobFile = serde_json::from_slice(&bytes).map_err(|error| place(&error))?;
    if file.version != VERSION {
        return Err(format!("its version is {}", file.version));
    }
    Ok(file)
}

/// Where JSON does not parse; serde's own text may quote what it found, and that can be a name.
fn place(error: &serde_json::Error) -> String {
    format!(
        "line {} column {} does not parse",
        error.line(),
        error.column()
    )
}
