//! IODs: presentation.

use super::super::attribute::{Attribute, bytes, empty, instance, items, now, series, t, uid};
use super::super::documents::{ramp_lut, srgb};
use super::super::module::general::{
    ENHANCED_GENERAL_EQUIPMENT, FRAME_OF_REFERENCE, GENERAL_EQUIPMENT, GENERAL_SERIES,
    GENERAL_STUDY, ICC_PROFILE, PALETTE_COLOR_LOOKUP_TABLE,
};
use super::super::module::presentation::{
    ADVANCED_BLENDING_PRESENTATION_STATE, ADVANCED_BLENDING_PRESENTATION_STATE_DISPLAY,
    DISPLAYED_AREA, MPR_VOLUMETRIC_PRESENTATION_STATE_DISPLAY,
    MULTI_PLANAR_RECONSTRUCTION_GEOMETRY, PRESENTATION_STATE_BLENDING,
    PRESENTATION_STATE_IDENTIFICATION, PRESENTATION_STATE_RELATIONSHIP,
    PRESENTATION_VIEW_DESCRIPTION, RENDER_DISPLAY, STRUCTURED_DISPLAY,
    STRUCTURED_DISPLAY_IMAGE_BOX, VOLUME_RENDER_GEOMETRY,
    VOLUMETRIC_PRESENTATION_STATE_IDENTIFICATION, VOLUMETRIC_PRESENTATION_STATE_RELATIONSHIP,
};
use super::Iod;
use filmdesk_dataset::{VR, tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Grayscale Softcopy Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            PRESENTATION_STATE_IDENTIFICATION,
            PRESENTATION_STATE_RELATIONSHIP,
            DISPLAYED_AREA,
            GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::COLOR_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Color Softcopy Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            PRESENTATION_STATE_IDENTIFICATION,
            PRESENTATION_STATE_RELATIONSHIP,
            DISPLAYED_AREA,
            ICC_PROFILE,
            COLOR_SOFTCOPY_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::PSEUDO_COLOR_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Pseudo-Color Softcopy Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            PRESENTATION_STATE_IDENTIFICATION,
            PRESENTATION_STATE_RELATIONSHIP,
            DISPLAYED_AREA,
            PALETTE_COLOR_LOOKUP_TABLE,
            ICC_PROFILE,
            PSEUDO_COLOR_SOFTCOPY_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::BLENDING_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Blending Softcopy Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            PRESENTATION_STATE_IDENTIFICATION,
            PRESENTATION_STATE_BLENDING,
            DISPLAYED_AREA,
            PALETTE_COLOR_LOOKUP_TABLE,
            ICC_PROFILE,
            BLENDING_SOFTCOPY_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::XAXRF_GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "XA/XRF Grayscale Softcopy Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            PRESENTATION_STATE_IDENTIFICATION,
            PRESENTATION_STATE_RELATIONSHIP,
            DISPLAYED_AREA,
            XA_XRF_GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::GRAYSCALE_PLANAR_MPR_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Grayscale Planar MPR Volumetric Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            VOLUMETRIC_PRESENTATION_STATE_IDENTIFICATION,
            VOLUMETRIC_PRESENTATION_STATE_RELATIONSHIP,
            PRESENTATION_VIEW_DESCRIPTION,
            MULTI_PLANAR_RECONSTRUCTION_GEOMETRY,
            MPR_VOLUMETRIC_PRESENTATION_STATE_DISPLAY,
            GRAYSCALE_PLANAR_MPR_VOLUMETRIC_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::COMPOSITING_PLANAR_MPR_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Compositing Planar MPR Volumetric Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            VOLUMETRIC_PRESENTATION_STATE_IDENTIFICATION,
            VOLUMETRIC_PRESENTATION_STATE_RELATIONSHIP,
            PRESENTATION_VIEW_DESCRIPTION,
            MULTI_PLANAR_RECONSTRUCTION_GEOMETRY,
            MPR_VOLUMETRIC_PRESENTATION_STATE_DISPLAY,
            COMPOSITING_PLANAR_MPR_VOLUMETRIC_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Volume Rendering Volumetric Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            VOLUMETRIC_PRESENTATION_STATE_IDENTIFICATION,
            VOLUMETRIC_PRESENTATION_STATE_RELATIONSHIP,
            PRESENTATION_VIEW_DESCRIPTION,
            VOLUME_RENDER_GEOMETRY,
            RENDER_DISPLAY,
            VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::SEGMENTED_VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Segmented Volume Rendering Volumetric Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            VOLUMETRIC_PRESENTATION_STATE_IDENTIFICATION,
            VOLUMETRIC_PRESENTATION_STATE_RELATIONSHIP,
            PRESENTATION_VIEW_DESCRIPTION,
            VOLUME_RENDER_GEOMETRY,
            RENDER_DISPLAY,
            SEGMENTED_VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::MULTIPLE_VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Multiple Volume Rendering Volumetric Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            VOLUMETRIC_PRESENTATION_STATE_IDENTIFICATION,
            VOLUMETRIC_PRESENTATION_STATE_RELATIONSHIP,
            PRESENTATION_VIEW_DESCRIPTION,
            VOLUME_RENDER_GEOMETRY,
            RENDER_DISPLAY,
            MULTIPLE_VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::ADVANCED_BLENDING_PRESENTATION_STATE_STORAGE,
        name: "Advanced Blending Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            PRESENTATION_STATE_IDENTIFICATION,
            ADVANCED_BLENDING_PRESENTATION_STATE,
            ADVANCED_BLENDING_PRESENTATION_STATE_DISPLAY,
            ICC_PROFILE,
            ADVANCED_BLENDING_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::VARIABLE_MODALITY_LUT_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Variable Modality LUT Softcopy Presentation State",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            PRESENTATION_STATE_IDENTIFICATION,
            PRESENTATION_STATE_RELATIONSHIP,
            DISPLAYED_AREA,
            VARIABLE_MODALITY_LUT_SOFTCOPY_PRESENTATION_STATE_OWN,
        ],
    },
    Iod {
        sop_class: uids::BASIC_STRUCTURED_DISPLAY_STORAGE,
        name: "Basic Structured Display",
        modality: "PR",
        record: "PRESENTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            STRUCTURED_DISPLAY,
            STRUCTURED_DISPLAY_IMAGE_BOX,
            BASIC_STRUCTURED_DISPLAY_OWN,
        ],
    },
];

const GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    items(
        tags::DISPLAYED_AREA_SELECTION_SEQUENCE,
        &[&[
            t(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER, r"1\1"),
            t(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER, r"64\64"),
            t(tags::PRESENTATION_SIZE_MODE, "SCALE TO FIT"),
            t(tags::PRESENTATION_PIXEL_ASPECT_RATIO, r"1\1"),
        ]],
    ),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        &[&[
            series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            items(
                tags::REFERENCED_IMAGE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
        ]],
    ),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    empty(tags::LATERALITY),
];

const COLOR_SOFTCOPY_PRESENTATION_STATE_REFERENCED_SERIES: &[&[Attribute]] = &[&[
    series(
        tags::SERIES_INSTANCE_UID,
        uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
    ),
    items(
        tags::REFERENCED_IMAGE_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
            ),
        ]],
    ),
]];

const COLOR_SOFTCOPY_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    items(
        tags::DISPLAYED_AREA_SELECTION_SEQUENCE,
        &[&[
            t(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER, r"1\1"),
            t(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER, r"64\64"),
            t(tags::PRESENTATION_SIZE_MODE, "SCALE TO FIT"),
            t(tags::PRESENTATION_PIXEL_ASPECT_RATIO, r"1\1"),
        ]],
    ),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        COLOR_SOFTCOPY_PRESENTATION_STATE_REFERENCED_SERIES,
    ),
    bytes(tags::ICC_PROFILE, VR::OB, srgb),
    empty(tags::LATERALITY),
];

const PSEUDO_COLOR_SOFTCOPY_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    items(
        tags::DISPLAYED_AREA_SELECTION_SEQUENCE,
        &[&[
            t(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER, r"1\1"),
            t(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER, r"64\64"),
            t(tags::PRESENTATION_SIZE_MODE, "SCALE TO FIT"),
            t(tags::PRESENTATION_PIXEL_ASPECT_RATIO, r"1\1"),
        ]],
    ),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        &[&[
            series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            items(
                tags::REFERENCED_IMAGE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
        ]],
    ),
    t(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, r"256\0\16"),
    t(
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        r"256\0\16",
    ),
    t(
        tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        r"256\0\16",
    ),
    bytes(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, ramp_lut),
    bytes(
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
        VR::OW,
        ramp_lut,
    ),
    bytes(tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, ramp_lut),
    bytes(tags::ICC_PROFILE, VR::OB, srgb),
    empty(tags::LATERALITY),
];

const BLENDING_SOFTCOPY_PRESENTATION_STATE_BLENDING: &[&[Attribute]] = &[
    &[
        t(tags::BLENDING_POSITION, "SUPERIMPOSED"),
        uid(tags::STUDY_INSTANCE_UID, "study"),
        items(
            tags::REFERENCED_SERIES_SEQUENCE,
            &[&[
                series(tags::SERIES_INSTANCE_UID, uids::MR_IMAGE_STORAGE),
                items(
                    tags::REFERENCED_IMAGE_SEQUENCE,
                    &[&[
                        t(tags::REFERENCED_SOP_CLASS_UID, uids::MR_IMAGE_STORAGE),
                        instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::MR_IMAGE_STORAGE),
                    ]],
                ),
            ]],
        ),
        t(tags::RESCALE_INTERCEPT, "0"),
        t(tags::RESCALE_SLOPE, "1"),
        t(tags::RESCALE_TYPE, "US"),
    ],
    &[
        t(tags::BLENDING_POSITION, "UNDERLYING"),
        uid(tags::STUDY_INSTANCE_UID, "study"),
        items(
            tags::REFERENCED_SERIES_SEQUENCE,
            &[&[
                series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                items(
                    tags::REFERENCED_IMAGE_SEQUENCE,
                    &[&[
                        t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                        instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                    ]],
                ),
            ]],
        ),
        t(tags::RESCALE_INTERCEPT, "-1024"),
        t(tags::RESCALE_SLOPE, "1"),
        t(tags::RESCALE_TYPE, "US"),
    ],
];

const BLENDING_SOFTCOPY_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    items(
        tags::DISPLAYED_AREA_SELECTION_SEQUENCE,
        &[&[
            t(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER, r"1\1"),
            t(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER, r"64\64"),
            t(tags::PRESENTATION_SIZE_MODE, "SCALE TO FIT"),
            t(tags::PRESENTATION_PIXEL_ASPECT_RATIO, r"1\1"),
        ]],
    ),
    t(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, r"256\0\16"),
    t(
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        r"256\0\16",
    ),
    t(
        tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
        r"256\0\16",
    ),
    bytes(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, ramp_lut),
    bytes(
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
        VR::OW,
        ramp_lut,
    ),
    bytes(tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, ramp_lut),
    bytes(tags::ICC_PROFILE, VR::OB, srgb),
    items(
        tags::BLENDING_SEQUENCE,
        BLENDING_SOFTCOPY_PRESENTATION_STATE_BLENDING,
    ),
    t(tags::RELATIVE_OPACITY, "0.5"),
    empty(tags::LATERALITY),
];

const XA_XRF_GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_REFERENCED_SERIES: &[&[Attribute]] = &[&[
    series(
        tags::SERIES_INSTANCE_UID,
        uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
    ),
    items(
        tags::REFERENCED_IMAGE_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
            ),
        ]],
    ),
]];

const XA_XRF_GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    items(
        tags::DISPLAYED_AREA_SELECTION_SEQUENCE,
        &[&[
            t(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER, r"1\1"),
            t(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER, r"64\64"),
            t(tags::PRESENTATION_SIZE_MODE, "SCALE TO FIT"),
            t(tags::PRESENTATION_PIXEL_ASPECT_RATIO, r"1\1"),
        ]],
    ),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        XA_XRF_GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_REFERENCED_SERIES,
    ),
    empty(tags::LATERALITY),
];

const GRAYSCALE_PLANAR_MPR_VOLUMETRIC_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    empty(tags::LATERALITY),
];

const COMPOSITING_PLANAR_MPR_VOLUMETRIC_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    empty(tags::LATERALITY),
];

const VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    empty(tags::LATERALITY),
];

const SEGMENTED_VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    empty(tags::LATERALITY),
];

const MULTIPLE_VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    empty(tags::LATERALITY),
];

const ADVANCED_BLENDING_PRESENTATION_STATE_ADVANCED_BLENDING: &[&[Attribute]] = &[&[
    t(tags::BLENDING_INPUT_NUMBER, "1"),
    uid(tags::STUDY_INSTANCE_UID, "study"),
    series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
    items(
        tags::REFERENCED_IMAGE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
    t(tags::TIME_SERIES_BLENDING, "FALSE"),
    t(tags::GEOMETRY_FOR_DISPLAY, "TRUE"),
]];

const ADVANCED_BLENDING_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    bytes(tags::ICC_PROFILE, VR::OB, srgb),
    t(tags::PIXEL_PRESENTATION, "TRUE_COLOR"),
    items(
        tags::ADVANCED_BLENDING_SEQUENCE,
        ADVANCED_BLENDING_PRESENTATION_STATE_ADVANCED_BLENDING,
    ),
    items(
        tags::BLENDING_DISPLAY_SEQUENCE,
        &[&[
            items(
                tags::BLENDING_DISPLAY_INPUT_SEQUENCE,
                &[&[t(tags::BLENDING_INPUT_NUMBER, "1")]],
            ),
            t(tags::BLENDING_MODE, "EQUAL"),
        ]],
    ),
    items(
        tags::DISPLAYED_AREA_SELECTION_SEQUENCE,
        &[&[
            t(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER, r"1\1"),
            t(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER, r"64\64"),
            t(tags::PRESENTATION_SIZE_MODE, "SCALE TO FIT"),
            t(tags::PRESENTATION_PIXEL_ASPECT_RATIO, r"1\1"),
        ]],
    ),
    empty(tags::LATERALITY),
];

const VARIABLE_MODALITY_LUT_SOFTCOPY_PRESENTATION_STATE_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    items(
        tags::DISPLAYED_AREA_SELECTION_SEQUENCE,
        &[&[
            t(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER, r"1\1"),
            t(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER, r"64\64"),
            t(tags::PRESENTATION_SIZE_MODE, "SCALE TO FIT"),
            t(tags::PRESENTATION_PIXEL_ASPECT_RATIO, r"1\1"),
        ]],
    ),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        &[&[
            series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            items(
                tags::REFERENCED_IMAGE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
        ]],
    ),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    empty(tags::LATERALITY),
];

const BASIC_STRUCTURED_DISPLAY_STRUCTURED_DISPLAY_IMAGE_BOX: &[&[Attribute]] = &[&[
    t(tags::DISPLAY_ENVIRONMENT_SPATIAL_POSITION, r"0\1\1\0"),
    t(tags::IMAGE_BOX_NUMBER, "1"),
    t(tags::IMAGE_BOX_LAYOUT_TYPE, "SINGLE"),
    items(
        tags::REFERENCED_IMAGE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
]];

const BASIC_STRUCTURED_DISPLAY_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    t(
        tags::STRUCTURED_DISPLAY_BACKGROUND_CIE_LAB_VALUE,
        r"0\32896\32896",
    ),
    items(
        tags::NOMINAL_SCREEN_DEFINITION_SEQUENCE,
        &[&[
            t(tags::NUMBER_OF_VERTICAL_PIXELS, "1200"),
            t(tags::NUMBER_OF_HORIZONTAL_PIXELS, "1600"),
            t(tags::DISPLAY_ENVIRONMENT_SPATIAL_POSITION, r"0\1\1\0"),
            t(tags::SCREEN_MINIMUM_GRAYSCALE_BIT_DEPTH, "8"),
        ]],
    ),
    items(
        tags::STRUCTURED_DISPLAY_IMAGE_BOX_SEQUENCE,
        BASIC_STRUCTURED_DISPLAY_STRUCTURED_DISPLAY_IMAGE_BOX,
    ),
    empty(tags::LATERALITY),
];
