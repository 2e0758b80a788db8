//! Films as PDF: a page of the sheet's exact size, images at their native matrix without loss,
//! annotations as text.
//!
//! A document holds one film or many; each is written out as it is added, so that memory stays at
//! a few bands of pixels. Same films, same settings: same bytes.
//!
//! Magnification Type becomes the image's Interpolate (BILINEAR, CUBIC: true), which a viewer may
//! heed; Smoothing Type has no counterpart in PDF and works in [`crate::render::raster`] only.
//! Under PDF/A-2b Interpolate must be absent, so viewers show pixels as they like.

mod colour;
mod deflate;
mod file;
mod image;
mod metadata;
mod page;
mod text;

use std::io::Write;

use lopdf::{Object, ObjectId, dictionary};

use crate::render::{PreparedFilm, RenderError};
use crate::sheet::FilmSheet;

pub use colour::MAX_ICC_PROFILE;

/// Which rules the document keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conformance {
    /// PDF 1.7.
    #[default]
    Plain,
    /// Written to PDF/A-2b (ISO 19005-2).
    A2b,
}

/// When the document was made; comes in, as there is no clock here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreationDate {
    /// Year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// East of UTC, minutes.
    pub offset_minutes: i16,
}

/// What a document says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct PdfSettings {
    /// Which rules it keeps.
    pub conformance: Conformance,
    /// Title. [`title_of`] makes one without patient text.
    pub title: String,
    /// Subject; the place for patient text, where a site asks for it.
    pub subject: Option<String>,
    /// Creation date.
    pub created: CreationDate,
}

/// A title that says nothing of the patient: film size and display format.
pub fn title_of(sheet: &FilmSheet) -> String {
    format!("Film {} {}", sheet.size, sheet.format)
}

/// A document being written.
pub struct PdfDocument<W> {
    file: file::PdfFile<W>,
    settings: PdfSettings,
    pages_id: ObjectId,
    pages: Vec<Object>,
    colours: colour::ColourSpaces,
    digest: metadata::Digest,
}

impl<W: Write> PdfDocument<W> {
    /// Begins a document.
    pub fn new(out: W, settings: &PdfSettings) -> Result<Self, RenderError> {
        let mut file = file::PdfFile::new(out)?;
        let pages_id = file.reserve();
        let mut digest = metadata::Digest::new();
        digest.add(metadata::xmp(settings).as_bytes());
        Ok(Self {
            file,
            settings: settings.clone(),
            pages_id,
            pages: Vec::new(),
            colours: colour::ColourSpaces::default(),
            digest,
        })
    }

    /// Adds a film as a page. After an error the document is not to be used further.
    pub fn add_film(&mut self, film: &PreparedFilm<'_>) -> Result<(), RenderError> {
        let page = page::write(
            &mut self.file,
            film,
            self.pages_id,
            self.settings.conformance,
            &mut self.colours,
        )?;
        self.pages.push(Object::Reference(page.id));
        self.digest.add(film.sheet.film_box_uid.as_bytes());
        for image in page.digests {
            self.digest.add(&image.to_be_bytes());
        }
        Ok(())
    }

    /// Ends the document and hands the writer back, flushed.
    pub fn finish(mut self) -> Result<W, RenderError> {
        let count = self.pages.len() as i64;
        let pages = dictionary! { "Type" => "Pages", "Kids" => self.pages, "Count" => count };
        self.file.object(self.pages_id, &pages.into())?;
        let packet = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        // ISO 19005-2 6.6.2.1 wants the packet readable without a filter.
        let packet = self
            .file
            .add_stream(packet, metadata::xmp(&self.settings).as_bytes())?;
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => Object::Reference(self.pages_id),
            "Metadata" => Object::Reference(packet),
            // True size on paper: no fitting to the printer's margins (ISO 32000 12.2).
            "ViewerPreferences" => dictionary! { "PrintScaling" => "None" },
        };
        if self.settings.conformance == Conformance::A2b {
            let intent = self.colours.output_intent(&mut self.file)?;
            catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
        }
        let root = self.file.add(catalog)?;
        let info = self.file.add(metadata::info(&self.settings))?;
        Ok(self.file.finish(dictionary! {
            "Root" => Object::Reference(root),
            "Info" => Object::Reference(info),
            "ID" => self.digest.identifier(),
        })?)
    }
}

/// A document of one film.
pub fn write_film<W: Write>(
    out: W,
    settings: &PdfSettings,
    film: &PreparedFilm<'_>,
) -> Result<W, RenderError> {
    let mut document = PdfDocument::new(out, settings)?;
    document.add_film(film)?;
    document.finish()
}
