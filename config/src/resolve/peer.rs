//! Modalities: policies and quirks.

use std::collections::BTreeMap;

use filmdesk_calibration::characteristic::{ContrastSetting, Curve, CurveName};
use filmdesk_dataset::text::CharacterSet;
use filmdesk_print_scp::peer::{PeerProfile, QUIRKS, Quirk, UnsupportedPolicy};
use filmdesk_print_scp::sheet::Tone;
use toml::Spanned;

use super::{ByName, Resolver};
use crate::profiles;
use crate::raw::{RawPeer, RawUnsupported};

/// The curves of the configuration.
type Curves = BTreeMap<CurveName, Curve>;

impl Resolver<'_> {
    pub(super) fn default_peer(
        &mut self,
        raw: Option<&Spanned<RawPeer>>,
        curves: &Curves,
    ) -> PeerProfile {
        let mut profile = PeerProfile::default();
        if let Some(spanned) = raw {
            self.overlay_peer(&mut profile, spanned.get_ref(), "default-peer", curves);
        }
        profile
    }

    pub(super) fn peers(
        &mut self,
        raw: &[Spanned<RawPeer>],
        default: &PeerProfile,
        curves: &Curves,
    ) -> ByName<PeerProfile> {
        let mut peers = ByName::new();
        for spanned in raw {
            let Some(title) = spanned.get_ref().ae_title.as_ref() else {
                self.complain(
                    spanned.span(),
                    "peer",
                    "ae-title is missing: the calling AE title of the modality",
                );
                continue;
            };
            let mut profile = default.clone();
            self.overlay_peer(&mut profile, spanned.get_ref(), "peer", curves);
            let Some(name) = self.ae_title(title, "peer.ae-title") else {
                continue;
            };
            if peers.insert(name, profile).is_some() {
                self.complain(
                    title.span(),
                    "peer.ae-title",
                    "stands twice; each modality has one [[peer]]",
                );
            }
        }
        peers
    }

    /// First the named profile, then the keys beside it.
    fn overlay_peer(
        &mut self,
        profile: &mut PeerProfile,
        raw: &RawPeer,
        key: &str,
        curves: &Curves,
    ) {
        if let Some(name) = &raw.profile {
            match profiles::peer(name.get_ref()) {
                Some(base) => self.apply_peer(profile, &base, key, curves),
                None => {
                    let known = profiles::peer_names().collect::<Vec<_>>().join(", ");
                    self.complain(
                        name.span(),
                        &format!("{key}.profile"),
                        format!("no such profile; there are: {known}"),
                    );
                }
            }
        }
        self.apply_peer(profile, raw, key, curves);
    }

    fn apply_peer(&mut self, profile: &mut PeerProfile, raw: &RawPeer, key: &str, curves: &Curves) {
        if let Some(policy) = raw.unsupported {
            profile.unsupported = match policy {
                RawUnsupported::Refuse => UnsupportedPolicy::Refuse,
                RawUnsupported::Warn => UnsupportedPolicy::WarnAndDefault,
                RawUnsupported::Silent => UnsupportedPolicy::Silent,
            };
        }
        profile.may_print = raw.may_print.unwrap_or(profile.may_print);
        profile.print_job_events = raw.print_job_events.unwrap_or(profile.print_job_events);
        profile.printer_events = raw.printer_events.unwrap_or(profile.printer_events);
        if let Some(tone) = &raw.tone {
            profile.default_tone = tone_of(tone.get_ref());
            let known = match &profile.default_tone {
                Tone::Curve(name) => is_curve(name, curves),
                _ => true,
            };
            if !known {
                let message = "neither identity nor lin-od, CS000 to CS999, or a name of [curve]";
                self.complain(tone.span(), &format!("{key}.tone"), message);
            }
        }
        if let Some(set) = &raw.character_set {
            if CharacterSet::parse(set.get_ref()).has_unknown_term() {
                let message = "no Specific Character Set (PS3.3 C.12.1.1.2), like ISO_IR 100, ISO_IR 192 or GB18030";
                self.complain(set.span(), &format!("{key}.character-set"), message);
            }
            profile.default_character_set.clone_from(set.get_ref());
        }
        for name in raw.quirks.iter().flatten() {
            match quirk_of(name.get_ref()) {
                Some(quirk) => drop(profile.quirks.insert(quirk)),
                None => {
                    let known = QUIRKS
                        .iter()
                        .map(|text| text.name)
                        .collect::<Vec<_>>()
                        .join(", ");
                    self.complain(
                        name.span(),
                        &format!("{key}.quirks"),
                        format!("no such quirk; there are: {known}"),
                    );
                }
            }
        }
    }
}

/// Whether a renderer will find the curve.
fn is_curve(name: &str, curves: &Curves) -> bool {
    name.parse::<ContrastSetting>().is_ok()
        || name
            .parse()
            .is_ok_and(|name: CurveName| curves.contains_key(&name))
}

/// `identity`, `lin-od`, or the name of a curve.
fn tone_of(text: &str) -> Tone {
    match text {
        "identity" => Tone::Identity,
        "lin-od" => Tone::LinOd,
        name => Tone::Curve(name.to_owned()),
    }
}

fn quirk_of(name: &str) -> Option<Quirk> {
    QUIRKS
        .iter()
        .find(|text| text.name == name)
        .map(|text| text.quirk)
}
