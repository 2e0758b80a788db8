//! Secondary capture and hard copy.

use super::prelude::*;

/// Modules of a multi-frame secondary capture (PS3.3 A.8.2).
const CAPTURED_FRAMES: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    SC_EQUIPMENT,
    GENERAL_IMAGE,
    MULTI_FRAME,
    SC_MULTI_FRAME_IMAGE,
    CINE,
];

const CAPTURE: Iod = Iod::of("OT", "IMAGE", CAPTURED_FRAMES);

const HARDCOPY: Iod = Iod::of("HC", "IMAGE", CAPTURED_IMAGE);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Secondary Capture Image",
        general: CAPTURED_IMAGE,
        modules: &[RGB],
        attributes: &[
            t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
            empty(tags::LATERALITY),
        ],
        ..CAPTURE
    },
    Iod {
        sop_class: uids::MULTI_FRAME_SINGLE_BIT_SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Multi-frame Single Bit Secondary Capture Image",
        modules: &[ONE_BIT],
        ..CAPTURE
    },
    Iod {
        sop_class: uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Multi-frame Grayscale Byte Secondary Capture Image",
        modules: &[GRAY_8],
        attributes: &[
            t(tags::RESCALE_INTERCEPT, "0"),
            t(tags::RESCALE_SLOPE, "1"),
            t(tags::RESCALE_TYPE, "US"),
            t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
        ],
        ..CAPTURE
    },
    Iod {
        sop_class: uids::MULTI_FRAME_GRAYSCALE_WORD_SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Multi-frame Grayscale Word Secondary Capture Image",
        modules: &[GRAY_16],
        attributes: &[
            t(tags::RESCALE_INTERCEPT, "0"),
            t(tags::RESCALE_SLOPE, "1"),
            t(tags::RESCALE_TYPE, "US"),
            t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
            t(tags::WINDOW_CENTER, "1064"),
            t(tags::WINDOW_WIDTH, "400"),
        ],
        ..CAPTURE
    },
    Iod {
        sop_class: uids::MULTI_FRAME_TRUE_COLOR_SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Multi-frame True Color Secondary Capture Image",
        modules: &[RGB],
        ..CAPTURE
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.1.29",
        name: "Hardcopy Grayscale Image",
        modules: &[GRAY_8],
        attributes: &[
            t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
            empty(tags::LATERALITY),
        ],
        ..HARDCOPY
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.1.30",
        name: "Hardcopy Color Image",
        modules: &[RGB],
        attributes: &[
            t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
            empty(tags::LATERALITY),
        ],
        ..HARDCOPY
    },
];

const SC_MULTI_FRAME_IMAGE: Table = &[
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
    empty(tags::LATERALITY),
];
