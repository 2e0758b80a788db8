//! The resolved settings: typed, complete, checked. What `serve` and its parts run on.

pub mod disc;
pub mod openid;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use filmdesk_calibration::display::TargetDisplay;
use filmdesk_dataset::Phi;
use filmdesk_print_scp::peer::PeerProfile;
use filmdesk_print_scp::printer::PrinterProfile;

/// Everything that a running server needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Folder of all durable state (spool, films, logs).
    pub data_dir: PathBuf,
    /// Where associations are accepted.
    pub listeners: Vec<Listener>,
    /// Limits of associations and timers.
    pub limits: Limits,
    /// Who may connect.
    pub access: Access,
    /// Printers; each has its own called AE title.
    pub printers: Vec<PrinterSettings>,
    /// What is agreed with a modality, by calling AE title.
    pub peers: BTreeMap<String, PeerProfile>,
    /// What is agreed with every other modality.
    pub default_peer: PeerProfile,
    /// Folders searched for font files, before the system's.
    pub font_folders: Vec<PathBuf>,
    /// Spool limits and retention.
    pub spool: SpoolSettings,
    /// Films rendered at a time.
    pub render_workers: usize,
    /// What modalities store, and how it is answered.
    pub storage: StorageSettings,
    /// Where instances are kept, and how long.
    pub archive: ArchiveSettings,
    /// Patient discs.
    pub disc: disc::DiscSettings,
    /// The front desk.
    pub web: WebSettings,
    /// Archives that the desk may call.
    pub destinations: Vec<Destination>,
}

impl Settings {
    /// The printer that answers to the called AE title.
    pub fn printer(&self, called: &str) -> Option<&PrinterSettings> {
        self.printers
            .iter()
            .find(|printer| printer.profile.ae_title == called)
    }

    /// What is agreed with the calling AE title.
    pub fn peer(&self, calling: &str) -> &PeerProfile {
        self.peers.get(calling).unwrap_or(&self.default_peer)
    }
}

/// A listening address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// Address and port.
    pub address: SocketAddr,
    /// TLS, if this listener speaks it.
    pub tls: Option<TlsFiles>,
}

/// PEM files of a TLS listener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// Certificate chain.
    pub certificate: PathBuf,
    /// Private key.
    pub key: PathBuf,
    /// Certificate authorities whose clients are accepted; `None`: no client certificate is asked for.
    pub client_ca: Option<PathBuf>,
}

/// Limits and timers of associations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Associations at once; over it A-ASSOCIATE-RJ 2/3/2.
    pub associations: usize,
    /// TCP connections at once, associated or not; over it closed at once.
    pub connections: usize,
    /// Maximum length of P-DATA-TF that is announced; 0: unlimited.
    pub max_pdu: u32,
    /// From connection to A-ASSOCIATE-RQ, and from the end to the peer's close (PS3.8 9.1.5).
    pub artim: Duration,
    /// An association without any message.
    pub idle: Duration,
    /// A message that stalls in its middle.
    pub message: Duration,
    /// Confirmation of an N-EVENT-REPORT.
    pub event_confirmation: Duration,
    /// How long running messages may take to end at shutdown.
    pub shutdown: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            associations: 64,
            connections: 256,
            max_pdu: 128 * 1024,
            artim: Duration::from_secs(30),
            idle: Duration::from_secs(600),
            message: Duration::from_secs(120),
            event_confirmation: Duration::from_secs(60),
            shutdown: Duration::from_secs(10),
        }
    }
}

/// Who may connect.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Access {
    /// Calling AE titles that are accepted; `None`: all.
    pub calling: Option<BTreeSet<String>>,
    /// What happens with a User Identity (PS3.7 D.3.3.7).
    pub user_identity: UserIdentityPolicy,
}

/// What happens with a User Identity that a peer sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UserIdentityPolicy {
    /// Taken without a check; a positive response is given when asked for.
    #[default]
    Accept,
    /// Associations that send one are rejected (1/1, no reason given).
    Refuse,
    /// Associations that send none are rejected.
    Require,
}

/// One printer and where its films go.
#[derive(Debug, Clone, PartialEq)]
pub struct PrinterSettings {
    /// What the printer can.
    pub profile: PrinterProfile,
    /// Associations at once with this printer; over it A-ASSOCIATE-RJ 2/3/2.
    pub associations: usize,
    /// Where its films go; one film goes to each.
    pub outputs: Vec<Output>,
    /// How a delivery that failed for the moment is repeated.
    pub retry: RetryPolicy,
    /// The display that PDF and PNG are made for.
    pub display: TargetDisplay,
}

/// Where films go: a driver (how to encode) and a device (where the bytes go).
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Files in a folder.
    File(FileOutput),
    /// An IPP Everywhere printer.
    Ipp(IppOutput),
}

/// Films as files.
#[derive(Debug, Clone, PartialEq)]
pub struct FileOutput {
    /// The folder; made when missing.
    pub folder: PathBuf,
    /// Which files are made of a film.
    pub formats: BTreeSet<FileFormat>,
    /// What one document holds (PDF; PNG and TIFF are always one film each).
    pub document: DocumentScope,
    /// Written to PDF/A-2b.
    pub pdf_a: bool,
}

/// A file format for films.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileFormat {
    /// PDF, the page as large as the film.
    Pdf,
    /// PNG at the film's resolution, 16 bits gray or 8 bits RGB.
    Png,
    /// TIFF at the film's resolution, LZW.
    Tiff,
    /// A PNG of at most 1600 pixels on the long side.
    Preview,
}

/// What one PDF holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentScope {
    /// One film.
    Film,
    /// All films of a job.
    Session,
}

/// An IPP Everywhere printer.
#[derive(Debug, Clone, PartialEq)]
pub struct IppOutput {
    /// `ipp://` or `ipps://` address.
    pub uri: String,
    /// How the certificate of an `ipps://` printer is checked.
    pub trust: IppTrust,
    /// What is sent.
    pub format: IppFormat,
    /// How long the printer may take for one job.
    pub timeout: Duration,
}

/// How the certificate of an `ipps://` printer is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IppTrust {
    /// It must lead to an authority of this machine.
    System,
    /// It may also lead to a certificate of this PEM file, such as a self-signed one itself.
    File(PathBuf),
    /// Not at all: whoever is in between can read and change the films.
    Insecure,
}

/// What is sent to an IPP printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IppFormat {
    /// PDF if the printer takes it, else PWG raster.
    Auto,
    /// PDF.
    Pdf,
    /// PWG raster.
    PwgRaster,
}

/// How a delivery that failed for the moment is repeated (PS3.2 E: 3 times, every 60 s).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Repeats after the first try.
    pub retries: u32,
    /// Between tries.
    pub interval: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            retries: 3,
            interval: Duration::from_secs(60),
        }
    }
}

/// Limits of the spool, and how long finished jobs are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpoolSettings {
    /// Bytes of pixel data kept at most, waiting and finished.
    pub quota_bytes: u64,
    /// Free bytes of the disk that are never used.
    pub free_floor_bytes: u64,
    /// Finished jobs kept at most.
    pub keep_jobs: usize,
    /// Finished jobs are kept at most this long.
    pub keep: Duration,
}

impl Default for SpoolSettings {
    fn default() -> Self {
        Self {
            quota_bytes: 50 << 30,
            free_floor_bytes: 512 << 20,
            keep_jobs: 1000,
            keep: Duration::from_secs(7 * 24 * 3600),
        }
    }
}

/// Storage as SCP (PS3.4 Annex B).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageSettings {
    /// Whether anything is stored.
    pub enabled: bool,
    /// Called AE title; may be that of a printer too.
    pub ae_title: String,
    /// Associations at once; over it A-ASSOCIATE-RJ 2/3/2.
    pub associations: usize,
    /// SOP classes that the standard's table does not have.
    pub other_classes: OtherClasses,
    /// How another data set under a known SOP Instance UID is answered.
    pub conflict: ConflictAnswer,
}

impl Default for StorageSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            ae_title: "FILMDESK".to_owned(),
            associations: 32,
            other_classes: OtherClasses::Accept,
            conflict: ConflictAnswer::Accept,
        }
    }
}

/// What happens with SOP classes that are private, or newer than this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherClasses {
    /// Every private class is taken, and every one where the standard puts storage classes.
    Accept,
    /// None is taken.
    Refuse,
    /// These are taken.
    Only(BTreeSet<String>),
}

/// How another data set under a known SOP Instance UID is answered. Both are kept whatever is
/// answered, the later one apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ConflictAnswer {
    /// 0000: the sender is done, a person here decides.
    #[default]
    Accept,
    /// 0111 (Duplicate SOP Instance): the sender hears of it.
    Refuse,
}

/// Where instances are kept, and how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveSettings {
    /// The folder of the instances and, without a database, of their index.
    pub folder: PathBuf,
    /// `postgres://...` of the index; `None`: SQLite in the folder.
    pub database: Option<Phi<String>>,
    /// Free bytes of the disk that are never used.
    pub free_floor_bytes: u64,
    /// Bytes kept at most; over it the studies that came longest ago go. `None`: no limit.
    pub quota_bytes: Option<u64>,
    /// Studies that came longer ago go. `None`: never.
    pub keep: Option<Duration>,
    /// What is known of studies that went, and are on discs, goes so long after the last of these.
    /// `None`: never.
    pub keep_shelf: Option<Duration>,
}

/// The front desk: pages for browsers, an API for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSettings {
    /// Whether there is one.
    pub enabled: bool,
    /// Where it listens.
    pub listener: Listener,
    /// Connections at once; over it closed at once.
    pub connections: usize,
    /// A session ends when it was not used for so long.
    pub session: Duration,
    /// Images for download are kept this long.
    pub keep_images: Duration,
    /// Proxies that say for whom they ask; nobody else is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// What is asked when a disc is given to somebody.
    pub hand_over: HandOver,
    /// The OpenID provider that users may sign in with.
    pub openid: Option<openid::OpenIdSettings>,
}

/// What is asked when a disc is given to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandOver {
    /// Nothing.
    #[default]
    None,
    /// A name, and a signature.
    Signature,
    /// The code on the disc's label.
    Code,
}

/// A DICOM application that the desk may call: a PACS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// What people call it.
    pub name: String,
    /// Its AE title.
    pub ae_title: String,
    /// Host and port.
    pub address: String,
    /// Certificates that its chain must lead to; `None`: no TLS.
    pub ca: Option<PathBuf>,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            listener: Listener {
                address: SocketAddr::from(([127, 0, 0, 1], 8042)),
                tls: None,
            },
            connections: 256,
            session: Duration::from_secs(3600),
            keep_images: Duration::from_secs(24 * 3600),
            trusted_proxies: Vec::new(),
            hand_over: HandOver::None,
            openid: None,
        }
    }
}
