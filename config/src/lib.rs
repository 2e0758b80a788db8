//! TOML settings: read, checked, resolved into the types of the crates below.
//!
//! [`load`] reads a file, [`parse`] a text; without either, [`default_settings`] is what
//! `config/default.toml` says. Every wrong key is reported with file, line and what would be
//! right.

mod error;
pub mod profiles;
mod raw;
mod resolve;
pub mod settings;

use std::path::Path;

pub use error::{Complaint, ConfigError, SourceText};
pub use settings::Settings;

/// The commented default configuration; a test says that it equals [`default_settings`].
pub const DEFAULT_TOML: &str = include_str!("../default.toml");

/// A configuration file may be this long; more is no configuration.
const MAX_FILE: u64 = 4 << 20;

/// Reads and resolves `file`; relative paths in it start from its folder.
pub fn load(file: &Path) -> Result<Settings, ConfigError> {
    let unreadable = |source| ConfigError::Unreadable {
        file: file.to_path_buf(),
        source,
    };
    let length = std::fs::metadata(file).map_err(unreadable)?.len();
    if length > MAX_FILE {
        return Err(unreadable(std::io::Error::other(format!(
            "{length} bytes is more than a configuration has"
        ))));
    }
    let text = std::fs::read_to_string(file).map_err(unreadable)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    parse(&text, &file.display().to_string(), folder)
}

/// Resolves a configuration text. `name` stands in complaints; relative paths start from `folder`.
pub fn parse(text: &str, name: &str, folder: &Path) -> Result<Settings, ConfigError> {
    let source = SourceText { name, text };
    let raw = toml::from_str(text).map_err(|error| {
        ConfigError::Invalid(vec![source.complain(error.span(), "", error.message())])
    })?;
    match resolve::resolve(raw, source, folder) {
        (settings, complaints) if complaints.is_empty() => Ok(settings),
        (_, complaints) => Err(ConfigError::Invalid(complaints)),
    }
}

/// The settings without any configuration; data go below `folder`.
pub fn default_settings(folder: &Path) -> Settings {
    let source = SourceText {
        name: "default",
        text: "",
    };
    // An empty configuration has no value that could be wrong; a test says so.
    resolve::resolve(raw::RawConfig::default(), source, folder).0
}
