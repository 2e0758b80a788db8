//! One film, frozen: what N-ACTION hands over and what is kept on disk until it is out.

use dicom_dictionary_std::uids;
use serde::{Deserialize, Serialize};

use crate::display_format::DisplayFormat;
use crate::printer::PrinterProfile;
use crate::session::freeze;
use crate::terms::{
    DecimateCrop, FilmDensity, FilmDestination, FilmOrientation, FilmSizeId, MagnificationType,
    MediumType, Polarity, PrintPriority, ResolutionId, SmoothingType, Trim,
};

/// One film with every value in force; nothing of the session is needed to print it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FilmSheet {
    /// SOP Instance UID of the Film Box.
    pub film_box_uid: String,
    /// Image Display Format.
    pub format: DisplayFormat,
    /// Film Size ID.
    pub size: FilmSizeId,
    /// Film Orientation.
    pub orientation: FilmOrientation,
    /// Requested Resolution ID, or the printer's default.
    pub resolution: ResolutionId,
    /// Border Density: everything that is no image box.
    pub border: FilmDensity,
    /// Empty Image Density: image boxes without an image.
    pub empty: FilmDensity,
    /// Min Density in force, 1/100 OD.
    pub min_density_hundredths: u16,
    /// Max Density in force, 1/100 OD.
    pub max_density_hundredths: u16,
    /// Trim.
    pub trim: Trim,
    /// Illumination L0 in cd/m2.
    pub illumination: u16,
    /// Reflected Ambient Light La in cd/m2.
    pub ambient: u16,
    /// Annotation Display Format ID, if one is in force.
    pub annotation_format: Option<String>,
    /// Annotations by Annotation Position; those without text are left out.
    pub annotations: Vec<Annotation>,
    /// Images, in order of position; empty boxes are left out.
    pub images: Vec<FilmImage>,
}

/// A text of a Basic Annotation Box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Annotation Position.
    pub position: u16,
    /// Text String, decoded. Patient text: never to a log.
    pub text: String,
    /// Which CJK glyph forms its character set asks for.
    pub language: TextLanguage,
}

/// The language hint that a character set gives for Han glyph forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum TextLanguage {
    /// No hint: simplified Chinese forms for Han.
    #[default]
    Unspecified,
    /// ISO 2022 IR 58, GBK, GB18030.
    SimplifiedChinese,
    /// ISO 2022 IR 87, IR 159, IR 13.
    Japanese,
    /// ISO 2022 IR 149.
    Korean,
}

/// One image in its box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FilmImage {
    /// Image Box Position, from 1.
    pub position: u16,
    /// The pixels.
    pub pixels: PixelMatrix,
    /// Polarity.
    pub polarity: Polarity,
    /// Magnification Type in force.
    pub magnification: MagnificationType,
    /// Smoothing Type in force (only with CUBIC).
    pub smoothing: Option<SmoothingType>,
    /// Min Density in force for this image, 1/100 OD.
    pub min_density_hundredths: u16,
    /// Max Density in force for this image, 1/100 OD.
    pub max_density_hundredths: u16,
    /// Requested Image Size: the image's width in mm.
    pub requested_width_mm: Option<f64>,
    /// What happens when the image does not fit.
    pub decimate_crop: DecimateCrop,
    /// How stored values become density (gray images).
    pub tone: Tone,
    /// ICC Profile (0028,2000) sent for colour pixels; sRGB when absent.
    pub icc_profile: Option<Vec<u8>>,
}

/// Pixels as the modality sent them, on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PixelMatrix {
    /// Rows.
    pub rows: u16,
    /// Columns.
    pub columns: u16,
    /// Layout of the samples.
    pub layout: PixelLayout,
    /// Bits Allocated: 8 or 16.
    pub bits_allocated: u16,
    /// Bits Stored.
    pub bits_stored: u16,
    /// High Bit.
    pub high_bit: u16,
    /// Pixel Representation 1 (only by a peer's quirk).
    pub signed: bool,
    /// Pixel Aspect Ratio: vertical and horizontal size of a pixel.
    pub aspect: (u32, u32),
    /// Where the bytes are.
    pub data: PixelRef,
}

/// How samples lie in the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PixelLayout {
    /// MONOCHROME1: zero is white.
    Monochrome1,
    /// MONOCHROME2: zero is black.
    Monochrome2,
    /// RGB, all of red, then green, then blue (Planar Configuration 1).
    RgbByPlane,
    /// RGB, pixel by pixel (Planar Configuration 0; only by a peer's quirk).
    RgbByPixel,
}

impl PixelLayout {
    /// Samples per Pixel.
    pub const fn samples(self) -> u16 {
        match self {
            Self::Monochrome1 | Self::Monochrome2 => 1,
            Self::RgbByPlane | Self::RgbByPixel => 3,
        }
    }
}

/// A bulk value of the spool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PixelRef {
    /// The spool's name for the value.
    pub id: u64,
    /// Bytes.
    pub length: u64,
    /// Whether 16-bit words are big endian.
    pub big_endian: bool,
}

/// How stored values of a gray image become density.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Tone {
    /// Presentation LUT Shape IDENTITY: P-values, through the GSDF.
    Identity,
    /// Presentation LUT Shape LIN OD: linear in density.
    LinOd,
    /// Presentation LUT Sequence: stored value to P-value, then through the GSDF.
    Table {
        /// Bits of each entry, 10 to 16.
        bits: u16,
        /// 256 or 4096 entries, the first for stored value 0.
        entries: Vec<u16>,
    },
    /// A named curve of the printer's table, or `CSnnn`, which the table resolves
    /// (Configuration Information, or the AE's default).
    Curve(String),
}

/// One print job: films printed together, once per copy, collated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FilmJob {
    /// The printer (called AE title).
    pub printer: String,
    /// The modality (calling AE title): Originator.
    pub originator: String,
    /// Number of Copies.
    pub copies: u16,
    /// Print Priority.
    pub priority: PrintPriority,
    /// Medium Type.
    pub medium: MediumType,
    /// Film Destination.
    pub destination: FilmDestination,
    /// Film Session Label (patient text in the field: never to a log).
    pub session_label: Option<String>,
    /// Owner ID.
    pub owner_id: Option<String>,
    /// Proposed Study Sequence's Study Instance UID and patient, if the session carried one.
    pub proposed_study: Option<ProposedStudy>,
    /// The films in the order of creation.
    pub sheets: Vec<FilmSheet>,
}

impl FilmJob {
    /// One image alone on a film, as our side prints it: whatever a modality could say in
    /// session, film box and image box is as the printer has it by itself.
    pub fn plain(
        printer: &PrinterProfile,
        originator: &str,
        film_box_uid: String,
        pixels: PixelMatrix,
        tone: Tone,
    ) -> Self {
        freeze::plain(printer, originator, film_box_uid, pixels, tone)
    }
}

/// Who and what a film shows, where the session says it (2130,00A0).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProposedStudy {
    /// Study Instance UID.
    pub study_uid: Option<String>,
    /// Patient ID.
    pub patient_id: Option<String>,
    /// Patient's Name.
    pub patient_name: Option<String>,
    /// Accession Number.
    pub accession_number: Option<String>,
}

/// The SOP classes of Annex H that are not retired (PS3.4 H.3, H.4).
pub const PRINT_CLASSES: &[&str] = &[
    uids::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
    uids::BASIC_COLOR_PRINT_MANAGEMENT_META,
    uids::BASIC_FILM_SESSION,
    uids::BASIC_FILM_BOX,
    uids::BASIC_GRAYSCALE_IMAGE_BOX,
    uids::BASIC_COLOR_IMAGE_BOX,
    uids::BASIC_ANNOTATION_BOX,
    uids::PRINT_JOB,
    uids::PRINTER,
    uids::PRINTER_CONFIGURATION_RETRIEVAL,
    uids::PRESENTATION_LUT,
];
