//! IODs: derived.

use super::super::attribute::{
    Attribute, code, empty, instance, items, now, one, per_frame, series, t, uid,
};
use super::super::module::derived::{
    DEFORMABLE_SPATIAL_REGISTRATION, MICROSCOPY_BULK_SIMPLE_ANNOTATIONS,
    OPTICAL_SURFACE_SCANNER_SERIES, PARAMETRIC_MAP_IMAGE, POINT_CLOUD, RAW_DATA,
    REAL_WORLD_VALUE_MAPPING, SCAN_PROCEDURE, SEGMENTATION_IMAGE, SPATIAL_FIDUCIALS,
    SPATIAL_REGISTRATION, SURFACE_MESH, SURFACE_SEGMENTATION, TRACTOGRAPHY_RESULTS,
};
use super::super::module::functional_group::{
    FRAME_ANATOMY, FRAME_CONTENT, FRAME_CONTENT_PLAIN, FRAME_REAL_WORLD_VALUE_MAPPING,
    FRAME_VOI_LUT, IDENTITY_TRANSFORMATION, PIXEL_MEASURES, PLANE_ORIENTATION, PLANE_POSITION,
};
use super::super::module::general::{
    ACQUISITION_CONTEXT, ENHANCED_GENERAL_EQUIPMENT, FRAME_OF_REFERENCE, GENERAL_EQUIPMENT,
    GENERAL_IMAGE, GENERAL_SERIES, GENERAL_STUDY, MULTI_FRAME_DIMENSION,
};
use super::super::module::pixel::{FLOAT, ONE_BIT};
use super::Iod;
use filmdesk_dataset::{tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::RAW_DATA_STORAGE,
        name: "Raw Data",
        modality: "OT",
        record: "RAW DATA",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ACQUISITION_CONTEXT,
            RAW_DATA,
            &[
                uid(tags::CREATOR_VERSION_UID, "creator version"),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::SPATIAL_REGISTRATION_STORAGE,
        name: "Spatial Registration",
        modality: "REG",
        record: "REGISTRATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            SPATIAL_REGISTRATION,
            SPATIAL_REGISTRATION_OWN,
        ],
    },
    Iod {
        sop_class: uids::SPATIAL_FIDUCIALS_STORAGE,
        name: "Spatial Fiducials",
        modality: "FID",
        record: "FIDUCIAL",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            SPATIAL_FIDUCIALS,
            SPATIAL_FIDUCIALS_OWN,
        ],
    },
    Iod {
        sop_class: uids::DEFORMABLE_SPATIAL_REGISTRATION_STORAGE,
        name: "Deformable Spatial Registration",
        modality: "REG",
        record: "REGISTRATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            DEFORMABLE_SPATIAL_REGISTRATION,
            DEFORMABLE_SPATIAL_REGISTRATION_OWN,
        ],
    },
    Iod {
        sop_class: uids::SEGMENTATION_STORAGE,
        name: "Segmentation",
        modality: "SEG",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            SEGMENTATION_IMAGE,
            MULTI_FRAME_DIMENSION,
            ONE_BIT,
            SEGMENTATION_OWN,
        ],
    },
    Iod {
        sop_class: uids::SURFACE_SEGMENTATION_STORAGE,
        name: "Surface Segmentation",
        modality: "SEG",
        record: "SURFACE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SURFACE_SEGMENTATION,
            SURFACE_MESH,
            SURFACE_SEGMENTATION_OWN,
        ],
    },
    Iod {
        sop_class: uids::TRACTOGRAPHY_RESULTS_STORAGE,
        name: "Tractography Results",
        modality: "MR",
        record: "TRACT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            TRACTOGRAPHY_RESULTS,
            TRACTOGRAPHY_RESULTS_OWN,
        ],
    },
    Iod {
        sop_class: uids::REAL_WORLD_VALUE_MAPPING_STORAGE,
        name: "Real World Value Mapping",
        modality: "RWV",
        record: "VALUE MAP",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            REAL_WORLD_VALUE_MAPPING,
            REAL_WORLD_VALUE_MAPPING_OWN,
        ],
    },
    Iod {
        sop_class: uids::SURFACE_SCAN_MESH_STORAGE,
        name: "Surface Scan Mesh",
        modality: "OSS",
        record: "SURFACE SCAN",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            OPTICAL_SURFACE_SCANNER_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            SURFACE_MESH,
            SCAN_PROCEDURE,
            &[
                items(tags::SURFACE_SEQUENCE, SURFACE_SEGMENTATION_SURFACE),
                t(tags::NUMBER_OF_SURFACES, "1"),
                now(tags::CONTENT_DATE),
                now(tags::CONTENT_TIME),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::SURFACE_SCAN_POINT_CLOUD_STORAGE,
        name: "Surface Scan Point Cloud",
        modality: "OSS",
        record: "SURFACE SCAN",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            OPTICAL_SURFACE_SCANNER_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            POINT_CLOUD,
            SCAN_PROCEDURE,
            &[
                now(tags::CONTENT_DATE),
                now(tags::CONTENT_TIME),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::PARAMETRIC_MAP_STORAGE,
        name: "Parametric Map",
        modality: "MR",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            PARAMETRIC_MAP_IMAGE,
            MULTI_FRAME_DIMENSION,
            ACQUISITION_CONTEXT,
            FLOAT,
            PARAMETRIC_MAP_OWN,
        ],
    },
    Iod {
        sop_class: uids::MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_STORAGE,
        name: "Microscopy Bulk Simple Annotations",
        modality: "ANN",
        record: "ANNOTATION",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            MICROSCOPY_BULK_SIMPLE_ANNOTATIONS,
            MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_OWN,
        ],
    },
];

const SPATIAL_REGISTRATION_MATRIX_REGISTRATION: &[&[Attribute]] = &[&[
    code(
        tags::REGISTRATION_TYPE_CODE_SEQUENCE,
        "125024",
        "DCM",
        "Image Content-based Alignment",
    ),
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
]];

const SPATIAL_REGISTRATION_REGISTRATION: &[&[Attribute]] = &[&[
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    items(
        tags::REFERENCED_IMAGE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
    items(
        tags::MATRIX_REGISTRATION_SEQUENCE,
        SPATIAL_REGISTRATION_MATRIX_REGISTRATION,
    ),
]];

const SPATIAL_REGISTRATION_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::REGISTRATION_SEQUENCE,
        SPATIAL_REGISTRATION_REGISTRATION,
    ),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        &[&[
            series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            items(
                tags::REFERENCED_INSTANCE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
        ]],
    ),
    empty(tags::LATERALITY),
];

const SPATIAL_FIDUCIALS_FIDUCIAL_SET: &[&[Attribute]] = &[&[
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    items(
        tags::FIDUCIAL_SEQUENCE,
        &[&[
            t(tags::FIDUCIAL_IDENTIFIER, "1"),
            code(
                tags::FIDUCIAL_IDENTIFIER_CODE_SEQUENCE,
                "112173",
                "DCM",
                "Fiducial mark",
            ),
            t(tags::SHAPE_TYPE, "POINT"),
            t(tags::NUMBER_OF_CONTOUR_POINTS, "1"),
            t(tags::CONTOUR_DATA, r"0\0\0"),
        ]],
    ),
]];

const SPATIAL_FIDUCIALS_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::FIDUCIAL_SET_SEQUENCE, SPATIAL_FIDUCIALS_FIDUCIAL_SET),
    empty(tags::LATERALITY),
];

const DEFORMABLE_SPATIAL_REGISTRATION_DEFORMABLE_REGISTRATION: &[&[Attribute]] = &[&[
    uid(tags::SOURCE_FRAME_OF_REFERENCE_UID, "frame of reference"),
    items(
        tags::REFERENCED_IMAGE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
    items(
        tags::DEFORMABLE_REGISTRATION_GRID_SEQUENCE,
        &[&[
            t(tags::IMAGE_POSITION_PATIENT, r"0\0\0"),
            t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0"),
            t(tags::GRID_DIMENSIONS, r"2\2\1"),
            t(tags::GRID_RESOLUTION, r"100\100\100"),
            t(tags::VECTOR_GRID_DATA, r"0\0\0\0\0\0\0\0\0\0\0\0"),
        ]],
    ),
    code(
        tags::REGISTRATION_TYPE_CODE_SEQUENCE,
        "125024",
        "DCM",
        "Image Content-based Alignment",
    ),
    items(
        tags::PRE_DEFORMATION_MATRIX_REGISTRATION_SEQUENCE,
        &[&[
            t(tags::FRAME_OF_REFERENCE_TRANSFORMATION_MATRIX_TYPE, "RIGID"),
            t(
                tags::FRAME_OF_REFERENCE_TRANSFORMATION_MATRIX,
                r"1\0\0\10\0\1\0\0\0\0\1\0\0\0\0\1",
            ),
        ]],
    ),
    items(
        tags::POST_DEFORMATION_MATRIX_REGISTRATION_SEQUENCE,
        &[&[
            t(tags::FRAME_OF_REFERENCE_TRANSFORMATION_MATRIX_TYPE, "RIGID"),
            t(
                tags::FRAME_OF_REFERENCE_TRANSFORMATION_MATRIX,
                r"1\0\0\10\0\1\0\0\0\0\1\0\0\0\0\1",
            ),
        ]],
    ),
]];

const DEFORMABLE_SPATIAL_REGISTRATION_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::DEFORMABLE_REGISTRATION_SEQUENCE,
        DEFORMABLE_SPATIAL_REGISTRATION_DEFORMABLE_REGISTRATION,
    ),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        &[&[
            series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            items(
                tags::REFERENCED_INSTANCE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
        ]],
    ),
    empty(tags::LATERALITY),
];

const SEGMENTATION_SEGMENT: &[&[Attribute]] = &[&[
    t(tags::SEGMENT_NUMBER, "1"),
    t(tags::SEGMENT_LABEL, "Bone"),
    t(tags::SEGMENT_ALGORITHM_TYPE, "MANUAL"),
    code(
        tags::SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE,
        "91723000",
        "SCT",
        "Anatomical structure",
    ),
    code(
        tags::SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE,
        "272673000",
        "SCT",
        "Bone",
    ),
]];

const SEGMENTATION_DERIVATION_IMAGE: &[&[Attribute]] = &[&[
    code(
        tags::DERIVATION_CODE_SEQUENCE,
        "113076",
        "DCM",
        "Segmentation",
    ),
    items(
        tags::SOURCE_IMAGE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            code(
                tags::PURPOSE_OF_REFERENCE_CODE_SEQUENCE,
                "121322",
                "DCM",
                "Source Image for Image Processing Operation",
            ),
        ]],
    ),
]];

const SEGMENTATION_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY"),
    t(tags::SEGMENTATION_TYPE, "BINARY"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    items(tags::SEGMENT_SEQUENCE, SEGMENTATION_SEGMENT),
    items(
        tags::DIMENSION_ORGANIZATION_SEQUENCE,
        &[&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]],
    ),
    items(
        tags::DIMENSION_INDEX_SEQUENCE,
        &[&[
            t(tags::DIMENSION_INDEX_POINTER, "00200032"),
            t(tags::FUNCTIONAL_GROUP_POINTER, "00209113"),
            uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions"),
            t(tags::DIMENSION_DESCRIPTION_LABEL, "Position"),
        ]],
    ),
    one(
        tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
        &[
            PIXEL_MEASURES,
            PLANE_ORIENTATION,
            &[items(
                tags::SEGMENT_IDENTIFICATION_SEQUENCE,
                &[&[t(tags::REFERENCED_SEGMENT_NUMBER, "1")]],
            )],
        ],
    ),
    per_frame(
        tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
        &[
            FRAME_CONTENT_PLAIN,
            PLANE_POSITION,
            &[items(
                tags::DERIVATION_IMAGE_SEQUENCE,
                SEGMENTATION_DERIVATION_IMAGE,
            )],
        ],
    ),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        &[&[
            series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            items(
                tags::REFERENCED_INSTANCE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
        ]],
    ),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

const SURFACE_SEGMENTATION_REFERENCED_SURFACE: &[&[Attribute]] = &[&[
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
            t(tags::ALGORITHM_NAME, "Manual"),
            t(tags::ALGORITHM_VERSION, "1"),
        ]],
    ),
    items(tags::SEGMENT_SURFACE_SOURCE_INSTANCE_SEQUENCE, &[]),
]];

const SURFACE_SEGMENTATION_SEGMENT: &[&[Attribute]] = &[&[
    t(tags::SEGMENT_NUMBER, "1"),
    t(tags::SEGMENT_LABEL, "Bone"),
    t(tags::SEGMENT_ALGORITHM_TYPE, "MANUAL"),
    code(
        tags::SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE,
        "91723000",
        "SCT",
        "Anatomical structure",
    ),
    code(
        tags::SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE,
        "272673000",
        "SCT",
        "Bone",
    ),
    t(tags::SURFACE_COUNT, "1"),
    items(
        tags::REFERENCED_SURFACE_SEQUENCE,
        SURFACE_SEGMENTATION_REFERENCED_SURFACE,
    ),
]];

const SURFACE_SEGMENTATION_SURFACE_MESH_PRIMITIVES: &[&[Attribute]] = &[&[
    items(tags::TRIANGLE_STRIP_SEQUENCE, &[]),
    items(tags::TRIANGLE_FAN_SEQUENCE, &[]),
    items(tags::LINE_SEQUENCE, &[]),
    items(tags::FACET_SEQUENCE, &[]),
    empty(tags::LONG_VERTEX_POINT_INDEX_LIST),
    empty(tags::LONG_EDGE_POINT_INDEX_LIST),
    t(
        tags::LONG_TRIANGLE_POINT_INDEX_LIST,
        r"1\2\3\1\2\4\1\3\4\2\3\4",
    ),
]];

const SURFACE_SEGMENTATION_SURFACE: &[&[Attribute]] = &[&[
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
        SURFACE_SEGMENTATION_SURFACE_MESH_PRIMITIVES,
    ),
]];

const SURFACE_SEGMENTATION_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    items(tags::SEGMENT_SEQUENCE, SURFACE_SEGMENTATION_SEGMENT),
    t(tags::NUMBER_OF_SURFACES, "1"),
    items(tags::SURFACE_SEQUENCE, SURFACE_SEGMENTATION_SURFACE),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

const TRACTOGRAPHY_RESULTS_TRACK_SET: &[&[Attribute]] = &[&[
    t(tags::TRACK_SET_NUMBER, "1"),
    t(tags::TRACK_SET_LABEL, "Tract"),
    empty(tags::TRACK_SET_DESCRIPTION),
    items(
        tags::TRACK_SEQUENCE,
        &[&[
            t(tags::POINT_COORDINATES_DATA, r"0\0\0\1\1\1"),
            t(
                tags::RECOMMENDED_DISPLAY_CIE_LAB_VALUE,
                r"43803\26565\32896",
            ),
        ]],
    ),
    code(
        tags::TRACK_SET_ANATOMICAL_TYPE_CODE_SEQUENCE,
        "88442005",
        "SCT",
        "Corticospinal tract",
    ),
    code(
        tags::DIFFUSION_ACQUISITION_CODE_SEQUENCE,
        "113223",
        "DCM",
        "DTI",
    ),
    code(
        tags::DIFFUSION_MODEL_CODE_SEQUENCE,
        "113231",
        "DCM",
        "Single Tensor",
    ),
    items(
        tags::TRACKING_ALGORITHM_IDENTIFICATION_SEQUENCE,
        &[&[
            code(
                tags::ALGORITHM_FAMILY_CODE_SEQUENCE,
                "113211",
                "DCM",
                "Deterministic",
            ),
            t(tags::ALGORITHM_NAME, "FACT"),
            t(tags::ALGORITHM_VERSION, "1"),
        ]],
    ),
]];

const TRACTOGRAPHY_RESULTS_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(tags::TRACK_SET_SEQUENCE, TRACTOGRAPHY_RESULTS_TRACK_SET),
    empty(tags::LATERALITY),
];

const REAL_WORLD_VALUE_MAPPING_REAL_WORLD_VALUE_MAPPING: &[&[Attribute]] = &[&[
    t(tags::REAL_WORLD_VALUE_FIRST_VALUE_MAPPED, "0"),
    t(tags::REAL_WORLD_VALUE_LAST_VALUE_MAPPED, "4095"),
    t(tags::REAL_WORLD_VALUE_INTERCEPT, "-1024"),
    t(tags::REAL_WORLD_VALUE_SLOPE, "1"),
    t(tags::LUT_EXPLANATION, "Hounsfield units"),
    t(tags::LUT_LABEL, "HU"),
    code(
        tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
        "[hnsf'U]",
        "UCUM",
        "Hounsfield unit",
    ),
]];

const REAL_WORLD_VALUE_MAPPING_REFERENCED_IMAGE_REAL_WORLD_VALUE_MAPPING: &[&[Attribute]] = &[&[
    items(
        tags::REAL_WORLD_VALUE_MAPPING_SEQUENCE,
        REAL_WORLD_VALUE_MAPPING_REAL_WORLD_VALUE_MAPPING,
    ),
    items(
        tags::REFERENCED_IMAGE_SEQUENCE,
        &[&[
            t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
        ]],
    ),
]];

const REAL_WORLD_VALUE_MAPPING_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    items(
        tags::REFERENCED_IMAGE_REAL_WORLD_VALUE_MAPPING_SEQUENCE,
        REAL_WORLD_VALUE_MAPPING_REFERENCED_IMAGE_REAL_WORLD_VALUE_MAPPING,
    ),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        &[&[
            series(tags::SERIES_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
            items(
                tags::REFERENCED_INSTANCE_SEQUENCE,
                &[&[
                    t(tags::REFERENCED_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
                    instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::CT_IMAGE_STORAGE),
                ]],
            ),
        ]],
    ),
    empty(tags::LATERALITY),
];

const PARAMETRIC_MAP_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY\VOLUME\NONE"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
    t(tags::DIMENSION_ORGANIZATION_TYPE, "3D"),
    items(
        tags::DIMENSION_ORGANIZATION_SEQUENCE,
        &[&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]],
    ),
    items(
        tags::DIMENSION_INDEX_SEQUENCE,
        &[&[
            t(tags::DIMENSION_INDEX_POINTER, "00200032"),
            t(tags::FUNCTIONAL_GROUP_POINTER, "00209113"),
            uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions"),
            t(tags::DIMENSION_DESCRIPTION_LABEL, "Position"),
        ]],
    ),
    one(
        tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
        &[
            PIXEL_MEASURES,
            PLANE_ORIENTATION,
            FRAME_ANATOMY,
            FRAME_VOI_LUT,
            FRAME_REAL_WORLD_VALUE_MAPPING,
            IDENTITY_TRANSFORMATION,
            &[items(
                tags::PARAMETRIC_MAP_FRAME_TYPE_SEQUENCE,
                &[&[t(tags::FRAME_TYPE, r"DERIVED\PRIMARY\VOLUME\NONE")]],
            )],
        ],
    ),
    per_frame(
        tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
        &[FRAME_CONTENT, PLANE_POSITION],
    ),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

const MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_ANNOTATION_GROUP: &[&[Attribute]] = &[&[
    t(tags::ANNOTATION_GROUP_NUMBER, "1"),
    uid(tags::ANNOTATION_GROUP_UID, "annotation group"),
    t(tags::ANNOTATION_GROUP_LABEL, "Nuclei"),
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
    t(tags::POINT_COORDINATES_DATA, r"10\10"),
    t(tags::COMMON_Z_COORDINATE_VALUE, "0"),
    t(tags::ANNOTATION_APPLIES_TO_ALL_Z_PLANES, "YES"),
]];

const MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_REFERENCED_SERIES: &[&[Attribute]] = &[&[
    series(
        tags::SERIES_INSTANCE_UID,
        uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
    ),
    items(
        tags::REFERENCED_INSTANCE_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
            ),
        ]],
    ),
]];

const MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_OWN: &[Attribute] = &[
    t(tags::CONTENT_LABEL, "EXAMPLE"),
    empty(tags::CONTENT_DESCRIPTION),
    empty(tags::CONTENT_CREATOR_NAME),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::ANNOTATION_COORDINATE_TYPE, "3D"),
    items(
        tags::ANNOTATION_GROUP_SEQUENCE,
        MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_ANNOTATION_GROUP,
    ),
    items(
        tags::REFERENCED_IMAGE_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
            ),
        ]],
    ),
    items(
        tags::REFERENCED_SERIES_SEQUENCE,
        MICROSCOPY_BULK_SIMPLE_ANNOTATIONS_REFERENCED_SERIES,
    ),
    empty(tags::LATERALITY),
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    t(tags::POSITION_REFERENCE_INDICATOR, "SLIDE_CORNER"),
];
