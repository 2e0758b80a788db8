//! Intravascular optical coherence tomography.

use super::prelude::*;

const IVOCT: Iod = Iod::of("IVOCT", "IMAGE", FRAMES);

pub(super) const IODS: &[Iod] = &[
    Iod {
        sop_class: uids::INTRAVASCULAR_OPTICAL_COHERENCE_TOMOGRAPHY_IMAGE_STORAGE_FOR_PRESENTATION,
        name: "Intravascular Optical Coherence Tomography Image - For Presentation",
        modules: &[SYNCHRONIZATION, INTRAVASCULAR_OCT_IMAGE, GRAY_16],
        attributes: &[
            t(tags::PRESENTATION_INTENT_TYPE, "FOR PRESENTATION"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                FRAME_ANATOMY,
                PIXEL_MEASURES,
                FRAME_VOI_LUT,
                seq(tags::INTRAVASCULAR_OCT_FRAME_TYPE_SEQUENCE)
                    .item(&[t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\NONE\NONE")]),
            ]),
            t(tags::PRESENTATION_LUT_SHAPE, "IDENTITY"),
            t(tags::INTERPOLATION_TYPE, "BILINEAR"),
            seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
                FRAME_CONTENT,
                seq(tags::INTRAVASCULAR_FRAME_CONTENT_SEQUENCE)
                    .item(&[t(tags::SEAM_LINE_LOCATION, "0")]),
            ]),
        ],
        ..IVOCT
    },
    Iod {
        sop_class: uids::INTRAVASCULAR_OPTICAL_COHERENCE_TOMOGRAPHY_IMAGE_STORAGE_FOR_PROCESSING,
        name: "Intravascular Optical Coherence Tomography Image - For Processing",
        modules: &[SYNCHRONIZATION, INTRAVASCULAR_OCT_IMAGE, GRAY_16],
        attributes: &[
            t(tags::PRESENTATION_INTENT_TYPE, "FOR PROCESSING"),
            seq(tags::SHARED_FUNCTIONAL_GROUPS_SEQUENCE).item(&[
                FRAME_ANATOMY,
                PIXEL_MEASURES,
                FRAME_VOI_LUT,
                seq(tags::INTRAVASCULAR_OCT_FRAME_TYPE_SEQUENCE)
                    .item(&[t(tags::FRAME_TYPE, r"ORIGINAL\PRIMARY\NONE\NONE")]),
                PIXEL_INTENSITY,
            ]),
            t(tags::OCTZ_OFFSET_APPLIED, "NO"),
            t(tags::REFRACTIVE_INDEX_APPLIED, "NO"),
            t(tags::A_LINE_PIXEL_SPACING, "0.01"),
            t(tags::PIXEL_INTENSITY_RELATIONSHIP, "LOG"),
            t(tags::FIRST_A_LINE_LOCATION, "0"),
            t(tags::EFFECTIVE_REFRACTIVE_INDEX, "1.35"),
            seq(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).per_frame(&[
                FRAME_CONTENT,
                seq(tags::INTRAVASCULAR_FRAME_CONTENT_SEQUENCE).item(&[
                    t(tags::INTRAVASCULAR_LONGITUDINAL_DISTANCE, "0"),
                    t(tags::SEAM_LINE_LOCATION, "0"),
                ]),
                seq(tags::INTRAVASCULAR_OCT_FRAME_CONTENT_SEQUENCE).item(&[
                    t(tags::OCTZ_OFFSET_CORRECTION, "0"),
                    t(tags::SEAM_LINE_INDEX, "1"),
                    t(tags::NUMBER_OF_PADDED_A_LINES, "0"),
                ]),
            ]),
        ],
        ..IVOCT
    },
];

const INTRAVASCULAR_OCT_IMAGE: Table = &[
    t(tags::NUMBER_OF_FRAMES, "3"),
    seq(tags::CONTRAST_BOLUS_AGENT_SEQUENCE).item(&[
        t(tags::CODE_VALUE, "44588005"),
        t(tags::CODING_SCHEME_DESIGNATOR, "SCT"),
        t(tags::CODE_MEANING, "Iodine"),
        seq(tags::CONTRAST_BOLUS_ADMINISTRATION_ROUTE_SEQUENCE).code(INTRAVENOUS_ROUTE),
        empty(tags::CONTRAST_BOLUS_VOLUME),
        empty(tags::CONTRAST_BOLUS_INGREDIENT_CONCENTRATION),
        t(tags::CONTRAST_BOLUS_AGENT_NUMBER, "1"),
        seq(tags::CONTRAST_BOLUS_INGREDIENT_CODE_SEQUENCE).empty(),
    ]),
    t(tags::IMAGE_TYPE, r"ORIGINAL\PRIMARY\NONE\NONE"),
    now(tags::ACQUISITION_DATE_TIME),
    t(tags::PIXEL_PRESENTATION, "MONOCHROME"),
    t(tags::VOLUMETRIC_PROPERTIES, "DISTORTED"),
    t(tags::ACQUISITION_NUMBER, "1"),
    t(tags::BURNED_IN_ANNOTATION, "NO"),
    t(tags::RECOGNIZABLE_VISUAL_FEATURES, "NO"),
    t(tags::LOSSY_IMAGE_COMPRESSION, "00"),
    empty(tags::OCT_FOCAL_DISTANCE),
    empty(tags::BEAM_SPOT_SIZE),
    t(tags::OCT_ACQUISITION_DOMAIN, "TIME"),
    empty(tags::OCT_OPTICAL_CENTER_WAVELENGTH),
    empty(tags::AXIAL_RESOLUTION),
    t(tags::RANGING_DEPTH, "10"),
    t(tags::A_LINE_RATE, "1000"),
    t(tags::A_LINES_PER_FRAME, "64"),
    t(tags::IVUS_ACQUISITION, "MOTORIZED"),
    seq(tags::MODE_OF_PERCUTANEOUS_ACCESS_SEQUENCE).empty(),
    t(tags::IVUS_PULLBACK_RATE, "20"),
    t(tags::IVUS_PULLBACK_START_FRAME_NUMBER, "1"),
    t(tags::IVUS_PULLBACK_STOP_FRAME_NUMBER, "3"),
    t(tags::ACQUISITION_DURATION, "1"),
    DIMENSION_INDEX_BY_ACQUISITION,
    now(tags::CONTENT_DATE),
    now(tags::CONTENT_TIME),
];
