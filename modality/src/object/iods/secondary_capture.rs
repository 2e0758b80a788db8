//! IODs: secondary capture.

use super::super::attribute::{Attribute, empty, t};
use super::super::module::general::{
    CINE, GENERAL_IMAGE, GENERAL_SERIES, GENERAL_STUDY, MULTI_FRAME, SC_EQUIPMENT,
};
use super::super::module::pixel::{GRAY_8, GRAY_16, ONE_BIT, RGB};
use super::super::module::secondary_capture::SC_MULTI_FRAME_IMAGE;
use super::Iod;
use filmdesk_dataset::{tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Secondary Capture Image",
        modality: "OT",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SC_EQUIPMENT,
            GENERAL_IMAGE,
            RGB,
            &[
                t(tags::CONVERSION_TYPE, "WSD"),
                t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::MULTI_FRAME_SINGLE_BIT_SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Multi-frame Single Bit Secondary Capture Image",
        modality: "OT",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SC_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME,
            SC_MULTI_FRAME_IMAGE,
            CINE,
            ONE_BIT,
            MULTI_FRAME_SINGLE_BIT_SECONDARY_CAPTURE_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Multi-frame Grayscale Byte Secondary Capture Image",
        modality: "OT",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SC_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME,
            SC_MULTI_FRAME_IMAGE,
            CINE,
            GRAY_8,
            MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::MULTI_FRAME_GRAYSCALE_WORD_SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Multi-frame Grayscale Word Secondary Capture Image",
        modality: "OT",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SC_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME,
            SC_MULTI_FRAME_IMAGE,
            CINE,
            GRAY_16,
            MULTI_FRAME_GRAYSCALE_WORD_SECONDARY_CAPTURE_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::MULTI_FRAME_TRUE_COLOR_SECONDARY_CAPTURE_IMAGE_STORAGE,
        name: "Multi-frame True Color Secondary Capture Image",
        modality: "OT",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SC_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME,
            SC_MULTI_FRAME_IMAGE,
            CINE,
            RGB,
            MULTI_FRAME_TRUE_COLOR_SECONDARY_CAPTURE_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.1.29",
        name: "Hardcopy Grayscale Image",
        modality: "HC",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SC_EQUIPMENT,
            GENERAL_IMAGE,
            GRAY_8,
            &[
                t(tags::CONVERSION_TYPE, "WSD"),
                t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.1.30",
        name: "Hardcopy Color Image",
        modality: "HC",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SC_EQUIPMENT,
            GENERAL_IMAGE,
            RGB,
            &[
                t(tags::CONVERSION_TYPE, "WSD"),
                t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
                empty(tags::LATERALITY),
            ],
        ],
    },
];

const MULTI_FRAME_SINGLE_BIT_SECONDARY_CAPTURE_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::CONVERSION_TYPE, "WSD"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
    empty(tags::LATERALITY),
];

const MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::CONVERSION_TYPE, "WSD"),
    t(tags::RESCALE_INTERCEPT, "0"),
    t(tags::RESCALE_SLOPE, "1"),
    t(tags::RESCALE_TYPE, "US"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
    empty(tags::LATERALITY),
];

const MULTI_FRAME_GRAYSCALE_WORD_SECONDARY_CAPTURE_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::CONVERSION_TYPE, "WSD"),
    t(tags::RESCALE_INTERCEPT, "0"),
    t(tags::RESCALE_SLOPE, "1"),
    t(tags::RESCALE_TYPE, "US"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
    t(tags::WINDOW_CENTER, "1064"),
    t(tags::WINDOW_WIDTH, "400"),
    empty(tags::LATERALITY),
];

const MULTI_FRAME_TRUE_COLOR_SECONDARY_CAPTURE_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"DERIVED\SECONDARY"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::CONVERSION_TYPE, "WSD"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
    empty(tags::LATERALITY),
];
