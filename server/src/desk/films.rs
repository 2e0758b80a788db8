//! The film spool as the desk sees it: jobs, films drawn as their printer does, what people do.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use filmdesk_archive::{
    AcceptError, Acceptance, Archive, JobNumber, JobQueue, JobRecord, PatientSummary, QueueError,
    Spool,
};
use filmdesk_config::settings::PrinterSettings;
use filmdesk_print_scp::film::compose::compose;
use filmdesk_print_scp::sheet::{FilmJob as Sheets, ProposedStudy};
use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};
use filmdesk_web::{
    Drawn, FilmDocument, FilmJob, FilmOrder, FilmState, Films, KeptFilms, NotDone, Printer,
    Proposed,
};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::film_image::{self, FilmImage};
use super::wedge;
use crate::deliver::{Document, DocumentFormat, Job, file_name};
use crate::ids;
use crate::jobs::{Draft, FilmRenderer as _, PrintRenderer, RenderWork};
use crate::shared::Shared;

/// Jobs of which sizes and patient are remembered; over it all are read again.
const REMEMBERED: usize = 2000;
/// Pixels on the longer side of a film among a patient's images: text of 2 mm on the largest
/// film is read, and a film takes some 8 MB.
const IMAGE_LONG_SIDE: u32 = 3072;

/// What keeps a job whose printer is no longer in the settings from being printed; the standard
/// has no term for it.
const NO_PRINTER: &str = "NO PRINTER";

/// The films board.
pub(super) struct Board {
    shared: Arc<Shared>,
    archive: Archive,
    renderer: Arc<PrintRenderer>,
    end: CancellationToken,
    /// What of a job never changes and is in its file.
    known: Mutex<HashMap<JobNumber, Known>>,
    drafts: AtomicU64,
}

#[derive(Clone, Default)]
struct Known {
    sizes: Vec<String>,
    proposed: Option<Proposed>,
}

impl Known {
    fn of(films: &Sheets) -> Self {
        let sizes: BTreeSet<&str> = films
            .sheets
            .iter()
            .map(|sheet| sheet.size.as_str())
            .collect();
        Self {
            sizes: sizes.into_iter().map(str::to_owned).collect(),
            proposed: films.proposed_study.as_ref().and_then(proposed),
        }
    }
}

fn proposed(study: &ProposedStudy) -> Option<Proposed> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let proposed = Proposed {
        patient_id: text(&study.patient_id),
        patient_name: text(&study.patient_name),
        accession_number: text(&study.accession_number),
    };
    (proposed != Proposed::default()).then_some(proposed)
}

/// A job with all that it takes to draw it.
struct Opened {
    job: Job,
    printer: Arc<PrinterSettings>,
}

impl Board {
    pub(super) fn new(
        shared: Arc<Shared>,
        archive: Archive,
        renderer: Arc<PrintRenderer>,
        end: CancellationToken,
    ) -> Self {
        Self {
            shared,
            archive,
            renderer,
            end,
            known: Mutex::default(),
            drafts: AtomicU64::new(0),
        }
    }

    fn spool(&self) -> &Spool {
        &self.shared.spool
    }

    fn printer(&self, ae_title: &str) -> Result<Arc<PrinterSettings>, NotDone> {
        let live = self.shared.live();
        let found = live.printer(ae_title).ok_or(NotDone::NoPrinter)?;
        Ok(Arc::clone(&found.settings))
    }

    fn known(&self, number: JobNumber) -> Known {
        let all = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all().get(&number) {
            return known.clone();
        }
        let Ok(films) = self.spool().film_job(number) else {
            return Known::default();
        };
        let known = Known::of(&films);
        let mut all = all();
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(number, known.clone());
        known
    }

    fn seen(&self, record: JobRecord) -> FilmJob {
        let Known { sizes, proposed } = self.known(record.number);
        let is_left = !record.is_finished() && self.printer(&record.printer).is_err();
        let no_printer = is_left.then_some(NO_PRINTER);
        FilmJob {
            number: record.number.0,
            created: record.created,
            films: record.films,
            copies: record.copies,
            sizes,
            bytes: record.bytes,
            state: state(&record),
            trouble: no_printer.or_else(|| trouble(&record)),
            is_kept: record.films_kept,
            proposed,
            uid: record.uid,
            originator: record.originator,
            printer: record.printer,
        }
    }

    fn open(&self, number: u64) -> Result<Opened, NotDone> {
        let number = JobNumber(number);
        let record = self.spool().record_of(number).ok_or(NotDone::NotThere)?;
        let films = self.spool().film_job(number).map_err(of_queue)?;
        let printer = self.printer(&record.printer)?;
        Ok(Opened {
            job: Job { record, films },
            printer,
        })
    }

    /// A place for a document in the folder of its job.
    fn draft(&self, number: JobNumber) -> Result<PathBuf, NotDone> {
        let folder = self.spool().work_folder(number).map_err(of_queue)?;
        let draft = self.drafts.fetch_add(1, Ordering::Relaxed);
        Ok(folder.join(format!("desk-{draft}")))
    }

    fn write(&self, opened: &Opened, document: &Document, path: &Path) -> Result<(), NotDone> {
        let failed = |error: std::io::Error| NotDone::Failed(error.to_string());
        let pixels = self.spool().pixels(opened.job.record.number);
        let work = RenderWork {
            printer: &opened.printer,
            job: &opened.job,
            document,
            pixels: &pixels.map_err(of_queue)?,
        };
        let mut draft = Draft::create(path, self.end.clone()).map_err(failed)?;
        let rendered = self.renderer.render(&work, &mut draft);
        rendered.map_err(|error| NotDone::Failed(error.reason))?;
        draft.finish().map_err(failed)
    }

    /// A printer that films suit, as far as sizes and layouts go.
    fn suited(&self, number: JobNumber, ae_title: &str) -> Result<Arc<PrinterSettings>, NotDone> {
        let films = self.spool().film_job(number).map_err(of_queue)?;
        let printer = self.printer(ae_title)?;
        let mut sheets = films.sheets.iter();
        let composed = sheets.try_for_each(|sheet| compose(&printer.profile, sheet).map(drop));
        composed.map_err(|error| NotDone::Unfit(error.to_string()))?;
        Ok(printer)
    }

    fn print(&self, number: JobNumber, ae_title: &str, copies: u16) -> Result<u64, NotDone> {
        let printer = self.suited(number, ae_title)?;
        let uid = ids::mint_uid();
        let acceptance = Acceptance {
            job_uid: uid.as_str(),
            created: ids::now_local(),
            queue_length: printer.profile.queue_length,
        };
        let printed = self.spool().reprint(number, ae_title, copies, &acceptance);
        printed.map(|job| job.0).map_err(of_accept)
    }

    /// One film as an image of the patient.
    fn image(
        &self,
        opened: &Opened,
        film: usize,
        patient: &PatientSummary,
    ) -> Result<FilmImage, NotDone> {
        let document = document(opened, film..film + 1, DocumentFormat::Png);
        let pixels = self.spool().pixels(opened.job.record.number);
        let work = RenderWork {
            printer: &opened.printer,
            job: &opened.job,
            document: &document,
            pixels: &pixels.map_err(of_queue)?,
        };
        let pixels = self.renderer.pixels(&work, IMAGE_LONG_SIDE);
        let pixels = pixels.map_err(|error| NotDone::Failed(error.reason))?;
        Ok(film_image::of(&opened.job, film, patient, pixels))
    }
}

fn state(record: &JobRecord) -> FilmState {
    match record.status {
        ExecutionStatus::Done => FilmState::Done,
        ExecutionStatus::Failure if record.is_cancelled => FilmState::Cancelled,
        ExecutionStatus::Failure => FilmState::Failed,
        ExecutionStatus::Pending if record.is_held => FilmState::Held,
        ExecutionStatus::Pending => FilmState::Waiting,
        ExecutionStatus::Printing => FilmState::Printing,
    }
}

fn trouble(record: &JobRecord) -> Option<&'static str> {
    let is_none = matches!(record.info, StatusInfo::Normal | StatusInfo::Queued);
    (!is_none && !record.is_cancelled).then(|| record.info.as_str())
}

fn document(opened: &Opened, films: std::ops::Range<usize>, format: DocumentFormat) -> Document {
    Document {
        name: "desk".to_owned(),
        films: films.start..films.end.min(opened.job.films.sheets.len()),
        copies: 1,
        format,
    }
}

/// Which films a document has, and how it is encoded.
fn wanted(opened: &Opened, wanted: FilmDocument) -> Result<Document, NotDone> {
    let (films, format) = match wanted {
        FilmDocument::Pdf => {
            let pdf = DocumentFormat::Pdf { pdf_a: false };
            return Ok(document(opened, 0..usize::MAX, pdf));
        }
        FilmDocument::Png(film) => (film, DocumentFormat::Png),
        FilmDocument::Tiff(film) => (film, DocumentFormat::Tiff),
        FilmDocument::Preview(film, long_side) => (film, DocumentFormat::Preview { long_side }),
    };
    match films < opened.job.films.sheets.len() {
        true => Ok(document(opened, films..films + 1, format)),
        false => Err(NotDone::NotThere),
    }
}

fn of_queue(error: QueueError) -> NotDone {
    match error {
        QueueError::NoSuchJob(_) => NotDone::NotThere,
        QueueError::FilmsGone(_) => NotDone::FilmsGone,
        QueueError::NotWaiting(_) => NotDone::NotWaiting,
        QueueError::QueueFull { .. } => NotDone::NoRoom(error.to_string()),
        QueueError::Damaged { .. } | QueueError::Io(_) => NotDone::Failed(error.to_string()),
    }
}

fn of_accept(error: AcceptError) -> NotDone {
    match error {
        AcceptError::FilmsGone(_) => NotDone::FilmsGone,
        AcceptError::QueueFull { .. } | AcceptError::StorageFull => {
            NotDone::NoRoom(error.to_string())
        }
        AcceptError::UnknownPixels(_) | AcceptError::DuplicateUid(_) | AcceptError::Io(_) => {
            NotDone::Failed(error.to_string())
        }
    }
}

impl Films for Board {
    fn printers(&self) -> Vec<Printer> {
        let live = self.shared.live();
        let printer = |printer: &Arc<crate::shared::Printer>| Printer {
            ae_title: printer.profile.ae_title.clone(),
            name: printer.profile.name.clone(),
            most_copies: printer.profile.max_copies,
        };
        live.printers.iter().map(printer).collect()
    }

    fn watch(&self) -> watch::Receiver<u64> {
        JobQueue::watch(self.spool())
    }

    fn jobs(&self, before: u64, limit: usize) -> Vec<FilmJob> {
        let mut records = self.spool().list();
        records.retain(|record| record.number.0 < before);
        let newest = records.into_iter().rev().take(limit);
        newest.map(|record| self.seen(record)).collect()
    }

    fn job(&self, number: u64) -> Option<FilmJob> {
        let record = self.spool().record_of(JobNumber(number))?;
        Some(self.seen(record))
    }

    fn draw(&self, number: u64, document: FilmDocument) -> Result<Drawn, NotDone> {
        let opened = self.open(number)?;
        let document = wanted(&opened, document)?;
        let path = self.draft(opened.job.record.number)?;
        let written = self.write(&opened, &document, &path);
        let file = written
            .and_then(|()| File::open(&path).map_err(|error| NotDone::Failed(error.to_string())));
        // Whoever reads it keeps it; nobody else needs it.
        let _ = fs::remove_file(&path);
        Ok(Drawn {
            file: file?,
            media_type: document.format.mime(),
            name: file_name(&opened.job, &document, 1),
        })
    }

    fn steer(&self, number: u64, order: &FilmOrder) -> Result<u64, NotDone> {
        let (job, now) = (JobNumber(number), ids::now_local());
        let spool = self.spool();
        let steered = match order {
            FilmOrder::Hold => spool.hold(job, now),
            FilmOrder::Release => spool.let_go(job, now),
            FilmOrder::Cancel => spool.give_up(job, now),
            FilmOrder::Move { printer } => {
                let length = self.suited(job, printer)?.profile.queue_length;
                spool.move_to(job, printer, length, now)
            }
            FilmOrder::Print { printer, copies } => return self.print(job, printer, *copies),
        };
        steered.map(|()| number).map_err(of_queue)
    }

    fn wedge(&self, printer: &str) -> Result<u64, NotDone> {
        let printer = self.printer(printer)?;
        let own = &self.shared.settings.storage.ae_title;
        let printed = wedge::print(self.spool(), &printer.profile, own);
        printed.map(|job| job.0).map_err(of_accept)
    }

    fn keep(&self, number: u64, patient: &PatientSummary) -> Result<KeptFilms, NotDone> {
        let opened = self.open(number)?;
        let films = opened.job.films.sheets.len();
        let mut study_uid = String::new();
        for film in 0..films {
            let image = self.image(&opened, film, patient)?;
            film_image::keep(&self.archive, &image, &opened.job)?;
            study_uid = image.study_uid;
        }
        Ok(KeptFilms {
            study_uid,
            images: films,
        })
    }
}
