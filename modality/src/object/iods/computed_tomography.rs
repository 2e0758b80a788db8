//! Computed tomography.

use super::prelude::*;

const CT: Iod = Iod::of("CT", "IMAGE", FRAMES);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::CT_IMAGE_STORAGE,
        name: "CT Image",
        general: PLACED_IMAGE,
        modules: &[IMAGE_PLANE, GRAY_12],
        attributes: &[
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\AXIAL"),
            t(tags::KVP, "120"),
            t(tags::ACQUISITION_NUMBER, "1"),
            t(tags::RESCALE_INTERCEPT, "-1024"),
            t(tags::RESCALE_SLOPE, "1"),
            t(tags::RESCALE_TYPE, "HU"),
            t(tags::CONVOLUTION_KERNEL, "B30f"),
            t(tags::BODY_PART_EXAMINED, "CHEST"),
            t(tags::WINDOW_CENTER, "40"),
            t(tags::WINDOW_WIDTH, "400"),
            t(tags::PATIENT_POSITION, "HFS"),
        ],
        ..CT
    },
    Iod {
        sop_class: uids::ENHANCED_CT_IMAGE_STORAGE,
        name: "Enhanced CT Image",
        modules: &[ENHANCED_CT_IMAGE, GRAY_12],
        attributes: &[
            t(tags::ACQUISITION_NUMBER, "1"),
            t(tags::MULTIENERGY_CT_ACQUISITION, "NO"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                table(SLICES),
                PIXEL_VALUE_TRANSFORMATION,
                IRRADIATION_EVENT,
                CT_FRAME_TYPE,
                seq(tags::CT_ACQUISITION_TYPE_SEQUENCE).item(&[
                    t(tags::ACQUISITION_TYPE, "SPIRAL"),
                    t(tags::CONSTANT_VOLUME_FLAG, "NO"),
                    t(tags::FLUOROSCOPY_FLAG, "NO"),
                ]),
                seq(tags::CT_ACQUISITION_DETAILS_SEQUENCE).item(&[
                    t(tags::ROTATION_DIRECTION, "CW"),
                    t(tags::REVOLUTION_TIME, "0.5"),
                    t(tags::SINGLE_COLLIMATION_WIDTH, "0.6"),
                    t(tags::TOTAL_COLLIMATION_WIDTH, "38.4"),
                    t(tags::TABLE_HEIGHT, "100"),
                    t(tags::GANTRY_DETECTOR_TILT, "0"),
                    t(tags::DATA_COLLECTION_DIAMETER, "500"),
                ]),
                seq(tags::CT_TABLE_DYNAMICS_SEQUENCE).item(&[
                    t(tags::TABLE_SPEED, "40"),
                    t(tags::TABLE_FEED_PER_ROTATION, "20"),
                    t(tags::SPIRAL_PITCH_FACTOR, "0.5"),
                ]),
                seq(tags::CT_GEOMETRY_SEQUENCE).item(&[
                    t(tags::DISTANCE_SOURCE_TO_DETECTOR, "1085"),
                    t(tags::DISTANCE_SOURCE_TO_DATA_COLLECTION_CENTER, "595"),
                ]),
                seq(tags::CT_RECONSTRUCTION_SEQUENCE).item(&[
                    t(tags::RECONSTRUCTION_ALGORITHM, "FILTER_BACK_PROJ"),
                    t(tags::CONVOLUTION_KERNEL, "B30f"),
                    t(tags::CONVOLUTION_KERNEL_GROUP, "SOFT_TISSUE"),
                    t(tags::RECONSTRUCTION_PIXEL_SPACING, r"6.25\6.25"),
                    t(tags::RECONSTRUCTION_ANGLE, "360"),
                    t(tags::IMAGE_FILTER, "NONE"),
                    t(tags::RECONSTRUCTION_DIAMETER, "400"),
                ]),
                seq(tags::CT_EXPOSURE_SEQUENCE).item(&[
                    t(tags::REFERENCED_PATH_INDEX, "1"),
                    t(tags::EXPOSURE_TIME_INMS, "500"),
                    t(tags::X_RAY_TUBE_CURRENT_INM_A, "200"),
                    t(tags::EXPOSURE_INM_AS, "100"),
                    t(tags::EXPOSURE_MODULATION_TYPE, "NONE"),
                    t(Tag(0x0018, 0x9324), "0"),
                    t(tags::CTD_IVOL, "10"),
                    seq(tags::CTDI_PHANTOM_TYPE_CODE_SEQUENCE).code(IEC_BODY_DOSIMETRY_PHANTOM),
                ]),
                seq(tags::CTX_RAY_DETAILS_SEQUENCE).item(&[
                    t(tags::REFERENCED_PATH_INDEX, "1"),
                    t(tags::KVP, "120"),
                    t(tags::FOCAL_SPOTS, "1.2"),
                    t(tags::FILTER_TYPE, "FLAT"),
                    t(tags::FILTER_MATERIAL, "ALUMINUM"),
                    t(tags::CALCIUM_SCORING_MASS_FACTOR_PATIENT, "1"),
                    t(tags::ENERGY_WEIGHTING_FACTOR, "1"),
                ]),
            ]),
            seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
                FRAME_CONTENT,
                PLANE_POSITION,
                seq(tags::CT_POSITION_SEQUENCE).item(&[
                    t(tags::TABLE_POSITION, "0"),
                    t(tags::RECONSTRUCTION_TARGET_CENTER_PATIENT, r"0\0\0"),
                    t(tags::DATA_COLLECTION_CENTER_PATIENT, r"0\0\0"),
                ]),
            ]),
        ],
        ..CT
    },
    Iod {
        sop_class: uids::LEGACY_CONVERTED_ENHANCED_CT_IMAGE_STORAGE,
        name: "Legacy Converted Enhanced CT Image",
        general: PLACED_SERIES,
        modules: &[
            ACQUISITION_CONTEXT,
            ENHANCED_CT_IMAGE,
            GRAY_12,
            LEGACY_CONVERSION,
        ],
        attributes: &[seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
            table(SLICES),
            PIXEL_VALUE_TRANSFORMATION,
            seq(tags::UNASSIGNED_SHARED_CONVERTED_ATTRIBUTES_SEQUENCE)
                .item(&[t(Tag(0x0032, 0x4000), "Emulated")]),
            CT_FRAME_TYPE,
        ])],
        ..CT
    },
];

const ENHANCED_CT_IMAGE: Table = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
    table(ENHANCED_IMAGE),
    t(tags::PATIENT_POSITION, "HFS"),
];

const CT_FRAME_TYPE: Row = seq(tags::CT_IMAGE_FRAME_TYPE_SEQUENCE).item(&[
    t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
    table(VOLUME),
]);
