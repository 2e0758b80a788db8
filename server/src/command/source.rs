//! Where the settings of a command come from: a file or the defaults, and the command line.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use filmdesk_config::settings::{Listener, Output, Settings};

use super::Failure;
use crate::causes;
use crate::desk::settings::SettingsFile;

/// Settings on the command line.
#[derive(Debug, Clone, Args)]
pub(super) struct SettingsArgs {
    /// Settings file (TOML); without it the defaults hold
    #[arg(short, long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Address and port to listen on, in place of those of the settings; may be repeated
    /// [default: 127.0.0.1:11112]
    #[arg(short, long, value_name = "ADDRESS:PORT")]
    pub(super) listen: Vec<SocketAddr>,
    /// Address and port of the front desk, in place of that of the settings
    /// [default: 127.0.0.1:8042]
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(super) desk: Option<SocketAddr>,
    /// Folder of all durable state: spool and finished films [default: ./filmdesk-data]
    #[arg(short, long, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
}

impl SettingsArgs {
    /// The settings: file or defaults, then what the command line says.
    pub(super) fn settings(&self) -> Result<Settings, Failure> {
        let settings = match &self.config {
            Some(file) => filmdesk_config::load(file).map_err(Failure::settings)?,
            None => filmdesk_config::default_settings(Path::new("")),
        };
        Ok(self.over(settings))
    }

    /// The file, and how another text of it would be read.
    pub(super) fn file(&self) -> Option<SettingsFile> {
        let (path, args) = (self.config.clone()?, self.clone());
        let name = path.display().to_string();
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let resolve = move |text: &str| {
            let settings = filmdesk_config::parse(text, &name, &folder);
            let settings = settings.map_err(|error| error.to_string())?;
            usable(&settings)?;
            Ok(args.over(settings))
        };
        Some(SettingsFile::new(path, Arc::new(resolve)))
    }

    /// Settings with what the command line says.
    fn over(&self, mut settings: Settings) -> Settings {
        if let Some(data) = &self.data {
            move_data(&mut settings, data);
        }
        if !self.listen.is_empty() {
            let plain = |address: &SocketAddr| Listener {
                address: *address,
                tls: None,
            };
            settings.listeners = self.listen.iter().map(plain).collect();
        }
        if let Some(desk) = &self.desk {
            settings.web.listener.address = *desk;
        }
        settings
    }
}

/// What only reading files tells: certificates, and outputs.
fn usable(settings: &Settings) -> Result<(), String> {
    super::check_config::check_files(settings)
        .map_err(|failure| causes::told(failure.error.as_ref()))
}

/// Puts all durable state under `data`: outputs that were in the old folder move with it.
pub(super) fn move_data(settings: &mut Settings, data: &Path) {
    let old = std::mem::replace(&mut settings.data_dir, data.to_owned());
    if let Ok(inside) = settings.archive.folder.strip_prefix(&old) {
        settings.archive.folder = data.join(inside);
    }
    let outputs = settings
        .printers
        .iter_mut()
        .flat_map(|printer| &mut printer.outputs);
    for output in outputs {
        if let Output::File(file) = output
            && let Ok(inside) = file.folder.strip_prefix(&old)
        {
            file.folder = data.join(inside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_wins_and_films_move_with_the_data() {
        let args = SettingsArgs {
            config: None,
            listen: vec!["127.0.0.1:0".parse().unwrap()],
            desk: None,
            data: Some(PathBuf::from("/tmp/elsewhere")),
        };
        let settings = args.settings().unwrap();
        assert_eq!(settings.listeners[0].address.port(), 0);
        assert_eq!(settings.data_dir, Path::new("/tmp/elsewhere"));
        let outputs = settings
            .printers
            .iter()
            .flat_map(|printer| &printer.outputs);
        assert_eq!(settings.archive.folder, Path::new("/tmp/elsewhere/archive"));
        for output in outputs {
            let Output::File(file) = output else {
                panic!("the default output is a folder")
            };
            assert!(file.folder.starts_with("/tmp/elsewhere"), "{file:?}");
        }
    }

    #[test]
    fn a_wrong_file_is_a_failure_of_settings() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("wrong.toml");
        std::fs::write(&file, "data-dirr = \"x\"\n").unwrap();
        let args = SettingsArgs {
            config: Some(file),
            listen: Vec::new(),
            desk: None,
            data: None,
        };
        let failure = args.settings().unwrap_err();
        assert_eq!(failure.code, super::super::WRONG_SETTINGS);
        assert!(
            failure.error.to_string().contains("wrong.toml:1"),
            "{}",
            failure.error
        );
    }
}
