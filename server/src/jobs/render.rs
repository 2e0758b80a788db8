//! Films become documents.

use filmdesk_archive::JobPixels;
use filmdesk_config::settings::PrinterSettings;
use filmdesk_fonts::Typesetter;
use filmdesk_print_scp::render::pdf::{
    Conformance, CreationDate, PdfDocument, PdfSettings, title_of,
};
use filmdesk_print_scp::render::pwg::{PwgColour, PwgDocument, PwgPage};
use filmdesk_print_scp::render::raster::{FilmRaster, Pixels, Resolution};
use filmdesk_print_scp::render::{PreparedFilm, RenderError, Renderer, png, tiff};
use filmdesk_print_scp::sheet::FilmSheet;
use filmdesk_print_scp::terms::{MediumType, StatusInfo};
use time::OffsetDateTime;

use super::Draft;
use crate::deliver::{DeliverError, Document, DocumentFormat, Job, page_size_name};

/// Everything that a document is made of.
#[derive(Clone, Copy)]
pub struct RenderWork<'a> {
    /// The printer.
    pub printer: &'a PrinterSettings,
    /// The job.
    pub job: &'a Job,
    /// Which films, and how.
    pub document: &'a Document,
    /// Their pixels.
    pub pixels: &'a JobPixels,
}

impl<'a> RenderWork<'a> {
    fn sheets(&self) -> &'a [FilmSheet] {
        let films = self.document.films.clone();
        self.job.films.sheets.get(films).unwrap_or_default()
    }
}

/// Encodes documents. Called where blocking is allowed; the same work gives the same bytes.
pub trait FilmRenderer: Send + Sync {
    /// Writes the document.
    ///
    /// # Errors
    /// For good when the film cannot be made, for now when reading or writing failed.
    fn render(&self, work: &RenderWork<'_>, out: &mut Draft) -> Result<(), DeliverError>;
}

/// Nice value of the threads that render: a console that waits for its answer comes first, and
/// on an idle machine nothing is slower.
const RENDER_NICE: i32 = 10;

/// The renderer of films: `print_scp::render`, on threads of its own.
pub struct PrintRenderer {
    typesetter: Typesetter,
    /// `None` where no threads could be started: then the caller's does it.
    pool: Option<rayon::ThreadPool>,
}

fn render_pool() -> Option<rayon::ThreadPool> {
    let stand_back = |_: usize| {
        // On Linux this is the calling thread's own; where it fails, rendering is just less polite.
        let _ = rustix::process::setpriority_process(None, RENDER_NICE);
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .thread_name(|index| format!("render-{index}"))
        .start_handler(stand_back)
        .build();
    pool.inspect_err(|error| tracing::warn!(%error, "no threads for rendering"))
        .ok()
}

impl PrintRenderer {
    /// A renderer that sets annotations with these faces.
    pub fn new(typesetter: Typesetter) -> Self {
        let pool = render_pool();
        Self { typesetter, pool }
    }

    fn renderer<'a>(&'a self, work: &RenderWork<'a>) -> Renderer<'a> {
        Renderer {
            printer: &work.printer.profile,
            typesetter: &self.typesetter,
            pixels: work.pixels,
            display: work.printer.display,
        }
    }

    fn write(&self, work: &RenderWork<'_>, out: &mut Draft) -> Result<(), RenderError> {
        let renderer = self.renderer(work);
        match work.document.format {
            DocumentFormat::Pdf { pdf_a } => write_pdf(&renderer, work, pdf_a, out),
            DocumentFormat::Pwg { dpi, colour } => write_pwg(&renderer, work, dpi, colour, out),
            DocumentFormat::Png => one(&renderer, work, &mut |film| {
                png::write(&mut *out, &FilmRaster::new(film, Resolution::Film)?)
            }),
            DocumentFormat::Tiff => one(&renderer, work, &mut |film| {
                tiff::write(&mut *out, &FilmRaster::new(film, Resolution::Film)?)
            }),
            DocumentFormat::Preview { long_side } => one(&renderer, work, &mut |film| {
                png::write_preview(&mut *out, film, long_side)
            }),
        }
    }

    fn install<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// A film as pixels, with so many on its longer side. Blocks.
    pub(crate) fn pixels(
        &self,
        work: &RenderWork<'_>,
        long_side: u32,
    ) -> Result<FilmPixels, DeliverError> {
        let mut pixels = FilmPixels::default();
        let drawn = self.install(|| {
            one(&self.renderer(work), work, &mut |film| {
                let raster = FilmRaster::new(film, Resolution::LongSide(long_side))?;
                pixels = FilmPixels {
                    columns: raster.width(),
                    rows: raster.height(),
                    is_colour: raster.is_colour(),
                    bytes: Vec::new(),
                };
                raster.draw(&mut |band| {
                    match band {
                        Pixels::Gray16(grays) => {
                            pixels
                                .bytes
                                .extend(grays.iter().map(|gray| (gray >> 8) as u8));
                        }
                        Pixels::Rgb8(rgb) => pixels.bytes.extend_from_slice(rgb),
                    }
                    Ok(())
                })
            })
        });
        drawn.map_err(|error| of_render(&error))?;
        Ok(pixels)
    }
}

/// A film as pixels of 8 bits: gray, 0 is black, or RGB.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FilmPixels {
    pub(crate) columns: u32,
    pub(crate) rows: u32,
    pub(crate) is_colour: bool,
    pub(crate) bytes: Vec<u8>,
}

impl FilmRenderer for PrintRenderer {
    fn render(&self, work: &RenderWork<'_>, out: &mut Draft) -> Result<(), DeliverError> {
        let written = self.install(|| self.write(work, out));
        written.map_err(|error| of_render(&error))
    }
}

/// Formats that hold one film: the document has one.
fn one(
    renderer: &Renderer<'_>,
    work: &RenderWork<'_>,
    write: &mut dyn FnMut(&PreparedFilm<'_>) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    let medium = work.job.films.medium;
    work.sheets()
        .iter()
        .try_for_each(|sheet| write(&renderer.prepare(sheet, medium)?))
}

fn write_pdf(
    renderer: &Renderer<'_>,
    work: &RenderWork<'_>,
    pdf_a: bool,
    out: &mut Draft,
) -> Result<(), RenderError> {
    let settings = PdfSettings {
        conformance: if pdf_a {
            Conformance::A2b
        } else {
            Conformance::Plain
        },
        title: work.sheets().first().map_or_else(String::new, title_of),
        subject: None,
        created: creation_date(work.job.record.created),
    };
    let mut document = PdfDocument::new(out, &settings)?;
    for sheet in work.sheets() {
        document.add_film(&renderer.prepare(sheet, work.job.films.medium)?)?;
    }
    document.finish().map(drop)
}

fn write_pwg(
    renderer: &Renderer<'_>,
    work: &RenderWork<'_>,
    dpi: u32,
    colour: bool,
    out: &mut Draft,
) -> Result<(), RenderError> {
    let sheets = work.sheets();
    let mut document = PwgDocument::new(out)?;
    for sheet in sheets {
        let film = renderer.prepare(sheet, work.job.films.medium)?;
        let page = PwgPage {
            colour: if colour {
                PwgColour::Srgb8
            } else {
                PwgColour::Sgray8
            },
            // Copies are the job's attribute, or the document is sent again.
            copies: 0,
            page_size_name: page_size_name(sheet.size),
            media_type: media_type(work.job.films.medium).to_owned(),
            total_pages: u32::try_from(sheets.len()).unwrap_or(0),
        };
        document.add_film(&FilmRaster::new(&film, Resolution::Dpi(dpi))?, &page)?;
    }
    document.finish().map(drop)
}

/// Medium Type as a PWG media type keyword.
fn media_type(medium: MediumType) -> &'static str {
    match medium {
        MediumType::Paper => "stationery",
        _ => "transparency",
    }
}

fn creation_date(at: OffsetDateTime) -> CreationDate {
    CreationDate {
        year: u16::try_from(at.year()).unwrap_or(0),
        month: at.month().into(),
        day: at.day(),
        hour: at.hour(),
        minute: at.minute(),
        second: at.second(),
        offset_minutes: at.offset().whole_minutes(),
    }
}

/// A film that could not be made, in the printer's terms.
fn of_render(error: &RenderError) -> DeliverError {
    match error {
        RenderError::Write(io) => DeliverError::of_folder(io),
        RenderError::Pixels { source, .. } => {
            let reason = format!("{error}: {source}");
            DeliverError::for_now(StatusInfo::ElecDown, reason)
        }
        _ => DeliverError::for_good(StatusInfo::InvalidPageDes, error.to_string()),
    }
}
