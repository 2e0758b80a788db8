//! Application profiles (PS3.11) as data: what may be on a medium, and what its DICOMDIR must say.
//!
//! [`PROFILES`] is the whole knowledge: SOP classes, transfer syntaxes, directory keys, icons and
//! image attribute values are rows, [`Profile::check`] only reads them. Profiles of the secure
//! class (`STD-GEN-SEC-...`: every file wrapped in CMS) and of magneto-optical discs (`...-MOD41`,
//! `...-MOD23-90`) are not offered.

mod annex;
mod check;
mod document;
mod keys;
mod lossy;
mod medium;
mod rule;
mod rules;
mod summary;
mod syntax;
mod table;

use std::fmt;

pub use document::document;
pub use keys::{DirectoryKey, KeyType};
pub use medium::{CAPACITIES, Capacity, PhysicalMedium};
pub use rule::{Condition, Expected, Rule};
pub use summary::{SummaryLine, summary};
pub use syntax::{STATED as STATED_SYNTAXES, can_be_transcoded, name as syntax_name};
pub use table::PROFILES;

use crate::instance::Key;

/// An application profile: one row of [`PROFILES`].
#[derive(Debug)]
pub struct Profile {
    /// Its identifier in PS3.11: `STD-GEN-CD`.
    pub name: &'static str,
    /// In plain words.
    pub title: &'static str,
    /// The media that PS3.12 gives it; the first is the usual one.
    pub media: &'static [PhysicalMedium],
    /// Transfer syntaxes of instances; the first is what others are turned into. Where these
    /// depend on the SOP class, see [`Profile::syntaxes_of`].
    pub transfer_syntaxes: &'static [&'static str],
    /// SOP classes that it takes.
    pub sop_classes: SopClasses,
    /// Keys in directory records beyond PS3.3 Annex F.
    pub keys: &'static [DirectoryKey],
    /// Icon images in records.
    pub icon: IconRule,
    /// What instances must say beyond their own definition.
    pub rules: &'static [Rule],
    /// Where it is written.
    pub source: &'static str,
    /// Where its SOP classes and transfer syntaxes are written.
    pub clause: &'static str,
    /// Where its keys are written.
    pub keys_clause: &'static str,
}

/// Which SOP classes a profile takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SopClasses {
    /// Every composite class with a directory record.
    Any,
    /// These.
    Only(&'static [ClassSyntaxes]),
}

/// A SOP class of a profile and the transfer syntaxes that it may have there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassSyntaxes {
    /// SOP Class UID.
    pub sop_class: &'static str,
    /// Transfer Syntax UIDs; the first is what others are turned into.
    pub transfer_syntaxes: &'static [&'static str],
}

/// Icon images in DICOMDIR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconRule {
    /// None made.
    None,
    /// One per IMAGE record, this many pixels square, 8 bits, MONOCHROME2.
    Images(u16),
}

/// What is not as a profile wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Whose.
    pub key: Key,
    /// Where the rule is written: `PS3.11 A.3.1`.
    pub clause: &'static str,
    /// What the profile says and what there is, in plain words, without patient text.
    pub rule: String,
    /// What would make it right.
    pub remedy: Remedy,
}

/// What makes a violation right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Remedy {
    /// Turn the pixels into this transfer syntax, without loss.
    Transcode(&'static str),
    /// Take another profile.
    Profile(&'static str),
    /// Allow private and unknown SOP classes, under PRIVATE records.
    Private,
    /// Leave the instance out.
    Omit,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.clause, self.rule, self.remedy)
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transcode(uid) => write!(f, "remedy: --transcode (to {})", syntax::name(uid)),
            Self::Profile(name) => write!(f, "remedy: --profile {name}"),
            Self::Private => f.write_str("remedy: --private (a PRIVATE record)"),
            Self::Omit => f.write_str("remedy: leave it out"),
        }
    }
}

/// The profile of this name; letters of either case.
pub fn find(name: &str) -> Option<&'static Profile> {
    PROFILES
        .iter()
        .find(|profile| profile.name.eq_ignore_ascii_case(name.trim()))
}
