//! `[web]`.

use std::time::Duration;

use super::Resolver;
use crate::raw::RawWeb;
use crate::settings::{Listener, TlsFiles, WebSettings};

/// A working day: longer sessions are those of people who went home.
const MAX_MINUTES: u64 = 12 * 60;
/// A year.
const MAX_HOURS: u64 = 366 * 24;

impl Resolver<'_> {
    pub(super) fn web(&mut self, raw: RawWeb) -> WebSettings {
        let default = WebSettings::default();
        let minutes = self.within(
            raw.session_minutes.as_ref(),
            "web.session-minutes",
            1..MAX_MINUTES + 1,
            default.session.as_secs() / 60,
        );
        let hours = self.within(
            raw.keep_images_hours.as_ref(),
            "web.keep-images-hours",
            1..MAX_HOURS + 1,
            default.keep_images.as_secs() / 3600,
        );
        WebSettings {
            enabled: raw.enabled.unwrap_or(default.enabled),
            listener: Listener {
                address: raw.listen.unwrap_or(default.listener.address),
                tls: raw.tls.map(|tls| TlsFiles {
                    certificate: self.folder.join(tls.certificate),
                    key: self.folder.join(tls.key),
                    client_ca: None,
                }),
            },
            connections: self.within(
                raw.connections.as_ref(),
                "web.connections",
                1..20_001,
                default.connections,
            ),
            session: Duration::from_secs(minutes * 60),
            keep_images: Duration::from_secs(hours * 3600),
        }
    }
}
