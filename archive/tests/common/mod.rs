//! Films for the spool's tests.
#![allow(dead_code, reason = "each test program uses its part")]

use std::io;

use filmdesk_archive::{Acceptance, Intake, JobNumber, Spool, SpoolLimits};
use filmdesk_dataset::BulkSink;
use filmdesk_print_scp::render::PixelStore;
use filmdesk_print_scp::sheet::{
    FilmImage, FilmJob, FilmSheet, PixelLayout, PixelMatrix, PixelRef, Tone,
};
use filmdesk_print_scp::terms::{
    DecimateCrop, FilmDensity, FilmDestination, FilmOrientation, FilmSizeId, MagnificationType,
    MediumType, Polarity, PrintPriority, ResolutionId, Trim,
};
use time::OffsetDateTime;
use time::macros::datetime;

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
    FilmSheet {
        film_box_uid: "1.2.826.0.1".to_owned(),
        format: "STANDARD\\4,3".parse().unwrap(),
        size: FilmSizeId::In14x17,
        orientation: FilmOrientation::Portrait,
        resolution: ResolutionId::Standard,
        border: FilmDensity::Black,
        empty: FilmDensity::Black,
        min_density_hundredths: 20,
        max_density_hundredths: 300,
        trim: Trim::No,
        illumination: 2000,
        ambient: 10,
        annotation_format: None,
        annotations: Vec::new(),
        images: pixels
            .into_iter()
            .zip(1..)
            .map(|(pixels, position)| image(pixels, position))
            .collect(),
    }
}

fn image(data: PixelRef, position: u16) -> FilmImage {
    FilmImage {
        position,
        pixels: PixelMatrix {
            rows: 1,
            columns: u16::try_from(data.length).unwrap_or(u16::MAX),
            layout: PixelLayout::Monochrome2,
            bits_allocated: 8,
            bits_stored: 8,
            high_bit: 7,
            signed: false,
            aspect: (1, 1),
            data,
        },
        polarity: Polarity::Normal,
        magnification: MagnificationType::Cubic,
        smoothing: None,
        min_density_hundredths: 20,
        max_density_hundredths: 300,
        requested_width_mm: None,
        decimate_crop: DecimateCrop::Decimate,
        tone: Tone::Identity,
        icc_profile: None,
    }
}

/// A job of these films.
pub(crate) fn job_of(sheets: Vec<FilmSheet>) -> FilmJob {
    FilmJob {
        printer: "FILMDESK".to_owned(),
        originator: "CT01".to_owned(),
        copies: 1,
        priority: PrintPriority::Med,
        medium: MediumType::ClearFilm,
        destination: FilmDestination::Processor,
        session_label: None,
        owner_id: None,
        proposed_study: None,
        sheets,
    }
}
