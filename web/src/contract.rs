//! What the desk needs of the server, and what the server tells it.

mod administration;
mod calibration;
mod films;
mod imports;
mod openid;
mod recordings;
mod sends;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use filmdesk_archive::Job;
use serde::Serialize;
use serde_json::Value;
use time::{Duration, OffsetDateTime};

pub use administration::{
    Administration, Callee, Destination, DiffLine, LogLine, PrinterLine, ProfileLine,
    SettingsPreview, SettingsText, StorageLine,
};
pub use calibration::{Calibration, CalibrationQuality, CalibrationStep, Measured};
pub use films::{
    Drawn, FilmDocument, FilmJob, FilmOrder, FilmState, Films, KeptFilms, NotDone, Printer,
    Proposed,
};
pub use imports::{
    FateCount, FileFate, ImportOrder, ImportReport, Imports, Lock, MediumLook, PatientOnMedium,
    SeenPatient,
};
pub use openid::{Asked, OpenIdSettings, Outside};
pub use recordings::{
    ElementLine, Entry, Fact, Recorder, RecordingHead, RecordingOrder, Side, Transcript, What,
};
pub use sends::{AnswerCount, ImageAnswer, SendOrder, SendReport};

/// Who asks: the server puts it among the extensions of every request.
#[derive(Debug, Clone, Copy)]
pub struct Peer {
    /// Address and port.
    pub address: SocketAddr,
    /// Whether it came over TLS: cookies are then for TLS only.
    pub is_tls: bool,
}

/// How the desk is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSettings {
    /// A session ends when it was not used for so long.
    pub session: Duration,
    /// The language of those who say none.
    pub language: String,
    /// Proxies that say for whom they ask; nobody else is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// What is asked when a disc is given to somebody.
    pub hand_over: Receipt,
    /// The OpenID provider that users may sign in with.
    pub openid: Option<Arc<OpenIdSettings>>,
}

/// What is asked when a disc is given to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// Nothing.
    Nothing,
    /// A name, and a signature.
    Signature,
    /// The code on the disc's label.
    Code,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self {
            session: Duration::minutes(60),
            language: "en".to_owned(),
            trusted_proxies: Vec::new(),
            hand_over: Receipt::Nothing,
            openid: None,
        }
    }
}

/// Where a disc can go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drive {
    /// What people call it.
    pub name: String,
    /// What it is.
    pub kind: DriveKind,
}

/// What a drive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DriveKind {
    /// A burner with a person beside it.
    Burner,
    /// A robot, which takes copies.
    Robot,
    /// An image file to be downloaded.
    Download,
}

/// An application profile that the desk offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileChoice {
    /// Its name in PS3.11.
    pub name: String,
    /// Its usual medium.
    pub medium: String,
    /// Bytes of that.
    pub capacity: Option<u64>,
}

/// What somebody wants on a disc.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Study Instance UIDs.
    pub studies: Vec<String>,
    /// The drive by its name; empty: the first.
    pub drive: String,
    /// The profile; empty: the first.
    pub profile: String,
    /// Copies, where a robot makes them.
    pub copies: u16,
    /// Whether what cannot go on the disc is left out.
    pub omit: bool,
    /// Whether private SOP classes may be there.
    pub private: bool,
    /// Whether it may span several discs.
    pub split: bool,
    /// Language of pages and labels; empty: as the settings say.
    pub language: String,
}

/// An order as the queue takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeOrder {
    /// In the queue's own form.
    pub order: Value,
    /// The code of who comes for the disc; empty when it has none.
    pub pickup_code: String,
}

/// An order of the queue, as the desk sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ordered {
    /// Study Instance UIDs; empty when it was ordered otherwise.
    pub studies: Vec<String>,
    /// The Patient ID that it was ordered by.
    pub patient_id: String,
    /// What people call the drive.
    pub drive: String,
    /// The profile.
    pub profile: String,
    /// The code of who comes for it; empty when it has none.
    pub pickup_code: String,
    /// Whether its progress counts bytes now.
    pub counts_bytes: bool,
}

/// What a look at instances and drive found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// What of the instances cannot go on the disc as it is.
    pub problems: Vec<Problem>,
    /// The state that the drive would end the job with, by its name (`no-medium`).
    pub drive: Option<&'static str>,
}

/// What cannot go on a disc.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The profile's rule, in the standard's words.
    pub rule: String,
    /// Instances that it is true of.
    pub instances: u64,
    /// What makes it right.
    pub remedy: Remedy,
}

/// What makes it right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// Another profile.
    Profile(String),
    /// PRIVATE records.
    Private,
    /// They are left out.
    Omit,
}

/// A page with the viewer, for some studies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewing {
    /// Study Instance UIDs.
    pub studies: Vec<String>,
    /// Its language.
    pub language: String,
    /// How far it is.
    pub state: ViewState,
}

/// How far a page with the viewer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewState {
    /// It is there.
    Made {
        /// Its `INDEX.HTM`, and all that this reads by relative links.
        folder: PathBuf,
        /// Its script, as a source of a Content Security Policy: a hash.
        script: String,
    },
    /// It is being made.
    Underway {
        /// Frames done.
        done: u64,
        /// Of so many; 0 while nobody knows.
        total: u64,
    },
    /// It cannot be made; without patient text.
    Failed(String),
}

/// Why something was not done; without patient text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// A number for /metrics.
#[derive(Debug, Clone, PartialEq)]
pub struct Gauge {
    /// Its name, without `filmdesk_`.
    pub name: &'static str,
    /// What it counts.
    pub help: &'static str,
    /// Its value.
    pub value: f64,
}

/// The server, as far as the desk needs it. What blocks is called on a thread for that.
pub trait Workshop: Send + Sync + 'static {
    /// The local time.
    fn now(&self) -> OffsetDateTime;
    /// Where discs can go; the first is the desk's usual one.
    fn drives(&self) -> Vec<Drive>;
    /// Profiles on offer; the first is the usual one.
    fn profiles(&self) -> Vec<ProfileChoice>;
    /// The order for the queue.
    ///
    /// # Errors
    /// When drive or profile are none.
    fn order(&self, wanted: &Wanted) -> Result<MadeOrder, Refused>;
    /// What a job of the queue is.
    fn ordered(&self, job: &Job) -> Ordered;
    /// Looks at instances and drive. Blocks.
    ///
    /// # Errors
    /// When they cannot be looked at.
    fn check(&self, wanted: &Wanted) -> Result<Checked, Refused>;
    /// The label of a job's disc, `number` from 1, as PDF. Blocks.
    ///
    /// # Errors
    /// When there is no such disc, or what is on it is gone.
    fn label(&self, job: &Job, number: usize) -> Result<Vec<u8>, Refused>;
    /// The image files of a job that made some.
    fn images(&self, job: &Job) -> Vec<PathBuf>;
    /// The films and their printers.
    fn films(&self) -> &dyn Films;
    /// Begins to make the page with the viewer of studies, where it is not there as they are now;
    /// its name, in hexadecimal, which tells nobody anything. Blocks.
    ///
    /// # Errors
    /// When there are no such studies, no room, or too many pages are being made.
    fn view(&self, studies: &[String], language: &str) -> Result<String, Refused>;
    /// The page of this name, if there is one. Blocks.
    fn viewing(&self, name: &str) -> Option<Viewing>;
    /// Numbers for /metrics.
    fn gauges(&self) -> Vec<Gauge>;
}
