//! Visible light: endoscopy, microscopy, photography.

use super::prelude::*;

/// Modules of an image in visible light (PS3.3 A.32).
const VISIBLE_LIGHT: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    GENERAL_IMAGE,
    ACQUISITION_CONTEXT,
    VL_IMAGE,
];

/// The same of a moving image.
const VIDEO_LIGHT: &[Table] = &[
    GENERAL_STUDY,
    GENERAL_SERIES,
    GENERAL_EQUIPMENT,
    GENERAL_IMAGE,
    ACQUISITION_CONTEXT,
    VL_IMAGE,
    MULTI_FRAME,
    CINE,
];

const VL: Iod = Iod::of("ES", "IMAGE", VISIBLE_LIGHT);

const CONFOCAL: Iod = Iod::of("CFM", "IMAGE", FRAMES);

const VIDEO: Iod = Iod::of("ES", "IMAGE", VIDEO_LIGHT);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::VL_ENDOSCOPIC_IMAGE_STORAGE,
        name: "VL Endoscopic Image",
        modules: &[RGB],
        attributes: &[seq(tags::ANATOMIC_REGION_SEQUENCE).code(STOMACH)],
        ..VL
    },
    Iod {
        sop_class: uids::VIDEO_ENDOSCOPIC_IMAGE_STORAGE,
        name: "Video Endoscopic Image",
        modules: &[RGB],
        attributes: &[seq(tags::ANATOMIC_REGION_SEQUENCE).code(STOMACH)],
        ..VIDEO
    },
    Iod {
        sop_class: uids::VL_MICROSCOPIC_IMAGE_STORAGE,
        name: "VL Microscopic Image",
        modality: "GM",
        modules: &[RGB],
        attributes: &[seq(tags::ANATOMIC_REGION_SEQUENCE).code(LUNG)],
        ..VL
    },
    Iod {
        sop_class: uids::VIDEO_MICROSCOPIC_IMAGE_STORAGE,
        name: "Video Microscopic Image",
        modality: "GM",
        modules: &[RGB],
        attributes: &[seq(tags::ANATOMIC_REGION_SEQUENCE).code(LUNG)],
        ..VIDEO
    },
    Iod {
        sop_class: uids::VL_SLIDE_COORDINATES_MICROSCOPIC_IMAGE_STORAGE,
        name: "VL Slide-Coordinates Microscopic Image",
        modality: "SM",
        modules: &[FRAME_OF_REFERENCE, SPECIMEN, RGB],
        attributes: &[
            seq(tags::IMAGE_CENTER_POINT_COORDINATES_SEQUENCE).item(&[
                t(tags::X_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "10"),
                t(tags::Y_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "20"),
                t(tags::Z_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "0"),
            ]),
            seq(tags::ANATOMIC_REGION_SEQUENCE).code(LUNG),
        ],
        ..VL
    },
    Iod {
        sop_class: uids::VL_PHOTOGRAPHIC_IMAGE_STORAGE,
        name: "VL Photographic Image",
        modality: "XC",
        modules: &[RGB],
        attributes: &[
            seq(tags::ANATOMIC_REGION_SEQUENCE).code(SKIN),
            empty(tags::LATERALITY),
        ],
        ..VL
    },
    Iod {
        sop_class: uids::VIDEO_PHOTOGRAPHIC_IMAGE_STORAGE,
        name: "Video Photographic Image",
        modality: "XC",
        modules: &[RGB],
        attributes: &[
            seq(tags::ANATOMIC_REGION_SEQUENCE).code(SKIN),
            empty(tags::LATERALITY),
        ],
        ..VIDEO
    },
    Iod {
        sop_class: uids::DERMOSCOPIC_PHOTOGRAPHY_IMAGE_STORAGE,
        name: "Dermoscopic Photography Image",
        modality: "DMS",
        modules: &[ENHANCED_GENERAL_EQUIPMENT, RGB, FRAME_OF_REFERENCE],
        attributes: &[
            empty(tags::LIGHT_SOURCE_POLARIZATION),
            empty(tags::EMITTER_COLOR_TEMPERATURE),
            empty(tags::CONTACT_METHOD),
            empty(tags::OPTICAL_MAGNIFICATION_FACTOR),
            t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
            seq(tags::ANATOMIC_REGION_SEQUENCE).code(SKIN),
            empty(tags::LATERALITY),
        ],
        ..VL
    },
    Iod {
        sop_class: uids::VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
        name: "VL Whole Slide Microscopy Image",
        modality: "SM",
        general: ENHANCED_SERIES,
        modules: &[GENERAL_IMAGE, ACQUISITION_CONTEXT, SPECIMEN, RGB],
        attributes: &[
            t(tags::NUMBER_OF_FRAMES, "4"),
            t(tags::TOTAL_PIXEL_MATRIX_COLUMNS, "128"),
            t(tags::TOTAL_PIXEL_MATRIX_ROWS, "128"),
            seq(tags::TOTAL_PIXEL_MATRIX_ORIGIN_SEQUENCE).item(&[
                t(tags::X_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "10"),
                t(tags::Y_OFFSET_IN_SLIDE_COORDINATE_SYSTEM, "20"),
            ]),
            seq(tags::DIMENSION_ORGANIZATION_SEQUENCE)
                .item(&[uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions")]),
            t(tags::DIMENSION_ORGANIZATION_TYPE, "TILED_FULL"),
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
            now(tags::ACQUISITION_DATE_TIME),
            t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
            t(tags::BURNED_IN_ANNOTATION, "NO"),
            t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
            t(tags::SPECIMEN_LABEL_IN_IMAGE, "NO"),
            t(tags::FOCUS_METHOD, "AUTO"),
            t(tags::EXTENDED_DEPTH_OF_FIELD, "NO"),
            seq(tags::OPTICAL_PATH_SEQUENCE).item(&[
                t(tags::OPTICAL_PATH_IDENTIFIER, "1"),
                seq(tags::ILLUMINATION_TYPE_CODE_SEQUENCE).code(BRIGHTFIELD_ILLUMINATION),
                seq(tags::ILLUMINATION_COLOR_CODE_SEQUENCE).code(WHITE),
                bytes(tags::ICC_PROFILE, VR::OB, srgb),
            ]),
            t(tags::IMAGED_VOLUME_WIDTH, "1"),
            t(tags::IMAGED_VOLUME_HEIGHT, "1"),
            t(tags::IMAGED_VOLUME_DEPTH, "0.001"),
            t(tags::ACQUISITION_DURATION, "1"),
            t(tags::TOTAL_PIXEL_MATRIX_FOCAL_PLANES, "1"),
            t(tags::IMAGE_ORIENTATION_SLIDE, r"0\-1\0\-1\0\0"),
            t(tags::POSITION_REFERENCE_INDICATOR, "SLIDE_CORNER"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                seq(tags::PIXEL_MEASURES_SEQUENCE).item(&[
                    t(tags::SLICE_THICKNESS, "0.001"),
                    t(tags::PIXEL_SPACING, r"0.0005\0.0005"),
                ]),
                seq(tags::WHOLE_SLIDE_MICROSCOPY_IMAGE_FRAME_TYPE_SEQUENCE)
                    .item(&[t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE")]),
                seq(tags::OPTICAL_PATH_IDENTIFICATION_SEQUENCE)
                    .item(&[t(tags::OPTICAL_PATH_IDENTIFIER, "1")]),
            ]),
            t(tags::NUMBER_OF_OPTICAL_PATHS, "1"),
            uid(tags::FRAME_OF_REFERENCE_UID, "frame of reference"),
        ],
        ..VL
    },
    Iod {
        sop_class: uids::CONFOCAL_MICROSCOPY_IMAGE_STORAGE,
        name: "Confocal Microscopy Image",
        modules: &[GENERAL_IMAGE, CONFOCAL_MICROSCOPY_IMAGE, GRAY_8],
        ..CONFOCAL
    },
    Iod {
        sop_class: uids::CONFOCAL_MICROSCOPY_TILED_PYRAMIDAL_IMAGE_STORAGE,
        name: "Confocal Microscopy Tiled Pyramidal Image",
        modules: &[GENERAL_IMAGE, CONFOCAL_MICROSCOPY_IMAGE, GRAY_8],
        attributes: &[
            t(tags::IMAGED_VOLUME_WIDTH, "15"),
            t(tags::IMAGED_VOLUME_HEIGHT, "15"),
            t(tags::IMAGED_VOLUME_DEPTH, "1"),
        ],
        ..CONFOCAL
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.77.1",
        name: "VLImage Trial",
        modality: "XC",
        modules: &[RGB],
        attributes: &[seq(tags::ANATOMIC_REGION_SEQUENCE).code(STOMACH)],
        ..VL
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.77.2",
        name: "VLMulti Frame Image Trial",
        modules: &[RGB],
        attributes: &[seq(tags::ANATOMIC_REGION_SEQUENCE).code(STOMACH)],
        ..VIDEO
    },
];

const VL_IMAGE: Table = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    empty(tags::PATIENT_ORIENTATION),
];

const SPECIMEN: Table = &[
    t(tags::CONTAINER_IDENTIFIER, "SLIDE1"),
    seq(tags::ISSUER_OF_THE_CONTAINER_IDENTIFIER_SEQUENCE).empty(),
    seq(tags::CONTAINER_TYPE_CODE_SEQUENCE).code(sct("433466003", "Microscope slide")),
    seq(tags::SPECIMEN_DESCRIPTION_SEQUENCE).item(&[
        t(tags::SPECIMEN_IDENTIFIER, "S1"),
        uid(tags::SPECIMEN_UID, "specimen"),
        seq(tags::ISSUER_OF_THE_SPECIMEN_IDENTIFIER_SEQUENCE).empty(),
        seq(tags::SPECIMEN_PREPARATION_SEQUENCE).empty(),
    ]),
];

const CONFOCAL_MICROSCOPY_IMAGE: Table = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    seq(tags::OPTICAL_PATH_SEQUENCE).item(&[
        seq(tags::ILLUMINATION_TYPE_CODE_SEQUENCE).code(BRIGHTFIELD_ILLUMINATION),
        t(tags::OPTICAL_PATH_IDENTIFIER, "Example"),
    ]),
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\NONE\NONE"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    t(tags::CONFOCAL_MODE, "REFLECTANCE"),
    t(tags::TISSUE_LOCATION, "IN_VIVO"),
    SHARED_PLANE_GROUPS,
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    FRAME_PLANES,
];
