//! What the profiles of an annex of PS3.11 share, and rows of each kind.

use filmdesk_dataset::uids;

use super::syntax::EXPLICIT;
use super::{ClassSyntaxes, IconRule, PhysicalMedium, Profile, SopClasses, keys, rules};

use PhysicalMedium::{Folder, Zip};

/// A profile of the general purpose class: every composite SOP class.
pub(super) const fn general(
    name: &'static str,
    title: &'static str,
    media: &'static [PhysicalMedium],
    transfer_syntaxes: &'static [&'static str],
    annex: Annex,
) -> Profile {
    Profile {
        name,
        title,
        media,
        transfer_syntaxes,
        sop_classes: SopClasses::Any,
        keys: annex.keys,
        icon: IconRule::None,
        rules: annex.rules,
        source: annex.source,
        clause: annex.clause,
        keys_clause: annex.keys_clause,
    }
}

/// What the profiles of an annex share.
#[derive(Clone, Copy)]
pub(super) struct Annex {
    source: &'static str,
    clause: &'static str,
    keys_clause: &'static str,
    keys: &'static [super::DirectoryKey],
    rules: &'static [super::Rule],
}

pub(super) const D: Annex = Annex {
    source: "PS3.11 Annex D",
    clause: "PS3.11 D.3.1",
    keys_clause: "PS3.11 D.3.3.1",
    keys: keys::GENERAL,
    rules: &[],
};
pub(super) const G: Annex = Annex {
    source: "PS3.11 Annex G",
    clause: "PS3.11 G.3.1",
    keys_clause: "PS3.11 G.3.3.1",
    keys: &[],
    rules: &[],
};
pub(super) const H: Annex = Annex {
    source: "PS3.11 Annex H",
    clause: "PS3.11 H.3.1",
    keys_clause: "PS3.11 H.3.3.1",
    keys: keys::COMPRESSED,
    rules: &[],
};
pub(super) const I: Annex = Annex {
    source: "PS3.11 Annex I",
    clause: "PS3.11 I.3.1",
    keys_clause: "PS3.11 I.3.3.1",
    keys: keys::VIDEO,
    rules: rules::DVD_VIDEO,
};
pub(super) const J: Annex = Annex {
    source: "PS3.11 Annex J",
    clause: "PS3.11 J.3.1",
    keys_clause: "PS3.11 J.3.3.1",
    keys: keys::COMPRESSED,
    rules: &[],
};
pub(super) const L: Annex = Annex {
    source: "PS3.11 Annex L",
    clause: "PS3.11 L.3.1",
    keys_clause: "PS3.11 L.3.3.1",
    keys: &[],
    rules: &[],
};
pub(super) const M: Annex = Annex {
    source: "PS3.11 Annex M",
    clause: "PS3.11 M.3.1",
    keys_clause: "PS3.11 M.3.3.1",
    keys: keys::COMPRESSED,
    rules: &[],
};
pub(super) const M_VIDEO: Annex = Annex {
    rules: rules::BD_VIDEO,
    ..M
};
pub(super) const N: Annex = Annex {
    source: "PS3.11 Annex N",
    clause: "PS3.11 N.3.1",
    keys_clause: "PS3.11 N.3.3.1",
    keys: keys::COMPRESSED,
    rules: rules::BD_VIDEO_4_2,
};

pub(super) const fn class(
    sop_class: &'static str,
    transfer_syntaxes: &'static [&'static str],
) -> ClassSyntaxes {
    ClassSyntaxes {
        sop_class,
        transfer_syntaxes,
    }
}

/// Annex E.
pub(super) const fn ct_mr(
    name: &'static str,
    title: &'static str,
    media: &'static [PhysicalMedium],
) -> Profile {
    Profile {
        name,
        title,
        media,
        transfer_syntaxes: LOSSLESS_JPEG,
        sop_classes: SopClasses::Only(CT_MR_CLASSES),
        keys: keys::CT_MR,
        icon: IconRule::None,
        rules: rules::CT_MR,
        source: "PS3.11 Annex E",
        clause: "PS3.11 E.3.1",
        keys_clause: "PS3.11 E.3.4",
    }
}

pub(super) const LOSSLESS_JPEG: &[&str] =
    &[uids::EXPLICIT_VR_LITTLE_ENDIAN, uids::JPEG_LOSSLESS_SV1];
/// Table E.3-1.
pub(super) const CT_MR_CLASSES: &[ClassSyntaxes] = &[
    class(uids::CT_IMAGE_STORAGE, LOSSLESS_JPEG),
    class(uids::MR_IMAGE_STORAGE, LOSSLESS_JPEG),
    class(uids::SECONDARY_CAPTURE_IMAGE_STORAGE, LOSSLESS_JPEG),
    class(
        uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        EXPLICIT,
    ),
    class(uids::X_RAY_RADIATION_DOSE_SR_STORAGE, EXPLICIT),
];

pub(super) const XA_LOSSLESS: &[&str] = &[uids::JPEG_LOSSLESS_SV1];
pub(super) const XA_LOSSY: &[&str] = &[
    uids::JPEG_LOSSLESS_SV1,
    uids::JPEG_BASELINE8_BIT,
    uids::JPEG_EXTENDED12_BIT,
];

/// Annex B.
pub(super) const fn xa_1024(
    name: &'static str,
    title: &'static str,
    media: &'static [PhysicalMedium],
    transfer_syntaxes: &'static [&'static str],
    classes: &'static [ClassSyntaxes],
) -> Profile {
    Profile {
        name,
        title,
        media,
        transfer_syntaxes,
        sop_classes: SopClasses::Only(classes),
        keys: keys::ANGIOGRAPHY_1024,
        icon: IconRule::Images(128),
        rules: rules::ANGIOGRAPHY_1024,
        source: "PS3.11 Annex B",
        clause: "PS3.11 B.3.1",
        keys_clause: "PS3.11 B.3.3.1",
    }
}

/// Annex C.
pub(super) const fn ultrasound(
    name: &'static str,
    title: &'static str,
    media: &'static [PhysicalMedium],
    classes: &'static [ClassSyntaxes],
    rules: &'static [super::Rule],
) -> Profile {
    Profile {
        name,
        title,
        media,
        transfer_syntaxes: US_SYNTAXES,
        sop_classes: SopClasses::Only(classes),
        keys: &[],
        icon: IconRule::None,
        rules,
        source: "PS3.11 Annex C",
        clause: "PS3.11 C.3.1",
        keys_clause: "PS3.11 C.3.3.1",
    }
}

pub(super) const US_SYNTAXES: &[&str] = &[
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    uids::RLE_LOSSLESS,
    uids::JPEG_BASELINE8_BIT,
];
/// Table C.3-1.
pub(super) const SINGLE: &[ClassSyntaxes] = &[class(uids::ULTRASOUND_IMAGE_STORAGE, US_SYNTAXES)];
pub(super) const MULTI: &[ClassSyntaxes] = &[
    class(uids::ULTRASOUND_IMAGE_STORAGE, US_SYNTAXES),
    class(uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE, US_SYNTAXES),
];
/// The waveform diskettes were retired with PS3.11 2004 and the diskettes with them; what was on
/// them can still be made as a folder.
pub(super) const fn waveform(
    name: &'static str,
    title: &'static str,
    classes: &'static [ClassSyntaxes],
) -> Profile {
    Profile {
        name,
        title,
        media: &[Folder, Zip],
        transfer_syntaxes: EXPLICIT,
        sop_classes: SopClasses::Only(classes),
        keys: &[],
        icon: IconRule::None,
        rules: &[],
        source: "PS3.11 2003 Annex F (retired)",
        clause: "PS3.11 2003 Annex F",
        keys_clause: "PS3.11 2003 Annex F",
    }
}
