//! What an order remembers of its tries: a volume that is made is not made again, and a disc that
//! a robot has is waited for, not ordered twice.

use std::io;

use filmdesk_media::contents::Contents;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tracing::warn;

use super::error::DiscError;
use super::hashing::hex;
use super::plan::PlannedVolume;

/// What is kept of an order between tries. Serialised beside its job, so names are stable.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Memory {
    /// The File-set ID of the first try: labels of one order belong together.
    pub file_set_id: String,
    /// Volumes that are made and verified, from the first one on.
    pub finished: Vec<Finished>,
    /// The volume that a robot has.
    pub handed_over: Option<HandedOver>,
}

/// A volume that is made and verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Finished {
    /// Names what is on it (`fingerprint`).
    pub fingerprint: String,
    /// File-set UID.
    pub uid: String,
    /// Where it is: a file, a folder, a device.
    pub place: String,
    /// Bytes of the image, or of all files.
    pub bytes: u64,
    /// SHA-256 of the image, in hexadecimal; of a folder there is none.
    pub sha256: Option<String>,
    /// Whether a robot compared its copies; else every byte was read back here.
    pub by_robot: bool,
    /// What the check of its file-set found, in a line.
    pub verdict: String,
}

/// A volume that a robot has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct HandedOver {
    /// The robot's name of the job.
    pub id: String,
    /// What is made of it.
    pub volume: Finished,
}

/// Keeps the memory of an order.
pub trait Ledger: Sync {
    /// What earlier tries left.
    fn recall(&self) -> Memory;

    /// Keeps it; durable on return.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn keep(&self, memory: &Memory) -> io::Result<()>;
}

/// Of an order that is carried out once: the next one is another order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Once;

impl Ledger for Once {
    fn recall(&self) -> Memory {
        Memory::default()
    }

    fn keep(&self, _: &Memory) -> io::Result<()> {
        Ok(())
    }
}

/// The tries of one order.
pub(super) struct Tries<'a> {
    ledger: &'a dyn Ledger,
    memory: Memory,
}

impl<'a> Tries<'a> {
    pub(super) fn recall(ledger: &'a dyn Ledger) -> Self {
        Self {
            ledger,
            memory: ledger.recall(),
        }
    }

    /// The File-set ID of the first try, else this one.
    pub(super) fn file_set_id(&mut self, fresh: String) -> String {
        if self.memory.file_set_id.is_empty() {
            self.memory.file_set_id = fresh;
            self.note();
        }
        self.memory.file_set_id.clone()
    }

    /// Forgets volumes that are not those of this plan: they begin again. Whether there were any.
    pub(super) fn compare(&mut self, planned: &[PlannedVolume]) -> bool {
        let prints: Vec<_> = planned.iter().map(fingerprint_of).collect();
        let finished = &self.memory.finished;
        let made = finished.iter().map(|volume| &volume.fingerprint);
        let at_robot = self.memory.handed_over.as_ref();
        let at_robot = at_robot.map(|handed| &handed.volume.fingerprint);
        if made.chain(at_robot).zip(&prints).all(|(a, b)| a == b) {
            return false;
        }
        self.memory.finished.clear();
        self.memory.handed_over = None;
        self.note();
        true
    }

    /// The volume as an earlier try made it.
    pub(super) fn finished(&self, planned: &PlannedVolume) -> Option<Finished> {
        self.memory.finished.get(planned.number - 1).cloned()
    }

    pub(super) fn finish(&mut self, number: usize, volume: Finished) {
        self.memory.finished.truncate(number - 1);
        self.memory.finished.push(volume);
        self.memory.handed_over = None;
        self.note();
    }

    /// What a robot has of an earlier try.
    pub(super) fn handed_over(&self) -> Option<HandedOver> {
        self.memory.handed_over.clone()
    }

    /// Noted before the robot sees it: what is not noted would be ordered twice.
    pub(super) fn hand_over(&mut self, handed: HandedOver) -> Result<(), DiscError> {
        self.memory.handed_over = Some(handed);
        let kept = self.ledger.keep(&self.memory);
        if kept.is_err() {
            self.take_back();
        }
        kept.map_err(DiscError::files("noting what a robot gets"))
    }

    /// The robot has nothing any more.
    pub(super) fn take_back(&mut self) {
        self.memory.handed_over = None;
        self.note();
    }

    /// A disc that is made is not given up because that cannot be noted now: the next note has it.
    fn note(&self) {
        if let Err(error) = self.ledger.keep(&self.memory) {
            warn!(%error, "how far an order is was not noted");
        }
    }
}

pub(super) fn fingerprint_of(planned: &PlannedVolume) -> String {
    fingerprint(planned.count, &planned.file_set.contents)
}

/// Names what is on a volume: its instances, where they are, and of how many volumes it is one. What
/// is made anew in each try (pseudonyms, instances that lost something) has other UIDs each time.
fn fingerprint(count: usize, contents: &Contents) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{count}\n"));
    for instance in contents.instances() {
        let (path, uid) = (&instance.path, &instance.sop_instance);
        hash.update(format!("{path} {uid} {}\n", instance.length));
    }
    hex(&hash.finalize().into())
}
