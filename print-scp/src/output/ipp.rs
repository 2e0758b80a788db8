//! The attributes of an IPP job for a film (RFC 8011, PWG 5100.13, PWG 5101.1).

use crate::sheet::{FilmJob, FilmSheet};
use crate::terms::{FilmOrientation, FilmSizeId, MediumType, PrintPriority};

/// Media size: its self-describing name and its sides in hundredths of a millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaSize {
    /// PWG 5101.1 name, for `media`.
    pub name: &'static str,
    /// Width in portrait, for `media-size` x-dimension.
    pub x_dimension: u32,
    /// Height in portrait, for `media-size` y-dimension.
    pub y_dimension: u32,
}

/// orientation-requested (RFC 8011 5.2.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrientationRequested {
    /// 3
    Portrait,
    /// 4
    Landscape,
}

impl OrientationRequested {
    /// The enum's value.
    pub const fn value(self) -> i32 {
        match self {
            Self::Portrait => 3,
            Self::Landscape => 4,
        }
    }
}

/// document-format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentFormat {
    /// `application/pdf`
    Pdf,
    /// `image/pwg-raster`
    PwgRaster,
}

impl DocumentFormat {
    /// The MIME type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::PwgRaster => "image/pwg-raster",
        }
    }
}

/// The job attributes of a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IppJob {
    /// media and media-col's media-size.
    pub media: MediaSize,
    /// media-type keyword.
    pub media_type: &'static str,
    /// copies.
    pub copies: u16,
    /// job-priority, 1 to 100.
    pub priority: u8,
    /// orientation-requested.
    pub orientation: OrientationRequested,
    /// document-format.
    pub document_format: DocumentFormat,
    /// print-scaling keyword: a film is printed in its true size.
    pub print_scaling: &'static str,
    /// print-color-mode keyword.
    pub print_color_mode: &'static str,
    /// sides keyword.
    pub sides: &'static str,
}

impl IppJob {
    /// The attributes for one of a job's films.
    pub fn new(job: &FilmJob, sheet: &FilmSheet, document_format: DocumentFormat) -> Self {
        let colour = sheet
            .images
            .iter()
            .any(|image| image.pixels.layout.samples() == 3);
        Self {
            media: media_size(sheet.size),
            media_type: media_type(job.medium),
            copies: job.copies,
            priority: priority(job.priority),
            orientation: match sheet.orientation {
                FilmOrientation::Portrait => OrientationRequested::Portrait,
                FilmOrientation::Landscape => OrientationRequested::Landscape,
            },
            document_format,
            print_scaling: "none",
            print_color_mode: if colour { "color" } else { "monochrome" },
            sides: "one-sided",
        }
    }
}

/// The media size of a Film Size ID: the registered name where there is one, else a custom one.
pub fn media_size(size: FilmSizeId) -> MediaSize {
    let name = match size {
        FilmSizeId::In8x10 => "na_govt-letter_8x10in",
        FilmSizeId::In8_5x11 => "na_letter_8.5x11in",
        FilmSizeId::In10x12 => "custom_10x12in_10x12in",
        // 25.7 cm x 36.4 cm (PS3.3 C.13.3), which is JIS B4 and not 10 by 14 inches.
        FilmSizeId::In10x14 => "jis_b4_257x364mm",
        FilmSizeId::In11x14 => "na_edp_11x14in",
        FilmSizeId::In11x17 => "na_ledger_11x17in",
        FilmSizeId::In14x14 => "custom_14x14in_14x14in",
        FilmSizeId::In14x17 => "custom_14x17in_14x17in",
        FilmSizeId::Cm24x24 => "custom_24x24cm_240x240mm",
        FilmSizeId::Cm24x30 => "custom_24x30cm_240x300mm",
        FilmSizeId::A4 => "iso_a4_210x297mm",
        FilmSizeId::A3 => "iso_a3_297x420mm",
    };
    let (width, height) = size.sheet_mm();
    let hundredths = |mm: f64| (mm * 100.0).round() as u32;
    MediaSize {
        name,
        x_dimension: hundredths(width),
        y_dimension: hundredths(height),
    }
}

/// media-type keywords of PWG 5101.1.
pub const fn media_type(medium: MediumType) -> &'static str {
    match medium {
        MediumType::Paper => "stationery",
        MediumType::ClearFilm
        | MediumType::BlueFilm
        | MediumType::MammoClearFilm
        | MediumType::MammoBlueFilm => "photographic-film",
    }
}

/// job-priority: thirds of 1 to 100 (RFC 8011 5.2.1; 50 is the usual default).
const fn priority(priority: PrintPriority) -> u8 {
    match priority {
        PrintPriority::High => 80,
        PrintPriority::Med => 50,
        PrintPriority::Low => 20,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_names_say_their_size() {
        for &size in FilmSizeId::ALL {
            let media = media_size(size);
            let dimensions = media.name.rsplit('_').next().unwrap();
            let (unit, text) = match dimensions.strip_suffix("in") {
                Some(text) => (2540.0, text),
                None => (100.0, dimensions.strip_suffix("mm").unwrap()),
            };
            let sides: Vec<u32> = text
                .split('x')
                .map(|side| (side.parse::<f64>().unwrap() * unit).round() as u32)
                .collect();
            assert_eq!(
                sides,
                [media.x_dimension, media.y_dimension],
                "{}",
                media.name
            );
        }
    }
}
