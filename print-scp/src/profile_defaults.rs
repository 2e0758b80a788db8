//! The printer of a server without configuration: takes every film size, medium type and
//! destination, with the defaults of PS3.2 Annex E.

use std::collections::BTreeMap;

use filmdesk_calibration::characteristic::CurveTable;

use crate::film::annotate::default_annotation_formats;
use crate::film::size::default_geometry;
use crate::printer::{Defaults, DensityRange, PrinterProfile, SlideCounts};
use crate::terms::{
    DecimateCrop, FilmDensity, FilmDestination, FilmOrientation, FilmSizeId, MagnificationType,
    MediumType, PrintPriority, ResolutionId, SmoothingType, Trim,
};

/// Sorter bins that a virtual printer has; a file needs none, consoles ask for one.
const BINS: u16 = 99;
/// PS3.2 Annex E's example: films of a session printed together.
const MAX_COLLATED_FILMS: u16 = 12;
/// PS3.2 Annex E's example: Number of Copies.
const MAX_COPIES: u16 = 99;
/// Jobs waiting; at two minutes a film on a real imager this is a working day.
const QUEUE_LENGTH: u32 = 256;
/// Memory Allocation in KB: the spool is on disk, a gibibyte is promised at most.
const MAX_MEMORY_KB: u32 = 1024 * 1024;

/// The compiled default.
pub fn default_printer_profile() -> PrinterProfile {
    PrinterProfile {
        ae_title: "FILMDESK".to_owned(),
        name: "FILMDESK".to_owned(),
        manufacturer: "Filmdesk".to_owned(),
        model: "Filmdesk virtual film printer".to_owned(),
        serial_number: "1".to_owned(),
        software_versions: env!("CARGO_PKG_VERSION").to_owned(),
        films: FilmSizeId::ALL
            .iter()
            .map(|size| (*size, default_geometry(*size)))
            .collect(),
        media: default_media(),
        destinations: default_destinations(),
        density: DensityRange {
            min_hundredths: 17,
            max_hundredths: 350,
            illumination: 2000,
            ambient: 10,
        },
        defaults: defaults(),
        magnifications: MagnificationType::ALL.iter().copied().collect(),
        annotation_formats: default_annotation_formats(),
        custom_layouts: BTreeMap::new(),
        slides: SlideCounts {
            slide: (4, 6),
            super_slide: (4, 5),
        },
        curves: CurveTable::default(),
        max_collated_films: MAX_COLLATED_FILMS,
        max_copies: MAX_COPIES,
        queue_length: QUEUE_LENGTH,
        max_memory_kb: MAX_MEMORY_KB,
    }
}

/// Every medium type, the default first.
fn default_media() -> Vec<MediumType> {
    let mut media = MediumType::ALL.to_vec();
    media.sort_by_key(|medium| *medium != MediumType::ClearFilm);
    media
}

fn default_destinations() -> Vec<FilmDestination> {
    let named = [FilmDestination::Magazine, FilmDestination::Processor];
    named
        .into_iter()
        .chain((1..=BINS).map(FilmDestination::Bin))
        .collect()
}

fn defaults() -> Defaults {
    Defaults {
        copies: 1,
        priority: PrintPriority::Low,
        medium: MediumType::ClearFilm,
        destination: FilmDestination::Magazine,
        orientation: FilmOrientation::Portrait,
        size: FilmSizeId::In14x17,
        magnification: MagnificationType::Cubic,
        smoothing: SmoothingType::Medium,
        border: FilmDensity::Black,
        empty: FilmDensity::Black,
        min_density_hundredths: 20,
        max_density_hundredths: 320,
        trim: Trim::No,
        resolution: ResolutionId::Standard,
        decimate_crop: DecimateCrop::Decimate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display_format::DisplayFormat;
    use crate::film::layout::{LayoutRequest, layout};

    #[test]
    fn every_size_medium_and_destination_is_taken() {
        let printer = default_printer_profile();
        assert_eq!(printer.films.len(), FilmSizeId::ALL.len());
        assert_eq!(printer.media.len(), MediumType::ALL.len());
        assert!(printer.destinations.contains(&FilmDestination::Bin(7)));
        assert!(printer.annotation_formats.contains_key("LABEL"));
    }

    #[test]
    fn slides_fit_the_default_film() {
        let printer = default_printer_profile();
        for format in [DisplayFormat::Slide, DisplayFormat::SuperSlide] {
            let request = LayoutRequest {
                format: &format,
                size: FilmSizeId::In14x17,
                orientation: FilmOrientation::Portrait,
                resolution: ResolutionId::Standard,
                annotation_format: None,
            };
            assert!(layout(&printer, &request).is_ok(), "{format}");
        }
    }
}
