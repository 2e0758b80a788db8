//! `[web]`, and whom the desk may call.

use std::collections::BTreeSet;
use std::time::Duration;

use super::Resolver;
use crate::raw::{RawDestination, RawWeb};
use crate::settings::{Destination, Listener, TlsFiles, WebSettings};

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
            trusted_proxies: raw.trusted_proxies,
            hand_over: raw.hand_over,
            openid: self.openid(raw.openid),
        }
    }

    pub(super) fn destinations(&mut self, raw: Vec<RawDestination>) -> Vec<Destination> {
        let mut names = BTreeSet::new();
        let mut all = Vec::new();
        for destination in raw {
            let name = destination.name.get_ref().clone();
            if !names.insert(name.clone()) {
                let message = format!("{name:?} is the name of another destination");
                self.complain(destination.name.span(), "destination.name", message);
            }
            let address = destination.address.get_ref().clone();
            if !is_host_and_port(&address) {
                let message = format!("{address:?} is not HOST:PORT");
                self.complain(destination.address.span(), "destination.address", message);
            }
            let ae_title = self.ae_title(&destination.ae_title, "destination.ae-title");
            all.push(Destination {
                name,
                ae_title: ae_title.unwrap_or_default(),
                address,
                ca: destination.tls_ca.map(|path| self.folder.join(path)),
            });
        }
        all
    }
}

fn is_host_and_port(address: &str) -> bool {
    let parts = address.rsplit_once(':');
    parts.is_some_and(|(host, port)| {
        !host.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0)
    })
}
