//! Presentation states.

use super::prelude::*;

/// Modules of a softcopy presentation state (PS3.3 A.33).
const SOFTCOPY: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    PRESENTATION_STATE_IDENTIFICATION,
];

/// Modules of a volumetric presentation state (PS3.3 A.80).
const VOLUMETRIC: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    FRAME_OF_REFERENCE,
    GENERAL_EQUIPMENT,
    ENHANCED_GENERAL_EQUIPMENT,
    VOLUMETRIC_PRESENTATION_STATE,
];

const PRESENTATION: Iod = Iod::of("PR", "PRESENTATION", SOFTCOPY);

const VOLUMETRIC_PRESENTATION: Iod = Iod::of("PR", "PRESENTATION", VOLUMETRIC);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Grayscale Softcopy Presentation State",
        modules: &[PRESENTATION_STATE_RELATIONSHIP, DISPLAYED_AREA],
        attributes: &[t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY")],
        ..PRESENTATION
    },
    Iod {
        sop_class: uids::COLOR_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Color Softcopy Presentation State",
        modules: &[DISPLAYED_AREA, ICC_PROFILE],
        attributes: &[seq(tags::REFERENCED_SERIES_SEQUENCE).item(&[
            series_of(
                tags::SERIES_INSTANCE_UID,
                uids::SECONDARY_CAPTURE_IMAGE_STORAGE,
            ),
            seq(tags::REFERENCED_IMAGE_SEQUENCE).instance(uids::SECONDARY_CAPTURE_IMAGE_STORAGE),
        ])],
        ..PRESENTATION
    },
    Iod {
        sop_class: uids::PSEUDO_COLOR_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Pseudo-Color Softcopy Presentation State",
        modules: &[
            PRESENTATION_STATE_RELATIONSHIP,
            DISPLAYED_AREA,
            PALETTE_COLOR_LOOKUP_TABLE,
            ICC_PROFILE,
            RAMP_PALETTE,
        ],
        ..PRESENTATION
    },
    Iod {
        sop_class: uids::BLENDING_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Blending Softcopy Presentation State",
        modules: &[
            DISPLAYED_AREA,
            PALETTE_COLOR_LOOKUP_TABLE,
            ICC_PROFILE,
            RAMP_PALETTE,
        ],
        attributes: &[
            seq(tags::BLENDING_SEQUENCE).items(&[
                &[
                    t(tags::BLENDING_POSITION, "SUPERIMPOSED"),
                    uid(tags::STUDY_INSTANCE_UID, "study"),
                    seq(tags::REFERENCED_SERIES_SEQUENCE).item(&[
                        series_of(tags::SERIES_INSTANCE_UID, uids::MR_IMAGE_STORAGE),
                        seq(tags::REFERENCED_IMAGE_SEQUENCE).instance(uids::MR_IMAGE_STORAGE),
                    ]),
                    t(tags::RESCALE_INTERCEPT, "0"),
                    t(tags::RESCALE_SLOPE, "1"),
                    t(tags::RESCALE_TYPE, "US"),
                ],
                &[
                    t(tags::BLENDING_POSITION, "UNDERLYING"),
                    uid(tags::STUDY_INSTANCE_UID, "study"),
                    REFERENCED_CT_IMAGES,
                    t(tags::RESCALE_INTERCEPT, "-1024"),
                    t(tags::RESCALE_SLOPE, "1"),
                    t(tags::RESCALE_TYPE, "US"),
                ],
            ]),
            t(tags::RELATIVE_OPACITY, "0.5"),
        ],
        ..PRESENTATION
    },
    Iod {
        sop_class: uids::XAXRF_GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "XA/XRF Grayscale Softcopy Presentation State",
        general: ENHANCED_SERIES,
        modules: &[PRESENTATION_STATE_IDENTIFICATION, DISPLAYED_AREA],
        attributes: &[
            seq(tags::REFERENCED_SERIES_SEQUENCE).item(&[
                series_of(
                    tags::SERIES_INSTANCE_UID,
                    uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
                ),
                seq(tags::REFERENCED_IMAGE_SEQUENCE)
                    .instance(uids::X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE),
            ]),
            t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
        ],
        ..PRESENTATION
    },
    Iod {
        sop_class: uids::GRAYSCALE_PLANAR_MPR_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Grayscale Planar MPR Volumetric Presentation State",
        modules: &[PLANAR_MPR],
        ..VOLUMETRIC_PRESENTATION
    },
    Iod {
        sop_class: uids::COMPOSITING_PLANAR_MPR_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Compositing Planar MPR Volumetric Presentation State",
        modules: &[PLANAR_MPR],
        ..VOLUMETRIC_PRESENTATION
    },
    Iod {
        sop_class: uids::VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Volume Rendering Volumetric Presentation State",
        modules: &[VOLUME_RENDERING],
        ..VOLUMETRIC_PRESENTATION
    },
    Iod {
        sop_class: uids::SEGMENTED_VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Segmented Volume Rendering Volumetric Presentation State",
        modules: &[VOLUME_RENDERING],
        ..VOLUMETRIC_PRESENTATION
    },
    Iod {
        sop_class: uids::MULTIPLE_VOLUME_RENDERING_VOLUMETRIC_PRESENTATION_STATE_STORAGE,
        name: "Multiple Volume Rendering Volumetric Presentation State",
        modules: &[VOLUME_RENDERING],
        ..VOLUMETRIC_PRESENTATION
    },
    Iod {
        sop_class: uids::ADVANCED_BLENDING_PRESENTATION_STATE_STORAGE,
        name: "Advanced Blending Presentation State",
        general: PLACED_ENHANCED_SERIES,
        modules: &[PRESENTATION_STATE_IDENTIFICATION, ICC_PROFILE],
        attributes: &[
            seq(tags::ADVANCED_BLENDING_SEQUENCE).item(&[
                t(tags::BLENDING_INPUT_NUMBER, "1"),
                uid(tags::STUDY_INSTANCE_UID, "study"),
                series_of(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                seq(tags::REFERENCED_IMAGE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
                t(tags::TIME_SERIES_BLENDING, "FALSE"),
                t(tags::GEOMETRY_FOR_DISPLAY, "TRUE"),
            ]),
            t(tags::PIXEL_PRESENTATION, "TRUE_COLOR"),
            seq(tags::BLENDING_DISPLAY_SEQUENCE).item(&[
                seq(tags::BLENDING_DISPLAY_INPUT_SEQUENCE)
                    .item(&[t(tags::BLENDING_INPUT_NUMBER, "1")]),
                t(tags::BLENDING_MODE, "EQUAL"),
            ]),
            DISPLAYED_AREA_SELECTION,
        ],
        ..PRESENTATION
    },
    Iod {
        sop_class: uids::VARIABLE_MODALITY_LUT_SOFTCOPY_PRESENTATION_STATE_STORAGE,
        name: "Variable Modality LUT Softcopy Presentation State",
        modules: &[PRESENTATION_STATE_RELATIONSHIP, DISPLAYED_AREA],
        attributes: &[t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY")],
        ..PRESENTATION
    },
    Iod {
        sop_class: uids::BASIC_STRUCTURED_DISPLAY_STORAGE,
        name: "Basic Structured Display",
        general: SERIES,
        attributes: &[
            t(tags::CONTENT_LABEL, "EXAMPLE"),
            empty(tags::CONTENT_DESCRIPTION),
            now(tags::PRESENTATION_CREATION_DATE),
            now(tags::PRESENTATION_CREATION_TIME),
            t(tags::NUMBER_OF_SCREENS, "1"),
            seq(tags::NOMINAL_SCREEN_DEFINITION_SEQUENCE).item(&[
                t(tags::NUMBER_OF_VERTICAL_PIXELS, "1200"),
                t(tags::NUMBER_OF_HORIZONTAL_PIXELS, "1600"),
                t(tags::DISPLAY_ENVIRONMENT_SPATIAL_POSITION, r"0\1\1\0"),
                t(tags::SCREEN_MINIMUM_GRAYSCALE_BIT_DEPTH, "8"),
            ]),
            seq(tags::STRUCTURED_DISPLAY_IMAGE_BOX_SEQUENCE).item(&[
                t(tags::DISPLAY_ENVIRONMENT_SPATIAL_POSITION, r"0\1\1\0"),
                t(tags::IMAGE_BOX_NUMBER, "1"),
                t(tags::IMAGE_BOX_LAYOUT_TYPE, "SINGLE"),
                seq(tags::REFERENCED_IMAGE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
            ]),
            empty(tags::CONTENT_CREATOR_NAME),
            t(
                tags::STRUCTURED_DISPLAY_BACKGROUND_CIE_LAB_VALUE,
                r"0\32896\32896",
            ),
            empty(tags::LATERALITY),
        ],
        ..PRESENTATION
    },
];

const PRESENTATION_STATE_IDENTIFICATION: Table = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    empty(tags::CONTENT_CREATOR_NAME),
    empty(tags::LATERALITY),
];

const PRESENTATION_STATE_RELATIONSHIP: Table = &[REFERENCED_CT_IMAGES];

const DISPLAYED_AREA: Table = &[DISPLAYED_AREA_SELECTION];

const VOLUMETRIC_PRESENTATION_STATE: Table = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    seq(tags::VOLUMETRIC_PRESENTATION_STATE_INPUT_SEQUENCE).item(&[
        t(tags::CROP, "NO"),
        t(tags::VOLUMETRIC_PRESENTATION_INPUT_NUMBER, "1"),
        uid(
            tags::VOLUMETRIC_PRESENTATION_INPUT_SET_UID,
            "volumetric presentation input set",
        ),
    ]),
    seq(tags::VOLUMETRIC_PRESENTATION_INPUT_SET_SEQUENCE).item(&[
        t(tags::PRESENTATION_INPUT_TYPE, "VOLUME"),
        uid(
            tags::VOLUMETRIC_PRESENTATION_INPUT_SET_UID,
            "volumetric presentation input set",
        ),
    ]),
    t(tags::GLOBAL_CROP, "NO"),
    seq(tags::ANATOMIC_REGION_SEQUENCE).empty(),
    empty(tags::IMAGE_LATERALITY),
    seq(tags::VIEW_CODE_SEQUENCE).empty(),
    empty(tags::CONTENT_CREATOR_NAME),
    empty(tags::LATERALITY),
];

const PLANAR_MPR: Table = &[
    t(tags::MULTI_PLANAR_RECONSTRUCTION_STYLE, "PLANAR"),
    t(tags::MPR_THICKNESS_TYPE, "THIN"),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
];

const VOLUME_RENDERING: Table = &[
    t(tags::RENDERING_METHOD, "VOLUME_RENDERED"),
    t(tags::RENDER_PROJECTION, "ORTHOGRAPHIC"),
    t(tags::VIEWPOINT_POSITION, r"0\-500\0"),
    t(tags::VIEWPOINT_LOOK_AT_POINT, r"0\0\0"),
    t(tags::VIEWPOINT_UP_DIRECTION, r"0\0\1"),
    t(tags::RENDER_FIELD_OF_VIEW, r"-200\200\200\-200\1\1000"),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    seq(tags::PRESENTATION_STATE_COMPOSITOR_COMPONENT_SEQUENCE).empty(),
    seq(tags::VOLUME_STREAM_SEQUENCE).item(&[
        uid(
            tags::VOLUMETRIC_PRESENTATION_INPUT_SET_UID,
            "volumetric presentation input set",
        ),
        seq(tags::PRESENTATION_STATE_CLASSIFICATION_COMPONENT_SEQUENCE).item(&[
            t(tags::RGBLUT_TRANSFER_FUNCTION, "EQUAL_RGB"),
            t(tags::ALPHA_LUT_TRANSFER_FUNCTION, "NONE"),
            t(tags::COMPONENT_TYPE, "EXAMPLE"),
            seq(tags::COMPONENT_INPUT_SEQUENCE)
                .item(&[t(tags::VOLUMETRIC_PRESENTATION_INPUT_INDEX, "1")]),
        ]),
    ]),
];

const RAMP_PALETTE: Table = &[
    bytes(tags::RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, ramp_lut),
    bytes(
        tags::GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
        VR::OW,
        ramp_lut,
    ),
    bytes(tags::BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, VR::OW, ramp_lut),
];

const REFERENCED_CT_IMAGES: Row = seq(tags::REFERENCED_SERIES_SEQUENCE).item(&[
    series_of(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
    seq(tags::REFERENCED_IMAGE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
]);

const DISPLAYED_AREA_SELECTION: Row = seq(tags::DISPLAYED_AREA_SELECTION_SEQUENCE).item(&[
    t(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER, r"1\1"),
    t(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER, r"64\64"),
    t(tags::PRESENTATION_SIZE_MODE, "SCALE TO FIT"),
    t(tags::PRESENTATION_PIXEL_ASPECT_RATIO, r"1\1"),
]);
