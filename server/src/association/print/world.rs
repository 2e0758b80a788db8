//! The print service's environment: clock, UIDs, spool and printer of one association.

use std::io;
use std::sync::Arc;

use filmdesk_archive::{AcceptError, Acceptance, Intake, JobQueue, JobRecord, JournalEvent};
use filmdesk_dataset::scan::ScanError;
use filmdesk_dimse::command::Command;
use filmdesk_dimse::uid::Uid;
use filmdesk_print_scp::environment::{
    Admission, Environment, NewJob, NoRoom, PrintJobState, PrinterStatus, SubmitError, Timestamp,
};
use filmdesk_print_scp::sheet::PixelRef;
use time::OffsetDateTime;
use tracing::{error, info, warn};

use crate::ids;
use crate::shared::{Printer, Shared};

/// Room that an N-CREATE asks for: one image of a 14x17 film at STANDARD, 4096 x 5120 at 16 bits.
const FILM_ROOM: u64 = 40 << 20;

/// What one association may reach.
pub(super) struct World {
    shared: Arc<Shared>,
    printer: Arc<Printer>,
    /// Made when the first film box or image comes: a C-ECHO needs no folder.
    intake: Option<Intake>,
    /// KB reserved by Memory Allocation.
    reserved_kb: u32,
    /// What `now` said last: a job is created at the time that its service was told.
    told: Option<OffsetDateTime>,
}

impl World {
    pub(super) fn new(shared: Arc<Shared>, printer: Arc<Printer>) -> Self {
        Self {
            shared,
            printer,
            intake: None,
            reserved_kb: 0,
            told: None,
        }
    }

    /// The association's place in the spool.
    pub(super) fn intake(&mut self) -> io::Result<&mut Intake> {
        match &mut self.intake {
            Some(intake) => Ok(intake),
            none => Ok(none.insert(self.shared.spool.intake()?)),
        }
    }

    /// The same, if it was needed before.
    pub(super) fn existing_intake(&mut self) -> Option<&mut Intake> {
        self.intake.as_mut()
    }

    pub(super) fn log_lost_data(&self, command: &Command, error: &ScanError) {
        let error = error.bare();
        warn!(message = %command.field, id = command.message_id, error, "data set lost");
    }

    /// The state of a job, as the print service knows it.
    pub(super) fn state_of(&self, job: &JobRecord) -> PrintJobState {
        let live = self.shared.live();
        let printer = live.printer(&job.printer);
        PrintJobState {
            status: job.status,
            info: job.info,
            priority: job.priority,
            created: timestamp(job.created),
            printer_name: printer.map_or_else(
                || job.printer.clone(),
                |printer| printer.profile.name.clone(),
            ),
            originator: job.originator.clone(),
        }
    }

    fn accept(&mut self, job: &NewJob) -> Result<(), AcceptError> {
        let created = self.told.take().unwrap_or_else(ids::now_local);
        let acceptance = Acceptance {
            job_uid: job.uid.as_str(),
            created,
            queue_length: self.printer.profile.queue_length,
        };
        let spool = self.shared.spool.clone();
        let intake = self.intake().map_err(AcceptError::from)?;
        let number = spool.accept(&job.films, intake, &acceptance)?;
        info!(job = %number, uid = %job.uid, films = job.films.sheets.len(), "job accepted");
        Ok(())
    }
}

impl Environment for World {
    fn mint_uid(&mut self) -> Uid {
        ids::mint_uid()
    }

    fn now(&mut self) -> Timestamp {
        let now = ids::now_local();
        self.told = Some(now);
        timestamp(now)
    }

    fn admit(&mut self, kind: Admission) -> Result<(), NoRoom> {
        let room = match kind {
            Admission::FilmSession | Admission::FilmBox => FILM_ROOM,
            Admission::PresentationLut | Admission::Annotation => 0,
        };
        self.shared.spool.has_room(room).then_some(()).ok_or(NoRoom)
    }

    fn reserve_memory(&mut self, kilobytes: u32) -> Result<(), NoRoom> {
        let granted = self.printer.memory.exchange(self.reserved_kb, kilobytes);
        if !granted {
            return Err(NoRoom);
        }
        self.reserved_kb = kilobytes;
        Ok(())
    }

    fn start_film(&mut self) -> Result<(), NoRoom> {
        let started = self.intake().and_then(Intake::start_film);
        started.map_err(|error| {
            warn!(%error, "no place for a film box");
            NoRoom
        })
    }

    fn release_pixels(&mut self, pixels: PixelRef) {
        if let Some(intake) = &mut self.intake {
            intake.discard_pixels(&pixels);
        }
    }

    fn submit(&mut self, job: NewJob) -> Result<(), SubmitError> {
        self.accept(&job).map_err(|cause| match cause {
            AcceptError::QueueFull { .. } => SubmitError::QueueFull,
            AcceptError::StorageFull => SubmitError::StorageFull,
            other => {
                error!(error = %other, "job not accepted");
                SubmitError::Failed
            }
        })
    }

    fn job(&mut self, uid: &Uid) -> Option<PrintJobState> {
        self.shared
            .spool
            .job(uid.as_str())
            .map(|job| self.state_of(&job))
    }

    fn delete_job(&mut self, uid: &Uid) {
        let Some(job) = self.shared.spool.job(uid.as_str()) else {
            return;
        };
        let deleted =
            self.shared
                .spool
                .record(job.number, JournalEvent::InstanceDeleted, ids::now_local());
        if let Err(error) = deleted {
            warn!(job = %job.number, %error, "the print job instance could not be deleted");
        }
    }

    fn printer(&mut self) -> PrinterStatus {
        self.printer.status.borrow().clone()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.printer.memory.exchange(self.reserved_kb, 0);
    }
}

/// A date and time as DA and TM write it.
fn timestamp(time: OffsetDateTime) -> Timestamp {
    Timestamp {
        year: u16::try_from(time.year()).unwrap_or_default(),
        month: time.month().into(),
        day: time.day(),
        hour: time.hour(),
        minute: time.minute(),
        second: time.second(),
    }
}
