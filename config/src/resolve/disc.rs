//! `[disc]`: names unique, profile and language known.

use std::collections::BTreeSet;

use filmdesk_media::profile;
use filmdesk_media::viewer::chunk::Text;
use toml::Spanned;

use super::Resolver;
use super::printer::display_of;
use crate::raw::disc::{RawDisc, RawRobotKind, RawText};
use crate::settings::disc::{
    BurnerSettings, DiscSettings, Institution, RobotKind, RobotSettings, ViewerSettings,
};

impl Resolver<'_> {
    pub(super) fn disc(&mut self, raw: RawDisc) -> DiscSettings {
        let default = DiscSettings::default();
        let work_mb = self.within(
            raw.work_limit_mb.as_ref(),
            "disc.work-limit-mb",
            1..1 << 40,
            default.work_bytes >> 20,
        );
        let names = raw.burner.iter().map(|burner| &burner.name);
        self.unique(names.chain(raw.robot.iter().map(|robot| &robot.name)));
        let viewer = self.viewer(&raw, default.viewer);
        DiscSettings {
            viewer,
            ffmpeg: raw.ffmpeg.map(|path| self.folder.join(path)),
            institution: Institution {
                name: raw.institution,
                address: raw.institution_address,
                contact: raw.contact,
                logo: raw.logo.map(|path| self.folder.join(path)),
            },
            language: self.language(raw.language, default.language),
            profile: self.profile(raw.profile, default.profile),
            work_bytes: work_mb << 20,
            burners: raw.burner.into_iter().map(burner).collect(),
            robots: raw
                .robot
                .into_iter()
                .map(|robot| RobotSettings {
                    name: robot.name.into_inner(),
                    kind: kind(robot.kind),
                    folder: self.folder.join(robot.folder),
                })
                .collect(),
        }
    }

    fn viewer(&mut self, raw: &RawDisc, default: ViewerSettings) -> ViewerSettings {
        let display = raw.viewer_display.as_ref();
        let display = display.map(|raw| (raw.span(), display_of(*raw.get_ref(), default.display)));
        ViewerSettings {
            wanted: raw.viewer.unwrap_or(default.wanted),
            text: match raw.viewer_encoding {
                None => default.text,
                Some(RawText::Windows1252) => Text::Windows1252,
                Some(RawText::Base64) => Text::Base64,
            },
            display: match display {
                None => default.display,
                Some((_, Ok(display))) => display,
                Some((span, Err(error))) => {
                    self.complain(span, "disc.viewer-display", error);
                    default.display
                }
            },
        }
    }

    fn unique<'n>(&mut self, names: impl Iterator<Item = &'n Spanned<String>>) {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(name.get_ref()) {
                let message = format!(
                    "{:?} is the name of another burner or robot",
                    name.get_ref()
                );
                self.complain(name.span(), "name", message);
            }
        }
    }

    fn profile(&mut self, named: Option<Spanned<String>>, default: String) -> String {
        let Some(named) = named else { return default };
        if profile::find(named.get_ref()).is_none() {
            let message = format!(
                "{:?} is no application profile; `filmdesk disc profiles` lists them",
                named.get_ref()
            );
            self.complain(named.span(), "disc.profile", message);
        }
        named.into_inner()
    }

    fn language(&mut self, named: Option<Spanned<String>>, default: String) -> String {
        let Some(named) = named else { return default };
        if !LANGUAGES.contains(&named.get_ref().as_str()) {
            let message = format!(
                "{:?} is not one of {}",
                named.get_ref(),
                LANGUAGES.join(", ")
            );
            self.complain(named.span(), "disc.language", message);
        }
        named.into_inner()
    }
}

/// Languages of the pages.
const LANGUAGES: &[&str] = &["en", "zh-Hans"];

fn burner(raw: crate::raw::disc::RawBurner) -> BurnerSettings {
    BurnerSettings {
        name: raw.name.into_inner(),
        device: raw.device,
        speed: raw.speed,
    }
}

fn kind(raw: RawRobotKind) -> RobotKind {
    match raw {
        RawRobotKind::Primera => RobotKind::Primera,
        RawRobotKind::Epson => RobotKind::Epson,
        RawRobotKind::Rimage => RobotKind::Rimage,
    }
}
