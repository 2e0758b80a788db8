//! Print jobs without a spool.

use std::io::{Seek, Write};
use std::sync::Mutex;

use filmdesk_archive::PatientSummary;
use filmdesk_web::{
    Drawn, FilmDocument, FilmJob, FilmOrder, FilmState, Films, KeptFilms, NotDone, Printer,
    Proposed,
};
use time::macros::datetime;
use tokio::sync::watch;

/// Job 7 waits, of two films; job 6 is over and its films are gone.
pub(crate) struct Shelf {
    pub(crate) jobs: Mutex<Vec<FilmJob>>,
    /// Patients that films were kept for.
    pub(crate) kept: Mutex<Vec<String>>,
    news: watch::Sender<u64>,
}

fn job(number: u64, state: FilmState) -> FilmJob {
    FilmJob {
        number,
        uid: format!("1.2.{number}"),
        created: datetime!(2026-11-24 19:03:11 +01:00),
        originator: "CT01".to_owned(),
        printer: "FILMDESK".to_owned(),
        films: 2,
        copies: 1,
        sizes: vec!["14INX17IN".to_owned()],
        bytes: 4_000_000,
        state,
        trouble: None,
        is_kept: state != FilmState::Done,
        proposed: None,
    }
}

impl Default for Shelf {
    fn default() -> Self {
        let proposed = Proposed {
            patient_id: "P1001".to_owned(),
            patient_name: "Wang^XiaoMing".to_owned(),
            accession_number: String::new(),
        };
        let waiting = FilmJob {
            proposed: Some(proposed),
            ..job(7, FilmState::Waiting)
        };
        Self {
            jobs: Mutex::new(vec![job(6, FilmState::Done), waiting]),
            kept: Mutex::default(),
            news: watch::channel(0).0,
        }
    }
}

impl Shelf {
    /// More jobs than a page has.
    pub(crate) fn fill(&self, count: u64) {
        let more = (8..8 + count).map(|number| job(number, FilmState::Waiting));
        self.jobs.lock().unwrap().extend(more);
    }
}

impl Films for Shelf {
    fn printers(&self) -> Vec<Printer> {
        let printer = |ae_title: &str| Printer {
            ae_title: ae_title.to_owned(),
            name: format!("Printer {ae_title}"),
            most_copies: 5,
        };
        vec![printer("FILMDESK"), printer("OTHER")]
    }

    fn watch(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    fn jobs(&self, before: u64, limit: usize) -> Vec<FilmJob> {
        let jobs = self.jobs.lock().unwrap();
        let older = jobs.iter().rev().filter(|job| job.number < before);
        older.take(limit).cloned().collect()
    }

    fn job(&self, number: u64) -> Option<FilmJob> {
        let jobs = self.jobs.lock().unwrap();
        jobs.iter().find(|job| job.number == number).cloned()
    }

    fn draw(&self, number: u64, document: FilmDocument) -> Result<Drawn, NotDone> {
        let job = self.job(number).ok_or(NotDone::NotThere)?;
        if !job.is_kept {
            return Err(NotDone::FilmsGone);
        }
        let mut file = tempfile::tempfile().unwrap();
        write!(file, "{document:?}").unwrap();
        file.rewind().unwrap();
        Ok(Drawn {
            file,
            media_type: "image/png",
            name: format!("job{number}.png"),
        })
    }

    fn steer(&self, number: u64, order: &FilmOrder) -> Result<u64, NotDone> {
        let mut jobs = self.jobs.lock().unwrap();
        let newest = jobs.last().unwrap().number;
        let found = jobs.iter_mut().find(|job| job.number == number);
        let job = found.ok_or(NotDone::NotThere)?;
        match order {
            FilmOrder::Print { printer, copies } => {
                let again = FilmJob {
                    number: newest + 1,
                    uid: format!("1.2.{}", newest + 1),
                    printer: printer.clone(),
                    copies: *copies,
                    state: FilmState::Waiting,
                    ..job.clone()
                };
                jobs.push(again);
                return Ok(newest + 1);
            }
            _ if !job.state.is_waiting() => return Err(NotDone::NotWaiting),
            FilmOrder::Hold => job.state = FilmState::Held,
            FilmOrder::Release => job.state = FilmState::Waiting,
            FilmOrder::Cancel => job.state = FilmState::Cancelled,
            FilmOrder::Move { printer } => job.printer.clone_from(printer),
        }
        Ok(number)
    }

    fn wedge(&self, printer: &str) -> Result<u64, NotDone> {
        let mut jobs = self.jobs.lock().unwrap();
        let number = jobs.last().unwrap().number + 1;
        if !self.printers().iter().any(|one| one.ae_title == printer) {
            return Err(NotDone::NoPrinter);
        }
        jobs.push(FilmJob {
            printer: printer.to_owned(),
            ..job(number, FilmState::Waiting)
        });
        Ok(number)
    }

    fn keep(&self, number: u64, patient: &PatientSummary) -> Result<KeptFilms, NotDone> {
        let job = self.job(number).ok_or(NotDone::NotThere)?;
        self.kept.lock().unwrap().push(patient.id.clone());
        Ok(KeptFilms {
            study_uid: format!("{}.1", job.uid),
            images: job.films,
        })
    }
}
