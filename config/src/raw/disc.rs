//! `[disc]` as it is written.

use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use super::RawDisplay;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawDisc {
    pub(crate) institution: String,
    pub(crate) institution_address: String,
    pub(crate) contact: String,
    pub(crate) logo: Option<PathBuf>,
    pub(crate) language: Option<Spanned<String>>,
    pub(crate) profile: Option<Spanned<String>>,
    pub(crate) viewer: Option<bool>,
    pub(crate) viewer_encoding: Option<RawText>,
    pub(crate) viewer_display: Option<Spanned<RawDisplay>>,
    pub(crate) ffmpeg: Option<PathBuf>,
    pub(crate) work_limit_mb: Option<Spanned<u64>>,
    pub(crate) burner: Vec<RawBurner>,
    pub(crate) robot: Vec<RawRobot>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) enum RawText {
    #[serde(rename = "windows-1252")]
    Windows1252,
    #[serde(rename = "base64")]
    Base64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawBurner {
    pub(crate) name: Spanned<String>,
    pub(crate) device: String,
    pub(crate) speed: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawRobot {
    pub(crate) name: Spanned<String>,
    pub(crate) kind: RawRobotKind,
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawRobotKind {
    Primera,
    Epson,
    Rimage,
}
