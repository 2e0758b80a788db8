//! Modules: sectional.

use super::super::attribute::{Attribute, code, empty, items, now, t, uid};
use filmdesk_dataset::tags;

/// Image plane.
pub(in crate::object) const IMAGE_PLANE: &[Attribute] = &[
    empty(tags::SLICE_THICKNESS),
    t(tags::IMAGE_POSITION_PATIENT, r"-200\-200\0"),
    t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0"),
    t(tags::PIXEL_SPACING, r"6.25\6.25"),
];

/// Ct image.
pub(in crate::object) const CT_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    empty(tags::KVP),
    empty(tags::ACQUISITION_NUMBER),
    t(tags::RESCALE_INTERCEPT, "-1024"),
    t(tags::RESCALE_SLOPE, "1"),
];

/// Enhanced ct image.
pub(in crate::object) const ENHANCED_CT_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// Mr image.
pub(in crate::object) const MR_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::SCANNING_SEQUENCE, "SE"),
    t(tags::SEQUENCE_VARIANT, "NONE"),
    empty(tags::SCAN_OPTIONS),
    empty(tags::MR_ACQUISITION_TYPE),
    empty(tags::ECHO_TIME),
    empty(tags::ECHO_TRAIN_LENGTH),
];

/// Enhanced mr image.
pub(in crate::object) const ENHANCED_MR_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
];

/// Mr spectroscopy.
pub(in crate::object) const MR_SPECTROSCOPY: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    t(tags::COMPLEX_IMAGE_COMPONENT, "MAGNITUDE"),
    t(tags::ACQUISITION_CONTRAST, "T1"),
];

/// Mr spectroscopy data.
pub(in crate::object) const MR_SPECTROSCOPY_DATA: &[Attribute] = &[
    t(tags::DATA_POINT_ROWS, "1"),
    t(tags::DATA_POINT_COLUMNS, "1"),
    t(tags::SIGNAL_DOMAIN_COLUMNS, "FREQUENCY"),
    t(tags::DATA_REPRESENTATION, "COMPLEX"),
    t(tags::SPECTROSCOPY_DATA, r"0.5\0.25"),
];

/// Pet series.
pub(in crate::object) const PET_SERIES: &[Attribute] = &[
    now(tags::SERIES_DATE),
    now(tags::SERIES_TIME),
    empty(tags::COLLIMATOR_TYPE),
    empty(tags::CORRECTED_IMAGE),
    t(tags::NUMBER_OF_SLICES, "1"),
    t(tags::SERIES_TYPE, r"STATIC\IMAGE"),
    t(tags::UNITS, "BQML"),
    t(tags::COUNTS_SOURCE, "EMISSION"),
    t(tags::DECAY_CORRECTION, "START"),
];

/// Pet isotope.
pub(in crate::object) const PET_ISOTOPE: &[Attribute] =
    &[items(tags::RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE, &[])];

/// Nm pet patient orientation.
pub(in crate::object) const NM_PET_PATIENT_ORIENTATION: &[Attribute] = &[
    items(tags::PATIENT_ORIENTATION_CODE_SEQUENCE, &[]),
    items(tags::PATIENT_GANTRY_RELATIONSHIP_CODE_SEQUENCE, &[]),
];

/// Pet image.
pub(in crate::object) const PET_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    empty(tags::ACQUISITION_DATE),
    empty(tags::ACQUISITION_TIME),
    empty(tags::ACTUAL_FRAME_DURATION),
    t(tags::RESCALE_INTERCEPT, "-1024"),
    t(tags::RESCALE_SLOPE, "1"),
    t(tags::FRAME_REFERENCE_TIME, "0"),
    t(tags::IMAGE_INDEX, "1"),
];

/// Enhanced pet image.
pub(in crate::object) const ENHANCED_PET_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    t(tags::CONTENT_QUALIFICATION, "PRODUCT"),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// Enhanced pet isotope.
pub(in crate::object) const ENHANCED_PET_ISOTOPE: &[Attribute] = &[items(
    tags::RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE,
    &[&[
        empty(tags::RADIONUCLIDE_TOTAL_DOSE),
        t(tags::RADIONUCLIDE_HALF_LIFE, "6586.2"),
        t(tags::RADIONUCLIDE_POSITRON_FRACTION, "0.97"),
        now(tags::RADIOPHARMACEUTICAL_START_DATE_TIME),
        t(tags::RADIOPHARMACEUTICAL_AGENT_NUMBER, "1"),
        code(
            tags::RADIONUCLIDE_CODE_SEQUENCE,
            "77004003",
            "SCT",
            "^18^Fluorine",
        ),
        code(
            tags::ADMINISTRATION_ROUTE_CODE_SEQUENCE,
            "47625008",
            "SCT",
            "Intravenous route",
        ),
        code(
            tags::RADIOPHARMACEUTICAL_CODE_SEQUENCE,
            "35321007",
            "SCT",
            "Fluorodeoxyglucose F^18^",
        ),
    ]],
)];

/// Enhanced pet acquisition.
pub(in crate::object) const ENHANCED_PET_ACQUISITION: &[Attribute] = &[
    t(tags::TABLE_MOTION, "STATIC"),
    t(tags::TIME_OF_FLIGHT_INFORMATION_USED, "FALSE"),
    code(
        tags::VIEW_CODE_SEQUENCE,
        "399162004",
        "SCT",
        "cranio-caudal",
    ),
];

/// Enhanced pet corrections.
pub(in crate::object) const ENHANCED_PET_CORRECTIONS: &[Attribute] = &[
    t(tags::DECAY_CORRECTED, "YES"),
    t(tags::ATTENUATION_CORRECTED, "YES"),
    t(tags::SCATTER_CORRECTED, "YES"),
    t(tags::DEAD_TIME_CORRECTED, "YES"),
    t(tags::GANTRY_MOTION_CORRECTED, "NO"),
    t(tags::PATIENT_MOTION_CORRECTED, "NO"),
    t(tags::COUNT_LOSS_NORMALIZATION_CORRECTED, "NO"),
    t(tags::RANDOMS_CORRECTED, "YES"),
    t(tags::NON_UNIFORM_RADIAL_SAMPLING_CORRECTED, "NO"),
    t(tags::SENSITIVITY_CALIBRATED, "YES"),
    t(tags::DETECTOR_NORMALIZATION_CORRECTION, "YES"),
    t(tags::COUNTS_SOURCE, "EMISSION"),
];

/// Nm image pixel.
pub(in crate::object) const NM_IMAGE_PIXEL: &[Attribute] = &[empty(tags::PIXEL_SPACING)];

/// Nm multi frame.
pub(in crate::object) const NM_MULTI_FRAME: &[Attribute] = &[
    t(tags::FRAME_INCREMENT_POINTER, "00181063"),
    t(tags::NUMBER_OF_ENERGY_WINDOWS, "1"),
    t(tags::NUMBER_OF_DETECTORS, "1"),
];

/// Nm image.
pub(in crate::object) const NM_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    empty(tags::COUNTS_ACCUMULATED),
];

/// Nm isotope.
pub(in crate::object) const NM_ISOTOPE: &[Attribute] = &[
    items(tags::ENERGY_WINDOW_INFORMATION_SEQUENCE, &[]),
    items(tags::RADIOPHARMACEUTICAL_INFORMATION_SEQUENCE, &[]),
];

/// Nm detector.
pub(in crate::object) const NM_DETECTOR: &[Attribute] =
    &[items(tags::DETECTOR_INFORMATION_SEQUENCE, &[])];

/// Us image.
pub(in crate::object) const US_IMAGE: &[Attribute] = &[empty(tags::IMAGE_TYPE)];

/// Ultrasound frame of reference.
pub(in crate::object) const ULTRASOUND_FRAME_OF_REFERENCE: &[Attribute] = &[
    t(tags::ULTRASOUND_ACQUISITION_GEOMETRY, "APEX"),
    t(
        tags::VOLUME_TO_TRANSDUCER_MAPPING_MATRIX,
        r"1\0\0\0\0\1\0\0\0\0\1\0\0\0\0\1",
    ),
    uid(tags::VOLUME_FRAME_OF_REFERENCE_UID, "volume"),
];

/// Enhanced us image.
pub(in crate::object) const ENHANCED_US_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::ACQUISITION_DATE_TIME),
    code(tags::ANATOMIC_REGION_SEQUENCE, "816094009", "SCT", "Thorax"),
    t(tags::MECHANICAL_INDEX, "0.9"),
    t(tags::BONE_THERMAL_INDEX, "0.5"),
    t(tags::CRANIAL_THERMAL_INDEX, "0.5"),
    t(tags::SOFT_TISSUE_THERMAL_INDEX, "0.5"),
    t(tags::DEPTH_OF_SCAN_FIELD, "60"),
    t(tags::ACQUISITION_DURATION, "1"),
    t(tags::DEPTHS_OF_FOCUS, "60"),
    code(
        tags::TRANSDUCER_SCAN_PATTERN_CODE_SEQUENCE,
        "125241",
        "DCM",
        "Plane scan pattern",
    ),
    code(
        tags::TRANSDUCER_GEOMETRY_CODE_SEQUENCE,
        "125252",
        "DCM",
        "Curved linear ultrasound transducer geometry",
    ),
    code(
        tags::TRANSDUCER_BEAM_STEERING_CODE_SEQUENCE,
        "125257",
        "DCM",
        "Electronic",
    ),
    code(
        tags::TRANSDUCER_APPLICATION_CODE_SEQUENCE,
        "125261",
        "DCM",
        "External Transducer",
    ),
    t(tags::DIMENSION_ORGANIZATION_TYPE, "3D"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RESCALE_INTERCEPT, "-1024"),
    t(tags::RESCALE_SLOPE, "1"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    code(
        tags::VIEW_CODE_SEQUENCE,
        "399162004",
        "SCT",
        "cranio-caudal",
    ),
    t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
];

/// Photoacoustic image.
pub(in crate::object) const PHOTOACOUSTIC_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    t(tags::POSITION_MEASURING_DEVICE_USED, "FREEHAND"),
    t(tags::DIMENSION_ORGANIZATION_TYPE, "3D"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
];

/// Photoacoustic acquisition parameters.
pub(in crate::object) const PHOTOACOUSTIC_ACQUISITION_PARAMETERS: &[Attribute] = &[
    items(
        tags::EXCITATION_WAVELENGTH_SEQUENCE,
        &[&[t(tags::EXCITATION_WAVELENGTH, "750")]],
    ),
    t(tags::ACOUSTIC_COUPLING_MEDIUM_FLAG, "NO"),
];

/// Intravascular oct series.
pub(in crate::object) const INTRAVASCULAR_OCT_SERIES: &[Attribute] =
    &[t(tags::PRESENTATION_INTENT_TYPE, "FOR PRESENTATION")];

/// Enhanced contrast bolus.
pub(in crate::object) const ENHANCED_CONTRAST_BOLUS: &[Attribute] = &[items(
    tags::CONTRAST_BOLUS_AGENT_SEQUENCE,
    &[&[
        t(tags::CODE_VALUE, "44588005"),
        t(tags::CODING_SCHEME_DESIGNATOR, "SCT"),
        t(tags::CODE_MEANING, "Iodine"),
        code(
            tags::CONTRAST_BOLUS_ADMINISTRATION_ROUTE_SEQUENCE,
            "47625008",
            "SCT",
            "Intravenous route",
        ),
        empty(tags::CONTRAST_BOLUS_VOLUME),
        empty(tags::CONTRAST_BOLUS_INGREDIENT_CONCENTRATION),
        t(tags::CONTRAST_BOLUS_AGENT_NUMBER, "1"),
        items(tags::CONTRAST_BOLUS_INGREDIENT_CODE_SEQUENCE, &[]),
    ]],
)];

/// Intravascular oct image.
pub(in crate::object) const INTRAVASCULAR_OCT_IMAGE: &[Attribute] = &[
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
    t(tags::ACQUISITION_NUMBER, "1"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
];

/// Intravascular oct acquisition parameters.
pub(in crate::object) const INTRAVASCULAR_OCT_ACQUISITION_PARAMETERS: &[Attribute] = &[
    empty(tags::OCT_FOCAL_DISTANCE),
    empty(tags::BEAM_SPOT_SIZE),
    t(tags::OCT_ACQUISITION_DOMAIN, "TIME"),
    empty(tags::OCT_OPTICAL_CENTER_WAVELENGTH),
    empty(tags::AXIAL_RESOLUTION),
    t(tags::RANGING_DEPTH, "10"),
    t(tags::A_LINE_RATE, "1000"),
    t(tags::A_LINES_PER_FRAME, "64"),
];

/// Intravascular image acquisition parameters.
pub(in crate::object) const INTRAVASCULAR_IMAGE_ACQUISITION_PARAMETERS: &[Attribute] = &[
    t(tags::IVUS_ACQUISITION, "MOTOR_PULLBACK"),
    items(tags::MODE_OF_PERCUTANEOUS_ACCESS_SEQUENCE, &[]),
];
