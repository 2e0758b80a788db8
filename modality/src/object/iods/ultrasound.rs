//! Ultrasound and photoacoustics.

use super::prelude::*;

const US: Iod = Iod::of("US", "IMAGE", IMAGE);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::ULTRASOUND_IMAGE_STORAGE,
        name: "Ultrasound Image",
        modules: &[US_IMAGE, GRAY_8],
        attributes: &[t(tags::ULTRASOUND_COLOR_DATA_PRESENT, "0")],
        ..US
    },
    Iod {
        sop_class: uids::ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE,
        name: "Ultrasound Multi-frame Image",
        modules: &[CINE, MULTI_FRAME, US_IMAGE, RGB],
        attributes: &[t(tags::ULTRASOUND_COLOR_DATA_PRESENT, "1")],
        ..US
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.6",
        name: "Ultrasound Image Retired",
        modules: &[US_IMAGE, GRAY_8],
        attributes: &[t(tags::ULTRASOUND_COLOR_DATA_PRESENT, "0")],
        ..US
    },
    Iod {
        sop_class: "1.2.840.10008.5.1.4.1.1.3",
        name: "Ultrasound Multi Frame Image Retired",
        modules: &[CINE, MULTI_FRAME, US_IMAGE, GRAY_8],
        attributes: &[t(tags::ULTRASOUND_COLOR_DATA_PRESENT, "0")],
        ..US
    },
    Iod {
        sop_class: uids::ENHANCED_US_VOLUME_STORAGE,
        name: "Enhanced US Volume",
        general: FRAMES,
        modules: &[ULTRASOUND_VOLUME, SYNCHRONIZATION, GENERAL_IMAGE, GRAY_8],
        attributes: &[
            seq(tags::DIMENSION_INDEX_SEQUENCE).item(&[
                t(tags::DIMENSION_INDEX_POINTER, "00209301"),
                t(tags::FUNCTIONAL_GROUP_POINTER, "0020930E"),
                uid(tags::DIMENSION_ORGANIZATION_UID, "dimensions"),
                t(tags::DIMENSION_DESCRIPTION_LABEL, "Position"),
            ]),
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
            seq(tags::ANATOMIC_REGION_SEQUENCE).code(THORAX),
            t(tags::MECHANICAL_INDEX, "0.9"),
            t(tags::BONE_THERMAL_INDEX, "0.5"),
            t(tags::CRANIAL_THERMAL_INDEX, "0.5"),
            t(tags::SOFT_TISSUE_THERMAL_INDEX, "0.5"),
            t(tags::DEPTH_OF_SCAN_FIELD, "60"),
            t(tags::ACQUISITION_DURATION, "5"),
            t(tags::DEPTHS_OF_FOCUS, "60"),
            seq(tags::TRANSDUCER_SCAN_PATTERN_CODE_SEQUENCE)
                .code(dcm("125241", "Plane scan pattern")),
            seq(tags::TRANSDUCER_GEOMETRY_CODE_SEQUENCE).code(dcm(
                "125252",
                "Curved linear ultrasound transducer geometry",
            )),
            seq(tags::TRANSDUCER_BEAM_STEERING_CODE_SEQUENCE).code(dcm("125257", "Electronic")),
            seq(tags::TRANSDUCER_APPLICATION_CODE_SEQUENCE)
                .code(dcm("125261", "External Transducer")),
            t(tags::RESCALE_INTERCEPT, "0"),
            t(tags::RESCALE_SLOPE, "1"),
            seq(tags::VIEW_CODE_SEQUENCE).code(CRANIO_CAUDAL),
            t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
            t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
            t(tags::PATIENT_POSITION, "HFS"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                PIXEL_MEASURES,
                seq(tags::PLANE_ORIENTATION_VOLUME_SEQUENCE)
                    .item(&[t(tags::IMAGE_ORIENTATION_VOLUME, r"1\0\0\0\1\0")]),
                FRAME_ANATOMY,
                FRAME_VOI_LUT,
                seq(tags::US_IMAGE_DESCRIPTION_SEQUENCE).item(&[
                    t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
                    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
                    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
                ]),
                seq(tags::IMAGE_DATA_TYPE_SEQUENCE).item(&[
                    t(tags::DATA_TYPE, "TISSUE_INTENSITY"),
                    t(tags::ALIASED_DATA_TYPE, "NO"),
                ]),
            ]),
            t(tags::APEX_POSITION, r"0\0\0"),
            seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
                FRAME_CONTENT,
                seq(tags::PLANE_POSITION_VOLUME_SEQUENCE)
                    .item(&[t(tags::IMAGE_POSITION_VOLUME, r"0\0\0")]),
                seq(tags::TEMPORAL_POSITION_SEQUENCE)
                    .item(&[t(tags::TEMPORAL_POSITION_TIME_OFFSET, "0")]),
            ]),
        ],
        ..US
    },
    Iod {
        sop_class: uids::PHOTOACOUSTIC_IMAGE_STORAGE,
        name: "Photoacoustic Image",
        modality: "PA",
        general: FRAMES,
        modules: &[ULTRASOUND_VOLUME, SYNCHRONIZATION, GENERAL_IMAGE, GRAY_16],
        attributes: &[
            t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\NONE\NONE"),
            t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
            seq(tags::EXCITATION_WAVELENGTH_SEQUENCE)
                .item(&[t(tags::EXCITATION_WAVELENGTH, "750")]),
            t(tags::ACOUSTIC_COUPLING_MEDIUM_FLAG, "NO"),
            SHARED_PLANE_GROUPS,
            FRAME_PLANES,
        ],
        ..US
    },
];

const US_IMAGE: Table = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\ABDOMINAL\0001"),
    seq(tags::SEQUENCE_OF_ULTRASOUND_REGIONS).item(&[
        t(tags::REGION_SPATIAL_FORMAT, "1"),
        t(tags::REGION_DATA_TYPE, "1"),
        t(tags::REGION_FLAGS, "0"),
        t(tags::REGION_LOCATION_MIN_X0, "0"),
        t(tags::REGION_LOCATION_MIN_Y0, "0"),
        t(tags::REGION_LOCATION_MAX_X1, "63"),
        t(tags::REGION_LOCATION_MAX_Y1, "63"),
        t(tags::PHYSICAL_UNITS_X_DIRECTION, "3"),
        t(tags::PHYSICAL_UNITS_Y_DIRECTION, "3"),
        t(tags::PHYSICAL_DELTA_X, "0.1"),
        t(tags::PHYSICAL_DELTA_Y, "0.1"),
    ]),
    empty(tags::LATERALITY),
];

const ULTRASOUND_VOLUME: Table = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    t(tags::ULTRASOUND_ACQUISITION_GEOMETRY, "APEX"),
    t(
        tags::VOLUME_TO_TRANSDUCER_MAPPING_MATRIX,
        r"1\0\0\0\0\1\0\0\0\0\1\0\0\0\0\1",
    ),
    uid(tags::VOLUME_FRAME_OF_REFERENCE_UID, "volume"),
    t(tags::POSITION_MEASURING_DEVICE_USED, "FREEHAND"),
    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
];
