//! What an administrator sees and steers.

use std::sync::Arc;

use serde::Serialize;

use super::calibration::{Calibration, Measured};
use super::recordings::Recorder;
use super::{Outside, Refused, WebSettings};

/// A DICOM application that can be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Destination {
    /// What people call it.
    pub name: String,
    /// Its AE title.
    pub ae_title: String,
    /// Host and port.
    pub address: String,
}

/// Whom to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callee {
    /// A destination of the settings.
    Destination(String),
    /// Anybody, without TLS.
    Anybody {
        /// Host and port.
        address: String,
        /// AE title.
        ae_title: String,
    },
}

/// A printer and what it is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrinterLine {
    /// Called AE title.
    pub ae_title: String,
    /// Its name.
    pub name: String,
    /// NORMAL, WARNING or FAILURE.
    pub state: String,
    /// Printer Status Info; empty when NORMAL.
    pub info: String,
    /// Jobs that are not finished.
    pub waiting: u64,
    /// Finished jobs that are kept.
    pub finished: u64,
    /// Film sizes.
    pub films: Vec<String>,
    /// Media.
    pub media: Vec<String>,
    /// Where films go.
    pub outputs: Vec<String>,
    /// Densities in hundredths: the smallest and the largest.
    pub density: (u16, u16),
    /// Illumination and reflected ambient light in cd/m2.
    pub light: (u16, u16),
}

/// Where instances and films are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StorageLine {
    /// The folder of the instances.
    pub folder: String,
    /// SQLite or PostgreSQL.
    pub database: String,
    /// Bytes that would be taken now.
    pub room: u64,
    /// Bytes kept at most.
    pub quota: Option<u64>,
    /// Days that studies are kept.
    pub keep_days: Option<u64>,
    /// Bytes of films that wait or are kept.
    pub spool_used: u64,
    /// Bytes of films at most.
    pub spool_quota: u64,
}

/// A profile and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileLine {
    /// Its name.
    pub name: String,
    /// `disc`, `printer` or `peer`.
    pub kind: &'static str,
    /// What there is to say.
    pub about: String,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogLine {
    /// ERROR, WARN, INFO, DEBUG or TRACE.
    pub level: String,
    /// The line.
    pub text: String,
}

/// The settings as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsText {
    /// The file; empty when the server runs without one, and nothing can be changed here.
    pub file: String,
    /// Its text; passwords are stars.
    pub text: String,
    /// Names this text: a change is for the text that was read.
    pub version: String,
}

/// What a change of the settings would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SettingsPreview {
    /// Lines with what is around them.
    pub lines: Vec<DiffLine>,
    /// Parts that hold at once.
    pub at_once: Vec<&'static str>,
    /// Parts that hold after a restart.
    pub after_restart: Vec<&'static str>,
}

/// A line of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffLine {
    /// `same`, `added` or `removed`.
    pub kind: &'static str,
    /// The line.
    pub text: String,
}

/// What the administrator's pages need of the server. What blocks is called on a thread for that.
pub trait Administration: Send + Sync + 'static {
    /// How the desk is now.
    fn web(&self) -> WebSettings;
    /// The way to an OpenID provider.
    fn outside(&self) -> Arc<dyn Outside>;
    /// Whom the settings name.
    fn destinations(&self) -> Vec<Destination>;
    /// C-ECHO: the milliseconds until the answer. Blocks.
    ///
    /// # Errors
    /// When there is none, with the reason.
    fn echo(&self, callee: &Callee) -> Result<u64, Refused>;
    /// The printers.
    fn printers(&self) -> Vec<PrinterLine>;
    /// How a printer is calibrated; `None` when there is no such printer.
    ///
    /// # Errors
    /// When its densities are no range.
    fn calibration(&self, printer: &str) -> Result<Option<Calibration>, Refused>;
    /// What the densities of a wedge say of a printer, as a list in CSV; changes nothing. Blocks.
    ///
    /// # Errors
    /// When they cannot be those of a wedge.
    fn measured(&self, printer: &str, densities: &str) -> Result<Option<Measured>, Refused>;
    /// Who records what modalities say.
    fn recorder(&self) -> Arc<dyn Recorder>;
    /// Room and quotas.
    fn storage(&self) -> StorageLine;
    /// Application profiles, and those of printers and consoles that come with the program.
    fn profiles(&self) -> Vec<ProfileLine>;
    /// The newest lines of the log of a level or worse (`warn`), the newest first.
    fn log(&self, worst: &str, count: usize) -> Vec<LogLine>;
    /// The settings. Blocks.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn settings(&self) -> Result<SettingsText, Refused>;
    /// Checks a text as `check-config` does, and says what it would change. Blocks.
    ///
    /// # Errors
    /// What is wrong with it, a line for each key.
    fn preview(&self, text: &SettingsText) -> Result<SettingsPreview, Refused>;
    /// Writes it, unless the file was changed meanwhile, and puts it in force as far as can be.
    /// Blocks.
    ///
    /// # Errors
    /// As for a preview, and when the file cannot be written.
    fn change(&self, text: &SettingsText) -> Result<SettingsPreview, Refused>;
}
