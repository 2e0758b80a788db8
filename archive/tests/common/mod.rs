//! Films for the spool's tests.
#![allow(dead_code, reason = "each test program uses its part")]

use std::io;

use filmdesk_archive::{Acceptance, Intake, JobNumber, Spool, SpoolLimits};
use filmdesk_dataset::BulkSink;
use filmdesk_print_scp::render::PixelStore;
use filmdesk_print_scp::sheet::{FilmImage, FilmJob, FilmSheet, PixelRef};
use filmdesk_print_scp::terms::FilmSizeId;
use time::OffsetDateTime;
use time::macros::datetime;

#[path = "../../../print-scp/tests/film/plain.rs"]
mod plain;

/// When everything happens.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-11-24 19:03:11.125 +01:00);
/// Jobs that may wait.
pub(crate) const QUEUE_LENGTH: u32 = 5;

/// Limits that do not depend on how full the test's disk is.
pub(crate) fn limits() -> SpoolLimits {
    SpoolLimits {
        free_floor_bytes: 0,
        ..SpoolLimits::default()
    }
}

/// A job's entry.
pub(crate) fn acceptance(job_uid: &str) -> Acceptance<'_> {
    Acceptance {
        job_uid,
        created: NOW,
        queue_length: QUEUE_LENGTH,
    }
}

/// One value into the intake, in two pieces.
pub(crate) fn send(intake: &mut Intake, bytes: &[u8]) -> io::Result<PixelRef> {
    let id = intake.begin(Some(bytes.len() as u64))?;
    let (front, back) = bytes.split_at(bytes.len() / 3);
    intake.write(front)?;
    intake.write(back)?;
    intake.end()?;
    Ok(PixelRef {
        id,
        length: bytes.len() as u64,
        big_endian: false,
    })
}

/// All pixels of a job, in order.
pub(crate) fn pixels_of(spool: &Spool, number: JobNumber, job: &FilmJob) -> Vec<Vec<u8>> {
    let pixels = spool.pixels(number).unwrap();
    let images = job.sheets.iter().flat_map(|sheet| &sheet.images);
    let read = |image: &FilmImage| {
        let mut bytes = vec![0; image.pixels.data.length as usize];
        pixels.read_at(image.pixels.data, 0, &mut bytes).unwrap();
        bytes
    };
    images.map(read).collect()
}

/// A film of one row of images.
pub(crate) fn film(pixels: Vec<PixelRef>) -> FilmSheet {
    let images = pixels.into_iter().zip(1..).map(|(pixels, position)| {
        let columns = u16::try_from(pixels.length).unwrap_or(u16::MAX);
        plain::image(position, plain::gray(1, columns, 8, pixels))
    });
    FilmSheet {
        images: images.collect(),
        ..plain::sheet("STANDARD\\4,3", FilmSizeId::In14x17)
    }
}

/// A job of these films.
pub(crate) fn job_of(sheets: Vec<FilmSheet>) -> FilmJob {
    plain::job(sheets, 1)
}
