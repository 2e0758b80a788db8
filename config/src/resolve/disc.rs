//! `[disc]`: names unique, profile and language known.

use std::collections::BTreeSet;

use filmdesk_media::profile;
use toml::Spanned;

use super::Resolver;
use crate::raw::disc::{RawDisc, RawRobotKind};
use crate::settings::disc::{BurnerSettings, DiscSettings, Institution, RobotKind, RobotSettings};

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
        DiscSettings {
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
