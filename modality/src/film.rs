//! Films from images, as a real console prints them (PS3.17 BB.1): Printer N-GET, Film Session,
//! Presentation LUT, then film after film: Film Box, N-SET of each image, N-ACTION.

pub mod attributes;
mod jobs;

use filmdesk_dataset::{DataSet, Tag, tags};
use filmdesk_dimse::service::{
    BASIC_ANNOTATION_BOX, BASIC_COLOR_PRINT_MANAGEMENT_META, BASIC_FILM_BOX, BASIC_FILM_SESSION,
    BASIC_GRAYSCALE_PRINT_MANAGEMENT_META, PRESENTATION_LUT, PRINT_JOB, PRINTER, PRINTER_INSTANCE,
    VERIFICATION,
};
use tokio::io::{AsyncRead, AsyncWrite};

pub use jobs::{Job, JobState};

use crate::console::{Console, Response};
use crate::error::PrintError;
use crate::image::{Burner, Caption, ImageSource, PrintImage};
use crate::order::{Farewell, FilmBoxOrder, FilmOrder, Printing, TextPlacement};

/// Action Type ID of Print (PS3.4 H.4.1.2.4, H.4.2.2.4).
pub const PRINT: u16 = 1;
/// Referenced Print Job Sequence (2100,0500) of PS3.4 H.4.1.2.4; the dictionary's name of that
/// kind is the retired (2120,0070).
pub const REFERENCED_PRINT_JOB_SEQUENCE: Tag = Tag(0x2100, 0x0500);
/// Warnings that are kept: a printer that warns at each of a thousand images says one thing.
const MAX_WARNINGS: usize = 100;

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintReport {
    /// Films whose N-ACTION was granted.
    pub films: usize,
    /// Images sent.
    pub images: usize,
    /// The printer's name, where it told one.
    pub printer: Option<String>,
    /// Printer Status (2110,0010) before printing.
    pub printer_status: Option<String>,
    /// Print Jobs and what became of them.
    pub jobs: Vec<Job>,
    /// What was granted with reservations, such as `N-SET Basic Grayscale Image Box: B604 ...`.
    pub warnings: Vec<String>,
}

/// The abstract syntaxes that a console proposes for an order.
pub fn abstract_syntaxes(order: &FilmOrder) -> Vec<&'static str> {
    let meta = meta(order);
    let optional = [BASIC_ANNOTATION_BOX, PRESENTATION_LUT, PRINT_JOB];
    [meta, VERIFICATION].into_iter().chain(optional).collect()
}

fn meta(order: &FilmOrder) -> &'static str {
    match order.color {
        true => BASIC_COLOR_PRINT_MANAGEMENT_META,
        false => BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
    }
}

/// Prints every image of `source`; as many films as it takes. The association stays: the
/// caller releases it.
///
/// # Errors
/// [`PrintError`]: the conversation broke, or the printer answered with a failure.
pub async fn print<S: AsyncRead + AsyncWrite + Unpin>(
    console: &mut Console<S>,
    order: &FilmOrder,
    source: &mut dyn ImageSource,
    burner: &Burner,
) -> Result<PrintReport, PrintError> {
    console.prefer(meta(order));
    let mut printing = Printer {
        console,
        order,
        burner,
        report: PrintReport::default(),
    };
    printing.run(source).await?;
    Ok(printing.report)
}

struct Printer<'a, S> {
    console: &'a mut Console<S>,
    order: &'a FilmOrder,
    burner: &'a Burner,
    report: PrintReport,
}

/// A Film Box with its boxes.
struct Film {
    uid: String,
    images: Vec<String>,
    annotations: Vec<String>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Printer<'_, S> {
    async fn run(&mut self, source: &mut dyn ImageSource) -> Result<(), PrintError> {
        let first = self.next(source)?.ok_or(PrintError::NoImage)?;
        self.ask_printer().await?;
        let session = self.create_session().await?;
        let lut = self.create_presentation_lut().await?;
        let last = self
            .print_films(&session, lut.as_deref(), first, source)
            .await?;
        if self.order.printing == Printing::Collated {
            self.act(BASIC_FILM_SESSION, &session).await?;
        }
        if let Farewell::WhenDone(patience) = self.order.farewell
            && self.console.serves(PRINT_JOB)
        {
            jobs::wait(self.console, &mut self.report.jobs, patience).await?;
        }
        self.clean_up(&session, last, lut).await
    }

    fn next(&self, source: &mut dyn ImageSource) -> Result<Option<PrintImage>, PrintError> {
        let Some(image) = source.next_image(self.order.depth).transpose()? else {
            return Ok(None);
        };
        let mut image = match self.order.color {
            true => image.into_color(),
            false => image.into_gray(),
        };
        if self.order.text == TextPlacement::Burn {
            self.burner.burn(&mut image)?;
        }
        Ok(Some(image))
    }

    async fn ask_printer(&mut self) -> Result<(), PrintError> {
        let answer = self.console.n_get(PRINTER, PRINTER_INSTANCE, &[]).await?;
        let answer = self.granted("N-GET Printer", answer)?;
        let text = |tag| answer.data.ascii(tag).ok().flatten().map(str::to_owned);
        self.report.printer = text(tags::PRINTER_NAME);
        self.report.printer_status = text(tags::PRINTER_STATUS);
        Ok(())
    }

    async fn create_session(&mut self) -> Result<String, PrintError> {
        let data = attributes::session(&self.order.session);
        self.create(BASIC_FILM_SESSION, "N-CREATE Basic Film Session", data)
            .await
    }

    /// `None` when none is wanted, or the printer has no such class.
    async fn create_presentation_lut(&mut self) -> Result<Option<String>, PrintError> {
        let data =
            attributes::presentation_lut(&self.order.presentation_lut, self.order.depth.bits());
        let Some(data) = data.filter(|_| !self.order.color) else {
            return Ok(None);
        };
        if !self.console.serves(PRESENTATION_LUT) {
            self.warn(
                "Presentation LUT was not accepted: the printer's own curve holds".to_owned(),
            );
            return Ok(None);
        }
        let uid = self
            .create(PRESENTATION_LUT, "N-CREATE Presentation LUT", data)
            .await?;
        Ok(Some(uid))
    }

    async fn create(
        &mut self,
        sop_class: &str,
        operation: &str,
        data: DataSet,
    ) -> Result<String, PrintError> {
        let answer = self.console.n_create(sop_class, None, data).await?;
        let answer = self.granted(operation, answer)?;
        let uid = answer
            .instance()
            .ok_or_else(|| lacks(operation, "Affected SOP Instance UID"))?;
        Ok(uid.to_string())
    }

    /// Prints or fills film after film; the UID of the last one when it still exists.
    async fn print_films(
        &mut self,
        session: &str,
        lut: Option<&str>,
        first: PrintImage,
        source: &mut dyn ImageSource,
    ) -> Result<Option<String>, PrintError> {
        let mut next = Some(first);
        let mut last = None;
        while let Some(image) = next.take() {
            let film = self.create_film_box(session, lut).await?;
            next = self.fill(&film, image, source).await?;
            if self.order.printing == Printing::FilmByFilm {
                self.act(BASIC_FILM_BOX, &film.uid).await?;
                self.delete(BASIC_FILM_BOX, &film.uid).await?;
            } else {
                last = Some(film.uid);
            }
            self.report.films += 1;
        }
        Ok(last)
    }

    async fn create_film_box(
        &mut self,
        session: &str,
        lut: Option<&str>,
    ) -> Result<Film, PrintError> {
        const OPERATION: &str = "N-CREATE Basic Film Box";
        let mut order = self.order.film.clone();
        if !self.console.serves(BASIC_ANNOTATION_BOX) {
            order.annotation_format = None;
        }
        let data = attributes::film_box(&order, session, lut);
        let answer = self.console.n_create(BASIC_FILM_BOX, None, data).await?;
        let answer = self.granted(OPERATION, answer)?;
        let uid = answer
            .instance()
            .ok_or_else(|| lacks(OPERATION, "Affected SOP Instance UID"))?;
        let images = answer.references(tags::REFERENCED_IMAGE_BOX_SEQUENCE);
        if images.is_empty() {
            return Err(lacks(OPERATION, "Referenced Image Box Sequence"));
        }
        Ok(Film {
            uid: uid.to_string(),
            images,
            annotations: answer.references(tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE),
        })
    }

    /// Fills the boxes of a film; the image that did not fit any more.
    async fn fill(
        &mut self,
        film: &Film,
        first: PrintImage,
        source: &mut dyn ImageSource,
    ) -> Result<Option<PrintImage>, PrintError> {
        let mut next = Some(first);
        let mut captions = Vec::new();
        for (index, uid) in film.images.iter().enumerate() {
            let Some(image) = next.take() else { break };
            self.set_image(uid, index as u16 + 1, &image).await?;
            captions.push(image.caption);
            next = self.next(source)?;
        }
        if self.order.text == TextPlacement::Annotate {
            self.annotate(film, &captions).await?;
        }
        Ok(next)
    }

    async fn set_image(
        &mut self,
        uid: &str,
        position: u16,
        image: &PrintImage,
    ) -> Result<(), PrintError> {
        let class = attributes::image_box_class(image);
        let body = attributes::image_box(&self.order.image, position, image);
        let answer = self.console.n_set(class, uid, body).await?;
        self.granted(&format!("N-SET image box {position}"), answer)?;
        self.report.images += 1;
        Ok(())
    }

    /// One box: the patient's line. As many as images: theirs. One more: both.
    async fn annotate(&mut self, film: &Film, captions: &[Caption]) -> Result<(), PrintError> {
        let boxes = film.annotations.len();
        let per_film = boxes == 1 && film.images.len() > 1 || boxes == film.images.len() + 1;
        for (index, uid) in film.annotations.iter().enumerate() {
            let caption = match (per_film, index) {
                (true, 0) => captions.first(),
                (true, index) => captions.get(index - 1),
                (false, index) => captions.get(index),
            };
            let Some(caption) = caption else { continue };
            let text = match (per_film && index == 0, boxes) {
                (true, _) | (_, 1) => caption.patient_line(),
                _ => caption.image_line(),
            };
            let position = first_position(&self.order.film) + index as u16;
            let data = attributes::annotation(position, text.reveal(), caption);
            let answer = self.console.n_set(BASIC_ANNOTATION_BOX, uid, data).await?;
            self.granted(&format!("N-SET annotation box {}", index + 1), answer)?;
        }
        Ok(())
    }

    async fn act(&mut self, sop_class: &str, uid: &str) -> Result<(), PrintError> {
        let answer = self
            .console
            .n_action(sop_class, uid, PRINT, DataSet::new())
            .await?;
        let answer = self.granted("N-ACTION", answer)?;
        let jobs = answer.references(REFERENCED_PRINT_JOB_SEQUENCE).into_iter();
        self.report.jobs.extend(jobs.map(Job::new));
        Ok(())
    }

    async fn delete(&mut self, sop_class: &str, uid: &str) -> Result<(), PrintError> {
        let answer = self.console.n_delete(sop_class, uid).await?;
        self.granted("N-DELETE", answer).map(drop)
    }

    async fn clean_up(
        &mut self,
        session: &str,
        film: Option<String>,
        lut: Option<String>,
    ) -> Result<(), PrintError> {
        if let Some(film) = film {
            self.delete(BASIC_FILM_BOX, &film).await?;
        }
        self.delete(BASIC_FILM_SESSION, session).await?;
        match lut {
            Some(lut) => self.delete(PRESENTATION_LUT, &lut).await,
            None => Ok(()),
        }
    }

    /// The answer, unless it is a failure; warnings are noted.
    fn granted(&mut self, operation: &str, answer: Response) -> Result<Response, PrintError> {
        if !answer.is_done() {
            return Err(PrintError::Refused {
                operation: operation.to_owned(),
                status: answer.status,
                comment: answer.comment().map(str::to_owned),
            });
        }
        if !answer.is_success() {
            self.warn(format!("{operation}: {}", answer.status));
        }
        Ok(answer)
    }

    fn warn(&mut self, warning: String) {
        if self.report.warnings.len() < MAX_WARNINGS {
            self.report.warnings.push(warning);
        }
    }
}

/// Annotation Position of a format's first box: that of the film is 0, those of images count
/// from 1 (PS3.2 Annex E: LABEL, COMBINED, BOTTOM). The printer's conformance statement tells
/// consoles; N-CREATE's response does not.
fn first_position(film: &FilmBoxOrder) -> u16 {
    u16::from(film.annotation_format.as_deref() == Some("BOTTOM"))
}

fn lacks(operation: &str, attribute: &'static str) -> PrintError {
    PrintError::Incomplete {
        operation: operation.to_owned(),
        attribute,
    }
}
