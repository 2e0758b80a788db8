//! Plain films: what tests of composition, of the spool and of delivery print. One source, which
//! the tests of `archive` and `server` take by its path.
#![allow(dead_code, reason = "each crate takes its part")]

use filmdesk_print_scp::sheet::{
    FilmImage, FilmJob, FilmSheet, PixelLayout, PixelMatrix, PixelRef, Tone,
};
use filmdesk_print_scp::terms::{
    DecimateCrop, FilmDensity, FilmDestination, FilmOrientation, FilmSizeId, MagnificationType,
    MediumType, Polarity, PrintPriority, ResolutionId, Trim,
};

/// A film without images.
pub(crate) fn sheet(format: &str, size: FilmSizeId) -> FilmSheet {
    FilmSheet {
        film_box_uid: "1.2.3.4".to_owned(),
        format: format.parse().unwrap(),
        size,
        orientation: FilmOrientation::Portrait,
        resolution: ResolutionId::Standard,
        border: FilmDensity::Black,
        empty: FilmDensity::Black,
        min_density_hundredths: 20,
        max_density_hundredths: 320,
        trim: Trim::No,
        illumination: 2000,
        ambient: 10,
        annotation_format: None,
        annotations: Vec::new(),
        images: Vec::new(),
    }
}

/// An image in its box, as asked by most consoles.
pub(crate) fn image(position: u16, pixels: PixelMatrix) -> FilmImage {
    FilmImage {
        position,
        pixels,
        polarity: Polarity::Normal,
        magnification: MagnificationType::Cubic,
        smoothing: None,
        min_density_hundredths: 20,
        max_density_hundredths: 320,
        requested_width_mm: None,
        decimate_crop: DecimateCrop::Decimate,
        tone: Tone::Identity,
        icc_profile: None,
    }
}

/// Gray pixels.
pub(crate) fn gray(rows: u16, columns: u16, bits_stored: u16, data: PixelRef) -> PixelMatrix {
    PixelMatrix {
        rows,
        columns,
        layout: PixelLayout::Monochrome2,
        bits_allocated: if bits_stored > 8 { 16 } else { 8 },
        bits_stored,
        high_bit: bits_stored - 1,
        signed: false,
        aspect: (1, 1),
        data,
    }
}

/// A job of these films.
pub(crate) fn job(sheets: Vec<FilmSheet>, copies: u16) -> FilmJob {
    FilmJob {
        printer: "FILMDESK".to_owned(),
        originator: "CT01".to_owned(),
        copies,
        priority: PrintPriority::Med,
        medium: MediumType::ClearFilm,
        destination: FilmDestination::Processor,
        session_label: None,
        owner_id: None,
        proposed_study: None,
        sheets,
    }
}
