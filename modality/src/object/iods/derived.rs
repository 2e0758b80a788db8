//! What is derived from images: registration, fiducials, segmentation, surfaces, maps.

use super::prelude::*;

const DERIVED: Iod = Iod::of("MR", "IMAGE", PLACED_ENHANCED_SERIES);

const REGISTRATION: Iod = Iod::of("REG", "REGISTRATION", SERIES);

const SCAN: Iod = Iod::of("OSS", "SURFACE SCAN", PLACED_ENHANCED_SERIES);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::RAW_DATA_STORAGE,
        name: "Raw Data",
        modality: "OT",
        record: "RAW DATA",
        modules: &[ACQUISITION_CONTEXT],
        attributes: &[
            now(tags::CONTENT_DATE),
            now(tags::CONTENT_TIME),
            uid(tags::CREATOR_VERSION_UID, "creator version"),
            empty(tags::LATERALITY),
        ],
        ..REGISTRATION
    },
    Iod {
        sop_class: uids::SPATIAL_REGISTRATION_STORAGE,
        name: "Spatial Registration",
        general: PLACED_SERIES,
        modules: &[CONTENT_IDENTIFICATION],
        attributes: &[
            seq(tags::REGISTRATION_SEQUENCE).item(&[
                uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
                seq(tags::REFERENCED_IMAGE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
                seq(tags::MATRIX_REGISTRATION_SEQUENCE).item(&[
                    seq(tags::REGISTRATION_TYPE_CODE_SEQUENCE).code(IMAGE_CONTENT_BASED_ALIGNMENT),
                    seq(tags::MATRIX_SEQUENCE).item(RIGID),
                ]),
            ]),
            REFERENCED_CT_SERIES,
        ],
        ..REGISTRATION
    },
    Iod {
        sop_class: uids::SPATIAL_FIDUCIALS_STORAGE,
        name: "Spatial Fiducials",
        modality: "FID",
        record: "FIDUCIAL",
        modules: &[CONTENT_IDENTIFICATION],
        attributes: &[seq(tags::FIDUCIAL_SET_SEQUENCE).item(&[
            uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
            seq(tags::FIDUCIAL_SEQUENCE).item(&[
                t(tags::FIDUCIAL_IDENTIFIER, "1"),
                seq(tags::FIDUCIAL_IDENTIFIER_CODE_SEQUENCE).code(dcm("112173", "Fiducial mark")),
                t(tags::SHAPE_TYPE, "POINT"),
                t(tags::NUMBER_OF_CONTOUR_POINTS, "1"),
                t(tags::CONTOUR_DATA, r"0\0\0"),
            ]),
        ])],
        ..REGISTRATION
    },
    Iod {
        sop_class: uids::DEFORMABLE_SPATIAL_REGISTRATION_STORAGE,
        name: "Deformable Spatial Registration",
        general: PLACED_ENHANCED_SERIES,
        modules: &[CONTENT_IDENTIFICATION],
        attributes: &[
            seq(tags::DEFORMABLE_REGISTRATION_SEQUENCE).item(&[
                uid(tags::SOURCE_FRAME_OF_REFERENCE_UID, "frame of reference"),
                seq(tags::REFERENCED_IMAGE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
                seq(tags::DEFORMABLE_REGISTRATION_GRID_SEQUENCE).item(&[
                    t(tags::IMAGE_POSITION_PATIENT, r"0\0\0"),
                    t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0"),
                    t(tags::GRID_DIMENSIONS, r"2\2\1"),
                    t(tags::GRID_RESOLUTION, r"100\100\100"),
                    t(tags::VECTOR_GRID_DATA, r"0\0\0\0\0\0\0\0\0\0\0\0"),
                ]),
                seq(tags::REGISTRATION_TYPE_CODE_SEQUENCE).code(IMAGE_CONTENT_BASED_ALIGNMENT),
                seq(tags::PRE_DEFORMATION_MATRIX_REGISTRATION_SEQUENCE).item(RIGID),
                seq(tags::POST_DEFORMATION_MATRIX_REGISTRATION_SEQUENCE).item(RIGID),
            ]),
            REFERENCED_CT_SERIES,
        ],
        ..REGISTRATION
    },
    Iod {
        sop_class: uids::SEGMENTATION_STORAGE,
        name: "Segmentation",
        modality: "SEG",
        general: ENHANCED_SERIES,
        modules: &[GENERAL_IMAGE, MULTI_FRAME_DIMENSION, ONE_BIT],
        attributes: &[
            t(tags::NUMBER_OF_FRAMES, "3"),
            t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY"),
            t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
            t(tags::SEGMENTATION_TYPE, "BINARY"),
            seq(tags::SEGMENT_SEQUENCE).item(&[
                t(tags::SEGMENT_NUMBER, "1"),
                t(tags::SEGMENT_LABEL, "Bone"),
                t(tags::SEGMENT_ALGORITHM_TYPE, "MANUAL"),
                seq(tags::SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE).code(ANATOMICAL_STRUCTURE),
                seq(tags::SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE).code(BONE),
            ]),
            t(tags::CONTENT_LABEL, "EXAMPLE"),
            empty(tags::CONTENT_DESCRIPTION),
            empty(tags::CONTENT_CREATOR_NAME),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                PIXEL_MEASURES,
                PLANE_ORIENTATION,
                seq(tags::SEGMENT_IDENTIFICATION_SEQUENCE)
                    .item(&[t(tags::REFERENCED_SEGMENT_NUMBER, "1")]),
            ]),
            REFERENCED_CT_SERIES,
            seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
                seq(tags::FRAME_CONTENT_SEQUENCE).item(&[t(tags::DIMENSION_INDEX_VALUES, "1")]),
                PLANE_POSITION,
                seq(tags::DERIVATION_IMAGE_SEQUENCE).item(&[
                    seq(tags::DERIVATION_CODE_SEQUENCE).code(dcm("113076", "Segmentation")),
                    SOURCE_IMAGE,
                ]),
            ]),
        ],
        ..DERIVED
    },
    Iod {
        sop_class: uids::SURFACE_SEGMENTATION_STORAGE,
        name: "Surface Segmentation",
        modality: "SEG",
        record: "SURFACE",
        modules: &[SURFACE_MESH],
        attributes: &[
            seq(tags::SEGMENT_SEQUENCE).item(&[
                t(tags::SEGMENT_NUMBER, "1"),
                t(tags::SEGMENT_LABEL, "Bone"),
                t(tags::SEGMENT_ALGORITHM_TYPE, "MANUAL"),
                seq(tags::SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE).code(ANATOMICAL_STRUCTURE),
                seq(tags::SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE).code(BONE),
                t(tags::SURFACE_COUNT, "1"),
                seq(tags::REFERENCED_SURFACE_SEQUENCE).item(&[
                    t(tags::REFERENCED_SURFACE_NUMBER, "1"),
                    seq(tags::SEGMENT_SURFACE_GENERATION_ALGORITHM_IDENTIFICATION_SEQUENCE).item(
                        &[
                            seq(tags::ALGORITHM_FAMILY_CODE_SEQUENCE).code(MANUAL_PROCESSING),
                            t(tags::ALGORITHM_NAME, "Manual"),
                            t(tags::ALGORITHM_VERSION, "1"),
                        ],
                    ),
                    seq(tags::SEGMENT_SURFACE_SOURCE_INSTANCE_SEQUENCE).empty(),
                ]),
            ]),
            t(tags::CONTENT_LABEL, "EXAMPLE"),
            empty(tags::CONTENT_DESCRIPTION),
            empty(tags::CONTENT_CREATOR_NAME),
        ],
        ..DERIVED
    },
    Iod {
        sop_class: uids::TRACTOGRAPHY_RESULTS_STORAGE,
        name: "Tractography Results",
        record: "TRACT",
        modules: &[CONTENT_IDENTIFICATION],
        attributes: &[seq(tags::TRACK_SET_SEQUENCE).item(&[
            t(tags::TRACK_SET_NUMBER, "1"),
            t(tags::TRACK_SET_LABEL, "Tract"),
            empty(tags::TRACK_SET_DESCRIPTION),
            seq(tags::TRACK_SEQUENCE).item(&[
                t(tags::POINT_COORDINATES_DATA, r"0\0\0\1\1\1"),
                t(
                    tags::RECOMMENDED_DISPLAY_CIE_LAB_VALUE,
                    r"43803\26565\32896",
                ),
            ]),
            seq(tags::TRACK_SET_ANATOMICAL_TYPE_CODE_SEQUENCE)
                .code(sct("88442005", "Corticospinal tract")),
            seq(tags::DIFFUSION_ACQUISITION_CODE_SEQUENCE).code(dcm("113223", "DTI")),
            seq(tags::DIFFUSION_MODEL_CODE_SEQUENCE).code(dcm("113231", "Single Tensor")),
            seq(tags::TRACKING_ALGORITHM_IDENTIFICATION_SEQUENCE).item(&[
                seq(tags::ALGORITHM_FAMILY_CODE_SEQUENCE).code(dcm("113211", "Deterministic")),
                t(tags::ALGORITHM_NAME, "FACT"),
                t(tags::ALGORITHM_VERSION, "1"),
            ]),
        ])],
        ..DERIVED
    },
    Iod {
        sop_class: uids::REAL_WORLD_VALUE_MAPPING_STORAGE,
        name: "Real World Value Mapping",
        modality: "RWV",
        record: "VALUE MAP",
        modules: &[CONTENT_IDENTIFICATION],
        attributes: &[
            seq(tags::REFERENCED_IMAGE_REAL_WORLD_VALUE_MAPPING_SEQUENCE).item(&[
                FRAME_REAL_WORLD_VALUE_MAPPING,
                seq(tags::REFERENCED_IMAGE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
            ]),
            REFERENCED_CT_SERIES,
        ],
        ..REGISTRATION
    },
    Iod {
        sop_class: uids::SURFACE_SCAN_MESH_STORAGE,
        name: "Surface Scan Mesh",
        modules: &[SURFACE_MESH, SURFACE_SCAN],
        ..SCAN
    },
    Iod {
        sop_class: uids::SURFACE_SCAN_POINT_CLOUD_STORAGE,
        name: "Surface Scan Point Cloud",
        modules: &[SURFACE_SCAN],
        attributes: &[
            SURFACE_POINTS,
            now(tags::CONTENT_DATE),
            now(tags::CONTENT_TIME),
        ],
        ..SCAN
    },
    Iod {
        sop_class: uids::PARAMETRIC_MAP_STORAGE,
        name: "Parametric Map",
        general: FRAMES,
        modules: &[GENERAL_IMAGE],
        attributes: &[
            t(tags::NUMBER_OF_FRAMES, "3"),
            t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY\VOLUME\NONE"),
            t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
            t(tags::BURNED_IN_ANNOTATION, "NO"),
            t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
            t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
            t(tags::CONTENT_LABEL, "EXAMPLE"),
            empty(tags::CONTENT_DESCRIPTION),
            t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
            table(MONOCHROME),
            t(tags::BITS_ALLOCATED, "32"),
            empty(tags::CONTENT_CREATOR_NAME),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                table(SLICES),
                FRAME_REAL_WORLD_VALUE_MAPPING,
                IDENTITY_TRANSFORMATION,
                seq(tags::PARAMETRIC_MAP_FRAME_TYPE_SEQUENCE)
                    .item(&[t(tags::FRAME_TYPE, r"DERIVED\PRIMARY\VOLUME\NONE")]),
            ]),
            FRAME_PLANES,
        ],
        ..DERIVED
    },
    Iod {
        sop_class: uids::MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_STORAGE,
        name: "Microscopy Bulk Simple Annotations",
        modality: "ANN",
        record: "ANNOTATION",
        general: ENHANCED_SERIES,
        modules: &[CONTENT_IDENTIFICATION],
        attributes: &[
            t(tags::ANNOTATION_COORDINATE_TYPE, "3D"),
            seq(tags::ANNOTATION_GROUP_SEQUENCE).item(&[
                t(tags::ANNOTATION_GROUP_NUMBER, "1"),
                uid(tags::ANNOTATION_GROUP_UID, "annotation group"),
                t(tags::ANNOTATION_GROUP_LABEL, "Nuclei"),
                t(tags::ANNOTATION_GROUP_GENERATION_TYPE, "MANUAL"),
                seq(tags::ANNOTATION_PROPERTY_CATEGORY_CODE_SEQUENCE).code(ANATOMICAL_STRUCTURE),
                seq(tags::ANNOTATION_PROPERTY_TYPE_CODE_SEQUENCE).code(sct("84640000", "Nucleus")),
                t(tags::NUMBER_OF_ANNOTATIONS, "1"),
                t(tags::ANNOTATION_APPLIES_TO_ALL_OPTICAL_PATHS, "YES"),
                t(tags::GRAPHIC_TYPE, "POINT"),
                t(tags::POINT_COORDINATES_DATA, r"10\10"),
                t(tags::COMMON_Z_COORDINATE_VALUE, "0"),
                t(tags::ANNOTATION_APPLIES_TO_ALL_Z_PLANES, "YES"),
            ]),
            seq(tags::REFERENCED_IMAGE_SEQUENCE)
                .instance(uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE),
            seq(tags::REFERENCED_SERIES_SEQUENCE).item(&[
                series_of(
                    tags::SERIES_INSTANCE_UID,
                    uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
                ),
                seq(tags::REFERENCED_INSTANCE_SEQUENCE)
                    .instance(uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE),
            ]),
            uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
            t(tags::POSITION_REFERENCE_INDICATOR, "SLIDE_CORNER"),
        ],
    },
];

const SURFACE_MESH: Table = &[
    t(tags::NUMBER_OF_SURFACES, "1"),
    seq(tags::SURFACE_SEQUENCE).item(&[
        t(tags::SURFACE_NUMBER, "1"),
        empty(tags::SURFACE_COMMENTS),
        t(tags::SURFACE_PROCESSING, "NO"),
        t(tags::RECOMMENDED_DISPLAY_GRAYSCALE_VALUE, "65535"),
        t(
            tags::RECOMMENDED_DISPLAY_CIE_LAB_VALUE,
            r"43803\26565\32896",
        ),
        t(tags::RECOMMENDED_PRESENTATION_OPACITY, "1"),
        t(tags::RECOMMENDED_PRESENTATION_TYPE, "SURFACE"),
        t(tags::FINITE_VOLUME, "YES"),
        t(tags::MANIFOLD, "YES"),
        SURFACE_POINTS,
        seq(tags::SURFACE_POINTS_NORMALS_SEQUENCE).empty(),
        seq(tags::SURFACE_MESH_PRIMITIVES_SEQUENCE).item(&[
            seq(tags::TRIANGLE_STRIP_SEQUENCE).empty(),
            seq(tags::TRIANGLE_FAN_SEQUENCE).empty(),
            seq(tags::LINE_SEQUENCE).empty(),
            seq(tags::FACET_SEQUENCE).empty(),
            empty(tags::LONG_VERTEX_POINT_INDEX_LIST),
            empty(tags::LONG_EDGE_POINT_INDEX_LIST),
            t(
                tags::LONG_TRIANGLE_POINT_INDEX_LIST,
                r"1\2\3\1\2\4\1\3\4\2\3\4",
            ),
        ]),
    ]),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

const SURFACE_SCAN: Table = &[
    seq(tags::REFERENCED_SURFACE_DATA_SEQUENCE).empty(),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::ACQUISITION_NUMBER, "1"),
    seq(tags::SURFACE_SCAN_ACQUISITION_TYPE_CODE_SEQUENCE).code(dcm("113240", "Source image")),
    seq(tags::SURFACE_SCAN_MODE_CODE_SEQUENCE).empty(),
    t(tags::SHOT_DURATION_TIME, "0.1"),
    empty(tags::LATERALITY),
];

const CONTENT_IDENTIFICATION: Table = &[
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    empty(tags::LATERALITY),
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
];

const RIGID: Table = &[
    t(tags::FRAME_OF_REFERENCE_TRANSFORMATION_MATRIX_TYPE, "RIGID"),
    t(
        tags::FRAME_OF_REFERENCE_TRANSFORMATION_MATRIX,
        r"1\0\0\10\0\1\0\0\0\0\1\0\0\0\0\1",
    ),
];

const REFERENCED_CT_SERIES: Row = seq(tags::REFERENCED_SERIES_SEQUENCE).item(&[
    series_of(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
    seq(tags::REFERENCED_INSTANCE_SEQUENCE).instance(uids::CT_IMAGE_STORAGE),
]);

const SURFACE_POINTS: Row = seq(tags::SURFACE_POINTS_SEQUENCE).item(&[
    t(tags::NUMBER_OF_SURFACE_POINTS, "4"),
    t(tags::POINT_COORDINATES_DATA, r"0\0\0\10\0\0\0\10\0\0\0\10"),
]);
