//! An instance against a profile: every violation, not only the first.

use filmdesk_dataset::{tags, uids};

use super::syntax::{self, can_be_transcoded, first_lossless, is_lossy};
use super::{KeyType, Profile, Remedy, SopClasses, Violation, rules};
use crate::instance::Instance;
use crate::record::{CLASSES, Placement, RecordType, record_of};

impl Profile {
    /// The transfer syntaxes that an instance of this SOP class may have; none when the profile
    /// does not take the class.
    pub fn syntaxes_of(&self, sop_class: &str) -> Option<&'static [&'static str]> {
        match self.sop_classes {
            SopClasses::Any => class_name(sop_class).map(|_| self.transfer_syntaxes),
            SopClasses::Only(classes) => classes
                .iter()
                .find(|class| class.sop_class == sop_class)
                .map(|class| class.transfer_syntaxes),
        }
    }

    /// All that is not as the profile wants it. The transfer syntax is the one that the file will
    /// have on the medium: an instance that is to be transcoded comes with that one.
    pub fn check(&self, instance: &Instance) -> Vec<Violation> {
        let mut violations = Vec::new();
        let mut note = |clause, rule, remedy| {
            violations.push(Violation {
                key: instance.key,
                clause,
                rule,
                remedy,
            });
        };
        if self.syntaxes_of(&instance.sop_class).is_none() {
            let remedy = match self.may_be_private(instance) {
                true => Remedy::Private,
                false => self.elsewhere(instance),
            };
            note(self.clause, class_words(instance), remedy);
        }
        match self.syntaxes_for(instance) {
            None => {}
            Some(allowed) if !allowed.contains(&instance.transfer_syntax.as_str()) => {
                note(
                    self.clause,
                    syntax_words(instance),
                    self.transcoding(instance),
                );
            }
            Some(_) => {}
        }
        for rule in self.rules {
            if let Some(words) = rule.broken_by(instance) {
                note(rule.clause, words, self.elsewhere(instance));
            }
        }
        for words in self.missing_keys(instance) {
            note(self.keys_clause, words, self.elsewhere(instance));
        }
        violations
    }

    /// The transfer syntax that the instance should be turned into: lossless, the profile's first.
    /// None when the one that it has is allowed, and when nothing can be done.
    pub fn transcode_target(&self, instance: &Instance) -> Option<&'static str> {
        let allowed = self.syntaxes_for(instance)?;
        let has = instance.transfer_syntax.as_str();
        let needed = !allowed.contains(&has) && can_be_transcoded(has);
        needed.then(|| first_lossless(allowed)).flatten()
    }

    /// Whether the instance could be there under a PRIVATE record: PS3.11 does not have it, a
    /// profile of general purpose has nothing that speaks against it but that.
    fn may_be_private(&self, instance: &Instance) -> bool {
        let is_private = matches!(record_of(&instance.sop_class), Placement::Private);
        is_private && self.is_general()
    }

    /// The transfer syntaxes that an instance may have, one under a PRIVATE record included.
    fn syntaxes_for(&self, instance: &Instance) -> Option<&'static [&'static str]> {
        let private = || {
            self.may_be_private(instance)
                .then_some(self.transfer_syntaxes)
        };
        self.syntaxes_of(&instance.sop_class).or_else(private)
    }

    /// The transfer syntax `wanted`, where the instance may have it and it is another one. What lost
    /// something stays as it is: it would only become larger.
    pub fn chosen_target(&self, instance: &Instance, wanted: &str) -> Option<&'static str> {
        let allowed = self.syntaxes_for(instance)?;
        let chosen = allowed.iter().copied().find(|uid| *uid == wanted)?;
        let has = instance.transfer_syntax.as_str();
        let applies = WITHOUT_PIXELS.contains(&chosen) || instance.header.has_value(tags::ROWS);
        let helps = has != chosen && can_be_transcoded(has) && !is_lossy(has);
        (applies && helps).then_some(chosen)
    }

    /// Every transfer syntax that it has for some SOP class.
    pub fn all_syntaxes(&self) -> impl Iterator<Item = &'static str> {
        let (any, only) = match self.sop_classes {
            SopClasses::Any => (self.transfer_syntaxes, &[][..]),
            SopClasses::Only(classes) => (&[][..], classes),
        };
        let of_classes = only.iter().flat_map(|row| row.transfer_syntaxes);
        any.iter().chain(of_classes).copied()
    }

    fn transcoding(&self, instance: &Instance) -> Remedy {
        let target = self.transcode_target(instance);
        target.map_or_else(|| self.elsewhere(instance), Remedy::Transcode)
    }

    /// Another profile for the same medium that takes the instance as it is; where there is none,
    /// one that takes it after transcoding; else a ZIP, which takes nearly everything. Those of
    /// general purpose go first, since they take the rest of the disc, too.
    fn elsewhere(&self, instance: &Instance) -> Remedy {
        let beside = super::PROFILES
            .iter()
            .filter(|other| other.name != self.name && other.media.first() == self.media.first())
            .filter(|other| other.takes_otherwise(instance));
        let best = beside.min_by_key(|other| (!other.takes(instance), !other.is_general()));
        match best {
            Some(other) => Remedy::Profile(other.name),
            None => self.last_resort(instance),
        }
    }

    fn is_general(&self) -> bool {
        matches!(self.sop_classes, SopClasses::Any)
    }

    fn last_resort(&self, instance: &Instance) -> Remedy {
        let zip = super::find(LAST_RESORT).filter(|zip| zip.name != self.name);
        match zip.filter(|zip| zip.takes_otherwise(instance)) {
            Some(zip) => Remedy::Profile(zip.name),
            None => Remedy::Omit,
        }
    }

    fn takes(&self, instance: &Instance) -> bool {
        let allowed = self.syntaxes_of(&instance.sop_class).unwrap_or_default();
        allowed.contains(&instance.transfer_syntax.as_str())
    }

    /// Whether nothing but the transfer syntax stands in the way, and that can be changed.
    fn takes_otherwise(&self, instance: &Instance) -> bool {
        let soundly = self
            .rules
            .iter()
            .all(|rule| rule.broken_by(instance).is_none());
        let target = || self.transcode_target(instance).is_some();
        soundly && self.missing_keys(instance).is_empty() && (self.takes(instance) || target())
    }

    /// Keys of Type 1 that the instance has no value for.
    fn missing_keys(&self, instance: &Instance) -> Vec<String> {
        let record = record(instance);
        let wanted = self
            .keys
            .iter()
            .filter(|key| key.key_type == KeyType::One && Some(key.record) == record);
        let missing = wanted.filter(|key| key.find(&instance.header).is_none());
        missing
            .map(|key| {
                let name = rules::name(key.tag);
                format!("{name}, which the directory must have, has no value")
            })
            .collect()
    }
}

/// Transfer syntaxes that say something of a data set without pixels.
const WITHOUT_PIXELS: &[&str] = &[
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    uids::DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
];

/// The profile that takes what no other one takes.
const LAST_RESORT: &str = "STD-GEN-ZIP-MAIL";

/// The record that an instance has.
fn record(instance: &Instance) -> Option<RecordType> {
    match record_of(&instance.sop_class) {
        Placement::Record(record) => Some(record),
        Placement::Private => None,
    }
}

/// The name of a storage class that PS3.6 knows.
pub(super) fn class_name(uid: &str) -> Option<String> {
    let row = CLASSES.iter().find(|row| row.uid == uid)?;
    Some(rules::spaced(row.keyword))
}

fn class_words(instance: &Instance) -> String {
    let uid = instance.sop_class.as_str();
    match class_name(uid) {
        Some(name) => format!("SOP class {name} is not in the profile"),
        None => format!("SOP class {uid} is private or unknown, which no profile of PS3.11 takes"),
    }
}

fn syntax_words(instance: &Instance) -> String {
    let name = match instance.transfer_syntax.as_str() {
        "" => "(not given)",
        uid => syntax::name(uid),
    };
    format!("transfer syntax {name} is not in the profile")
}
