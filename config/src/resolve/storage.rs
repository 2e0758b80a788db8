//! `[storage]` and `[archive]`.

use std::time::Duration;

use filmdesk_dataset::Phi;
use filmdesk_dimse::uid::Uid;
use toml::Spanned;

use super::Resolver;
use crate::raw::{RawArchive, RawConflictAnswer, RawOtherClasses, RawOtherPolicy, RawStorage};
use crate::settings::{ArchiveSettings, ConflictAnswer, OtherClasses, StorageSettings};

/// As the spool's: what a system needs to go on living.
const FREE_FLOOR_MB: u64 = 512;
/// A century: longer terms are mistakes of unit.
const MAX_DAYS: u64 = 36_525;
const SECONDS_OF_A_DAY: u64 = 24 * 3600;

impl Resolver<'_> {
    pub(super) fn storage(&mut self, raw: &RawStorage) -> StorageSettings {
        let default = StorageSettings::default();
        let title = raw.ae_title.as_ref();
        let title = title.and_then(|title| self.ae_title(title, "storage.ae-title"));
        StorageSettings {
            enabled: raw.enabled.unwrap_or(default.enabled),
            ae_title: title.unwrap_or(default.ae_title),
            associations: self.within(
                raw.associations.as_ref(),
                "storage.associations",
                1..10_001,
                default.associations,
            ),
            other_classes: match &raw.other_sop_classes {
                None | Some(RawOtherClasses::Policy(RawOtherPolicy::Accept)) => {
                    OtherClasses::Accept
                }
                Some(RawOtherClasses::Policy(RawOtherPolicy::Refuse)) => OtherClasses::Refuse,
                Some(RawOtherClasses::Only(uids)) => self.only(uids),
            },
            conflict: match raw.conflict {
                None | Some(RawConflictAnswer::Accept) => ConflictAnswer::Accept,
                Some(RawConflictAnswer::Refuse) => ConflictAnswer::Refuse,
            },
        }
    }

    fn only(&mut self, uids: &[Spanned<String>]) -> OtherClasses {
        let mut classes = std::collections::BTreeSet::new();
        for uid in uids {
            match Uid::parse(uid.get_ref()) {
                Ok(parsed) => drop(classes.insert(parsed.to_string())),
                Err(error) => self.complain(uid.span(), "storage.other-sop-classes", error),
            }
        }
        OtherClasses::Only(classes)
    }

    pub(super) fn archive(&mut self, raw: &RawArchive) -> ArchiveSettings {
        let folder = raw.folder.as_ref().map(|path| self.folder.join(path));
        let quota = raw.quota_mb.as_ref();
        let quota = quota.map(|mb| self.within(Some(mb), "archive.quota-mb", 1..1 << 40, 1));
        let days = raw.keep_days.as_ref();
        let days = days.map(|days| self.within(Some(days), "archive.keep-days", 1..MAX_DAYS, 1));
        let shelf = raw.keep_shelf_days.as_ref();
        let shelf =
            shelf.map(|days| self.within(Some(days), "archive.keep-shelf-days", 1..MAX_DAYS, 1));
        let of_days = |days: u64| Duration::from_secs(days * SECONDS_OF_A_DAY);
        ArchiveSettings {
            folder: folder.unwrap_or_else(|| self.data_dir.join("archive")),
            database: raw.database.as_ref().and_then(|url| self.database(url)),
            free_floor_bytes: raw
                .free_floor_mb
                .unwrap_or(FREE_FLOOR_MB)
                .saturating_mul(1 << 20),
            quota_bytes: quota.map(|mb| mb << 20),
            keep: days.map(of_days),
            keep_shelf: shelf.map(of_days),
        }
    }

    /// The address is not repeated in the complaint: it may hold a password.
    fn database(&mut self, url: &Spanned<String>) -> Option<Phi<String>> {
        let is_known = ["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.get_ref().starts_with(scheme));
        if !is_known {
            let message = "a database begins with postgres://; without the key it is SQLite";
            self.complain(url.span(), "archive.database", message);
        }
        is_known.then(|| Phi::new(url.get_ref().clone()))
    }
}
