//! What is agreed with one modality (calling AE title): policies where the standard leaves a
//! choice, and named quirks for what it forbids but the field does.

use std::collections::BTreeSet;

use crate::sheet::Tone;

/// Policies and quirks of one calling AE title. `config` resolves TOML into it.
#[derive(Debug, Clone, PartialEq)]
pub struct PeerProfile {
    /// What an unsupported optional value or attribute gets (PS3.4 H.2.4).
    pub unsupported: UnsupportedPolicy,
    /// Whether it may print; if not, N-CREATE and N-ACTION are answered 0124 (Not Authorized)
    /// while Verification and the status of printer and jobs stay open to it.
    pub may_print: bool,
    /// Whether N-EVENT-REPORTs of the Print Job go to it.
    pub print_job_events: bool,
    /// Whether N-EVENT-REPORTs of the Printer go to it.
    pub printer_events: bool,
    /// How stored values become density when no Presentation LUT is referenced.
    pub default_tone: Tone,
    /// Specific Character Set when neither the data set nor the Film Session has one.
    pub default_character_set: String,
    /// What it may do against the standard.
    pub quirks: BTreeSet<Quirk>,
}

impl Default for PeerProfile {
    fn default() -> Self {
        Self {
            unsupported: UnsupportedPolicy::WarnAndDefault,
            may_print: true,
            print_job_events: true,
            printer_events: true,
            default_tone: Tone::Identity,
            default_character_set: "ISO_IR 100".to_owned(),
            quirks: BTreeSet::new(),
        }
    }
}

/// The choice of PS3.4 H.2.4 for U/M and U/U attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnsupportedPolicy {
    /// 0106 for a value, 0105 for an attribute.
    Refuse,
    /// 0116 for a value, 0107 for an attribute; the default is in force.
    WarnAndDefault,
    /// 0000; the default is in force. For clients that treat warnings as errors: every other
    /// warning of the service (B600 to B60A) is answered 0000 as well.
    Silent,
}

/// A habit of a console in the field that the standard does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quirk {
    /// A bare Basic Film Box context makes colour image boxes.
    BareFilmBoxIsColour,
    /// Bits Allocated 16 with Bits Stored 8, High Bit 7.
    Stored8In16,
    /// Bits Allocated 16 with Bits Stored 10, High Bit 9.
    Stored10In16,
    /// Bits Allocated 16 with Bits Stored 16, High Bit 15.
    Stored16In16,
    /// Pixel Representation 1 (signed).
    SignedPixels,
    /// Planar Configuration 0 (colour by pixel).
    ColourByPixel,
}

/// A quirk's name in the configuration and its line in the conformance statement.
pub struct QuirkText {
    /// The quirk.
    pub quirk: Quirk,
    /// Its name in TOML.
    pub name: &'static str,
    /// What it allows, for the conformance statement.
    pub allows: &'static str,
}

/// Every quirk with its texts.
pub const QUIRKS: &[QuirkText] = &[
    QuirkText {
        quirk: Quirk::BareFilmBoxIsColour,
        name: "bare-film-box-is-colour",
        allows: "a Basic Film Box context outside a Meta SOP Class creates Basic Color Image Boxes",
    },
    QuirkText {
        quirk: Quirk::Stored8In16,
        name: "stored-8-in-16",
        allows: "gray pixels of 16 bits allocated, 8 stored",
    },
    QuirkText {
        quirk: Quirk::Stored10In16,
        name: "stored-10-in-16",
        allows: "gray pixels of 16 bits allocated, 10 stored",
    },
    QuirkText {
        quirk: Quirk::Stored16In16,
        name: "stored-16-in-16",
        allows: "gray pixels of 16 bits allocated, 16 stored",
    },
    QuirkText {
        quirk: Quirk::SignedPixels,
        name: "signed-pixels",
        allows: "gray pixels with Pixel Representation 1",
    },
    QuirkText {
        quirk: Quirk::ColourByPixel,
        name: "colour-by-pixel",
        allows: "colour pixels with Planar Configuration 0",
    },
];
