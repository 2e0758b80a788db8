//! A printer's profile: what it can, and what is in force when a modality does not say.

use std::collections::{BTreeMap, BTreeSet};

use filmdesk_calibration::characteristic::CurveTable;

use crate::terms::{
    DecimateCrop, FilmDensity, FilmDestination, FilmOrientation, FilmSizeId, MagnificationType,
    MediumType, PrintPriority, ResolutionId, SmoothingType, Trim,
};

/// Everything that negotiation, answers, composition and Printer Configuration Retrieval need
/// to know of a printer. `config` resolves TOML into it; nothing here is text to be parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct PrinterProfile {
    /// Called AE title.
    pub ae_title: String,
    /// Printer Name (2110,0030).
    pub name: String,
    /// Manufacturer (0008,0070).
    pub manufacturer: String,
    /// Manufacturer's Model Name (0008,1090).
    pub model: String,
    /// Device Serial Number (0018,1000).
    pub serial_number: String,
    /// Software Versions (0018,1020).
    pub software_versions: String,
    /// Film sizes it takes, with their geometry.
    pub films: BTreeMap<FilmSizeId, FilmGeometry>,
    /// Media it takes; the first are installed, in order of preference.
    pub media: Vec<MediumType>,
    /// Destinations it takes.
    pub destinations: Vec<FilmDestination>,
    /// Density range and viewing condition.
    pub density: DensityRange,
    /// Values in force when a modality does not say.
    pub defaults: Defaults,
    /// Magnification types it can.
    pub magnifications: BTreeSet<MagnificationType>,
    /// Annotation formats by Annotation Display Format ID.
    pub annotation_formats: BTreeMap<String, AnnotationFormat>,
    /// Layouts for `CUSTOM\i`.
    pub custom_layouts: BTreeMap<u16, CustomLayout>,
    /// Image boxes across and down for SLIDE and SUPERSLIDE.
    pub slides: SlideCounts,
    /// Named tone curves, and which of them `CSnnn` of Configuration Information picks.
    pub curves: CurveTable,
    /// Most films of a session printed together; 0: Film Session N-ACTION is not supported.
    pub max_collated_films: u16,
    /// Number of Copies, at most.
    pub max_copies: u16,
    /// Jobs waiting, at most (C601, C602).
    pub queue_length: u32,
    /// Memory Allocation in KB, at most; 0: not supported (B600).
    pub max_memory_kb: u32,
}

/// The geometry of one film size, portrait orientation.
#[derive(Debug, Clone, PartialEq)]
pub struct FilmGeometry {
    /// Sheet width and height in mm; the page of the PDF.
    pub sheet_mm: (f64, f64),
    /// From the sheet's left and top edge to the imageable area, mm.
    pub margin_mm: (f64, f64),
    /// Between neighbouring image boxes, mm.
    pub gap_mm: f64,
    /// Imageable matrix and pitch for STANDARD.
    pub standard: Raster,
    /// Imageable matrix and pitch for HIGH, if the printer has it.
    pub high: Option<Raster>,
}

/// A matrix of printer pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raster {
    /// Printer pixels across.
    pub columns: u32,
    /// Printer pixels down.
    pub rows: u32,
    /// Side of a printer pixel in micrometres.
    pub pitch_um: f64,
}

/// What the printer can darken, and how films are viewed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DensityRange {
    /// Least Min Density, 1/100 OD.
    pub min_hundredths: u16,
    /// Greatest Max Density, 1/100 OD.
    pub max_hundredths: u16,
    /// Illumination L0 in cd/m2 when not sent.
    pub illumination: u16,
    /// Reflected Ambient Light La in cd/m2 when not sent.
    pub ambient: u16,
}

/// Values in force when a modality does not say (PS3.2 Annex E).
#[derive(Debug, Clone, PartialEq)]
pub struct Defaults {
    /// Number of Copies.
    pub copies: u16,
    /// Print Priority.
    pub priority: PrintPriority,
    /// Medium Type.
    pub medium: MediumType,
    /// Film Destination.
    pub destination: FilmDestination,
    /// Film Orientation.
    pub orientation: FilmOrientation,
    /// Film Size ID.
    pub size: FilmSizeId,
    /// Magnification Type.
    pub magnification: MagnificationType,
    /// Smoothing Type, with CUBIC.
    pub smoothing: SmoothingType,
    /// Border Density.
    pub border: FilmDensity,
    /// Empty Image Density.
    pub empty: FilmDensity,
    /// Min Density, 1/100 OD.
    pub min_density_hundredths: u16,
    /// Max Density, 1/100 OD.
    pub max_density_hundredths: u16,
    /// Trim.
    pub trim: Trim,
    /// Requested Resolution ID.
    pub resolution: ResolutionId,
    /// Requested Decimate/Crop Behavior.
    pub decimate_crop: DecimateCrop,
}

/// Image boxes on a SLIDE and a SUPERSLIDE film, columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlideCounts {
    /// 35 mm slides.
    pub slide: (u16, u16),
    /// 40 mm slides.
    pub super_slide: (u16, u16),
}

/// A layout of image boxes at fractions of the imageable area.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomLayout {
    /// Boxes in order of position: left, top, width, height, each 0 to 1.
    pub boxes: Vec<[f64; 4]>,
}

/// Where the texts of an Annotation Display Format ID go.
#[derive(Debug, Clone, PartialEq)]
pub struct AnnotationFormat {
    /// The annotation boxes, in order.
    pub boxes: Vec<AnnotationPlace>,
}

/// The place of annotation boxes.
#[derive(Debug, Clone, PartialEq)]
pub enum AnnotationPlace {
    /// A strip of the sheet: `position` is its Annotation Position.
    Strip {
        /// Annotation Position.
        position: u16,
        /// Which edge of the imageable area gives the room.
        edge: Edge,
        /// Height of the strip in mm.
        height_mm: f64,
        /// Alignment in the strip.
        align: Align,
    },
    /// Under each image box, Annotation Position = Image Box Position.
    UnderEachImage {
        /// Height of the strip in mm.
        height_mm: f64,
    },
}

/// An edge of the film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Top.
    Top,
    /// Bottom.
    Bottom,
}

/// Alignment of a text in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Left (right for right-to-left text).
    Start,
    /// Centred.
    Centre,
    /// Right (left for right-to-left text).
    End,
}
