//! The TOML as it is written: every key optional, none unknown. Terms are parsed here, so that
//! a wrong one is reported with its line.

pub(crate) mod disc;
pub(crate) mod openid;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use filmdesk_print_scp::terms::{
    DecimateCrop, FilmDensity, FilmDestination, FilmOrientation, FilmSizeId, MagnificationType,
    MediumType, PrintPriority, ResolutionId, SmoothingType, Trim,
};
use serde::Deserialize;
use toml::Spanned;

/// A whole configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawConfig {
    pub(crate) data_dir: Option<PathBuf>,
    pub(crate) fonts: Vec<PathBuf>,
    pub(crate) render_workers: Option<Spanned<usize>>,
    pub(crate) listen: Vec<RawListener>,
    pub(crate) limits: RawLimits,
    pub(crate) access: RawAccess,
    pub(crate) spool: RawSpool,
    pub(crate) storage: RawStorage,
    pub(crate) archive: RawArchive,
    pub(crate) disc: disc::RawDisc,
    pub(crate) web: RawWeb,
    pub(crate) destination: Vec<RawDestination>,
    pub(crate) curve: BTreeMap<String, Spanned<Vec<[f64; 2]>>>,
    pub(crate) printer: Vec<Spanned<RawPrinter>>,
    pub(crate) default_peer: Option<Spanned<RawPeer>>,
    pub(crate) peer: Vec<Spanned<RawPeer>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawListener {
    pub(crate) address: SocketAddr,
    pub(crate) tls: Option<RawTls>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawTls {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
    pub(crate) client_ca: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawLimits {
    pub(crate) associations: Option<Spanned<usize>>,
    pub(crate) connections: Option<Spanned<usize>>,
    pub(crate) max_pdu: Option<Spanned<u32>>,
    pub(crate) artim_seconds: Option<Spanned<u64>>,
    pub(crate) idle_seconds: Option<Spanned<u64>>,
    pub(crate) message_seconds: Option<Spanned<u64>>,
    pub(crate) event_confirmation_seconds: Option<Spanned<u64>>,
    pub(crate) shutdown_seconds: Option<u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawAccess {
    pub(crate) calling: Option<Vec<Spanned<String>>>,
    pub(crate) user_identity: Option<RawUserIdentity>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawUserIdentity {
    Accept,
    Refuse,
    Require,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawSpool {
    pub(crate) quota_mb: Option<Spanned<u64>>,
    pub(crate) free_floor_mb: Option<u64>,
    pub(crate) keep_jobs: Option<usize>,
    pub(crate) keep_hours: Option<u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawStorage {
    pub(crate) enabled: Option<bool>,
    pub(crate) ae_title: Option<Spanned<String>>,
    pub(crate) associations: Option<Spanned<usize>>,
    pub(crate) other_sop_classes: Option<RawOtherClasses>,
    pub(crate) conflict: Option<RawConflictAnswer>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum RawOtherClasses {
    Policy(RawOtherPolicy),
    Only(Vec<Spanned<String>>),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawOtherPolicy {
    Accept,
    Refuse,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawConflictAnswer {
    Accept,
    Refuse,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawArchive {
    pub(crate) folder: Option<PathBuf>,
    pub(crate) database: Option<Spanned<String>>,
    pub(crate) free_floor_mb: Option<u64>,
    pub(crate) quota_mb: Option<Spanned<u64>>,
    pub(crate) keep_days: Option<Spanned<u64>>,
    pub(crate) keep_shelf_days: Option<Spanned<u64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawWeb {
    pub(crate) enabled: Option<bool>,
    pub(crate) listen: Option<SocketAddr>,
    pub(crate) tls: Option<RawWebTls>,
    pub(crate) connections: Option<Spanned<usize>>,
    pub(crate) session_minutes: Option<Spanned<u64>>,
    pub(crate) keep_images_hours: Option<Spanned<u64>>,
    pub(crate) trusted_proxies: Vec<IpAddr>,
    pub(crate) hand_over: crate::settings::HandOver,
    pub(crate) openid: Option<Spanned<openid::RawOpenId>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawDestination {
    pub(crate) name: Spanned<String>,
    pub(crate) ae_title: Spanned<String>,
    pub(crate) address: Spanned<String>,
    pub(crate) tls_ca: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawWebTls {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

/// A printer, or a profile file that printers build upon.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawPrinter {
    pub(crate) ae_title: Option<Spanned<String>>,
    pub(crate) profile: Option<Spanned<String>>,
    pub(crate) name: Option<String>,
    pub(crate) manufacturer: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) serial_number: Option<String>,
    pub(crate) software_versions: Option<String>,
    pub(crate) film_sizes: Option<Spanned<Vec<FilmSizeId>>>,
    pub(crate) film: BTreeMap<FilmSizeId, Spanned<RawFilm>>,
    pub(crate) media: Option<Spanned<Vec<MediumType>>>,
    pub(crate) destinations: Option<Spanned<Vec<FilmDestination>>>,
    pub(crate) density: Option<Spanned<RawDensity>>,
    pub(crate) defaults: RawDefaults,
    pub(crate) magnifications: Option<Spanned<Vec<MagnificationType>>>,
    pub(crate) annotation_format: Option<BTreeMap<String, RawAnnotationFormat>>,
    pub(crate) custom_layout: BTreeMap<String, Spanned<Vec<[f64; 4]>>>,
    pub(crate) slide: Option<Spanned<[u16; 2]>>,
    pub(crate) superslide: Option<Spanned<[u16; 2]>>,
    pub(crate) configuration_curves: BTreeMap<String, String>,
    pub(crate) max_collated_films: Option<u16>,
    pub(crate) max_copies: Option<Spanned<u16>>,
    pub(crate) queue_length: Option<Spanned<u32>>,
    pub(crate) max_memory_kb: Option<u32>,
    pub(crate) associations: Option<Spanned<usize>>,
    pub(crate) output: Option<Vec<RawOutput>>,
    pub(crate) retry: Option<RawRetry>,
    pub(crate) display: Option<Spanned<RawDisplay>>,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawFilm {
    pub(crate) sheet_mm: Option<[f64; 2]>,
    pub(crate) margin_mm: Option<[f64; 2]>,
    pub(crate) gap_mm: Option<f64>,
    pub(crate) matrix: Option<[u32; 2]>,
    pub(crate) pitch_um: Option<f64>,
    pub(crate) high_matrix: Option<[u32; 2]>,
    pub(crate) high_pitch_um: Option<f64>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawDensity {
    pub(crate) min: u16,
    pub(crate) max: u16,
    pub(crate) illumination: Option<u16>,
    pub(crate) ambient: Option<u16>,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawDefaults {
    pub(crate) copies: Option<u16>,
    pub(crate) priority: Option<PrintPriority>,
    pub(crate) medium: Option<MediumType>,
    pub(crate) destination: Option<FilmDestination>,
    pub(crate) orientation: Option<FilmOrientation>,
    pub(crate) size: Option<FilmSizeId>,
    pub(crate) magnification: Option<MagnificationType>,
    pub(crate) smoothing: Option<SmoothingType>,
    pub(crate) border: Option<FilmDensity>,
    pub(crate) empty: Option<FilmDensity>,
    pub(crate) min_density: Option<u16>,
    pub(crate) max_density: Option<u16>,
    pub(crate) trim: Option<Trim>,
    pub(crate) resolution: Option<ResolutionId>,
    pub(crate) decimate_crop: Option<DecimateCrop>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawAnnotationFormat {
    pub(crate) boxes: Vec<RawAnnotationPlace>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(
    deny_unknown_fields,
    tag = "place",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
pub(crate) enum RawAnnotationPlace {
    Top {
        position: u16,
        height_mm: f64,
        #[serde(default)]
        align: RawAlign,
    },
    Bottom {
        position: u16,
        height_mm: f64,
        #[serde(default)]
        align: RawAlign,
    },
    UnderEachImage {
        height_mm: f64,
    },
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawAlign {
    #[default]
    Start,
    Centre,
    End,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(
    deny_unknown_fields,
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
pub(crate) enum RawOutput {
    File {
        folder: Option<PathBuf>,
        formats: Option<Vec<RawFileFormat>>,
        #[serde(default)]
        document: RawDocument,
        #[serde(default)]
        pdf_a: bool,
    },
    Ipp {
        uri: String,
        #[serde(default)]
        format: RawIppFormat,
        timeout_seconds: Option<u64>,
        ca: Option<PathBuf>,
        #[serde(default)]
        insecure: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawFileFormat {
    Pdf,
    Png,
    Tiff,
    Preview,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawDocument {
    #[default]
    Film,
    Session,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawIppFormat {
    #[default]
    Auto,
    Pdf,
    PwgRaster,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawRetry {
    pub(crate) retries: Option<u32>,
    pub(crate) interval_seconds: Option<u64>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawDisplay {
    pub(crate) luminance_min: Option<f64>,
    pub(crate) luminance_max: Option<f64>,
    pub(crate) encoding: Option<RawEncoding>,
    pub(crate) gamma: Option<f64>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawEncoding {
    Srgb,
    Gamma,
    Gsdf,
}

/// A modality, or a profile file that modalities build upon.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawPeer {
    pub(crate) ae_title: Option<Spanned<String>>,
    pub(crate) profile: Option<Spanned<String>>,
    pub(crate) unsupported: Option<RawUnsupported>,
    pub(crate) may_print: Option<bool>,
    pub(crate) print_job_events: Option<bool>,
    pub(crate) printer_events: Option<bool>,
    pub(crate) tone: Option<Spanned<String>>,
    pub(crate) character_set: Option<Spanned<String>>,
    pub(crate) quirks: Option<Vec<Spanned<String>>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawUnsupported {
    Refuse,
    Warn,
    Silent,
}
