//! The profiles.

use filmdesk_dataset::uids;

use super::syntax::{EXPLICIT, JPEG, JPEG_2000, STATED};
use super::{ClassSyntaxes, IconRule, PhysicalMedium, Profile, SopClasses, keys, rules};

use PhysicalMedium::{Bd, Cd, Cf, Dvd, DvdRam, Folder, Mmc, Sd, Usb, Zip};

/// A profile of the general purpose class: every composite SOP class.
const fn general(
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
struct Annex {
    source: &'static str,
    clause: &'static str,
    keys_clause: &'static str,
    keys: &'static [super::DirectoryKey],
    rules: &'static [super::Rule],
}

const D: Annex = Annex {
    source: "PS3.11 Annex D",
    clause: "PS3.11 D.3.1",
    keys_clause: "PS3.11 D.3.3.1",
    keys: keys::GENERAL,
    rules: &[],
};
const G: Annex = Annex {
    source: "PS3.11 Annex G",
    clause: "PS3.11 G.3.1",
    keys_clause: "PS3.11 G.3.3.1",
    keys: &[],
    rules: &[],
};
const H: Annex = Annex {
    source: "PS3.11 Annex H",
    clause: "PS3.11 H.3.1",
    keys_clause: "PS3.11 H.3.3.1",
    keys: keys::COMPRESSED,
    rules: &[],
};
const I: Annex = Annex {
    source: "PS3.11 Annex I",
    clause: "PS3.11 I.3.1",
    keys_clause: "PS3.11 I.3.3.1",
    keys: keys::VIDEO,
    rules: rules::DVD_VIDEO,
};
const J: Annex = Annex {
    source: "PS3.11 Annex J",
    clause: "PS3.11 J.3.1",
    keys_clause: "PS3.11 J.3.3.1",
    keys: keys::COMPRESSED,
    rules: &[],
};
const L: Annex = Annex {
    source: "PS3.11 Annex L",
    clause: "PS3.11 L.3.1",
    keys_clause: "PS3.11 L.3.3.1",
    keys: &[],
    rules: &[],
};
const M: Annex = Annex {
    source: "PS3.11 Annex M",
    clause: "PS3.11 M.3.1",
    keys_clause: "PS3.11 M.3.3.1",
    keys: keys::COMPRESSED,
    rules: &[],
};
const M_VIDEO: Annex = Annex {
    rules: rules::BD_VIDEO,
    ..M
};
const N: Annex = Annex {
    source: "PS3.11 Annex N",
    clause: "PS3.11 N.3.1",
    keys_clause: "PS3.11 N.3.3.1",
    keys: keys::COMPRESSED,
    rules: rules::BD_VIDEO_4_2,
};

const fn class(
    sop_class: &'static str,
    transfer_syntaxes: &'static [&'static str],
) -> ClassSyntaxes {
    ClassSyntaxes {
        sop_class,
        transfer_syntaxes,
    }
}

/// Annex E.
const fn ct_mr(
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

const LOSSLESS_JPEG: &[&str] = &[uids::EXPLICIT_VR_LITTLE_ENDIAN, uids::JPEG_LOSSLESS_SV1];
/// Table E.3-1.
const CT_MR_CLASSES: &[ClassSyntaxes] = &[
    class(uids::CT_IMAGE_STORAGE, LOSSLESS_JPEG),
    class(uids::MR_IMAGE_STORAGE, LOSSLESS_JPEG),
    class(uids::SECONDARY_CAPTURE_IMAGE_STORAGE, LOSSLESS_JPEG),
    class(
        uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        EXPLICIT,
    ),
    class(uids::X_RAY_RADIATION_DOSE_SR_STORAGE, EXPLICIT),
];

const XA_LOSSLESS: &[&str] = &[uids::JPEG_LOSSLESS_SV1];
const XA_LOSSY: &[&str] = &[
    uids::JPEG_LOSSLESS_SV1,
    uids::JPEG_BASELINE8_BIT,
    uids::JPEG_EXTENDED12_BIT,
];

/// Annex B.
const fn xa_1024(
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
const fn ultrasound(
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

const US_SYNTAXES: &[&str] = &[
    uids::EXPLICIT_VR_LITTLE_ENDIAN,
    uids::RLE_LOSSLESS,
    uids::JPEG_BASELINE8_BIT,
];
/// Table C.3-1.
const SINGLE: &[ClassSyntaxes] = &[class(uids::ULTRASOUND_IMAGE_STORAGE, US_SYNTAXES)];
const MULTI: &[ClassSyntaxes] = &[
    class(uids::ULTRASOUND_IMAGE_STORAGE, US_SYNTAXES),
    class(uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE, US_SYNTAXES),
];
use rules::{ULTRASOUND_COMBINED, ULTRASOUND_DISPLAY, ULTRASOUND_SPATIAL};

/// The waveform diskettes were retired with PS3.11 2004 and the diskettes with them; what was on
/// them can still be made as a folder.
const fn waveform(
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

/// The profiles, in the order of the standard's annexes.
pub static PROFILES: &[Profile] = &[
    Profile {
        name: "STD-XABC-CD",
        title: "Basic cardiac angiography on CD-R",
        media: &[Cd],
        transfer_syntaxes: XA_LOSSLESS,
        sop_classes: SopClasses::Only(&[class(
            uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
            XA_LOSSLESS,
        )]),
        keys: keys::CARDIAC,
        icon: IconRule::Images(128),
        rules: rules::CARDIAC,
        source: "PS3.11 Annex A",
        clause: "PS3.11 A.3.1",
        keys_clause: "PS3.11 A.3.3.1",
    },
    xa_1024(
        "STD-XA1K-CD",
        "Angiography up to 1024x1024x12 on CD-R",
        &[Cd],
        XA_LOSSLESS,
        &[
            class(uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE, XA_LOSSLESS),
            class(uids::SECONDARY_CAPTURE_IMAGE_STORAGE, EXPLICIT),
            class(
                uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
                EXPLICIT,
            ),
        ],
    ),
    xa_1024(
        "STD-XA1K-DVD",
        "Angiography up to 1024x1024x12 on DVD",
        &[Dvd],
        XA_LOSSY,
        &[
            class(uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE, XA_LOSSY),
            class(uids::SECONDARY_CAPTURE_IMAGE_STORAGE, EXPLICIT),
            class(
                uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
                EXPLICIT,
            ),
        ],
    ),
    ultrasound(
        "STD-US-ID-SF-CDR",
        "Ultrasound, image display, single frame, on CD-R",
        &[Cd],
        SINGLE,
        ULTRASOUND_DISPLAY,
    ),
    ultrasound(
        "STD-US-ID-SF-DVD-RAM",
        "Ultrasound, image display, single frame, on DVD-RAM",
        &[DvdRam],
        SINGLE,
        ULTRASOUND_DISPLAY,
    ),
    ultrasound(
        "STD-US-ID-SF-DVD",
        "Ultrasound, image display, single frame, on DVD",
        &[Dvd],
        SINGLE,
        ULTRASOUND_DISPLAY,
    ),
    ultrasound(
        "STD-US-ID-MF-CDR",
        "Ultrasound, image display, single and multi-frame, on CD-R",
        &[Cd],
        MULTI,
        ULTRASOUND_DISPLAY,
    ),
    ultrasound(
        "STD-US-ID-MF-DVD-RAM",
        "Ultrasound, image display, single and multi-frame, on DVD-RAM",
        &[DvdRam],
        MULTI,
        ULTRASOUND_DISPLAY,
    ),
    ultrasound(
        "STD-US-ID-MF-DVD",
        "Ultrasound, image display, single and multi-frame, on DVD",
        &[Dvd],
        MULTI,
        ULTRASOUND_DISPLAY,
    ),
    ultrasound(
        "STD-US-SC-SF-CDR",
        "Ultrasound, spatial calibration, single frame, on CD-R",
        &[Cd],
        SINGLE,
        ULTRASOUND_SPATIAL,
    ),
    ultrasound(
        "STD-US-SC-SF-DVD-RAM",
        "Ultrasound, spatial calibration, single frame, on DVD-RAM",
        &[DvdRam],
        SINGLE,
        ULTRASOUND_SPATIAL,
    ),
    ultrasound(
        "STD-US-SC-SF-DVD",
        "Ultrasound, spatial calibration, single frame, on DVD",
        &[Dvd],
        SINGLE,
        ULTRASOUND_SPATIAL,
    ),
    ultrasound(
        "STD-US-SC-MF-CDR",
        "Ultrasound, spatial calibration, single and multi-frame, on CD-R",
        &[Cd],
        MULTI,
        ULTRASOUND_SPATIAL,
    ),
    ultrasound(
        "STD-US-SC-MF-DVD-RAM",
        "Ultrasound, spatial calibration, single and multi-frame, on DVD-RAM",
        &[DvdRam],
        MULTI,
        ULTRASOUND_SPATIAL,
    ),
    ultrasound(
        "STD-US-SC-MF-DVD",
        "Ultrasound, spatial calibration, single and multi-frame, on DVD",
        &[Dvd],
        MULTI,
        ULTRASOUND_SPATIAL,
    ),
    ultrasound(
        "STD-US-CC-SF-CDR",
        "Ultrasound, combined calibration, single frame, on CD-R",
        &[Cd],
        SINGLE,
        ULTRASOUND_COMBINED,
    ),
    ultrasound(
        "STD-US-CC-SF-DVD-RAM",
        "Ultrasound, combined calibration, single frame, on DVD-RAM",
        &[DvdRam],
        SINGLE,
        ULTRASOUND_COMBINED,
    ),
    ultrasound(
        "STD-US-CC-SF-DVD",
        "Ultrasound, combined calibration, single frame, on DVD",
        &[Dvd],
        SINGLE,
        ULTRASOUND_COMBINED,
    ),
    ultrasound(
        "STD-US-CC-MF-CDR",
        "Ultrasound, combined calibration, single and multi-frame, on CD-R",
        &[Cd],
        MULTI,
        ULTRASOUND_COMBINED,
    ),
    ultrasound(
        "STD-US-CC-MF-DVD-RAM",
        "Ultrasound, combined calibration, single and multi-frame, on DVD-RAM",
        &[DvdRam],
        MULTI,
        ULTRASOUND_COMBINED,
    ),
    ultrasound(
        "STD-US-CC-MF-DVD",
        "Ultrasound, combined calibration, single and multi-frame, on DVD",
        &[Dvd],
        MULTI,
        ULTRASOUND_COMBINED,
    ),
    general(
        "STD-GEN-CD",
        "General purpose CD-R, uncompressed",
        &[Cd],
        EXPLICIT,
        D,
    ),
    general(
        "STD-GEN-DVD-RAM",
        "General purpose DVD-RAM, uncompressed",
        &[DvdRam],
        EXPLICIT,
        D,
    ),
    general(
        "STD-GEN-BD",
        "General purpose BD, uncompressed",
        &[Bd],
        EXPLICIT,
        D,
    ),
    ct_mr("STD-CTMR-CD", "CT and MR studies on CD-R", &[Cd]),
    ct_mr(
        "STD-CTMR-DVD-RAM",
        "CT and MR studies on DVD-RAM",
        &[DvdRam],
    ),
    ct_mr("STD-CTMR-DVD", "CT and MR studies on DVD", &[Dvd]),
    waveform(
        "STD-WVFM-ECG-FD",
        "12-lead ECG (diskette, retired)",
        &[class(uids::TWELVE_LEAD_ECG_WAVEFORM_STORAGE, EXPLICIT)],
    ),
    waveform(
        "STD-WVFM-HD-FD",
        "Haemodynamic waveforms (diskette, retired)",
        &[class(uids::HEMODYNAMIC_WAVEFORM_STORAGE, EXPLICIT)],
    ),
    general(
        "STD-GEN-MIME",
        "General purpose e-mail, files as MIME parts",
        &[Folder, Zip],
        STATED,
        G,
    ),
    general(
        "STD-GEN-DVD-JPEG",
        "General purpose DVD with JPEG",
        &[Dvd],
        JPEG,
        H,
    ),
    general(
        "STD-GEN-DVD-J2K",
        "General purpose DVD with JPEG 2000",
        &[Dvd],
        JPEG_2000,
        H,
    ),
    general(
        "STD-DVD-MPEG2-MPML",
        "DVD with MPEG2 MP@ML video",
        &[Dvd],
        &[uids::MPEG2MPML],
        I,
    ),
    general(
        "STD-GEN-USB-JPEG",
        "General purpose USB stick with JPEG",
        &[Usb],
        JPEG,
        J,
    ),
    general(
        "STD-GEN-USB-J2K",
        "General purpose USB stick with JPEG 2000",
        &[Usb],
        JPEG_2000,
        J,
    ),
    general(
        "STD-GEN-MMC-JPEG",
        "General purpose MultiMedia card with JPEG",
        &[Mmc],
        JPEG,
        J,
    ),
    general(
        "STD-GEN-MMC-J2K",
        "General purpose MultiMedia card with JPEG 2000",
        &[Mmc],
        JPEG_2000,
        J,
    ),
    general(
        "STD-GEN-CF-JPEG",
        "General purpose CompactFlash with JPEG",
        &[Cf],
        JPEG,
        J,
    ),
    general(
        "STD-GEN-CF-J2K",
        "General purpose CompactFlash with JPEG 2000",
        &[Cf],
        JPEG_2000,
        J,
    ),
    general(
        "STD-GEN-SD-JPEG",
        "General purpose SD card with JPEG",
        &[Sd],
        JPEG,
        J,
    ),
    general(
        "STD-GEN-SD-J2K",
        "General purpose SD card with JPEG 2000",
        &[Sd],
        JPEG_2000,
        J,
    ),
    Profile {
        name: "STD-DEN-CD",
        title: "Dental radiographs on CD-R",
        media: &[Cd],
        transfer_syntaxes: EXPLICIT,
        sop_classes: SopClasses::Only(&[
            class(
                uids::DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
                EXPLICIT,
            ),
            class(uids::DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION, EXPLICIT),
            class(uids::BASIC_STRUCTURED_DISPLAY_STORAGE, EXPLICIT),
            class(
                uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
                EXPLICIT,
            ),
        ]),
        keys: &[],
        icon: IconRule::None,
        rules: rules::DENTAL,
        source: "PS3.11 Annex K",
        clause: "PS3.11 K.3.1",
        keys_clause: "PS3.11 K.3.3",
    },
    general(
        "STD-GEN-ZIP-MAIL",
        "General purpose ZIP file by e-mail",
        &[Zip],
        STATED,
        L,
    ),
    general(
        "STD-GEN-BD-JPEG",
        "General purpose BD with JPEG",
        &[Bd],
        JPEG,
        M,
    ),
    general(
        "STD-GEN-BD-J2K",
        "General purpose BD with JPEG 2000",
        &[Bd],
        JPEG_2000,
        M,
    ),
    general(
        "STD-GEN-BD-MPEG2-MPML",
        "General purpose BD with MPEG2 MP@ML video",
        &[Bd],
        &[uids::EXPLICIT_VR_LITTLE_ENDIAN, uids::MPEG2MPML],
        M_VIDEO,
    ),
    general(
        "STD-GEN-BD-MPEG2-MPHL",
        "General purpose BD with MPEG2 MP@HL video",
        &[Bd],
        &[uids::EXPLICIT_VR_LITTLE_ENDIAN, uids::MPEG2MPHL],
        M_VIDEO,
    ),
    general(
        "STD-GEN-BD-MPEG4-HPLV41",
        "General purpose BD with MPEG-4 HiP@Level4.1 video",
        &[Bd],
        &[uids::EXPLICIT_VR_LITTLE_ENDIAN, uids::MPEG4HP41],
        M_VIDEO,
    ),
    general(
        "STD-GEN-BD-MPEG4-HPLV41BD",
        "General purpose BD with MPEG-4 BD-compatible HiP@Level4.1 video",
        &[Bd],
        &[uids::EXPLICIT_VR_LITTLE_ENDIAN, uids::MPEG4HP41BD],
        M_VIDEO,
    ),
    general(
        "STD-GEN-BD-MPEG4-HPLV42-2D",
        "General purpose BD with MPEG-4 HiP@Level4.2 for 2D video",
        &[Bd],
        &[uids::MPEG4HP422D],
        N,
    ),
    general(
        "STD-GEN-BD-MPEG4-HPLV42-3D",
        "General purpose BD with MPEG-4 HiP@Level4.2 for 3D video",
        &[Bd],
        &[uids::MPEG4HP423D],
        N,
    ),
    general(
        "STD-GEN-BD-MPEG4-SHPLV42",
        "General purpose BD with MPEG-4 Stereo HiP@Level4.2 video",
        &[Bd],
        &[uids::MPEG4HP42STEREO],
        N,
    ),
];
