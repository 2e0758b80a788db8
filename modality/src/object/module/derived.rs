//! Modules: derived.

use super::super::attribute::{Attribute, code, empty, instance, items, now, t, uid};
use filmdesk_dataset::{tags, uids};

/// Raw data.
pub(in crate::object) const RAW_DATA: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    uid(tags::CREATOR_VERSION_UID, "creator version"),
];

/// Spatial registration.
pub(in crate::object) const SPATIAL_REGISTRATION: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    items(
        tags::REGISTRATION_SEQUENCE,
        &[&[items(
            tags::MATRIX_REGISTRATION_SEQUENCE,
            &[&[
                items(
                    tags::MATRIX_SEQUENCE,
                    &[&[
                        t(tags::FRAME_OF_REFERENCE_TRANSFORMATION_MATRIX_TYPE, "RIGID"),
                        t(
                            tags::FRAME_OF_REFERENCE_TRANSFORMATION_MATRIX,
                            r"1\0\0\10\0\1\0\0\0\0\1\0\0\0\0\1",
                        ),
                    ]],
                ),
                items(tags::REGISTRATION_TYPE_CODE_SEQUENCE, &[]),
            ]],
        )]],
    ),
];

/// Spatial fiducials.
pub(in crate::object) const SPATIAL_FIDUCIALS: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    items(
        tags::FIDUCIAL_SET_SEQUENCE,
        &[&[items(
            tags::FIDUCIAL_SEQUENCE,
            &[&[
                t(tags::SHAPE_TYPE, "POINT"),
                t(tags::FIDUCIAL_IDENTIFIER, "Example"),
            ]],
        )]],
    ),
];

/// Deformable spatial registration.
pub(in crate::object) const DEFORMABLE_SPATIAL_REGISTRATION: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::DEFORMABLE_REGISTRATION_SEQUENCE,
        &[&[
            uid(
                tags::SOURCE_FRAME_OF_REFERENCE_UID,
                "source frame of reference",
            ),
            items(tags::REGISTRATION_TYPE_CODE_SEQUENCE, &[]),
        ]],
    ),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
];

/// Segmentation image.
pub(in crate::object) const SEGMENTATION_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::SEGMENTATION_TYPE, "BINARY"),
    items(
        tags::SEGMENT_SEQUENCE,
        &[&[
            code(
                tags::SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE,
                "91723000",
                "SCT",
                "Anatomical structure",
            ),
            t(tags::SEGMENT_NUMBER, "1"),
            t(tags::SEGMENT_LABEL, "Bone"),
            t(tags::SEGMENT_ALGORITHM_TYPE, "MANUAL"),
            code(
                tags::SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE,
                "272673000",
                "SCT",
                "Bone",
            ),
        ]],
    ),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
];

/// Surface segmentation.
pub(in crate::object) const SURFACE_SEGMENTATION: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::SEGMENT_SEQUENCE,
        &[&[
            code(
                tags::SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE,
                "91723000",
                "SCT",
                "Anatomical structure",
            ),
            t(tags::SEGMENT_NUMBER, "1"),
            t(tags::SEGMENT_LABEL, "Bone"),
            t(tags::SEGMENT_ALGORITHM_TYPE, "MANUAL"),
            code(
                tags::SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE,
                "272673000",
                "SCT",
                "Bone",
            ),
            t(tags::SURFACE_COUNT, "1"),
            items(
                tags::REFERENCED_SURFACE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SURFACE_NUMBER, "1"),
                    items(
                        tags::SEGMENT_SURFACE_GENERATION_ALGORITHM_IDENTIFICATION_SEQUENCE,
                        &[&[
                            code(
                                tags::ALGORITHM_FAMILY_CODE_SEQUENCE,
                                "123109",
                                "DCM",
                                "Manual Processing",
                            ),
                            t(tags::ALGORITHM_VERSION, "Example"),
                            t(tags::ALGORITHM_NAME, "Example"),
                        ]],
                    ),
                    items(tags::SEGMENT_SURFACE_SOURCE_INSTANCE_SEQUENCE, &[]),
                ]],
            ),
        ]],
    ),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
];

/// Surface mesh.
pub(in crate::object) const SURFACE_MESH: &[Attribute] = &[
    t(tags::NUMBER_OF_SURFACES, "1"),
    items(
        tags::SURFACE_SEQUENCE,
        &[&[
            t(tags::RECOMMENDED_DISPLAY_GRAYSCALE_VALUE, "65535"),
            t(
                tags::RECOMMENDED_DISPLAY_CIE_LAB_VALUE,
                r"43803\26565\32896",
            ),
            t(tags::SURFACE_NUMBER, "1"),
            empty(tags::SURFACE_PROCESSING),
            t(tags::RECOMMENDED_PRESENTATION_OPACITY, "1"),
            t(tags::RECOMMENDED_PRESENTATION_TYPE, "SURFACE"),
            t(tags::FINITE_VOLUME, "YES"),
            t(tags::MANIFOLD, "YES"),
            items(
                tags::SURFACE_POINTS_SEQUENCE,
                &[&[
                    t(tags::NUMBER_OF_SURFACE_POINTS, "4"),
                    t(tags::POINT_COORDINATES_DATA, r"0\0\0\10\0\0\0\10\0\0\0\10"),
                ]],
            ),
            items(tags::SURFACE_POINTS_NORMALS_SEQUENCE, &[]),
            items(
                tags::SURFACE_MESH_PRIMITIVES_SEQUENCE,
                &[&[
                    items(tags::TRIANGLE_STRIP_SEQUENCE, &[]),
                    items(tags::TRIANGLE_FAN_SEQUENCE, &[]),
                    items(tags::LINE_SEQUENCE, &[]),
                    items(tags::FACET_SEQUENCE, &[]),
                    empty(tags::LONG_TRIANGLE_POINT_INDEX_LIST),
                    empty(tags::LONG_EDGE_POINT_INDEX_LIST),
                    empty(tags::LONG_VERTEX_POINT_INDEX_LIST),
                ]],
            ),
        ]],
    ),
];

/// Tractography results.
pub(in crate::object) const TRACTOGRAPHY_RESULTS: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::TRACK_SET_SEQUENCE,
        &[&[
            items(
                tags::TRACK_SEQUENCE,
                &[&[t(
                    tags::POINT_COORDINATES_DATA,
                    r"0\0\0\10\0\0\0\10\0\0\0\10",
                )]],
            ),
            items(
                tags::TRACKING_ALGORITHM_IDENTIFICATION_SEQUENCE,
                &[&[
                    code(
                        tags::ALGORITHM_FAMILY_CODE_SEQUENCE,
                        "123109",
                        "DCM",
                        "Manual Processing",
                    ),
                    t(tags::ALGORITHM_VERSION, "Example"),
                    t(tags::ALGORITHM_NAME, "Example"),
                ]],
            ),
            t(tags::TRACK_SET_NUMBER, "1"),
            t(tags::TRACK_SET_LABEL, "Example"),
            code(
                tags::TRACK_SET_ANATOMICAL_TYPE_CODE_SEQUENCE,
                "88442005",
                "SCT",
                "Corticospinal tract",
            ),
            code(
                tags::DIFFUSION_MODEL_CODE_SEQUENCE,
                "113231",
                "DCM",
                "Single Tensor",
            ),
        ]],
    ),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
];

/// Real world value mapping.
pub(in crate::object) const REAL_WORLD_VALUE_MAPPING: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::REFERENCED_IMAGE_REAL_WORLD_VALUE_MAPPING_SEQUENCE,
        &[&[
            items(
                tags::REFERENCED_IMAGE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
            items(
                tags::REAL_WORLD_VALUE_MAPPING_SEQUENCE,
                &[&[
                    t(tags::LUT_EXPLANATION, "Hounsfield units"),
                    code(
                        tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                        "[hnsf'U]",
                        "UCUM",
                        "Hounsfield unit",
                    ),
                    t(tags::LUT_LABEL, "HU"),
                ]],
            ),
        ]],
    ),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
];

/// Optical surface scanner series.
pub(in crate::object) const OPTICAL_SURFACE_SCANNER_SERIES: &[Attribute] =
    &[items(tags::REFERENCED_SURFACE_DATA_SEQUENCE, &[])];

/// Scan procedure.
pub(in crate::object) const SCAN_PROCEDURE: &[Attribute] = &[
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::ACQUISITION_NUMBER, "1"),
    code(
        tags::SURFACE_SCAN_ACQUISITION_TYPE_CODE_SEQUENCE,
        "113240",
        "DCM",
        "Source image",
    ),
    items(tags::SURFACE_SCAN_MODE_CODE_SEQUENCE, &[]),
    t(tags::SHOT_DURATION_TIME, "0.1"),
];

/// Point cloud.
pub(in crate::object) const POINT_CLOUD: &[Attribute] = &[items(
    tags::SURFACE_POINTS_SEQUENCE,
    &[&[
        t(tags::NUMBER_OF_SURFACE_POINTS, "4"),
        t(tags::POINT_COORDINATES_DATA, r"0\0\0\10\0\0\0\10\0\0\0\10"),
    ]],
)];

/// Parametric map image.
pub(in crate::object) const PARAMETRIC_MAP_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// Microscopy bulk simple annotations.
pub(in crate::object) const MICROSCOPY_BULK_SIMPLE_ANNOTATIONS: &[Attribute] = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::ANNOTATION_COORDINATE_TYPE, "2D"),
    items(
        tags::ANNOTATION_GROUP_SEQUENCE,
        &[&[
            t(tags::ANNOTATION_GROUP_NUMBER, "1"),
            uid(tags::ANNOTATION_GROUP_UID, "annotation group"),
            t(tags::ANNOTATION_GROUP_LABEL, "Example"),
            t(tags::ANNOTATION_GROUP_GENERATION_TYPE, "MANUAL"),
            code(
                tags::ANNOTATION_PROPERTY_CATEGORY_CODE_SEQUENCE,
                "91723000",
                "SCT",
                "Anatomical structure",
            ),
            code(
                tags::ANNOTATION_PROPERTY_TYPE_CODE_SEQUENCE,
                "84640000",
                "SCT",
                "Nucleus",
            ),
            t(tags::NUMBER_OF_ANNOTATIONS, "1"),
            t(tags::ANNOTATION_APPLIES_TO_ALL_OPTICAL_PATHS, "YES"),
            t(tags::GRAPHIC_TYPE, "POINT"),
        ]],
    ),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
];
