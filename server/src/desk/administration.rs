//! What the administrator's pages ask.

use std::sync::Arc;
use std::time::{Duration, Instant};

use filmdesk_archive::JobQueue;
use filmdesk_config::settings::{self, HandOver, Output, Settings};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::status::Status;
use filmdesk_media::profile::PROFILES;
use filmdesk_web::{
    Administration, Calibration, Callee, Destination, LogLine, Measured, OpenIdSettings, Outside,
    PrinterLine, ProfileLine, Receipt, Recorder, Refused, SettingsPreview, SettingsText,
    StorageLine, WebSettings,
};
use tokio::runtime::Handle;
use tracing::Level;

use super::calibration;
use super::outside::Wire;
use super::settings::{SettingsFile, masked};
use crate::client::Target;
use crate::logging::tail;
use crate::shared::{Printer, Shared};
use crate::verification::Verifier;

/// A person waits for the answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The rest of the server, as an administrator sees it.
pub(super) struct Office {
    shared: Arc<Shared>,
    file: Option<SettingsFile>,
}

impl Office {
    pub(super) fn new(shared: Arc<Shared>, file: Option<SettingsFile>) -> Self {
        Self { shared, file }
    }

    fn all(&self) -> &Settings {
        &self.shared.settings
    }

    fn target(&self, callee: &Callee) -> Result<(Target, String), Refused> {
        let (address, ae_title, ca) = match callee {
            Callee::Anybody { address, ae_title } => (address.clone(), ae_title.clone(), None),
            Callee::Destination(name) => {
                let live = self.shared.live();
                let found = live.destinations.iter().find(|known| known.name == *name);
                let found =
                    found.ok_or_else(|| Refused("there is no such destination".to_owned()))?;
                (
                    found.address.clone(),
                    found.ae_title.clone(),
                    found.ca.clone(),
                )
            }
        };
        let target = Target::of(address, ca, PATIENCE);
        Ok((target, ae_title))
    }

    fn settings_of(&self, printer: &str) -> Option<Arc<settings::PrinterSettings>> {
        let live = self.shared.live();
        let found = live.printer(printer)?;
        Some(Arc::clone(&found.settings))
    }

    fn printer(&self, printer: &Printer) -> PrinterLine {
        let profile = &printer.profile;
        let status = printer.status.borrow().clone();
        let (state, info) = (status.state.to_string(), status.info.to_string());
        let jobs = self.shared.spool.list().into_iter();
        let ours = jobs.filter(|job| job.printer == profile.ae_title);
        let (finished, waiting): (Vec<_>, Vec<_>) = ours.partition(|job| job.is_finished());
        PrinterLine {
            ae_title: profile.ae_title.clone(),
            name: profile.name.clone(),
            info: if state == "NORMAL" {
                String::new()
            } else {
                info
            },
            state,
            waiting: waiting.len() as u64,
            finished: finished.len() as u64,
            films: texts(profile.films.keys()),
            media: texts(&profile.media),
            outputs: printer.settings.outputs.iter().map(output).collect(),
            density: (
                profile.density.min_hundredths,
                profile.density.max_hundredths,
            ),
            light: (profile.density.illumination, profile.density.ambient),
        }
    }
}

fn texts<T: ToString>(values: impl IntoIterator<Item = T>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

fn output(output: &Output) -> String {
    match output {
        Output::File(file) => file.folder.display().to_string(),
        Output::Ipp(ipp) => masked(&ipp.uri),
    }
}

impl Administration for Office {
    fn web(&self) -> WebSettings {
        let live = self.shared.live();
        WebSettings {
            session: time::Duration::try_from(live.desk.session).unwrap_or(time::Duration::HOUR),
            language: live.disc.language.clone(),
            trusted_proxies: live.desk.trusted_proxies.clone(),
            hand_over: match live.desk.hand_over {
                HandOver::None => Receipt::Nothing,
                HandOver::Signature => Receipt::Signature,
                HandOver::Code => Receipt::Code,
            },
            openid: live.desk.openid.as_deref().map(openid),
        }
    }

    fn outside(&self) -> Arc<dyn Outside> {
        Arc::new(Wire::new(Arc::clone(&self.shared)))
    }

    fn destinations(&self) -> Vec<Destination> {
        let live = self.shared.live();
        let destination = |known: &settings::Destination| Destination {
            name: known.name.clone(),
            ae_title: known.ae_title.clone(),
            address: known.address.clone(),
        };
        live.destinations.iter().map(destination).collect()
    }

    fn echo(&self, callee: &Callee) -> Result<u64, Refused> {
        let (target, called) = self.target(callee)?;
        let title = |text: &str| AeTitle::parse(text).map_err(|error| Refused(error.to_string()));
        let (calling, called) = (
            title(&self.shared.live().storage.ae_title)?,
            title(&called)?,
        );
        let began = Instant::now();
        let told = |error: &dyn std::error::Error| Refused(crate::causes::told(error));
        Handle::current().block_on(async {
            let connected = Verifier::connect(&target, calling, called).await;
            let mut verifier = connected.map_err(|error| told(&error))?;
            let status = verifier.echo(1).await.map_err(|error| told(&error))?;
            // It answered; how it says goodbye does not matter.
            drop(verifier.release().await);
            match status == Status::SUCCESS {
                true => Ok(u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)),
                false => Err(Refused(format!("C-ECHO was answered with {status}"))),
            }
        })
    }

    fn printers(&self) -> Vec<PrinterLine> {
        let live = self.shared.live();
        live.printers
            .iter()
            .map(|printer| self.printer(printer))
            .collect()
    }

    fn calibration(&self, printer: &str) -> Result<Option<Calibration>, Refused> {
        let found = self.settings_of(printer);
        found
            .map(|found| calibration::of(&self.shared, &found))
            .transpose()
    }

    fn measured(&self, printer: &str, densities: &str) -> Result<Option<Measured>, Refused> {
        let found = self.settings_of(printer);
        found
            .map(|found| calibration::measured(&found, densities))
            .transpose()
    }

    fn recorder(&self) -> Arc<dyn Recorder> {
        self.shared.recordings.clone()
    }

    fn storage(&self) -> StorageLine {
        let archive = &self.all().archive;
        let live = self.shared.live();
        let kept = live.retention.as_ref();
        let days = |keep: Duration| keep.as_secs() / (24 * 3600);
        let room = self
            .shared
            .archive
            .as_ref()
            .and_then(|archive| archive.room().ok());
        StorageLine {
            folder: archive.folder.display().to_string(),
            database: match &archive.database {
                None => "SQLite".to_owned(),
                Some(url) if url.reveal().starts_with("sqlite:") => "SQLite".to_owned(),
                Some(_) => "PostgreSQL".to_owned(),
            },
            room: room.unwrap_or_default(),
            quota: kept.and_then(|rules| rules.quota_bytes),
            keep_days: kept.and_then(|rules| rules.max_age).map(days),
            spool_used: self.shared.spool.used_bytes(),
            spool_quota: live.spool.quota_bytes,
        }
    }

    fn profiles(&self) -> Vec<ProfileLine> {
        let shipped = |kind: &'static str| {
            move |name: &'static str| ProfileLine {
                name: name.to_owned(),
                kind,
                about: String::new(),
            }
        };
        let discs = PROFILES.iter().map(|profile| ProfileLine {
            name: profile.name.to_owned(),
            kind: "disc",
            about: profile
                .media
                .iter()
                .map(|medium| medium.name())
                .collect::<Vec<_>>()
                .join(", "),
        });
        discs
            .chain(filmdesk_config::profiles::printer_names().map(shipped("printer")))
            .chain(filmdesk_config::profiles::peer_names().map(shipped("peer")))
            .collect()
    }

    fn log(&self, worst: &str, count: usize) -> Vec<LogLine> {
        let worst = worst.parse().unwrap_or(Level::INFO);
        let line = |line: crate::logging::Line| LogLine {
            level: line.level.to_string(),
            text: line.text,
        };
        tail(worst, count).into_iter().map(line).collect()
    }

    fn settings(&self) -> Result<SettingsText, Refused> {
        match &self.file {
            Some(file) => file.read(),
            None => Ok(SettingsText {
                text: filmdesk_config::DEFAULT_TOML.to_owned(),
                ..SettingsText::default()
            }),
        }
    }

    fn preview(&self, text: &SettingsText) -> Result<SettingsPreview, Refused> {
        let file = self.file.as_ref().ok_or_else(no_file)?;
        Ok(file.preview(text, &self.shared)?.preview)
    }

    fn change(&self, text: &SettingsText) -> Result<SettingsPreview, Refused> {
        let file = self.file.as_ref().ok_or_else(no_file)?;
        file.change(text, &self.shared)
    }
}

/// What the desk needs to know of a provider; the secret stays here.
fn openid(known: &settings::openid::OpenIdSettings) -> Arc<OpenIdSettings> {
    Arc::new(OpenIdSettings {
        name: known.name.clone(),
        issuer: known.issuer.clone(),
        client_id: known.client_id.clone(),
        scopes: known.scopes.clone(),
        user_claim: known.user_claim.clone(),
        role_claim: known.role_claim.clone(),
        roles: known.roles.clone(),
        public_url: known.public_url.clone(),
        local_users: known.local_users,
    })
}

fn no_file() -> Refused {
    Refused("the server runs without a settings file: start it with --config".to_owned())
}
