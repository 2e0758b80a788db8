//! How far a send is: what arrived and is pinned no longer, and what was answered otherwise.

use std::collections::HashMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use filmdesk_archive::{Job, JobReport, Location, StoredInstance};
use filmdesk_dataset::encode::EncodeError;
use filmdesk_dataset::file::FileError;
use filmdesk_dataset::transcode::TranscodeError;
use filmdesk_modality::console::Response;
use filmdesk_modality::error::ConsoleError;
use filmdesk_modality::store::StoreError;
use filmdesk_web::{AnswerCount, ImageAnswer, SendReport};
use time::OffsetDateTime;

use super::answers::{self, Meaning};
use super::queue::report_of;
use super::scu::{NotSent, Told};
use super::stored::StoredParcel;
use super::turn::TurnError;

/// Images that a report names: more is read by nobody.
const NAMED: usize = 500;
/// Images that are remembered to break associations: more than all tries in vain meet.
const BREAKERS: usize = 1000;
/// The result of A-ASSOCIATE-RJ that stays (PS3.8 9.3.4).
const PERMANENT: u8 = 1;
/// Errors of reading that stay: the file is gone, or is no whole instance.
const FINAL: &[io::ErrorKind] = &[
    io::ErrorKind::NotFound,
    io::ErrorKind::InvalidData,
    io::ErrorKind::InvalidInput,
    io::ErrorKind::UnexpectedEof,
];
/// What is said when the last word of a destination was none.
const NO_ANSWER: &str = "the destination does not answer";

/// How a try ended; with what there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ending {
    /// The destination has everything.
    AllThere,
    /// It does not take some, now or later.
    Refused(String),
    /// It does not take our association.
    Rejected(String),
    /// It was away, or had no room.
    Later(String),
}

/// What the sending thread tells and the reports say.
#[derive(Debug)]
pub(super) struct Progress(Mutex<SoFar>);

#[derive(Debug)]
struct SoFar {
    /// Images of the job.
    total: u64,
    /// Those that the destination does not have yet.
    left: u64,
    /// Those that arrived and are still pinned.
    arrived: Vec<Location>,
    report: SendReport,
    /// Images that were refused in this try.
    refused: u64,
    /// Why the rest did not go.
    later: Option<String>,
    rejected: Option<String>,
    /// Whether anything arrived in this try.
    has_moved: bool,
}

impl Progress {
    /// That of a job of which so much is left.
    pub(super) fn of(job: &Job, left: &[StoredInstance]) -> Self {
        let mut report = report_of(job);
        let bytes = left.iter().map(|instance| instance.length).sum();
        if job.report.total == 0 {
            report.bytes_total = bytes;
        }
        report.bytes = report.bytes_total.saturating_sub(bytes);
        forget_refusals(&mut report);
        Self(Mutex::new(SoFar {
            total: job.report.total.max(left.len() as u64),
            left: left.len() as u64,
            arrived: Vec::new(),
            report,
            refused: 0,
            later: None,
            rejected: None,
            has_moved: false,
        }))
    }

    fn with<T>(&self, change: impl FnOnce(&mut SoFar) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The report, and what arrived and is to be let go of.
    pub(super) fn report(&self, stage: &str) -> (JobReport, Vec<Location>) {
        self.with(|so_far| {
            let report = JobReport {
                stage: stage.to_owned(),
                done: so_far.total - so_far.left.min(so_far.total),
                total: so_far.total,
                detail: serde_json::to_value(&so_far.report).unwrap_or_default(),
            };
            (report, so_far.arrived.clone())
        })
    }

    /// The first so many that arrived are pinned no longer.
    pub(super) fn let_go(&self, count: usize) {
        self.with(|so_far| drop(so_far.arrived.drain(..count)));
    }

    pub(super) fn ending(&self) -> Ending {
        self.with(|so_far| {
            if so_far.left == 0 {
                return Ending::AllThere;
            }
            if let Some(said) = &so_far.rejected {
                return Ending::Rejected(said.clone());
            }
            match (&so_far.later, so_far.refused) {
                (None, 1..) => Ending::Refused(format!("{} of {}", so_far.refused, so_far.total)),
                (later, _) => Ending::Later(later.as_deref().unwrap_or(NO_ANSWER).to_owned()),
            }
        })
    }

    /// Puts what an association broke on after all others, what broke one last at the end: so
    /// images that a destination cannot take hold up no other one.
    pub(super) fn put_in_order(&self, left: &mut [StoredInstance]) {
        let broke = self.with(|so_far| so_far.report.broke.clone());
        let places = broke.iter().enumerate();
        let places: HashMap<_, _> = places.map(|(place, uid)| (&**uid, place)).collect();
        left.sort_by_cached_key(|instance| places.get(&*instance.sop_instance).copied());
    }

    /// Counts a try in vain; how many there were in a row.
    pub(super) fn in_vain(&self) -> u32 {
        self.with(|so_far| {
            let before = if so_far.has_moved {
                0
            } else {
                so_far.report.vain
            };
            so_far.report.vain = before + 1;
            so_far.report.trouble = so_far.later.clone().unwrap_or_default();
            so_far.report.vain
        })
    }

    /// A person is asked: the next try is the first again.
    pub(super) fn begin_anew(&self) {
        self.with(|so_far| {
            so_far.report.vain = 0;
            so_far.report.next_try = 0;
        });
    }

    /// It is tried again then; the stage that says so.
    pub(super) fn rests(&self, until: OffsetDateTime) -> &'static str {
        self.with(|so_far| so_far.report.next_try = until.unix_timestamp());
        "away"
    }
}

impl SoFar {
    fn arrived(&mut self, instance: &StoredInstance, is_turned: bool) {
        self.arrived.push(instance.location.clone());
        self.left = self.left.saturating_sub(1);
        self.report.bytes += instance.length;
        self.report.turned += u64::from(is_turned);
        self.has_moved = true;
        self.report.vain = 0;
        self.report.next_try = 0;
        self.report.trouble.clear();
        self.report
            .broke
            .retain(|uid| *uid != instance.sop_instance);
    }

    /// An association broke while it was under way.
    fn broke(&mut self, instance: &str) {
        let broke = &mut self.report.broke;
        broke.retain(|known| known != instance);
        if broke.len() < BREAKERS {
            broke.push(instance.to_owned());
        }
    }

    fn not_arrived(&mut self, meaning: Meaning, said: &str) {
        match meaning.passes {
            true => self.later = Some(said.to_owned()),
            false => self.refused += 1,
        }
    }
}

/// The refusals of the last try say nothing of this one.
fn forget_refusals(report: &mut SendReport) {
    report.answers.retain(|count| count.is_there);
    let kept = &report.answers;
    let is_kept = |image: &ImageAnswer| kept.iter().any(|count| count.answer == image.answer);
    report.images.retain(is_kept);
    let counted: u64 = report.answers.iter().map(|count| count.images).sum();
    report.more = counted.saturating_sub(report.images.len() as u64);
}

/// Whether it is trouble of our own that may pass: the file is there, and the disk has no room or
/// did not answer.
fn is_ours_and_passes(error: &NotSent) -> bool {
    let reading = match error {
        NotSent::Turn(TurnError::Io(_)) => return true,
        NotSent::Turn(TurnError::Open(error)) => error,
        NotSent::Turn(TurnError::Transcode(TranscodeError::File(FileError::Io(error)))) => error,
        NotSent::Turn(TurnError::Transcode(TranscodeError::Encode(EncodeError::Io(error)))) => {
            error
        }
        NotSent::Open(error) | NotSent::Store(StoreError::Read(error)) => error,
        _ => return false,
    };
    !FINAL.contains(&reading.kind())
}

/// What was answered for an image other than Success.
fn note(report: &mut SendReport, instance: &str, meaning: Meaning, said: String) {
    let mut counts = report.answers.iter_mut();
    match counts.find(|count| count.answer == meaning.word) {
        Some(count) => count.images += 1,
        None => report.answers.push(AnswerCount {
            answer: meaning.word.to_owned(),
            is_there: meaning.is_there,
            images: 1,
        }),
    }
    if report.images.len() >= NAMED {
        report.more += 1;
        return;
    }
    report.images.push(ImageAnswer {
        instance: instance.to_owned(),
        answer: meaning.word.to_owned(),
        said,
    });
}

impl Told<StoredParcel> for &Progress {
    fn answered(&mut self, parcel: &StoredParcel, answer: &Response, is_turned: bool) {
        let meaning = answers::of(answer.status);
        let comment = answer.comment().map(|text| format!(": {text}"));
        let said = format!("{}{}", answer.status, comment.unwrap_or_default());
        self.with(|so_far| {
            match meaning.is_there {
                true => so_far.arrived(&parcel.instance, is_turned),
                false => so_far.not_arrived(meaning, &answer.status.to_string()),
            }
            if !answer.is_success() {
                let instance = &parcel.instance.sop_instance;
                note(&mut so_far.report, instance, meaning, said);
            }
        });
    }

    fn failed(&mut self, parcel: &StoredParcel, error: &NotSent) {
        let said = crate::causes::told(error);
        if let NotSent::Store(StoreError::Console(_) | StoreError::Read(_)) = error {
            self.with(|so_far| so_far.broke(&parcel.instance.sop_instance));
        }
        let meaning = match error {
            NotSent::Associate(ConsoleError::Rejected(rejection))
                if rejection.result == PERMANENT =>
            {
                return self.with(|so_far| so_far.rejected = Some(said));
            }
            NotSent::Associate(_) | NotSent::Store(StoreError::Console(_)) => {
                return self.with(|so_far| so_far.later = Some(said));
            }
            // Nobody tried it: it goes later, whatever the others broke on.
            NotSent::GivenUp => {
                return self.with(|so_far| {
                    so_far.later.get_or_insert(said);
                });
            }
            error if is_ours_and_passes(error) => {
                return self.with(|so_far| so_far.later = Some(said));
            }
            NotSent::Store(StoreError::NoContext { .. }) | NotSent::NoUid => answers::NOT_TAKEN,
            NotSent::Store(StoreError::Read(_)) | NotSent::Turn(_) | NotSent::Open(_) => {
                answers::UNREADABLE
            }
        };
        self.with(|so_far| {
            so_far.not_arrived(meaning, &said);
            let instance = &parcel.instance.sop_instance;
            note(&mut so_far.report, instance, meaning, said);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_of_our_disk_passes_and_a_broken_file_stays() {
        use io::ErrorKind::{NotFound, StorageFull, TimedOut, UnexpectedEof};
        for (kind, passes) in [
            (StorageFull, true),
            (TimedOut, true),
            (NotFound, false),
            (UnexpectedEof, false),
        ] {
            let error = || io::Error::from(kind);
            for not_sent in [
                NotSent::Open(error()),
                NotSent::Store(StoreError::Read(error())),
                NotSent::Turn(TurnError::Open(error())),
            ] {
                assert_eq!(is_ours_and_passes(&not_sent), passes, "{not_sent}");
            }
            // The folder for what is turned is ours: whatever it lacks.
            let working = NotSent::Turn(TurnError::Io(error()));
            assert!(is_ours_and_passes(&working), "{working}");
        }
        assert!(!is_ours_and_passes(&NotSent::NoUid));
    }
}
