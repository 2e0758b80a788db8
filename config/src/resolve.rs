//! Raw TOML to settings: defaults filled in, values checked against each other, every complaint
//! kept.

mod disc;
mod geometry;
mod openid;
mod peer;
mod printer;
mod storage;
mod web;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml::Spanned;

use crate::error::{Complaint, SourceText};
use crate::raw::{RawAccess, RawConfig, RawLimits, RawListener, RawSpool, RawUserIdentity};
use crate::settings::{
    Access, Limits, Listener, Settings, SpoolSettings, TlsFiles, UserIdentityPolicy,
};

/// What resolving needs beside the raw values: the text for naming places, the folder that
/// relative paths start from, and the complaints so far.
struct Resolver<'a> {
    source: SourceText<'a>,
    folder: PathBuf,
    data_dir: PathBuf,
    complaints: Vec<Complaint>,
}

/// Resolves `raw`, read from `source`; relative paths start from `folder`. The settings hold only
/// when there are no complaints.
pub(crate) fn resolve(
    raw: RawConfig,
    source: SourceText<'_>,
    folder: &Path,
) -> (Settings, Vec<Complaint>) {
    let data_dir = folder.join(
        raw.data_dir
            .clone()
            .unwrap_or_else(|| "filmdesk-data".into()),
    );
    let mut resolver = Resolver {
        source,
        folder: folder.to_path_buf(),
        data_dir,
        complaints: Vec::new(),
    };
    let settings = resolver.settings(raw);
    resolver.complaints.sort_by_key(|complaint| complaint.line);
    (settings, resolver.complaints)
}

impl Resolver<'_> {
    fn settings(&mut self, raw: RawConfig) -> Settings {
        let curves = self.curves(&raw.curve);
        let printers = self.printers(&raw.printer, &curves);
        let default_peer = self.default_peer(raw.default_peer.as_ref(), &curves);
        let peers = self.peers(&raw.peer, &default_peer, &curves);
        Settings {
            data_dir: self.data_dir.clone(),
            listeners: self.listeners(raw.listen),
            limits: self.limits(&raw.limits),
            access: self.access(raw.access),
            printers,
            peers,
            default_peer,
            font_folders: raw
                .fonts
                .iter()
                .map(|path| self.folder.join(path))
                .collect(),
            spool: self.spool(&raw.spool),
            render_workers: self.within(raw.render_workers.as_ref(), "render-workers", 1..65, 1),
            storage: self.storage(&raw.storage),
            archive: self.archive(&raw.archive),
            disc: self.disc(raw.disc),
            web: self.web(raw.web),
            destinations: self.destinations(raw.destination),
        }
    }

    fn complain(&mut self, span: Range<usize>, key: &str, message: impl std::fmt::Display) {
        let complaint = self.source.complain(Some(span), key, message);
        self.complaints.push(complaint);
    }

    /// The value, or `default` when it is absent; a complaint when it is outside `range`.
    fn within<T>(&mut self, value: Option<&Spanned<T>>, key: &str, range: Range<T>, default: T) -> T
    where
        T: Copy + PartialOrd + std::fmt::Display,
    {
        let Some(spanned) = value else { return default };
        let value = *spanned.get_ref();
        if !range.contains(&value) {
            let message = format!("{value} is not from {} to below {}", range.start, range.end);
            self.complain(spanned.span(), key, message);
        }
        value
    }

    fn seconds(&mut self, value: Option<&Spanned<u64>>, key: &str, default: Duration) -> Duration {
        // A day: longer timers are mistakes of unit.
        Duration::from_secs(self.within(value, key, 1..86_401, default.as_secs()))
    }

    fn limits(&mut self, raw: &RawLimits) -> Limits {
        let default = Limits::default();
        Limits {
            associations: self.within(
                raw.associations.as_ref(),
                "limits.associations",
                1..10_001,
                default.associations,
            ),
            connections: self.within(
                raw.connections.as_ref(),
                "limits.connections",
                1..20_001,
                default.connections,
            ),
            max_pdu: self.max_pdu(raw.max_pdu.as_ref(), default.max_pdu),
            artim: self.seconds(
                raw.artim_seconds.as_ref(),
                "limits.artim-seconds",
                default.artim,
            ),
            idle: self.seconds(
                raw.idle_seconds.as_ref(),
                "limits.idle-seconds",
                default.idle,
            ),
            message: self.seconds(
                raw.message_seconds.as_ref(),
                "limits.message-seconds",
                default.message,
            ),
            event_confirmation: self.seconds(
                raw.event_confirmation_seconds.as_ref(),
                "limits.event-confirmation-seconds",
                default.event_confirmation,
            ),
            shutdown: raw
                .shutdown_seconds
                .map_or(default.shutdown, Duration::from_secs),
        }
    }

    /// 0 is unlimited; below 1 KiB nobody gains and every message costs.
    fn max_pdu(&mut self, value: Option<&Spanned<u32>>, default: u32) -> u32 {
        let Some(spanned) = value else { return default };
        let value = *spanned.get_ref();
        if value != 0 && !(1024..=16 << 20).contains(&value) {
            self.complain(
                spanned.span(),
                "limits.max-pdu",
                format!("{value} is neither 0 (unlimited) nor 1024 to 16777216 bytes"),
            );
        }
        value
    }

    fn access(&mut self, raw: RawAccess) -> Access {
        let calling = raw.calling.map(|titles| {
            titles
                .iter()
                .filter_map(|title| self.ae_title(title, "access.calling"))
                .collect::<BTreeSet<_>>()
        });
        let user_identity = match raw.user_identity {
            None | Some(RawUserIdentity::Accept) => UserIdentityPolicy::Accept,
            Some(RawUserIdentity::Refuse) => UserIdentityPolicy::Refuse,
            Some(RawUserIdentity::Require) => UserIdentityPolicy::Require,
        };
        Access {
            calling,
            user_identity,
        }
    }

    fn spool(&mut self, raw: &RawSpool) -> SpoolSettings {
        let default = SpoolSettings::default();
        let quota_mb = self.within(
            raw.quota_mb.as_ref(),
            "spool.quota-mb",
            1..1 << 40,
            default.quota_bytes >> 20,
        );
        SpoolSettings {
            quota_bytes: quota_mb << 20,
            free_floor_bytes: raw
                .free_floor_mb
                .map_or(default.free_floor_bytes, |mb| mb.saturating_mul(1 << 20)),
            keep_jobs: raw.keep_jobs.unwrap_or(default.keep_jobs),
            keep: raw.keep_hours.map_or(default.keep, |hours| {
                Duration::from_secs(hours.saturating_mul(3600))
            }),
        }
    }

    fn listeners(&mut self, raw: Vec<RawListener>) -> Vec<Listener> {
        if raw.is_empty() {
            return vec![default_listener()];
        }
        let tls_files = |tls: crate::raw::RawTls| TlsFiles {
            certificate: self.folder.join(tls.certificate),
            key: self.folder.join(tls.key),
            client_ca: tls.client_ca.map(|path| self.folder.join(path)),
        };
        raw.into_iter()
            .map(|listener| Listener {
                address: listener.address,
                tls: listener.tls.map(tls_files),
            })
            .collect()
    }

    /// An AE title: 1 to 16 characters of the default repertoire, no backslash (PS3.5 6.2).
    fn ae_title(&mut self, title: &Spanned<String>, key: &str) -> Option<String> {
        match filmdesk_dimse::ae_title::AeTitle::parse(title.get_ref()) {
            Ok(parsed) => Some(parsed.to_string()),
            Err(error) => {
                self.complain(title.span(), key, error);
                None
            }
        }
    }
}

/// 11112 is the registered port for DICOM beside 104, which needs privileges; loopback until the
/// administrator opens it.
fn default_listener() -> Listener {
    Listener {
        address: std::net::SocketAddr::from(([127, 0, 0, 1], 11112)),
        tls: None,
    }
}

/// Values by name, in order; a duplicate is a complaint of the caller.
type ByName<T> = BTreeMap<String, T>;
