//! Modules: functional group.

use super::super::attribute::{Attribute, bytes, code, empty, instance, items, now, t, uid};
use super::super::documents::ramp_lut;
use filmdesk_dataset::{Tag, VR, tags, uids};

/// Functional group of this name.
pub(in crate::object) const PIXEL_MEASURES: &[Attribute] = &[items(
    tags::PIXEL_MEASURES_SEQUENCE,
    &[&[
        t(tags::SLICE_THICKNESS, "5"),
        t(tags::SPACING_BETWEEN_SLICES, "5"),
        t(tags::PIXEL_SPACING, r"6.25\6.25"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const PLANE_POSITION: &[Attribute] = &[items(
    tags::PLANE_POSITION_SEQUENCE,
    &[&[t(tags::IMAGE_POSITION_PATIENT, r"-200\-200\0")]],
)];

/// Functional group of this name.
pub(in crate::object) const PLANE_ORIENTATION: &[Attribute] = &[items(
    tags::PLANE_ORIENTATION_SEQUENCE,
    &[&[t(tags::IMAGE_ORIENTATION_PATIENT, r"1\0\0\0\1\0")]],
)];

/// Functional group of this name.
pub(in crate::object) const FRAME_CONTENT: &[Attribute] = &[items(
    tags::FRAME_CONTENT_SEQUENCE,
    &[&[
        t(tags::FRAME_ACQUISITION_NUMBER, "1"),
        now(tags::FRAME_REFERENCE_DATE_TIME),
        now(tags::FRAME_ACQUISITION_DATE_TIME),
        t(tags::FRAME_ACQUISITION_DURATION, "100"),
        t(tags::DIMENSION_INDEX_VALUES, "1"),
        t(tags::STACK_ID, "1"),
        t(tags::IN_STACK_POSITION_NUMBER, "1"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const FRAME_CONTENT_PLAIN: &[Attribute] = &[items(
    tags::FRAME_CONTENT_SEQUENCE,
    &[&[t(tags::DIMENSION_INDEX_VALUES, "1")]],
)];

/// Functional group of this name.
pub(in crate::object) const FRAME_ANATOMY: &[Attribute] = &[items(
    tags::FRAME_ANATOMY_SEQUENCE,
    &[&[
        code(tags::ANATOMIC_REGION_SEQUENCE, "816094009", "SCT", "Thorax"),
        t(tags::FRAME_LATERALITY, "U"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const FRAME_VOI_LUT: &[Attribute] = &[items(
    tags::FRAME_VOILUT_SEQUENCE,
    &[&[t(tags::WINDOW_CENTER, "40"), t(tags::WINDOW_WIDTH, "400")]],
)];

/// Functional group of this name.
pub(in crate::object) const PIXEL_VALUE_TRANSFORMATION: &[Attribute] = &[items(
    tags::PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
    &[&[
        t(tags::RESCALE_INTERCEPT, "-1024"),
        t(tags::RESCALE_SLOPE, "1"),
        t(tags::RESCALE_TYPE, "HU"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const IDENTITY_TRANSFORMATION: &[Attribute] = &[items(
    tags::PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
    &[&[
        t(tags::RESCALE_INTERCEPT, "0"),
        t(tags::RESCALE_SLOPE, "1"),
        t(tags::RESCALE_TYPE, "US"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const FRAME_REAL_WORLD_VALUE_MAPPING: &[Attribute] = &[items(
    tags::REAL_WORLD_VALUE_MAPPING_SEQUENCE,
    &[&[
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
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const IRRADIATION_EVENT: &[Attribute] = &[items(
    tags::IRRADIATION_EVENT_IDENTIFICATION_SEQUENCE,
    &[&[uid(tags::IRRADIATION_EVENT_UID, "irradiation event")]],
)];

/// Functional group of this name.
pub(in crate::object) const CT_FRAME_TYPE: &[Attribute] = &[items(
    tags::CT_IMAGE_FRAME_TYPE_SEQUENCE,
    &[&[
        t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
        t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
        t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
        t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const CT_ACQUISITION_TYPE: &[Attribute] = &[items(
    tags::CT_ACQUISITION_TYPE_SEQUENCE,
    &[&[
        t(tags::ACQUISITION_TYPE, "SPIRAL"),
        t(tags::CONSTANT_VOLUME_FLAG, "NO"),
        t(tags::FLUOROSCOPY_FLAG, "NO"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const CT_ACQUISITION_DETAILS: &[Attribute] = &[items(
    tags::CT_ACQUISITION_DETAILS_SEQUENCE,
    &[&[
        t(tags::ROTATION_DIRECTION, "CW"),
        t(tags::REVOLUTION_TIME, "0.5"),
        t(tags::SINGLE_COLLIMATION_WIDTH, "0.6"),
        t(tags::TOTAL_COLLIMATION_WIDTH, "38.4"),
        t(tags::TABLE_HEIGHT, "100"),
        t(tags::GANTRY_DETECTOR_TILT, "0"),
        t(tags::DATA_COLLECTION_DIAMETER, "500"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const CT_TABLE_DYNAMICS: &[Attribute] = &[items(
    tags::CT_TABLE_DYNAMICS_SEQUENCE,
    &[&[
        t(tags::TABLE_SPEED, "40"),
        t(tags::TABLE_FEED_PER_ROTATION, "20"),
        t(tags::SPIRAL_PITCH_FACTOR, "0.5"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const CT_POSITION: &[Attribute] = &[items(
    tags::CT_POSITION_SEQUENCE,
    &[&[
        t(tags::TABLE_POSITION, "0"),
        t(tags::RECONSTRUCTION_TARGET_CENTER_PATIENT, r"0\0\0"),
        t(tags::DATA_COLLECTION_CENTER_PATIENT, r"0\0\0"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const CT_GEOMETRY: &[Attribute] = &[items(
    tags::CT_GEOMETRY_SEQUENCE,
    &[&[
        t(tags::DISTANCE_SOURCE_TO_DETECTOR, "1085"),
        t(tags::DISTANCE_SOURCE_TO_DATA_COLLECTION_CENTER, "595"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const CT_RECONSTRUCTION: &[Attribute] = &[items(
    tags::CT_RECONSTRUCTION_SEQUENCE,
    &[&[
        t(tags::RECONSTRUCTION_ALGORITHM, "FILTER_BACK_PROJ"),
        t(tags::CONVOLUTION_KERNEL, "B30f"),
        t(tags::CONVOLUTION_KERNEL_GROUP, "SOFT_TISSUE"),
        t(tags::RECONSTRUCTION_PIXEL_SPACING, r"6.25\6.25"),
        t(tags::RECONSTRUCTION_ANGLE, "360"),
        t(tags::IMAGE_FILTER, "NONE"),
        t(tags::RECONSTRUCTION_DIAMETER, "400"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const CT_EXPOSURE: &[Attribute] = &[items(
    tags::CT_EXPOSURE_SEQUENCE,
    &[&[
        t(tags::REFERENCED_PATH_INDEX, "1"),
        t(tags::EXPOSURE_TIME_INMS, "500"),
        t(tags::X_RAY_TUBE_CURRENT_INM_A, "200"),
        t(tags::EXPOSURE_INM_AS, "100"),
        t(tags::EXPOSURE_MODULATION_TYPE, "NONE"),
        t(Tag(0x0018, 0x9324), "0"),
        t(tags::CTD_IVOL, "10"),
        code(
            tags::CTDI_PHANTOM_TYPE_CODE_SEQUENCE,
            "113691",
            "DCM",
            "IEC Body Dosimetry Phantom",
        ),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const CT_X_RAY_DETAILS: &[Attribute] = &[items(
    tags::CTX_RAY_DETAILS_SEQUENCE,
    &[&[
        t(tags::REFERENCED_PATH_INDEX, "1"),
        t(tags::KVP, "120"),
        t(tags::FOCAL_SPOTS, "1.2"),
        t(tags::FILTER_TYPE, "FLAT"),
        t(tags::FILTER_MATERIAL, "ALUMINUM"),
        t(tags::CALCIUM_SCORING_MASS_FACTOR_PATIENT, "1"),
        t(tags::ENERGY_WEIGHTING_FACTOR, "1"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const MR_FRAME_TYPE: &[Attribute] = &[items(
    tags::MR_IMAGE_FRAME_TYPE_SEQUENCE,
    &[&[
        t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\T1\NONE"),
        t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
        t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
        t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
        t(tags::COMPLEX_IMAGE_COMPONENT, "MAGNITUDE"),
        t(tags::ACQUISITION_CONTRAST, "T1"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const MR_TIMING: &[Attribute] = &[items(
    tags::MR_TIMING_AND_RELATED_PARAMETERS_SEQUENCE,
    &[&[
        t(tags::REPETITION_TIME, "500"),
        t(tags::FLIP_ANGLE, "90"),
        t(tags::ECHO_TRAIN_LENGTH, "1"),
        t(tags::RF_ECHO_TRAIN_LENGTH, "1"),
        t(tags::GRADIENT_ECHO_TRAIN_LENGTH, "0"),
        items(
            tags::SPECIFIC_ABSORPTION_RATE_SEQUENCE,
            &[&[
                t(tags::SPECIFIC_ABSORPTION_RATE_DEFINITION, "IEC_WHOLE_BODY"),
                t(tags::SPECIFIC_ABSORPTION_RATE_VALUE, "1"),
            ]],
        ),
        t(tags::GRADIENT_OUTPUT_TYPE, "DB_DT"),
        t(tags::GRADIENT_OUTPUT, "1"),
        items(
            tags::OPERATING_MODE_SEQUENCE,
            &[&[
                t(tags::OPERATING_MODE_TYPE, "STATIC FIELD"),
                t(tags::OPERATING_MODE, "IEC_NORMAL"),
            ]],
        ),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const MR_FOV: &[Attribute] = &[items(
    tags::MRFOV_GEOMETRY_SEQUENCE,
    &[&[
        t(tags::IN_PLANE_PHASE_ENCODING_DIRECTION, "ROW"),
        t(tags::MR_ACQUISITION_FREQUENCY_ENCODING_STEPS, "64"),
        t(tags::MR_ACQUISITION_PHASE_ENCODING_STEPS_IN_PLANE, "64"),
        t(tags::PERCENT_SAMPLING, "100"),
        t(tags::PERCENT_PHASE_FIELD_OF_VIEW, "100"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const MR_ECHO: &[Attribute] = &[items(
    tags::MR_ECHO_SEQUENCE,
    &[&[t(tags::EFFECTIVE_ECHO_TIME, "15")]],
)];

/// Functional group of this name.
pub(in crate::object) const MR_MODIFIER: &[Attribute] = &[items(
    tags::MR_MODIFIER_SEQUENCE,
    &[&[
        t(tags::INVERSION_RECOVERY, "NO"),
        t(tags::FLOW_COMPENSATION, "NONE"),
        t(tags::SPOILING, "NONE"),
        t(tags::T2_PREPARATION, "NO"),
        t(tags::SPECTRALLY_SELECTED_EXCITATION, "NONE"),
        t(tags::SPATIAL_PRESATURATION, "NONE"),
        t(tags::PARTIAL_FOURIER, "NO"),
        t(tags::PARALLEL_ACQUISITION, "NO"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const MR_IMAGING_MODIFIER: &[Attribute] = &[items(
    tags::MR_IMAGING_MODIFIER_SEQUENCE,
    &[&[
        t(tags::MAGNETIZATION_TRANSFER, "NONE"),
        t(tags::BLOOD_SIGNAL_NULLING, "NO"),
        t(tags::TAGGING, "NONE"),
        t(tags::TRANSMITTER_FREQUENCY, "63.87"),
        t(tags::PIXEL_BANDWIDTH, "200"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const MR_RECEIVE_COIL: &[Attribute] = &[items(
    tags::MR_RECEIVE_COIL_SEQUENCE,
    &[&[
        t(tags::RECEIVE_COIL_NAME, "Body"),
        t(tags::RECEIVE_COIL_MANUFACTURER_NAME, "Filmdesk"),
        t(tags::RECEIVE_COIL_TYPE, "BODY"),
        t(tags::QUADRATURE_RECEIVE_COIL, "YES"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const MR_TRANSMIT_COIL: &[Attribute] = &[items(
    tags::MR_TRANSMIT_COIL_SEQUENCE,
    &[&[
        t(tags::TRANSMIT_COIL_NAME, "Body"),
        t(tags::TRANSMIT_COIL_MANUFACTURER_NAME, "Filmdesk"),
        t(tags::TRANSMIT_COIL_TYPE, "BODY"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const MR_AVERAGES: &[Attribute] = &[items(
    tags::MR_AVERAGES_SEQUENCE,
    &[&[t(tags::NUMBER_OF_AVERAGES, "1")]],
)];

/// Functional group of this name.
pub(in crate::object) const PET_FRAME_TYPE: &[Attribute] = &[items(
    tags::PET_FRAME_TYPE_SEQUENCE,
    &[&[
        t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
        t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
        t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
        t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const PET_ACQUISITION: &[Attribute] = &[items(
    tags::PET_FRAME_ACQUISITION_SEQUENCE,
    &[&[
        t(tags::TABLE_HEIGHT, "100"),
        t(tags::GANTRY_DETECTOR_TILT, "0"),
        t(tags::GANTRY_DETECTOR_SLEW, "0"),
        t(tags::DATA_COLLECTION_DIAMETER, "500"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const PET_DETECTOR_MOTION: &[Attribute] = &[items(
    tags::PET_DETECTOR_MOTION_DETAILS_SEQUENCE,
    &[&[
        t(tags::ROTATION_DIRECTION, "CW"),
        t(tags::REVOLUTION_TIME, "1"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const PET_POSITION: &[Attribute] = &[items(
    tags::PET_POSITION_SEQUENCE,
    &[&[
        t(tags::TABLE_POSITION, "0"),
        t(tags::RECONSTRUCTION_TARGET_CENTER_PATIENT, r"0\0\0"),
        t(tags::DATA_COLLECTION_CENTER_PATIENT, r"0\0\0"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const PET_CORRECTION: &[Attribute] = &[items(
    tags::PET_FRAME_CORRECTION_FACTORS_SEQUENCE,
    &[&[
        t(tags::PRIMARY_PROMPTS_COUNTS_ACCUMULATED, "100000"),
        t(tags::SLICE_SENSITIVITY_FACTOR, "1"),
        t(tags::DECAY_FACTOR, "1"),
        t(tags::SCATTER_FRACTION_FACTOR, "0.3"),
        t(tags::DEAD_TIME_FACTOR, "1"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const PET_RECONSTRUCTION: &[Attribute] = &[items(
    tags::PET_RECONSTRUCTION_SEQUENCE,
    &[&[
        t(tags::RECONSTRUCTION_TYPE, "3D"),
        t(tags::RECONSTRUCTION_ALGORITHM, "OSEM"),
        t(tags::ITERATIVE_RECONSTRUCTION_METHOD, "YES"),
        t(tags::NUMBER_OF_ITERATIONS, "2"),
        t(tags::NUMBER_OF_SUBSETS, "21"),
        t(tags::RECONSTRUCTION_FIELD_OF_VIEW, r"400\400"),
        t(tags::RECONSTRUCTION_PIXEL_SPACING, r"6.25\6.25"),
        t(tags::RECONSTRUCTION_ANGLE, "360"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const RADIOPHARMACEUTICAL_USAGE: &[Attribute] = &[items(
    tags::RADIOPHARMACEUTICAL_USAGE_SEQUENCE,
    &[&[t(tags::RADIOPHARMACEUTICAL_AGENT_NUMBER, "1")]],
)];

/// Functional group of this name.
pub(in crate::object) const US_PLANE_POSITION: &[Attribute] = &[items(
    tags::PLANE_POSITION_VOLUME_SEQUENCE,
    &[&[t(tags::IMAGE_POSITION_VOLUME, r"0\0\0")]],
)];

/// Functional group of this name.
pub(in crate::object) const US_PLANE_ORIENTATION: &[Attribute] = &[items(
    tags::PLANE_ORIENTATION_VOLUME_SEQUENCE,
    &[&[t(tags::IMAGE_ORIENTATION_VOLUME, r"1\0\0\0\1\0")]],
)];

/// Functional group of this name.
pub(in crate::object) const US_TEMPORAL: &[Attribute] = &[items(
    tags::TEMPORAL_POSITION_SEQUENCE,
    &[&[t(tags::TEMPORAL_POSITION_TIME_OFFSET, "0")]],
)];

/// Functional group of this name.
pub(in crate::object) const US_IMAGE_DESCRIPTION: &[Attribute] = &[items(
    tags::US_IMAGE_DESCRIPTION_SEQUENCE,
    &[&[
        t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\VOLUME\NONE"),
        t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
        t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const IMAGE_DATA_TYPE: &[Attribute] = &[items(
    tags::IMAGE_DATA_TYPE_SEQUENCE,
    &[&[
        t(tags::DATA_TYPE, "TISSUE_INTENSITY"),
        t(tags::ALIASED_DATA_TYPE, "NO"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const XA_FRAME_CHARACTERISTICS: &[Attribute] = &[items(
    tags::XAXRF_FRAME_CHARACTERISTICS_SEQUENCE,
    &[&[
        t(tags::DERIVATION_DESCRIPTION, "None"),
        empty(tags::ACQUISITION_DEVICE_PROCESSING_DESCRIPTION),
        empty(tags::ACQUISITION_DEVICE_PROCESSING_CODE),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const XA_FIELD_OF_VIEW: &[Attribute] = &[items(
    tags::FIELD_OF_VIEW_SEQUENCE,
    &[&[
        t(tags::FIELD_OF_VIEW_SHAPE, "RECTANGLE"),
        t(tags::FIELD_OF_VIEW_DIMENSIONS_IN_FLOAT, r"200\200"),
        t(tags::FIELD_OF_VIEW_ROTATION, "0"),
        t(tags::FIELD_OF_VIEW_HORIZONTAL_FLIP, "NO"),
        empty(tags::FIELD_OF_VIEW_DESCRIPTION),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const XA_DETECTOR: &[Attribute] = &[items(
    tags::FRAME_DETECTOR_PARAMETERS_SEQUENCE,
    &[&[
        t(tags::DETECTOR_ACTIVE_TIME, "10"),
        t(tags::DETECTOR_ACTIVATION_OFFSET_FROM_EXPOSURE, "0"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const PIXEL_INTENSITY: &[Attribute] = &[items(
    tags::PIXEL_INTENSITY_RELATIONSHIP_LUT_SEQUENCE,
    &[&[
        t(tags::LUT_DESCRIPTOR, r"256\0\16"),
        t(tags::LUT_FUNCTION, "TO_LINEAR"),
        bytes(tags::LUT_DATA, VR::OW, ramp_lut),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const OPHTHALMIC_FRAME_LOCATION: &[Attribute] = &[items(
    tags::OPHTHALMIC_FRAME_LOCATION_SEQUENCE,
    &[&[
        t(
            tags::REFERENCED_SOP_CLASS_UID,
            uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
        ),
        instance(
            tags::REFERENCED_SOP_INSTANCE_UID,
            uids::OPHTHALMIC_PHOTOGRAPHY8_BIT_IMAGE_STORAGE,
        ),
        t(tags::REFERENCE_COORDINATES, r"1\1\1\64"),
        t(tags::OPHTHALMIC_IMAGE_ORIENTATION, "LINEAR"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const X_RAY_FRAME_PIXEL_DATA: &[Attribute] = &[items(
    tags::FRAME_PIXEL_DATA_PROPERTIES_SEQUENCE,
    &[&[
        t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\SINGLE PLANE\NONE"),
        t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LIN"),
        t(tags::PIXEL_INTENSITY_RELATIONSHIP_SIGN, "1"),
        t(tags::GEOMETRICAL_PROPERTIES, "UNIFORM"),
        t(tags::ESTIMATED_RADIOGRAPHIC_MAGNIFICATION_FACTOR, "1.1"),
        t(tags::IMAGE_PROCESSING_APPLIED, "NONE"),
        t(tags::IMAGER_PIXEL_SPACING, r"0.2\0.2"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const X_RAY_TABLE_POSITION: &[Attribute] = &[items(
    tags::TABLE_POSITION_SEQUENCE,
    &[&[
        t(tags::TABLE_TOP_VERTICAL_POSITION, "0"),
        t(tags::TABLE_TOP_LONGITUDINAL_POSITION, "0"),
        t(tags::TABLE_TOP_LATERAL_POSITION, "0"),
        t(tags::TABLE_HORIZONTAL_ROTATION_ANGLE, "0"),
        t(tags::TABLE_HEAD_TILT_ANGLE, "0"),
        t(tags::TABLE_CRADLE_TILT_ANGLE, "0"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const X_RAY_COLLIMATOR: &[Attribute] = &[items(
    tags::COLLIMATOR_SHAPE_SEQUENCE,
    &[&[
        t(tags::COLLIMATOR_SHAPE, "RECTANGULAR"),
        t(tags::COLLIMATOR_LEFT_VERTICAL_EDGE, "1"),
        t(tags::COLLIMATOR_RIGHT_VERTICAL_EDGE, "64"),
        t(tags::COLLIMATOR_UPPER_HORIZONTAL_EDGE, "1"),
        t(tags::COLLIMATOR_LOWER_HORIZONTAL_EDGE, "64"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const X_RAY_3D_FRAME_TYPE: &[Attribute] = &[items(
    tags::X_RAY3_D_FRAME_TYPE_SEQUENCE,
    &[&[
        t(tags::FRAME_TYPE, r"DERIVED\PRIMARY\VOLUME\NONE"),
        t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
        t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
        t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const X_RAY_TOMO_FRAME_TYPE: &[Attribute] = &[items(
    tags::X_RAY3_D_FRAME_TYPE_SEQUENCE,
    &[&[
        t(tags::FRAME_TYPE, r"DERIVED\PRIMARY\TOMOSYNTHESIS\NONE"),
        t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
        t(tags::VOLUMETRIC_PROPERTIES, "VOLUME"),
        t(tags::VOLUME_BASED_CALCULATION_TECHNIQUE, "NONE"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const BREAST_X_RAY_GEOMETRY: &[Attribute] = &[items(
    tags::X_RAY_GEOMETRY_SEQUENCE,
    &[&[
        t(tags::DISTANCE_SOURCE_TO_DETECTOR, "650"),
        t(tags::DISTANCE_SOURCE_TO_ENTRANCE, "600"),
        t(tags::DISTANCE_SOURCE_TO_ISOCENTER, "600"),
        t(tags::DISTANCE_SOURCE_TO_PATIENT, "600"),
        t(tags::ESTIMATED_RADIOGRAPHIC_MAGNIFICATION_FACTOR, "1.1"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const BREAST_DOSE: &[Attribute] = &[items(
    tags::X_RAY_ACQUISITION_DOSE_SEQUENCE,
    &[&[
        t(tags::HALF_VALUE_LAYER, "0.3"),
        t(tags::ORGAN_DOSE, "0.01"),
        t(tags::ENTRANCE_DOSE_INM_GY, "5"),
        empty(tags::ENTRANCE_DOSE_DERIVATION),
        t(tags::EXPOSURE_TIME_INMS, "100"),
        t(tags::EXPOSURE_INM_AS, "10"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const BREAST_ISOCENTER: &[Attribute] = &[items(
    tags::ISOCENTER_REFERENCE_SYSTEM_SEQUENCE,
    &[&[
        t(tags::X_RAY_SOURCE_ISOCENTER_PRIMARY_ANGLE, "0"),
        t(tags::X_RAY_SOURCE_ISOCENTER_SECONDARY_ANGLE, "0"),
        t(tags::BREAST_SUPPORT_ISOCENTER_PRIMARY_ANGLE, "0"),
        t(tags::BREAST_SUPPORT_ISOCENTER_SECONDARY_ANGLE, "0"),
        t(tags::BREAST_SUPPORT_X_POSITION_TO_ISOCENTER, "0"),
        t(tags::BREAST_SUPPORT_Y_POSITION_TO_ISOCENTER, "0"),
        t(tags::BREAST_SUPPORT_Z_POSITION_TO_ISOCENTER, "0"),
        t(tags::DETECTOR_ISOCENTER_PRIMARY_ANGLE, "0"),
        t(tags::DETECTOR_ISOCENTER_SECONDARY_ANGLE, "0"),
        t(tags::DETECTOR_X_POSITION_TO_ISOCENTER, "0"),
        t(tags::DETECTOR_Y_POSITION_TO_ISOCENTER, "0"),
        t(tags::DETECTOR_Z_POSITION_TO_ISOCENTER, "0"),
        t(tags::DETECTOR_ACTIVE_AREA_TLHC_POSITION, r"0\0\0"),
        t(tags::DETECTOR_ACTIVE_AREA_ORIENTATION, r"1\0\0\0\1\0"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const BREAST_PIXEL_DATA: &[Attribute] = &[items(
    tags::FRAME_PIXEL_DATA_PROPERTIES_SEQUENCE,
    &[&[
        t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\TOMO_PROJ\NONE"),
        t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LIN"),
        t(tags::PIXEL_INTENSITY_RELATIONSHIP_SIGN, "1"),
        t(tags::GEOMETRICAL_PROPERTIES, "UNIFORM"),
        t(tags::IMAGE_PROCESSING_APPLIED, "NONE"),
        t(tags::IMAGER_PIXEL_SPACING, r"0.2\0.2"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const FRAME_CONTENT_TEMPORAL: &[Attribute] = &[items(
    tags::FRAME_CONTENT_SEQUENCE,
    &[&[
        t(tags::FRAME_ACQUISITION_NUMBER, "1"),
        now(tags::FRAME_REFERENCE_DATE_TIME),
        now(tags::FRAME_ACQUISITION_DATE_TIME),
        t(tags::FRAME_ACQUISITION_DURATION, "100"),
        t(tags::DIMENSION_INDEX_VALUES, "1"),
        t(tags::STACK_ID, "1"),
        t(tags::IN_STACK_POSITION_NUMBER, "1"),
        t(tags::TEMPORAL_POSITION_INDEX, "1"),
    ]],
)];

/// Functional group of this name.
pub(in crate::object) const INTRAVASCULAR_FRAME_CONTENT: &[Attribute] = &[items(
    tags::INTRAVASCULAR_FRAME_CONTENT_SEQUENCE,
    &[&[
        t(tags::INTRAVASCULAR_LONGITUDINAL_DISTANCE, "0"),
        t(tags::SEAM_LINE_LOCATION, "0"),
    ]],
)];
