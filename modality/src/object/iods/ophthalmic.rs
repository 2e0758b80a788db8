//! IODs: ophthalmic.

use super::super::attribute::{
    Attribute, absent, code, empty, instance, items, now, one, per_frame, t, uid,
};
use super::super::module::functional_group::{
    FRAME_ANATOMY, FRAME_CONTENT, FRAME_REAL_WORLD_VALUE_MAPPING, FRAME_VOI_LUT,
    OPHTHALMIC_FRAME_LOCATION, PIXEL_MEASURES, PLANE_ORIENTATION, PLANE_POSITION,
};
use super::super::module::general::{
    ACQUISITION_CONTEXT, ENHANCED_GENERAL_EQUIPMENT, FRAME_OF_REFERENCE, GENERAL_EQUIPMENT,
    GENERAL_IMAGE, GENERAL_SERIES, GENERAL_STUDY, MULTI_FRAME, MULTI_FRAME_DIMENSION,
    PALETTE_COLOR_LOOKUP_TABLE, SYNCHRONIZATION,
};
use super::super::module::ophthalmic::{
    CORNEAL_TOPOGRAPHY_MAP_ANALYSIS, CORNEAL_TOPOGRAPHY_MAP_IMAGE, CORNEAL_TOPOGRAPHY_MAP_SERIES,
    GENERAL_OPHTHALMIC_REFRACTIVE_MEASUREMENTS, LENSOMETRY_MEASUREMENTS, OCULAR_REGION_IMAGED,
    OPHTHALMIC_AXIAL_MEASUREMENTS,
    OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_B_SCAN_VOLUME_ANALYSIS_IMAGE,
    OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE, OPHTHALMIC_PHOTOGRAPHIC_PARAMETERS,
    OPHTHALMIC_PHOTOGRAPHY_ACQUISITION_PARAMETERS, OPHTHALMIC_PHOTOGRAPHY_IMAGE,
    OPHTHALMIC_THICKNESS_MAP, OPHTHALMIC_TOMOGRAPHY_ACQUISITION_PARAMETERS,
    OPHTHALMIC_TOMOGRAPHY_IMAGE, OPHTHALMIC_TOMOGRAPHY_PARAMETERS, STEREOMETRIC_RELATIONSHIP,
    VISUAL_ACUITY_MEASUREMENTS, VISUAL_FIELD_STATIC_PERIMETRY_TEST_MEASUREMENTS,
    VISUAL_FIELD_STATIC_PERIMETRY_TEST_PARAMETERS, VISUAL_FIELD_STATIC_PERIMETRY_TEST_RELIABILITY,
    VISUAL_FIELD_STATIC_PERIMETRY_TEST_RESULTS, WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_3D_COORDINATES,
    WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_STEREOGRAPHIC_PROJECTION,
};
use super::super::module::pixel::{GRAY_8, GRAY_16, RGB};
use super::Iod;
use filmdesk_dataset::{tags, uids};

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
        name: "Ophthalmic Photography 8 Bit Image",
        modality: "OP",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SYNCHRONIZATION,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME,
            OPHTHALMIC_PHOTOGRAPHY_IMAGE,
            OCULAR_REGION_IMAGED,
            OPHTHALMIC_PHOTOGRAPHY_ACQUISITION_PARAMETERS,
            OPHTHALMIC_PHOTOGRAPHIC_PARAMETERS,
            RGB,
            OPHTHALMIC_PHOTOGRAPHY_8_BIT_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::OPHTHALMIC_PHOTOGRAPHY16_BIT_IMAGE_STORAGE,
        name: "Ophthalmic Photography 16 Bit Image",
        modality: "OP",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            SYNCHRONIZATION,
            GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME,
            OPHTHALMIC_PHOTOGRAPHY_IMAGE,
            OCULAR_REGION_IMAGED,
            OPHTHALMIC_PHOTOGRAPHY_ACQUISITION_PARAMETERS,
            OPHTHALMIC_PHOTOGRAPHIC_PARAMETERS,
            GRAY_16,
            OPHTHALMIC_PHOTOGRAPHY_16_BIT_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::STEREOMETRIC_RELATIONSHIP_STORAGE,
        name: "Stereometric Relationship",
        modality: "SMR",
        record: "STEREOMETRIC",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            STEREOMETRIC_RELATIONSHIP,
            &[
                items(
                    tags::STEREO_PAIRS_SEQUENCE,
                    STEREOMETRIC_RELATIONSHIP_STEREO_PAIRS,
                ),
                empty(tags::LATERALITY),
            ],
        ],
    },
    Iod {
        sop_class: uids::OPHTHALMIC_TOMOGRAPHY_IMAGE_STORAGE,
        name: "Ophthalmic Tomography Image",
        modality: "OPT",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            MULTI_FRAME_DIMENSION,
            ACQUISITION_CONTEXT,
            OPHTHALMIC_TOMOGRAPHY_IMAGE,
            OPHTHALMIC_TOMOGRAPHY_ACQUISITION_PARAMETERS,
            OPHTHALMIC_TOMOGRAPHY_PARAMETERS,
            OCULAR_REGION_IMAGED,
            GRAY_8,
            OPHTHALMIC_TOMOGRAPHY_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_STEREOGRAPHIC_PROJECTION_IMAGE_STORAGE,
        name: "Wide Field Ophthalmic Photography Stereographic Projection Image",
        modality: "OP",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            SYNCHRONIZATION,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME,
            OPHTHALMIC_PHOTOGRAPHY_IMAGE,
            WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_STEREOGRAPHIC_PROJECTION,
            OCULAR_REGION_IMAGED,
            OPHTHALMIC_PHOTOGRAPHY_ACQUISITION_PARAMETERS,
            OPHTHALMIC_PHOTOGRAPHIC_PARAMETERS,
            RGB,
            WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_STEREOGRAPHIC_PROJECTION_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY3_D_COORDINATES_IMAGE_STORAGE,
        name: "Wide Field Ophthalmic Photography 3D Coordinates Image",
        modality: "OP",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            SYNCHRONIZATION,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            MULTI_FRAME,
            OPHTHALMIC_PHOTOGRAPHY_IMAGE,
            WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_3D_COORDINATES,
            OCULAR_REGION_IMAGED,
            OPHTHALMIC_PHOTOGRAPHY_ACQUISITION_PARAMETERS,
            OPHTHALMIC_PHOTOGRAPHIC_PARAMETERS,
            RGB,
            WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_3D_COORDINATES_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE_STORAGE,
        name: "Ophthalmic Optical Coherence Tomography En Face Image",
        modality: "OPTENF",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE,
            OCULAR_REGION_IMAGED,
            GRAY_8,
            OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE_OWN,
        ],
    },
    Iod {
        sop_class: uids::OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_BSCAN_VOLUME_ANALYSIS_STORAGE,
        name: "Ophthalmic Optical Coherence Tomography B-scan Volume Analysis",
        modality: "OPTBSV",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            FRAME_OF_REFERENCE,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_B_SCAN_VOLUME_ANALYSIS_IMAGE,
            MULTI_FRAME_DIMENSION,
            GRAY_16,
            OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_B_SCAN_VOLUME_ANALYSIS_OWN,
        ],
    },
    Iod {
        sop_class: uids::LENSOMETRY_MEASUREMENTS_STORAGE,
        name: "Lensometry Measurements",
        modality: "LEN",
        record: "MEASUREMENT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_OPHTHALMIC_REFRACTIVE_MEASUREMENTS,
            LENSOMETRY_MEASUREMENTS,
            &[
                t(tags::MEASUREMENT_LATERALITY, "R"),
                items(
                    tags::RIGHT_LENS_SEQUENCE,
                    LENSOMETRY_MEASUREMENTS_RIGHT_LENS,
                ),
            ],
        ],
    },
    Iod {
        sop_class: uids::AUTOREFRACTION_MEASUREMENTS_STORAGE,
        name: "Autorefraction Measurements",
        modality: "AR",
        record: "MEASUREMENT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_OPHTHALMIC_REFRACTIVE_MEASUREMENTS,
            AUTOREFRACTION_MEASUREMENTS_OWN,
        ],
    },
    Iod {
        sop_class: uids::KERATOMETRY_MEASUREMENTS_STORAGE,
        name: "Keratometry Measurements",
        modality: "KER",
        record: "MEASUREMENT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_OPHTHALMIC_REFRACTIVE_MEASUREMENTS,
            &[
                t(tags::MEASUREMENT_LATERALITY, "R"),
                items(
                    tags::KERATOMETRY_RIGHT_EYE_SEQUENCE,
                    KERATOMETRY_MEASUREMENTS_KERATOMETRY_RIGHT_EYE,
                ),
            ],
        ],
    },
    Iod {
        sop_class: uids::SUBJECTIVE_REFRACTION_MEASUREMENTS_STORAGE,
        name: "Subjective Refraction Measurements",
        modality: "SRF",
        record: "MEASUREMENT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_OPHTHALMIC_REFRACTIVE_MEASUREMENTS,
            SUBJECTIVE_REFRACTION_MEASUREMENTS_OWN,
        ],
    },
    Iod {
        sop_class: uids::VISUAL_ACUITY_MEASUREMENTS_STORAGE,
        name: "Visual Acuity Measurements",
        modality: "VA",
        record: "MEASUREMENT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_OPHTHALMIC_REFRACTIVE_MEASUREMENTS,
            VISUAL_ACUITY_MEASUREMENTS,
            VISUAL_ACUITY_MEASUREMENTS_OWN,
        ],
    },
    Iod {
        sop_class: uids::OPHTHALMIC_AXIAL_MEASUREMENTS_STORAGE,
        name: "Ophthalmic Axial Measurements",
        modality: "OAM",
        record: "MEASUREMENT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            OPHTHALMIC_AXIAL_MEASUREMENTS,
            GENERAL_OPHTHALMIC_REFRACTIVE_MEASUREMENTS,
            OPHTHALMIC_AXIAL_MEASUREMENTS_OWN,
        ],
    },
    Iod {
        sop_class: uids::INTRAOCULAR_LENS_CALCULATIONS_STORAGE,
        name: "Intraocular Lens Calculations",
        modality: "IOL",
        record: "MEASUREMENT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_OPHTHALMIC_REFRACTIVE_MEASUREMENTS,
            &[
                t(tags::MEASUREMENT_LATERALITY, "R"),
                items(
                    tags::INTRAOCULAR_LENS_CALCULATIONS_RIGHT_EYE_SEQUENCE,
                    INTRAOCULAR_LENS_CALCULATIONS_INTRAOCULAR_LENS_CALCULATIONS_RIGHT_EYE,
                ),
            ],
        ],
    },
    Iod {
        sop_class: uids::OPHTHALMIC_VISUAL_FIELD_STATIC_PERIMETRY_MEASUREMENTS_STORAGE,
        name: "Ophthalmic Visual Field Static Perimetry Measurements",
        modality: "OPV",
        record: "MEASUREMENT",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            VISUAL_FIELD_STATIC_PERIMETRY_TEST_PARAMETERS,
            VISUAL_FIELD_STATIC_PERIMETRY_TEST_RELIABILITY,
            VISUAL_FIELD_STATIC_PERIMETRY_TEST_MEASUREMENTS,
            VISUAL_FIELD_STATIC_PERIMETRY_TEST_RESULTS,
            OPHTHALMIC_VISUAL_FIELD_STATIC_PERIMETRY_MEASUREMENTS_OWN,
        ],
    },
    Iod {
        sop_class: uids::OPHTHALMIC_THICKNESS_MAP_STORAGE,
        name: "Ophthalmic Thickness Map",
        modality: "OPM",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            GENERAL_IMAGE,
            OPHTHALMIC_THICKNESS_MAP,
            OPHTHALMIC_PHOTOGRAPHY_ACQUISITION_PARAMETERS,
            ACQUISITION_CONTEXT,
            GRAY_16,
            OPHTHALMIC_THICKNESS_MAP_OWN,
        ],
    },
    Iod {
        sop_class: uids::CORNEAL_TOPOGRAPHY_MAP_STORAGE,
        name: "Corneal Topography Map",
        modality: "OPM",
        record: "IMAGE",
        modules: &[
            GENERAL_STUDY,
            GENERAL_SERIES,
            CORNEAL_TOPOGRAPHY_MAP_SERIES,
            GENERAL_EQUIPMENT,
            ENHANCED_GENERAL_EQUIPMENT,
            FRAME_OF_REFERENCE,
            GENERAL_IMAGE,
            PALETTE_COLOR_LOOKUP_TABLE,
            CORNEAL_TOPOGRAPHY_MAP_IMAGE,
            CORNEAL_TOPOGRAPHY_MAP_ANALYSIS,
            OPHTHALMIC_PHOTOGRAPHY_ACQUISITION_PARAMETERS,
            ACQUISITION_CONTEXT,
            GRAY_16,
            CORNEAL_TOPOGRAPHY_MAP_OWN,
        ],
    },
];

const OPHTHALMIC_PHOTOGRAPHY_8_BIT_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "5665001", "SCT", "Retina"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::NUMBER_OF_FRAMES, "1"),
    now(tags::ACQUISITION_DATE_TIME),
    code(
        tags::ACQUISITION_DEVICE_TYPE_CODE_SEQUENCE,
        "409898007",
        "SCT",
        "Fundus Camera",
    ),
    t(tags::DETECTOR_TYPE, "CCD"),
    t(tags::PATIENT_ORIENTATION, r"L\F"),
    t(tags::HORIZONTAL_FIELD_OF_VIEW, "45"),
    t(tags::PATIENT_EYE_MOVEMENT_COMMANDED, "NO"),
    t(tags::PUPIL_DILATED, "NO"),
    items(tags::REFRACTIVE_STATE_SEQUENCE, &[]),
    empty(tags::EMMETROPIC_MAGNIFICATION),
    empty(tags::INTRA_OCULAR_PRESSURE),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    items(tags::LIGHT_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    items(tags::IMAGE_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
];

const OPHTHALMIC_PHOTOGRAPHY_16_BIT_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "5665001", "SCT", "Retina"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::NUMBER_OF_FRAMES, "1"),
    now(tags::ACQUISITION_DATE_TIME),
    code(
        tags::ACQUISITION_DEVICE_TYPE_CODE_SEQUENCE,
        "409898007",
        "SCT",
        "Fundus Camera",
    ),
    t(tags::DETECTOR_TYPE, "CCD"),
    t(tags::PATIENT_ORIENTATION, r"L\F"),
    t(tags::HORIZONTAL_FIELD_OF_VIEW, "45"),
    t(tags::PATIENT_EYE_MOVEMENT_COMMANDED, "NO"),
    t(tags::PUPIL_DILATED, "NO"),
    items(tags::REFRACTIVE_STATE_SEQUENCE, &[]),
    empty(tags::EMMETROPIC_MAGNIFICATION),
    empty(tags::INTRA_OCULAR_PRESSURE),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    items(tags::LIGHT_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    items(tags::IMAGE_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
];

const STEREOMETRIC_RELATIONSHIP_STEREO_PAIRS: &[&[Attribute]] = &[&[
    items(
        tags::LEFT_IMAGE_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
            ),
        ]],
    ),
    items(
        tags::RIGHT_IMAGE_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
            ),
        ]],
    ),
    empty(tags::STEREO_BASELINE_ANGLE),
    empty(tags::STEREO_HORIZONTAL_PIXEL_OFFSET),
    empty(tags::STEREO_VERTICAL_PIXEL_OFFSET),
    empty(tags::STEREO_ROTATION),
]];

const OPHTHALMIC_TOMOGRAPHY_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    code(
        tags::ACQUISITION_DEVICE_TYPE_CODE_SEQUENCE,
        "392012008",
        "SCT",
        "Optical Coherence Tomography Scanner",
    ),
    code(tags::ANATOMIC_REGION_SEQUENCE, "5665001", "SCT", "Retina"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::DEPTH_SPATIAL_RESOLUTION, "5"),
    t(tags::MAXIMUM_DEPTH_DISTORTION, "1"),
    t(tags::ALONG_SCAN_SPATIAL_RESOLUTION, "15"),
    t(tags::MAXIMUM_ALONG_SCAN_DISTORTION, "1"),
    t(tags::ACROSS_SCAN_SPATIAL_RESOLUTION, "15"),
    t(tags::MAXIMUM_ACROSS_SCAN_DISTORTION, "1"),
    empty(tags::LIGHT_PATH_FILTER_PASS_THROUGH_WAVELENGTH),
    t(tags::ILLUMINATION_WAVE_LENGTH, "840"),
    t(tags::ILLUMINATION_POWER, "700"),
    t(tags::ILLUMINATION_BANDWIDTH, "50"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::ACQUISITION_DURATION, "1"),
    t(tags::PUPIL_DILATED, "NO"),
    t(tags::PATIENT_EYE_MOVEMENT_COMMANDED, "NO"),
    empty(tags::AXIAL_LENGTH_OF_THE_EYE),
    empty(tags::HORIZONTAL_FIELD_OF_VIEW),
    items(tags::REFRACTIVE_STATE_SEQUENCE, &[]),
    empty(tags::EMMETROPIC_MAGNIFICATION),
    empty(tags::INTRA_OCULAR_PRESSURE),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::CONCATENATION_FRAME_OFFSET_NUMBER, "0"),
    t(tags::IN_CONCATENATION_NUMBER, "1"),
    t(tags::IN_CONCATENATION_TOTAL_NUMBER, "1"),
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
        &[PIXEL_MEASURES, PLANE_ORIENTATION, FRAME_ANATOMY],
    ),
    per_frame(
        tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
        &[FRAME_CONTENT, PLANE_POSITION, OPHTHALMIC_FRAME_LOCATION],
    ),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];

const WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_STEREOGRAPHIC_PROJECTION_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "5665001", "SCT", "Retina"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::NUMBER_OF_FRAMES, "1"),
    now(tags::ACQUISITION_DATE_TIME),
    code(
        tags::ACQUISITION_DEVICE_TYPE_CODE_SEQUENCE,
        "409898007",
        "SCT",
        "Fundus Camera",
    ),
    code(
        tags::ILLUMINATION_TYPE_CODE_SEQUENCE,
        "409898007",
        "SCT",
        "Fundus camera",
    ),
    t(tags::DETECTOR_TYPE, "CCD"),
    t(tags::PATIENT_ORIENTATION, r"L\F"),
    t(tags::HORIZONTAL_FIELD_OF_VIEW, "45"),
    t(tags::PATIENT_EYE_MOVEMENT_COMMANDED, "NO"),
    t(tags::PUPIL_DILATED, "NO"),
    items(tags::REFRACTIVE_STATE_SEQUENCE, &[]),
    empty(tags::EMMETROPIC_MAGNIFICATION),
    empty(tags::INTRA_OCULAR_PRESSURE),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    items(tags::LIGHT_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    items(tags::IMAGE_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
    t(tags::OPHTHALMIC_AXIAL_LENGTH_METHOD, "MEASURED"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
];

const WIDE_FIELD_OPHTHALMIC_PHOTOGRAPHY_3D_COORDINATES_IMAGE_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "5665001", "SCT", "Retina"),
    t(tags::IMAGE_LATERALITY, "R"),
    t(tags::NUMBER_OF_FRAMES, "1"),
    now(tags::ACQUISITION_DATE_TIME),
    code(
        tags::ACQUISITION_DEVICE_TYPE_CODE_SEQUENCE,
        "409898007",
        "SCT",
        "Fundus Camera",
    ),
    code(
        tags::ILLUMINATION_TYPE_CODE_SEQUENCE,
        "409898007",
        "SCT",
        "Fundus camera",
    ),
    t(tags::DETECTOR_TYPE, "CCD"),
    t(tags::PATIENT_ORIENTATION, r"L\F"),
    t(tags::HORIZONTAL_FIELD_OF_VIEW, "45"),
    t(tags::PATIENT_EYE_MOVEMENT_COMMANDED, "NO"),
    t(tags::PUPIL_DILATED, "NO"),
    items(tags::REFRACTIVE_STATE_SEQUENCE, &[]),
    empty(tags::EMMETROPIC_MAGNIFICATION),
    empty(tags::INTRA_OCULAR_PRESSURE),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    items(tags::LIGHT_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    items(tags::IMAGE_PATH_FILTER_TYPE_STACK_CODE_SEQUENCE, &[]),
    t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
    t(tags::OPHTHALMIC_AXIAL_LENGTH_METHOD, "MEASURED"),
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::FRAME_TIME, "40"),
];

const OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE_REFERENCED_SURFACE_MESH_IDENTIFICATION: &[&[Attribute]] = &[&[code(tags::SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE, "280677004", "SCT", "Retinal pigment epithelium"), t(tags::REFERENCED_SOP_CLASS_UID, uids::SURFACE_SEGMENTATION_STORAGE), instance(tags::REFERENCED_SOP_INSTANCE_UID, uids::SURFACE_SEGMENTATION_STORAGE), t(tags::REFERENCED_SURFACE_NUMBER, "1"), t(tags::SURFACE_MESH_Z_PIXEL_OFFSET, "0")]];

const OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE_OWN: &[Attribute] = &[t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY"), code(tags::ANATOMIC_REGION_SEQUENCE, "5665001", "SCT", "Retina"), t(tags::IMAGE_LATERALITY, "R"), t(tags::PIXEL_SPACING, r"0.1\0.1"), t(tags::WINDOW_CENTER, "128"), t(tags::WINDOW_WIDTH, "256"), t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"), now(tags::CONTENT_DATE), now(tags::CONTENT_TIME), code(tags::OPHTHALMIC_IMAGE_TYPE_CODE_SEQUENCE, "128274", "DCM", "Structural OCT"), items(tags::REFERENCED_SURFACE_MESH_IDENTIFICATION_SEQUENCE, OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_EN_FACE_IMAGE_REFERENCED_SURFACE_MESH_IDENTIFICATION)];

const OPHTHALMIC_OPTICAL_COHERENCE_TOMOGRAPHY_B_SCAN_VOLUME_ANALYSIS_OWN: &[Attribute] = &[
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
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\NONE\NONE"),
    t(tags::NUMBER_OF_FRAMES, "3"),
    one(
        tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
        &[
            PIXEL_MEASURES,
            PLANE_ORIENTATION,
            FRAME_REAL_WORLD_VALUE_MAPPING,
            FRAME_ANATOMY,
            FRAME_VOI_LUT,
        ],
    ),
    per_frame(
        tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
        &[
            FRAME_CONTENT,
            PLANE_POSITION,
            OPHTHALMIC_FRAME_LOCATION,
            &[items(tags::DERIVATION_IMAGE_SEQUENCE, &[])],
        ],
    ),
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
    t(tags::CONCATENATION_FRAME_OFFSET_NUMBER, "0"),
    t(tags::IN_CONCATENATION_NUMBER, "1"),
    t(tags::IN_CONCATENATION_TOTAL_NUMBER, "1"),
    items(
        tags::OCT_BSCAN_ANALYSIS_ACQUISITION_PARAMETERS_SEQUENCE,
        &[&[
            code(
                tags::SCAN_PATTERN_TYPE_CODE_SEQUENCE,
                "128280",
                "DCM",
                "Cube B-scan pattern",
            ),
            t(tags::NUMBER_OF_BSCANS_PER_FRAME, "1"),
            t(tags::BSCAN_SLAB_THICKNESS, "0.01"),
            t(tags::DISTANCE_BETWEEN_BSCAN_SLABS, "0.1"),
            t(tags::BSCAN_CYCLE_TIME, "25"),
        ]],
    ),
];

const LENSOMETRY_MEASUREMENTS_RIGHT_LENS: &[&[Attribute]] = &[&[
    t(tags::LENS_DESCRIPTION, "Single vision"),
    t(tags::LENS_SEGMENT_TYPE, "NONPROGRESSIVE"),
    t(tags::SPHERE_POWER, "-1.5"),
    items(
        tags::CYLINDER_SEQUENCE,
        &[&[
            t(tags::CYLINDER_POWER, "-0.5"),
            t(tags::CYLINDER_AXIS, "90"),
        ]],
    ),
    items(
        tags::PRISM_SEQUENCE,
        &[&[
            t(tags::HORIZONTAL_PRISM_POWER, "0.5"),
            t(tags::HORIZONTAL_PRISM_BASE, "IN"),
            t(tags::VERTICAL_PRISM_POWER, "0.5"),
            t(tags::VERTICAL_PRISM_BASE, "UP"),
        ]],
    ),
]];

const AUTOREFRACTION_MEASUREMENTS_OWN: &[Attribute] = &[
    t(tags::MEASUREMENT_LATERALITY, "R"),
    items(
        tags::AUTOREFRACTION_RIGHT_EYE_SEQUENCE,
        &[&[
            t(tags::PUPIL_SIZE, "4"),
            t(tags::SPHERE_POWER, "-1.5"),
            items(
                tags::CYLINDER_SEQUENCE,
                &[&[
                    t(tags::CYLINDER_POWER, "-0.5"),
                    t(tags::CYLINDER_AXIS, "90"),
                ]],
            ),
        ]],
    ),
];

const KERATOMETRY_MEASUREMENTS_KERATOMETRY_RIGHT_EYE: &[&[Attribute]] = &[&[
    items(
        tags::STEEP_KERATOMETRIC_AXIS_SEQUENCE,
        &[&[
            t(tags::RADIUS_OF_CURVATURE, "7.7"),
            t(tags::KERATOMETRIC_POWER, "43.8"),
            t(tags::KERATOMETRIC_AXIS, "90"),
        ]],
    ),
    items(
        tags::FLAT_KERATOMETRIC_AXIS_SEQUENCE,
        &[&[
            t(tags::RADIUS_OF_CURVATURE, "7.9"),
            t(tags::KERATOMETRIC_POWER, "42.7"),
            t(tags::KERATOMETRIC_AXIS, "180"),
        ]],
    ),
]];

const SUBJECTIVE_REFRACTION_MEASUREMENTS_OWN: &[Attribute] = &[
    t(tags::MEASUREMENT_LATERALITY, "R"),
    items(
        tags::SUBJECTIVE_REFRACTION_RIGHT_EYE_SEQUENCE,
        &[&[
            t(tags::SPHERE_POWER, "-1.5"),
            items(
                tags::CYLINDER_SEQUENCE,
                &[&[
                    t(tags::CYLINDER_POWER, "-0.5"),
                    t(tags::CYLINDER_AXIS, "90"),
                ]],
            ),
        ]],
    ),
];

const VISUAL_ACUITY_MEASUREMENTS_OWN: &[Attribute] = &[
    t(tags::MEASUREMENT_LATERALITY, "R"),
    t(tags::VIEWING_DISTANCE_TYPE, "DISTANCE"),
    code(
        tags::VISUAL_ACUITY_TYPE_CODE_SEQUENCE,
        "419775003",
        "SCT",
        "Best corrected visual acuity",
    ),
    items(
        tags::VISUAL_ACUITY_RIGHT_EYE_SEQUENCE,
        &[&[t(tags::DECIMAL_VISUAL_ACUITY, "1")]],
    ),
    items(tags::REFERENCED_REFRACTIVE_MEASUREMENTS_SEQUENCE, &[]),
    t(tags::OPTOTYPE_DETAILED_DEFINITION, "Sloan"),
];

const OPHTHALMIC_AXIAL_MEASUREMENTS_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TOTAL_LENGTH:
    &[&[Attribute]] = &[&[
    t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
    t(tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENT_MODIFIED, "NO"),
    items(
        tags::OPTICAL_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_SEQUENCE,
        &[&[code(
            tags::OPHTHALMIC_AXIAL_LENGTH_DATA_SOURCE_CODE_SEQUENCE,
            "111780",
            "DCM",
            "Measured",
        )]],
    ),
    items(
        tags::REFERENCED_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENT_QC_IMAGE_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
            ),
            t(tags::REFERENCED_FRAME_NUMBER, "1"),
        ]],
    ),
]];

const OPHTHALMIC_AXIAL_MEASUREMENTS_SELECTED_TOTAL_OPHTHALMIC_AXIAL_LENGTH: &[&[Attribute]] = &[&[
    t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
    code(
        tags::OPHTHALMIC_AXIAL_LENGTH_SELECTION_METHOD_CODE_SEQUENCE,
        "121410",
        "DCM",
        "User chosen",
    ),
    items(
        tags::REFERENCED_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENT_QC_IMAGE_SEQUENCE,
        &[&[
            t(
                tags::REFERENCED_SOP_CLASS_UID,
                uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
            ),
            instance(
                tags::REFERENCED_SOP_INSTANCE_UID,
                uids::MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
            ),
            t(tags::REFERENCED_FRAME_NUMBER, "1"),
        ]],
    ),
    items(
        tags::OPHTHALMIC_AXIAL_LENGTH_QUALITY_METRIC_SEQUENCE,
        &[&[
            code(
                tags::CONCEPT_NAME_CODE_SEQUENCE,
                "111786",
                "DCM",
                "Standard Deviation of measurements used",
            ),
            t(tags::NUMERIC_VALUE, "0.02"),
            code(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, "mm", "UCUM", "mm"),
        ]],
    ),
]];

const OPHTHALMIC_AXIAL_MEASUREMENTS_OPHTHALMIC_AXIAL_MEASUREMENTS_RIGHT_EYE: &[&[Attribute]] =
    &[&[
        code(tags::LENS_STATUS_CODE_SEQUENCE, "128285", "DCM", "Phakic"),
        t(tags::LENS_STATUS_DESCRIPTION, "Phakic"),
        code(
            tags::VITREOUS_STATUS_CODE_SEQUENCE,
            "128287",
            "DCM",
            "Vitreous normal",
        ),
        t(tags::VITREOUS_STATUS_DESCRIPTION, "Normal"),
        items(
            tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_SEQUENCE,
            &[&[
                t(
                    tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TYPE,
                    "TOTAL LENGTH",
                ),
                items(
                    tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TOTAL_LENGTH_SEQUENCE,
                    OPHTHALMIC_AXIAL_MEASUREMENTS_OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TOTAL_LENGTH,
                ),
            ]],
        ),
        t(tags::PUPIL_DILATED, "NO"),
        items(
            tags::OPTICAL_SELECTED_OPHTHALMIC_AXIAL_LENGTH_SEQUENCE,
            &[&[
                items(
                    tags::SELECTED_TOTAL_OPHTHALMIC_AXIAL_LENGTH_SEQUENCE,
                    OPHTHALMIC_AXIAL_MEASUREMENTS_SELECTED_TOTAL_OPHTHALMIC_AXIAL_LENGTH,
                ),
                t(
                    tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TYPE,
                    "TOTAL LENGTH",
                ),
            ]],
        ),
        t(
            tags::OPHTHALMIC_AXIAL_LENGTH_MEASUREMENTS_TYPE,
            "TOTAL LENGTH",
        ),
    ]];

const OPHTHALMIC_AXIAL_MEASUREMENTS_OWN: &[Attribute] = &[
    items(
        tags::OPHTHALMIC_AXIAL_MEASUREMENTS_RIGHT_EYE_SEQUENCE,
        OPHTHALMIC_AXIAL_MEASUREMENTS_OPHTHALMIC_AXIAL_MEASUREMENTS_RIGHT_EYE,
    ),
    t(tags::MEASUREMENT_LATERALITY, "R"),
    t(tags::OPHTHALMIC_AXIAL_MEASUREMENTS_DEVICE_TYPE, "OPTICAL"),
];

const INTRAOCULAR_LENS_CALCULATIONS_STEEP_KERATOMETRIC_AXIS: &[&[Attribute]] = &[&[
    t(tags::RADIUS_OF_CURVATURE, "7.7"),
    t(tags::KERATOMETRIC_POWER, "43.8"),
    t(tags::KERATOMETRIC_AXIS, "90"),
    items(
        tags::SOURCE_OF_REFRACTIVE_MEASUREMENTS_SEQUENCE,
        &[&[code(
            tags::SOURCE_OF_REFRACTIVE_MEASUREMENTS_CODE_SEQUENCE,
            "111780",
            "DCM",
            "Measured",
        )]],
    ),
]];

const INTRAOCULAR_LENS_CALCULATIONS_INTRAOCULAR_LENS_CALCULATIONS_RIGHT_EYE: &[&[Attribute]] =
    &[&[
        t(tags::TARGET_REFRACTION, "-0.5"),
        t(tags::REFRACTIVE_PROCEDURE_OCCURRED, "NO"),
        code(
            tags::KERATOMETRY_MEASUREMENT_TYPE_CODE_SEQUENCE,
            "111754",
            "DCM",
            "Auto Keratometry",
        ),
        items(
            tags::OPHTHALMIC_AXIAL_LENGTH_SEQUENCE,
            &[&[
                t(tags::OPHTHALMIC_AXIAL_LENGTH, "23.5"),
                code(
                    tags::SOURCE_OF_OPHTHALMIC_AXIAL_LENGTH_CODE_SEQUENCE,
                    "111780",
                    "DCM",
                    "Measured",
                ),
                code(
                    tags::OPHTHALMIC_AXIAL_LENGTH_SELECTION_METHOD_CODE_SEQUENCE,
                    "121410",
                    "DCM",
                    "User chosen",
                ),
            ]],
        ),
        items(
            tags::STEEP_KERATOMETRIC_AXIS_SEQUENCE,
            INTRAOCULAR_LENS_CALCULATIONS_STEEP_KERATOMETRIC_AXIS,
        ),
        items(
            tags::FLAT_KERATOMETRIC_AXIS_SEQUENCE,
            &[&[
                t(tags::RADIUS_OF_CURVATURE, "7.9"),
                t(tags::KERATOMETRIC_POWER, "42.7"),
                t(tags::KERATOMETRIC_AXIS, "180"),
            ]],
        ),
        t(tags::KERATOMETER_INDEX, "1.3375"),
        code(tags::IOL_FORMULA_CODE_SEQUENCE, "111760", "DCM", "Haigis"),
        empty(tags::IOL_FORMULA_DETAIL),
        t(tags::IOL_MANUFACTURER, "Filmdesk"),
        t(tags::IMPLANT_NAME, "IOL 1"),
        t(tags::IMPLANT_PART_NUMBER, "1"),
        items(
            tags::LENS_CONSTANT_SEQUENCE,
            &[&[
                code(
                    tags::CONCEPT_NAME_CODE_SEQUENCE,
                    "111768",
                    "DCM",
                    "A-Constant",
                ),
                t(tags::NUMERIC_VALUE, "118.4"),
                code(
                    tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
                    "1",
                    "UCUM",
                    "no units",
                ),
            ]],
        ),
        items(
            tags::IOL_POWER_SEQUENCE,
            &[&[
                t(tags::IOL_POWER, "21"),
                t(tags::PREDICTED_REFRACTIVE_ERROR, "-0.4"),
                empty(tags::IMPLANT_PART_NUMBER),
            ]],
        ),
        t(tags::IOL_POWER_FOR_EXACT_EMMETROPIA, "20.5"),
        t(tags::IOL_POWER_FOR_EXACT_TARGET_REFRACTION, "21.1"),
        items(tags::REFRACTIVE_STATE_SEQUENCE, &[]),
    ]];

const OPHTHALMIC_VISUAL_FIELD_STATIC_PERIMETRY_MEASUREMENTS_OWN: &[Attribute] = &[
    items(
        tags::OPHTHALMIC_PATIENT_CLINICAL_INFORMATION_RIGHT_EYE_SEQUENCE,
        &[&[
            items(tags::REFRACTIVE_PARAMETERS_USED_ON_PATIENT_SEQUENCE, &[]),
            t(tags::PUPIL_SIZE, "4"),
            t(tags::PUPIL_DILATED, "NO"),
            t(tags::INTRA_OCULAR_PRESSURE, "15"),
        ]],
    ),
    t(tags::MEASUREMENT_LATERALITY, "R"),
    code(
        tags::PERFORMED_PROTOCOL_CODE_SEQUENCE,
        "111809",
        "DCM",
        "Visual Field 24-2 Test Pattern",
    ),
    items(
        tags::FIXATION_SEQUENCE,
        &[&[
            code(
                tags::FIXATION_MONITORING_CODE_SEQUENCE,
                "111844",
                "DCM",
                "Blind Spot Monitoring",
            ),
            t(tags::FIXATION_CHECKED_QUANTITY, "10"),
            t(tags::PATIENT_NOT_PROPERLY_FIXATED_QUANTITY, "0"),
            t(tags::EXCESSIVE_FIXATION_LOSSES_DATA_FLAG, "NO"),
        ]],
    ),
    items(
        tags::VISUAL_FIELD_CATCH_TRIAL_SEQUENCE,
        &[&[
            t(tags::CATCH_TRIALS_DATA_FLAG, "NO"),
            t(tags::FALSE_NEGATIVES_ESTIMATE_FLAG, "NO"),
            t(tags::EXCESSIVE_FALSE_NEGATIVES_DATA_FLAG, "NO"),
            t(tags::FALSE_POSITIVES_ESTIMATE_FLAG, "NO"),
            t(tags::EXCESSIVE_FALSE_POSITIVES_DATA_FLAG, "NO"),
        ]],
    ),
    t(tags::PRESENTED_VISUAL_STIMULI_DATA_FLAG, "NO"),
    t(tags::VISUAL_FIELD_TEST_NORMALS_FLAG, "NO"),
    t(tags::FOVEAL_SENSITIVITY_MEASURED, "NO"),
    t(tags::FOVEAL_POINT_NORMATIVE_DATA_FLAG, "NO"),
    t(tags::SCREENING_BASELINE_MEASURED, "NO"),
    t(tags::BLIND_SPOT_LOCALIZED, "NO"),
    empty(tags::COMMENTS_ON_PATIENT_PERFORMANCE_OF_VISUAL_FIELD),
    items(
        tags::VISUAL_FIELD_TEST_POINT_SEQUENCE,
        &[&[
            t(tags::VISUAL_FIELD_TEST_POINT_X_COORDINATE, "3"),
            t(tags::VISUAL_FIELD_TEST_POINT_Y_COORDINATE, "3"),
            t(tags::STIMULUS_RESULTS, "SEEN"),
            t(tags::SENSITIVITY_VALUE, "28"),
        ]],
    ),
];

const OPHTHALMIC_THICKNESS_MAP_REAL_WORLD_VALUE_MAPPING: &[&[Attribute]] = &[&[
    t(tags::REAL_WORLD_VALUE_FIRST_VALUE_MAPPED, "0"),
    t(tags::REAL_WORLD_VALUE_LAST_VALUE_MAPPED, "4095"),
    t(tags::REAL_WORLD_VALUE_INTERCEPT, "-1024"),
    t(tags::REAL_WORLD_VALUE_SLOPE, "1"),
    t(tags::LUT_EXPLANATION, "Thickness"),
    t(tags::LUT_LABEL, "um"),
    code(
        tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
        "um",
        "UCUM",
        "micrometer",
    ),
]];

const OPHTHALMIC_THICKNESS_MAP_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY"),
    items(
        tags::REAL_WORLD_VALUE_MAPPING_SEQUENCE,
        OPHTHALMIC_THICKNESS_MAP_REAL_WORLD_VALUE_MAPPING,
    ),
    code(tags::ANATOMIC_REGION_SEQUENCE, "5665001", "SCT", "Retina"),
    t(tags::IMAGE_LATERALITY, "R"),
    absent(tags::PIXEL_ASPECT_RATIO),
    t(tags::PIXEL_SPACING, r"0.1\0.1"),
];

const CORNEAL_TOPOGRAPHY_MAP_OWN: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"DERIVED\PRIMARY"),
    code(tags::ANATOMIC_REGION_SEQUENCE, "28726007", "SCT", "Cornea"),
    t(tags::IMAGE_LATERALITY, "R"),
    absent(tags::PIXEL_ASPECT_RATIO),
    t(tags::PIXEL_SPACING, r"0.1\0.1"),
];
