//! Modules: presentation.

use super::super::attribute::{Attribute, empty, instance, items, now, t, uid};
use filmdesk_dataset::{tags, uids};

/// Presentation state identification.
pub(in crate::object) const PRESENTATION_STATE_IDENTIFICATION: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
];

/// Presentation state relationship.
pub(in crate::object) const PRESENTATION_STATE_RELATIONSHIP: &[Attribute] = &[items(
    tags::REFERENCED_SERIES_SEQUENCE,
    &[&[
        items(
            tags::REFERENCED_IMAGE_SEQUENCE,
            &[&[
                t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            ]],
        ),
        uid(tags::SERIES_INSTANCE_UID, "series instance"),
    ]],
)];

/// Displayed area.
pub(in crate::object) const DISPLAYED_AREA: &[Attribute] = &[items(
    tags::DISPLAYED_AREA_SELECTION_SEQUENCE,
    &[&[
        t(tags::DISPLAYED_AREA_TOP_LEFT_HAND_CORNER, r"1\1"),
        t(tags::DISPLAYED_AREA_BOTTOM_RIGHT_HAND_CORNER, r"64\64"),
        t(tags::PRESENTATION_SIZE_MODE, "SCALE TO FIT"),
    ]],
)];

/// Presentation state blending.
pub(in crate::object) const PRESENTATION_STATE_BLENDING: &[Attribute] = &[
    items(
        tags::BLENDING_SEQUENCE,
        &[&[
            items(
                tags::REFERENCED_SERIES_SEQUENCE,
                &[&[
                    items(
                        tags::REFERENCED_IMAGE_SEQUENCE,
                        &[&[
                            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                        ]],
                    ),
                    uid(tags::SERIES_INSTANCE_UID, "series instance"),
                ]],
            ),
            uid(tags::STUDY_INSTANCE_UID, "study instance"),
            t(tags::BLENDING_POSITION, "UNDERLYING"),
        ]],
    ),
    t(tags::RELATIVE_OPACITY, "0.5"),
];

/// Volumetric presentation state identification.
pub(in crate::object) const VOLUMETRIC_PRESENTATION_STATE_IDENTIFICATION: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
];

/// Volumetric presentation state relationship.
pub(in crate::object) const VOLUMETRIC_PRESENTATION_STATE_RELATIONSHIP: &[Attribute] = &[
    items(
        tags::VOLUMETRIC_PRESENTATION_STATE_INPUT_SEQUENCE,
        &[&[
            t(tags::CROP, "NO"),
            t(tags::VOLUMETRIC_PRESENTATION_INPUT_NUMBER, "1"),
            uid(
                tags::VOLUMETRIC_PRESENTATION_INPUT_SET_UID,
                "volumetric presentation input set",
            ),
        ]],
    ),
    items(
        tags::VOLUMETRIC_PRESENTATION_INPUT_SET_SEQUENCE,
        &[&[
            t(tags::PRESENTATION_INPUT_TYPE, "VOLUME"),
            uid(
                tags::VOLUMETRIC_PRESENTATION_INPUT_SET_UID,
                "volumetric presentation input set",
            ),
        ]],
    ),
    t(tags::GLOBAL_CROP, "NO"),
];

/// Presentation view description.
pub(in crate::object) const PRESENTATION_VIEW_DESCRIPTION: &[Attribute] = &[
    items(tags::ANATOMIC_REGION_SEQUENCE, &[]),
    empty(tags::IMAGE_LATERALITY),
    items(tags::VIEW_CODE_SEQUENCE, &[]),
];

/// Multi planar reconstruction geometry.
pub(in crate::object) const MULTI_PLANAR_RECONSTRUCTION_GEOMETRY: &[Attribute] = &[
    t(tags::MULTI_PLANAR_RECONSTRUCTION_STYLE, "PLANAR"),
    t(tags::MPR_THICKNESS_TYPE, "THIN"),
];

/// Mpr volumetric presentation state display.
pub(in crate::object) const MPR_VOLUMETRIC_PRESENTATION_STATE_DISPLAY: &[Attribute] =
    &[t(tags::PIXEL_PRESENTATION, "MONOCHROME")];

/// Volume render geometry.
pub(in crate::object) const VOLUME_RENDER_GEOMETRY: &[Attribute] = &[
    t(tags::RENDERING_METHOD, "VOLUME_RENDERED"),
    t(tags::RENDER_PROJECTION, "ORTHOGRAPHIC"),
    t(tags::VIEWPOINT_POSITION, r"0\-500\0"),
    t(tags::VIEWPOINT_LOOK_AT_POINT, r"0\0\0"),
    t(tags::VIEWPOINT_UP_DIRECTION, r"0\0\1"),
    t(tags::RENDER_FIELD_OF_VIEW, r"-200\200\200\-200\1\1000"),
];

/// Render display.
pub(in crate::object) const RENDER_DISPLAY: &[Attribute] = &[
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    items(tags::PRESENTATION_STATE_COMPOSITOR_COMPONENT_SEQUENCE, &[]),
    items(
        tags::VOLUME_STREAM_SEQUENCE,
        &[&[
            uid(
                tags::VOLUMETRIC_PRESENTATION_INPUT_SET_UID,
                "volumetric presentation input set",
            ),
            items(
                tags::PRESENTATION_STATE_CLASSIFICATION_COMPONENT_SEQUENCE,
                &[&[
                    t(tags::RGBLUT_TRANSFER_FUNCTION, "EQUAL_RGB"),
                    t(tags::ALPHA_LUT_TRANSFER_FUNCTION, "NONE"),
                    t(tags::COMPONENT_TYPE, "EXAMPLE"),
                    items(
                        tags::COMPONENT_INPUT_SEQUENCE,
                        &[&[t(tags::VOLUMETRIC_PRESENTATION_INPUT_INDEX, "1")]],
                    ),
                ]],
            ),
        ]],
    ),
];

/// Advanced blending presentation state.
pub(in crate::object) const ADVANCED_BLENDING_PRESENTATION_STATE: &[Attribute] = &[items(
    tags::ADVANCED_BLENDING_SEQUENCE,
    &[&[
        uid(tags::STUDY_INSTANCE_UID, "study instance"),
        uid(tags::SERIES_INSTANCE_UID, "series instance"),
        t(tags::BLENDING_INPUT_NUMBER, "1"),
    ]],
)];

/// Advanced blending presentation state display.
pub(in crate::object) const ADVANCED_BLENDING_PRESENTATION_STATE_DISPLAY: &[Attribute] = &[
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
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
];

/// Structured display.
pub(in crate::object) const STRUCTURED_DISPLAY: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    now(tags::PRESENTATION_CREATION_DATE),
    now(tags::PRESENTATION_CREATION_TIME),
    t(tags::NUMBER_OF_SCREENS, "1"),
    items(
        tags::NOMINAL_SCREEN_DEFINITION_SEQUENCE,
        &[&[
            t(tags::NUMBER_OF_VERTICAL_PIXELS, "1200"),
            t(tags::NUMBER_OF_HORIZONTAL_PIXELS, "1600"),
            t(tags::DISPLAY_ENVIRONMENT_SPATIAL_POSITION, r"0\1\1\0"),
        ]],
    ),
];

/// Structured display image box.
pub(in crate::object) const STRUCTURED_DISPLAY_IMAGE_BOX: &[Attribute] = &[items(
    tags::STRUCTURED_DISPLAY_IMAGE_BOX_SEQUENCE,
    &[&[
        t(tags::DISPLAY_ENVIRONMENT_SPATIAL_POSITION, r"0\1\1\0"),
        t(tags::IMAGE_BOX_NUMBER, "1"),
        t(tags::IMAGE_BOX_LAYOUT_TYPE, "STACK"),
    ]],
)];
