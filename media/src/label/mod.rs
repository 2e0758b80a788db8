//! Labels: what is printed on a disc, on the insert of its case and on a sheet that goes with it.
//!
//! One display list (`sheet`) is laid out once and painted twice: as a PDF with searchable text,
//! and as pixels for disc printers that take pictures. Texts are fitted into the room that the
//! disc's rim and hub leave at their height: they shrink, then wrap, then end in `…`.

mod code;
mod directory;
mod disc;
mod fit;
mod logo;
mod page;
mod pdf;
mod raster;
mod sheet;
mod words;

use filmdesk_dataset::text::PersonName;
use filmdesk_fonts::{RasterError, SubsetError, TypesetError, Typesetter};
use thiserror::Error;

use crate::contents::{Contents, PatientEntry, StudyEntry};
use crate::pdi::Language;
use crate::timestamp::Timestamp;
use sheet::Sheet;

pub use directory::patients_of;

/// Smallest and largest diameter of a disc's part that takes no print, in mm: 22 for discs that
/// print up to the hole's ring, 46 for those with a bare hub.
pub const HUB_MM: std::ops::RangeInclusive<f64> = 22.0..=46.0;
/// Resolutions of [`png`] and [`jpeg`], dots per inch. A sheet at the finest has 35 million pixels.
pub const DPI: std::ops::RangeInclusive<u32> = 72..=600;

/// What a label says.
#[derive(Debug, Clone)]
pub struct LabelInput {
    /// What is printed on.
    pub form: Form,
    /// Whose studies are on the disc; one as a rule.
    pub patients: Vec<LabelPatient>,
    /// Who made the disc; empty when nobody is named.
    pub institution: String,
    /// Address, telephone, mail; on sheets and inserts.
    pub contact: String,
    /// The institution's sign: the bytes of a PNG or JPEG.
    pub logo: Option<Vec<u8>>,
    /// What the disc can do (IHE RAD TF-3 4.47).
    pub marking: Option<Marking>,
    /// A code to be scanned.
    pub code: Option<Code>,
    /// When the disc was made.
    pub made: Timestamp,
    /// This disc, from 1.
    pub number: usize,
    /// Discs altogether.
    pub count: usize,
    /// File-set ID.
    pub file_set_id: String,
    /// The language of its words.
    pub language: Language,
    /// Diameter of the part around the hole that takes no print; kept within [`HUB_MM`].
    pub hub_mm: f64,
}

/// A patient on a label.
#[derive(Debug, Clone, Default)]
pub struct LabelPatient {
    /// The name in all its representations.
    pub name: PersonName,
    /// Patient ID.
    pub id: String,
    /// Birth date, DA; empty when unknown.
    pub birth_date: String,
    /// Patient's Sex: M, F or O; empty when unknown.
    pub sex: String,
    /// The studies on the disc.
    pub studies: Vec<LabelStudy>,
}

/// A study on a label.
#[derive(Debug, Clone, Default)]
pub struct LabelStudy {
    /// Study date, DA.
    pub date: String,
    /// Study Description.
    pub description: String,
    /// Modalities, each once.
    pub modalities: Vec<String>,
}

/// What is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Form {
    /// The disc itself: 120 x 120 mm.
    #[default]
    Disc,
    /// The insert of a jewel case: 121 x 120 mm.
    Insert,
    /// A sheet of A4.
    A4,
}

/// The marking of a disc (IHE RAD TF-3 4.47).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Marking {
    /// DICOM files, and pages for any browser.
    DicomPlusWeb,
    /// DICOM files alone.
    DicomOnly,
}

impl Marking {
    /// As it is printed, in every language.
    pub fn words(self) -> &'static str {
        match self {
            Self::DicomPlusWeb => "DICOM PLUS WEB",
            Self::DicomOnly => "DICOM ONLY",
        }
    }
}

/// A code to be scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// A QR code of any text.
    Qr(String),
    /// A Code 128 bar code of printable ASCII, with the text below.
    Code128(String),
}

/// Why there is no label.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LabelError {
    /// Not within [`DPI`].
    #[error("{0} dots per inch are not within {min} to {max}", min = DPI.start(), max = DPI.end())]
    Resolution(u32),
    /// A logo that is not read.
    #[error("logo: {0}")]
    Logo(String),
    /// A code that cannot be drawn; its text may name a patient and is not repeated.
    #[error("code: {0}")]
    Code(&'static str),
    /// A text that is not set.
    #[error("label: {0}")]
    Text(#[from] TypesetError),
    /// Text that cannot be drawn.
    #[error("label: {0}")]
    Raster(#[from] RasterError),
    /// A font that cannot be embedded.
    #[error("label: {0}")]
    Font(#[from] SubsetError),
    /// A font that the PDF does not take.
    #[error("label: the PDF does not take {0}")]
    Embedding(String),
    /// A picture that cannot be encoded.
    #[error("label: {0}")]
    Encoding(#[from] image::ImageError),
}

/// The label as a PNG in RGB, white where nothing is printed.
pub fn png(input: &LabelInput, setter: &Typesetter, dpi: u32) -> Result<Vec<u8>, LabelError> {
    raster::png(&sheet(input, setter)?, setter, dpi)
}

/// The label as a JPEG.
pub fn jpeg(input: &LabelInput, setter: &Typesetter, dpi: u32) -> Result<Vec<u8>, LabelError> {
    raster::jpeg(&sheet(input, setter)?, setter, dpi)
}

/// The label as a PDF of one page; its text can be searched.
pub fn pdf(input: &LabelInput, setter: &Typesetter) -> Result<Vec<u8>, LabelError> {
    pdf::write(&sheet(input, setter)?, setter, input.made)
}

fn sheet(input: &LabelInput, setter: &Typesetter) -> Result<Sheet, LabelError> {
    match input.form {
        Form::Disc => disc::sheet(input, setter),
        Form::Insert => page::sheet(input, setter, &page::INSERT),
        Form::A4 => page::sheet(input, setter, &page::A4),
    }
}

/// The patients of a volume as a label names them.
pub fn patients(contents: &Contents) -> Vec<LabelPatient> {
    contents.patients.iter().map(LabelPatient::from).collect()
}

impl From<&PatientEntry> for LabelPatient {
    fn from(patient: &PatientEntry) -> Self {
        Self {
            name: patient.name.clone(),
            id: patient.id.clone(),
            birth_date: patient.birth_date.clone(),
            sex: patient.sex.clone(),
            studies: patient.studies.iter().map(LabelStudy::from).collect(),
        }
    }
}

impl From<&StudyEntry> for LabelStudy {
    fn from(study: &StudyEntry) -> Self {
        let modalities = study.series.iter().map(|series| series.modality.clone());
        let modalities: std::collections::BTreeSet<_> = modalities.collect();
        Self {
            date: study.date.clone(),
            description: study.description.clone(),
            modalities: modalities.into_iter().filter(|m| !m.is_empty()).collect(),
        }
    }
}
