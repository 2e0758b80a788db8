//! The attribute tables of PS3.4 Annex H, in its order.

use dicom_core::{Tag, VR};
use dicom_dictionary_std::tags as t;
use filmdesk_dimse::command::Operation;

use super::Applies::{Always, InColor, WithAnnotation};
use super::Usage::{
    ConditionalMandatory, MandatoryMandatory, MandatoryMayBeEmpty, OptionalConditional,
    OptionalMandatory, OptionalOptional, ScpOnly,
};
use super::{AttributeTable, Row, Usage};
use crate::offers::SopClass;

/// Proposed Study Sequence (2130,00A0): retired in the 2020 edition, U/U again in 2024d.
const PROPOSED_STUDY_SEQUENCE: Tag = Tag(0x2130, 0x00A0);

const fn row(tag: Tag, vr: VR, usage: Usage, right: &'static str) -> Row {
    Row {
        tag,
        vr,
        usage,
        applies: Always,
        right,
        items: &[],
    }
}

const fn sequence(tag: Tag, usage: Usage, right: &'static str, items: &'static [Row]) -> Row {
    Row {
        tag,
        vr: VR::SQ,
        usage,
        applies: Always,
        right,
        items,
    }
}

const REFERENCE: &[Row] = &[
    row(
        t::REFERENCED_SOP_CLASS_UID,
        VR::UI,
        MandatoryMandatory,
        "the class's UID",
    ),
    row(
        t::REFERENCED_SOP_INSTANCE_UID,
        VR::UI,
        MandatoryMandatory,
        "the instance's UID",
    ),
];

const FILM_SESSION: &[Row] = &[
    row(
        t::SPECIFIC_CHARACTER_SET,
        VR::CS,
        OptionalOptional,
        "terms of PS3.3 C.12.1.1.2",
    ),
    row(
        t::NUMBER_OF_COPIES,
        VR::IS,
        OptionalMandatory,
        "1 to the printer's most copies",
    ),
    row(
        t::PRINT_PRIORITY,
        VR::CS,
        OptionalMandatory,
        "HIGH, MED or LOW",
    ),
    row(
        t::MEDIUM_TYPE,
        VR::CS,
        OptionalMandatory,
        "a medium of this printer",
    ),
    row(
        t::FILM_DESTINATION,
        VR::CS,
        OptionalMandatory,
        "a destination of this printer",
    ),
    row(t::FILM_SESSION_LABEL, VR::LO, OptionalOptional, "text"),
    row(
        t::MEMORY_ALLOCATION,
        VR::IS,
        OptionalOptional,
        "KB up to the printer's memory",
    ),
    row(t::OWNER_ID, VR::SH, OptionalOptional, "text"),
    row(
        PROPOSED_STUDY_SEQUENCE,
        VR::SQ,
        OptionalOptional,
        "one item",
    ),
];

const MAGNIFICATION: Row = row(
    t::MAGNIFICATION_TYPE,
    VR::CS,
    OptionalMandatory,
    "REPLICATE, BILINEAR, CUBIC or NONE",
);
const SMOOTHING: Row = row(
    t::SMOOTHING_TYPE,
    VR::CS,
    OptionalOptional,
    "SHARP, MEDIUM or SMOOTH, with CUBIC",
);
const MAX_DENSITY: Row = row(
    t::MAX_DENSITY,
    VR::US,
    OptionalMandatory,
    "1/100 OD, above Min Density",
);
const MIN_DENSITY: Row = row(
    t::MIN_DENSITY,
    VR::US,
    OptionalOptional,
    "1/100 OD, below Max Density",
);
const CONFIGURATION: Row = row(
    t::CONFIGURATION_INFORMATION,
    VR::ST,
    OptionalMandatory,
    "CSnnn terms of this printer",
);
const LUT_REFERENCE: Row = row(
    t::REFERENCED_PRESENTATION_LUT_SEQUENCE,
    VR::SQ,
    OptionalConditional,
    "one LUT created before, matching Bits Stored",
);
const BORDER: Row = row(
    t::BORDER_DENSITY,
    VR::CS,
    OptionalOptional,
    "BLACK, WHITE or 1/100 OD in range",
);
const EMPTY: Row = row(
    t::EMPTY_IMAGE_DENSITY,
    VR::CS,
    OptionalOptional,
    "BLACK, WHITE or 1/100 OD in range",
);
const TRIM: Row = row(t::TRIM, VR::CS, OptionalOptional, "YES or NO");
const ILLUMINATION: Row = row(
    t::ILLUMINATION,
    VR::US,
    OptionalConditional,
    "cd/m2, more than 0",
);
const AMBIENT: Row = row(
    t::REFLECTED_AMBIENT_LIGHT,
    VR::US,
    OptionalConditional,
    "cd/m2",
);
const ICC: Row = Row {
    applies: InColor,
    ..row(
        t::ICC_PROFILE,
        VR::OB,
        OptionalOptional,
        "an RGB profile of 64 KiB at most",
    )
};

const FILM_BOX_CREATE: &[Row] = &[
    row(
        t::IMAGE_DISPLAY_FORMAT,
        VR::ST,
        MandatoryMandatory,
        r"STANDARD\C,R ROW COL SLIDE ...",
    ),
    sequence(
        t::REFERENCED_FILM_SESSION_SEQUENCE,
        MandatoryMandatory,
        "the film session of this association",
        REFERENCE,
    ),
    row(t::REFERENCED_IMAGE_BOX_SEQUENCE, VR::SQ, ScpOnly, ""),
    row(
        t::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE,
        VR::SQ,
        ScpOnly,
        "",
    ),
    row(
        t::FILM_ORIENTATION,
        VR::CS,
        OptionalMandatory,
        "PORTRAIT or LANDSCAPE",
    ),
    row(
        t::FILM_SIZE_ID,
        VR::CS,
        OptionalMandatory,
        "a film size of this printer",
    ),
    MAGNIFICATION,
    MAX_DENSITY,
    CONFIGURATION,
    LUT_REFERENCE,
    Row {
        applies: WithAnnotation,
        ..row(
            t::ANNOTATION_DISPLAY_FORMAT_ID,
            VR::CS,
            OptionalOptional,
            "a format of this printer",
        )
    },
    SMOOTHING,
    BORDER,
    EMPTY,
    MIN_DENSITY,
    TRIM,
    ILLUMINATION,
    AMBIENT,
    row(
        t::REQUESTED_RESOLUTION_ID,
        VR::CS,
        OptionalOptional,
        "STANDARD or HIGH, as the film has",
    ),
    ICC,
];

const FILM_BOX_SET: &[Row] = &[
    MAGNIFICATION,
    MAX_DENSITY,
    CONFIGURATION,
    LUT_REFERENCE,
    SMOOTHING,
    BORDER,
    EMPTY,
    MIN_DENSITY,
    TRIM,
    ILLUMINATION,
    AMBIENT,
    ICC,
];

const GRAYSCALE_IMAGE: &[Row] = &[
    row(t::SAMPLES_PER_PIXEL, VR::US, MandatoryMandatory, "1"),
    row(
        t::PHOTOMETRIC_INTERPRETATION,
        VR::CS,
        MandatoryMandatory,
        "MONOCHROME1 or MONOCHROME2",
    ),
    row(t::ROWS, VR::US, MandatoryMandatory, "1 or more"),
    row(t::COLUMNS, VR::US, MandatoryMandatory, "1 or more"),
    row(
        t::PIXEL_ASPECT_RATIO,
        VR::IS,
        ConditionalMandatory,
        r"vertical\horizontal, 1 to 65535",
    ),
    row(
        t::BITS_ALLOCATED,
        VR::US,
        MandatoryMandatory,
        "8/8/7 or 16/12/11",
    ),
    row(
        t::BITS_STORED,
        VR::US,
        MandatoryMandatory,
        "8/8/7 or 16/12/11",
    ),
    row(t::HIGH_BIT, VR::US, MandatoryMandatory, "8/8/7 or 16/12/11"),
    row(t::PIXEL_REPRESENTATION, VR::US, MandatoryMandatory, "0"),
    row(
        t::PIXEL_DATA,
        VR::OW,
        MandatoryMandatory,
        "Rows x Columns x bytes",
    ),
];

const COLOR_IMAGE: &[Row] = &[
    row(t::SAMPLES_PER_PIXEL, VR::US, MandatoryMandatory, "3"),
    row(
        t::PHOTOMETRIC_INTERPRETATION,
        VR::CS,
        MandatoryMandatory,
        "RGB",
    ),
    row(
        t::PLANAR_CONFIGURATION,
        VR::US,
        MandatoryMandatory,
        "1 (colour by plane)",
    ),
    row(t::ROWS, VR::US, MandatoryMandatory, "1 or more"),
    row(t::COLUMNS, VR::US, MandatoryMandatory, "1 or more"),
    row(
        t::PIXEL_ASPECT_RATIO,
        VR::IS,
        ConditionalMandatory,
        r"vertical\horizontal, 1 to 65535",
    ),
    row(t::BITS_ALLOCATED, VR::US, MandatoryMandatory, "8/8/7"),
    row(t::BITS_STORED, VR::US, MandatoryMandatory, "8/8/7"),
    row(t::HIGH_BIT, VR::US, MandatoryMandatory, "8/8/7"),
    row(t::PIXEL_REPRESENTATION, VR::US, MandatoryMandatory, "0"),
    row(
        t::PIXEL_DATA,
        VR::OW,
        MandatoryMandatory,
        "3 planes of Rows x Columns bytes",
    ),
];

const POSITION: Row = row(
    t::IMAGE_BOX_POSITION,
    VR::US,
    MandatoryMandatory,
    "the position of this image box",
);
const POLARITY: Row = row(t::POLARITY, VR::CS, OptionalMandatory, "NORMAL or REVERSE");
const REQUESTED_SIZE: Row = row(
    t::REQUESTED_IMAGE_SIZE,
    VR::DS,
    OptionalOptional,
    "image width in mm, more than 0",
);
const DECIMATE_CROP: Row = row(
    t::REQUESTED_DECIMATE_CROP_BEHAVIOR,
    VR::CS,
    OptionalOptional,
    "DECIMATE, CROP or FAIL",
);

const GRAYSCALE_IMAGE_BOX: &[Row] = &[
    POSITION,
    sequence(
        t::BASIC_GRAYSCALE_IMAGE_SEQUENCE,
        MandatoryMayBeEmpty,
        "one item, or none to erase",
        GRAYSCALE_IMAGE,
    ),
    POLARITY,
    Row {
        usage: OptionalOptional,
        ..MAGNIFICATION
    },
    SMOOTHING,
    MIN_DENSITY,
    Row {
        usage: OptionalOptional,
        ..MAX_DENSITY
    },
    Row {
        usage: OptionalOptional,
        ..CONFIGURATION
    },
    REQUESTED_SIZE,
    DECIMATE_CROP,
    Row {
        usage: OptionalOptional,
        ..LUT_REFERENCE
    },
];

const COLOR_IMAGE_BOX: &[Row] = &[
    POSITION,
    sequence(
        t::BASIC_COLOR_IMAGE_SEQUENCE,
        MandatoryMayBeEmpty,
        "one item, or none to erase",
        COLOR_IMAGE,
    ),
    POLARITY,
    Row {
        usage: OptionalOptional,
        ..MAGNIFICATION
    },
    SMOOTHING,
    REQUESTED_SIZE,
    DECIMATE_CROP,
];

const ANNOTATION_BOX: &[Row] = &[
    row(
        t::ANNOTATION_POSITION,
        VR::US,
        MandatoryMandatory,
        "the position of this annotation box",
    ),
    row(
        t::TEXT_STRING,
        VR::LO,
        OptionalMandatory,
        "up to 1024 characters; empty erases",
    ),
];

const PRESENTATION_LUT: &[Row] = &[
    sequence(
        t::PRESENTATION_LUT_SEQUENCE,
        ConditionalMandatory,
        "one item, and no Shape",
        &[
            row(
                t::LUT_DESCRIPTOR,
                VR::US,
                MandatoryMandatory,
                r"256 or 4096\0\10 to 16",
            ),
            row(t::LUT_EXPLANATION, VR::LO, OptionalOptional, "text"),
            row(
                t::LUT_DATA,
                VR::US,
                MandatoryMandatory,
                "as many entries as the descriptor says",
            ),
        ],
    ),
    row(
        t::PRESENTATION_LUT_SHAPE,
        VR::CS,
        ConditionalMandatory,
        "IDENTITY or LIN OD",
    ),
];

const PRINT_JOB: &[Row] = &[
    row(
        t::EXECUTION_STATUS,
        VR::CS,
        OptionalMandatory,
        "PENDING, PRINTING, DONE or FAILURE",
    ),
    row(
        t::EXECUTION_STATUS_INFO,
        VR::CS,
        OptionalMandatory,
        "PS3.3 C.13.9.1",
    ),
    row(
        t::PRINT_PRIORITY,
        VR::CS,
        OptionalMandatory,
        "HIGH, MED or LOW",
    ),
    row(t::CREATION_DATE, VR::DA, OptionalOptional, "local date"),
    row(t::CREATION_TIME, VR::TM, OptionalOptional, "local time"),
    row(t::PRINTER_NAME, VR::LO, OptionalOptional, "configured"),
    row(t::ORIGINATOR, VR::AE, OptionalOptional, "calling AE title"),
];

const PRINTER: &[Row] = &[
    row(
        t::PRINTER_STATUS,
        VR::CS,
        OptionalMandatory,
        "NORMAL, WARNING or FAILURE",
    ),
    row(
        t::PRINTER_STATUS_INFO,
        VR::CS,
        OptionalMandatory,
        "PS3.3 C.13.9.1",
    ),
    row(t::PRINTER_NAME, VR::LO, OptionalOptional, "configured"),
    row(t::MANUFACTURER, VR::LO, OptionalOptional, "configured"),
    row(
        t::MANUFACTURER_MODEL_NAME,
        VR::LO,
        OptionalOptional,
        "configured",
    ),
    row(
        t::DEVICE_SERIAL_NUMBER,
        VR::LO,
        OptionalOptional,
        "configured",
    ),
    row(t::SOFTWARE_VERSIONS, VR::LO, OptionalOptional, "configured"),
    row(
        t::DATE_OF_LAST_CALIBRATION,
        VR::DA,
        OptionalOptional,
        "empty when not known",
    ),
    row(
        t::TIME_OF_LAST_CALIBRATION,
        VR::TM,
        OptionalOptional,
        "empty when not known",
    ),
];

const CONFIGURATION_RETRIEVAL: &[Row] = &[row(
    t::PRINTER_CONFIGURATION_SEQUENCE,
    VR::SQ,
    OptionalMandatory,
    "an item for each Meta SOP class",
)];

const fn table(
    class: SopClass,
    operation: Operation,
    source: &'static str,
    rows: &'static [Row],
) -> AttributeTable {
    AttributeTable {
        class,
        operation,
        source,
        rows,
    }
}

/// Every attribute table.
pub const TABLES: &[AttributeTable] = &[
    table(
        SopClass::FilmSession,
        Operation::NCreate,
        "H.4-2",
        FILM_SESSION,
    ),
    table(
        SopClass::FilmSession,
        Operation::NSet,
        "H.4-2",
        FILM_SESSION,
    ),
    table(
        SopClass::FilmBox,
        Operation::NCreate,
        "H.4-6",
        FILM_BOX_CREATE,
    ),
    table(SopClass::FilmBox, Operation::NSet, "H.4-7", FILM_BOX_SET),
    table(
        SopClass::GrayscaleImageBox,
        Operation::NSet,
        "H.4-10",
        GRAYSCALE_IMAGE_BOX,
    ),
    table(
        SopClass::ColorImageBox,
        Operation::NSet,
        "H.4-11",
        COLOR_IMAGE_BOX,
    ),
    table(
        SopClass::AnnotationBox,
        Operation::NSet,
        "H.4-13",
        ANNOTATION_BOX,
    ),
    table(SopClass::PrintJob, Operation::NGet, "H.4-15", PRINT_JOB),
    table(SopClass::Printer, Operation::NGet, "H.4-17", PRINTER),
    table(
        SopClass::PresentationLut,
        Operation::NCreate,
        "H.4-23",
        PRESENTATION_LUT,
    ),
    table(
        SopClass::PrinterConfigurationRetrieval,
        Operation::NGet,
        "H.4-26",
        CONFIGURATION_RETRIEVAL,
    ),
];
