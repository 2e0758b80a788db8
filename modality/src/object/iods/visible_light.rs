//! IODs: visible light.

use super::super::attribute::{
    Attribute, absent, bytes, code, empty, items, now, one, per_frame, t, uid,
};
use super::super::documents::srgb;
use super::super::module::functional_group::{
    FRAME_CONTENT, FRAME_VOI_LUT, PIXEL_MEASURES, PLANE_ORIENTATION, PLANE_POSITION,
};
use super::super::module::general::{
    ACQUISITION_CONTEXT, CINE, ENHANCED_GENERAL_EQUIPMENT, FRAME_OF_REFERENCE, GENERAL_EQUIPMENT,
    GENERAL_IMAGE, GENERAL_SERIES, GENERAL_STUDY, MULTI_FRAME, MULTI_FRAME_DIMENSION,
};
use super::super::module::pixel::{GRAY_8, RGB};
use super::super::module::visible_light::{
    CONFOCAL_MICROSCOPY_IMAGE, CONFOCAL_MICROSCOPY_TILED_PYRAMIDAL_IMAGE, DERMOSCOPIC_IMAGE,
    MICROSCOPE_SLIDE_LAYER_TILE_ORGANIZATION, OPTICAL_PATH, SLIDE_COORDINATES, SPECIMEN, VL_IMAGE,
    WHOLE_SLIDE_MICROSCOPY_IMAGE,
};
use super::Iod;
use filmdesk_dataset::{VR, tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::VL_ENDOSCOPIC_IMAGE_STORAGE,
        name: "VL Endoscopic Image",
        modality: "ES",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            ACQUISITION_CONTEXT,
            VL_IMAGE,
            RGB,
            &[
                t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
                t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
                code(tags::ANATOMIC_REGION_SEQUENCE, "69695003", "SCT", "Stomach"),
                empty(tags::PATIENT_ORIENTATION),
            ],
        ],
    },
    Iod {
        sop_class: uids::VIDEO_ENDOSCOPIC_IMAGE_STORAGE,
        name: "Video Endoscopic Image",
        modality: "ES",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            CINE,
            MULTI_FRAME,
            ACQUISITION_CONTEXT,
            VL_IMAGE,
            RGB,
            VIDEO_ENDOSCOPIC_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::VL_MICROSCOPIC_IMAGE_STORAGE,
        name: "VL Microscopic Image",
        modality: "GM",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            ACQUISITION_CONTEXT,
            VL_IMAGE,
            RGB,
            &[
                t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
                t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
                code(tags::ANATOMIC_REGION_SEQUENCE, "39607008", "SCT", "Lung"),
                empty(tags::PATIENT_ORIENTATION),
            ],
        ],
    },
    Iod {
        sop_class: uids::VIDEO_MICROSCOPIC_IMAGE_STORAGE,
        name: "Video Microscopic Image",
        modality: "GM",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            CINE,
            MULTI_FRAME,
            ACQUISITION_CONTEXT,
            VL_IMAGE,
            RGB,
            VIDEO_MICROSCOPIC_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::VL_SLIDE_COORDINATES_MICROSCOPIC_IMAGE_STORAGE,
        name: "VL Slide-Coordinates Microscopic Image",
        modality: "SM",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            ACQUISITION_CONTEXT,
            SPECIMEN,
            VL_IMAGE,
            SLIDE_COORDINATES,
            RGB,
            VL_SLIDE_COORDINATES_MICROSCOPIC_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::VL_PHOTOGRAPHIC_IMAGE_STORAGE,
        name: "VL Photographic Image",
        modality: "XC",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            ACQUISITION_CONTEXT,
            VL_IMAGE,
            RGB,
            VL_PHOTOGRAPHIC_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::VIDEO_PHOTOGRAPHIC_IMAGE_STORAGE,
        name: "Video Photographic Image",
        modality: "XC",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            CINE,
            MULTI_FRAME,
            ACQUISITION_CONTEXT,
            VL_IMAGE,
            RGB,
            VIDEO_PHOTOGRAPHIC_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::DERMOSCOPIC_PHOTOGRAPHY_IMAGE_STORAGE,
        name: "Dermoscopic Photography Image",
        modality: "DMS",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            ACQUISITION_CONTEXT,
            VL_IMAGE,
            DERMOSCOPIC_IMAGE,
            RGB,
            DERMOSCOPIC_PHOTOGRAPHY_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
        name: "VL Whole Slide Microscopy Image",
        modality: "SM",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            MICROSCOPE_SLIDE_LAYER_TILE_ORGANIZATION,
            ACQUISITION_CONTEXT,
            MULTI_FRAME_DIMENSION,
            SPECIMEN,
            WHOLE_SLIDE_MICROSCOPY_IMAGE,
            OPTICAL_PATH,
            RGB,
            VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::CONFOCAL_MICROSCOPY_IMAGE_STORAGE,
        name: "Confocal Microscopy Image",
        modality: "CFM",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME_DIMENSION,
            ACQUISITION_CONTEXT,
            CONFOCAL_MICROSCOPY_IMAGE,
            OPTICAL_PATH,
            GRAY_8,
            CONFOCAL_MICROSCOPY_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::CONFOCAL_MICROSCOPY_TILED_PYRAMIDAL_IMAGE_STORAGE,
        name: "Confocal Microscopy Tiled Pyramidal Image",
        modality: "CFM",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME_DIMENSION,
            ACQUISITION_CONTEXT,
            CONFOCAL_MICROSCOPY_IMAGE,
            CONFOCAL_MICROSCOPY_TILED_PYRAMIDAL_IMAGE,
            OPTICAL_PATH,
            GRAY_8,
            CONFOCAL_MICROSCOPY_TILED_PYRAMIDAL_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.77.1",
        name: "VLImage Trial",
        modality: "XC",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            ACQUISITION_CONTEXT,
            VL_IMAGE,
            RGB,
            &[
                t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
                t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
                code(tags::ANATOMIC_REGION_SEQUENCE, "69695003", "SCT", "Stomach"),
                empty(tags::PATIENT_ORIENTATION),
            ],
        ],
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.77.2",
        name: "VLMulti Frame Image Trial",
        modality: "ES",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            CINE,
            MULTI_FRAME,
            ACQUISITION_CONTEXT,
            VL_IMAGE,
            RGB,
            VLMULTI_FRAME_IMAGE_TRIAL_OWN,
        ],
    },
];

const VIDEO_ENDOSCOPIC_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "69695003", "SCT", "Stomach"),
    empty(tags::PATIENT_ORIENTATION),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
];

const VIDEO_MICROSCOPIC_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "39607008", "SCT", "Lung"),
    empty(tags::PATIENT_ORIENTATION),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
];

const VL_SLIDE_COORDINATES_MICROSCOPIC_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "39607008", "SCT", "Lung"),
    empty(tags::PATIENT_ORIENTATION),
    t(tags::CONTAINER_IDENTIFIER, "SLIDE1"),
    items(tags::ISSUER_OF_THE_CONTAINER_IDENTIFIER_SEQUENCE, &[]),
    code(
        tags::CONTAINER_TYPE_CODE_SEQUENCE,
        "433466003",
        "SCT",
        "Microscope slide",
    ),
    items(
        tags::SPECIMEN_DESCRIPTION_SEQUENCE,
        &[&[
            t(tags::SPECIMEN_IDENTIFIER, "S1"),
            uid(tags::SPECIMEN_UID, "specimen"),
            items(tags::ISSUER_OF_THE_SPECIMEN_IDENTIFIER_SEQUENCE, &[]),
            items(tags::SPECIMEN_PREPARATION_SEQUENCE, &[]),
        ]],
    ),
    items(
        tags::IMAGE_CENTER_POINT_COORDINATES_SEQUENCE,
        &[&[
            t(tags::X_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "10"),
            t(tags::Y_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "20"),
            t(tags::Z_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "0"),
        ]],
    ),
];

const VL_PHOTOGRAPHIC_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "39937001", "SCT", "Skin"),
    empty(tags::PATIENT_ORIENTATION),
    empty(tags::LATERALITY),
];

const VIDEO_PHOTOGRAPHIC_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "39937001", "SCT", "Skin"),
    empty(tags::PATIENT_ORIENTATION),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
    empty(tags::LATERALITY),
];

const DERMOSCOPIC_PHOTOGRAPHY_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "39937001", "SCT", "Skin"),
    empty(tags::PATIENT_ORIENTATION),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    empty(tags::LATERALITY),
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
    empty(tags::POSITION_REFERENCE_INDICATOR),
];

const VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_SHARED_FUNCTIONAL_GROUPS: &[&[Attribute]] = &[&[
    items(
        tags::PIXEL_MEASURES_SEQUENCE,
        &[&[
            t(tags::SLICE_THICKNESS, "0.001"),
            t(tags::PIXEL_SPACING, r"0.0005\0.0005"),
        ]],
    ),
    items(
        tags::WHOLE_SLIDE_MICROSCOPY_IMAGE_FRAME_TYPE_SEQUENCE,
        &[&[t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE")]],
    ),
    items(
        tags::OPTICAL_PATH_IDENTIFICATION_SEQUENCE,
        &[&[t(tags::OPTICAL_PATH_IDENTIFIER, "1")]],
    ),
]];

const VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
    t(tags::IMAGED_VOLUME_WIDTH, "1"),
    t(tags::IMAGED_VOLUME_HEIGHT, "1"),
    t(tags::IMAGED_VOLUME_DEPTH, "0.001"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::ACQUISITION_DURATION, "1"),
    t(tags::SPECIMEN_LABEL_IN_IMAGE, "NO"),
    t(tags::FOCUS_METHOD, "AUTO"),
    t(tags::EXTENDED_DEPTH_OF_FIELD, "NO"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::TOTAL_PIXEL_MATRIX_COLUMNS, "128"),
    t(tags::TOTAL_PIXEL_MATRIX_ROWS, "128"),
    t(tags::NUMBER_OF_FRAMES, "4"),
    t(tags::DIMENSION_ORGANIZATION_TYPE, "TILED_FULL"),
    t(tags::TOTAL_PIXEL_MATRIX_FOCAL_PLANES, "1"),
    items(
        tags::DIMENSION_ORGANIZATION_SEQUENCE,
        &[&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]],
    ),
    absent(tags::DIMENSION_INDEX_SEQUENCE),
    items(
        tags::TOTAL_PIXEL_MATRIX_ORIGIN_SEQUENCE,
        &[&[
            t(tags::X_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "10"),
            t(tags::Y_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "20"),
        ]],
    ),
    t(tags::IMAGE_ORIENTATION_SLIDE, r"0\-1\0\-1\0\0"),
    t(tags::POSITION_REFERENCE_INDICATOR, "SLIDE_CORNER"),
    one(
        tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
        VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_SHARED_FUNCTIONAL_GROUPS,
    ),
    t(tags::CONTAINER_IDENTIFIER, "SLIDE1"),
    items(tags::ISSUER_OF_THE_CONTAINER_IDENTIFIER_SEQUENCE, &[]),
    code(
        tags::CONTAINER_TYPE_CODE_SEQUENCE,
        "433466003",
        "SCT",
        "Microscope slide",
    ),
    items(
        tags::SPECIMEN_DESCRIPTION_SEQUENCE,
        &[&[
            t(tags::SPECIMEN_IDENTIFIER, "S1"),
            uid(tags::SPECIMEN_UID, "specimen"),
            items(tags::ISSUER_OF_THE_SPECIMEN_IDENTIFIER_SEQUENCE, &[]),
            items(tags::SPECIMEN_PREPARATION_SEQUENCE, &[]),
        ]],
    ),
    items(
        tags::OPTICAL_PATH_SEQUENCE,
        &[&[
            t(tags::OPTICAL_PATH_IDENTIFIER, "1"),
            code(
                tags::ILLUMINATION_TYPE_CODE_SEQUENCE,
                "111744",
                "DCM",
                "Brightfield illumination",
            ),
            code(
                tags::ILLUMINATION_COLOR_CODE_SEQUENCE,
                "371251000",
                "SCT",
                "White",
            ),
            bytes(tags::ICC_PROFILE, VR::OB, srgb),
        ]],
    ),
    t(tags::NUMBER_OF_OPTICAL_PATHS, "1"),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
];

const CONFOCAL_MICROSCOPY_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\NONE\NONE"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    one(
        tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
        &[PIXEL_MEASURES, PLANE_ORIENTATION, FRAME_VOI_LUT],
    ),
    per_frame(
        tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
        &[FRAME_CONTENT, PLANE_POSITION],
    ),
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
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

const CONFOCAL_MICROSCOPY_TILED_PYRAMIDAL_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\NONE\NONE"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    one(
        tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
        &[PIXEL_MEASURES, PLANE_ORIENTATION, FRAME_VOI_LUT],
    ),
    per_frame(
        tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
        &[FRAME_CONTENT, PLANE_POSITION],
    ),
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
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

const VLMULTI_FRAME_IMAGE_TRIAL_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "69695003", "SCT", "Stomach"),
    empty(tags::PATIENT_ORIENTATION),
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
];
