//! Statuses beside 0000, when each is answered, and to what.

use filmdesk_dimse::command::Operation;
use filmdesk_dimse::status::Status;

use super::line;
use crate::offers::SopClass;
use crate::terms::StatusInfo;

/// A status and its condition.
#[derive(Debug, Clone, Copy)]
pub struct StatusRow {
    /// The status.
    pub status: Status,
    /// The requests that it answers; empty: of every class and operation.
    pub answers: &'static [(SopClass, Operation)],
    /// When, and what the printer does then.
    pub condition: &'static str,
}

/// Whether the statement says that a request may be answered so. `None` for the class or the
/// operation: the request names none that is known.
pub fn is_listed(class: Option<SopClass>, operation: Option<Operation>, status: Status) -> bool {
    let asked = class.zip(operation);
    STATUSES.iter().any(|row| {
        row.status == status
            && (row.answers.is_empty() || asked.is_some_and(|asked| row.answers.contains(&asked)))
    })
}

const fn any(status: Status, condition: &'static str) -> StatusRow {
    StatusRow {
        status,
        answers: &[],
        condition,
    }
}

const fn of(
    status: Status,
    answers: &'static [(SopClass, Operation)],
    condition: &'static str,
) -> StatusRow {
    StatusRow {
        status,
        answers,
        condition,
    }
}

const SESSION_VALUES: &[(SopClass, Operation)] = &[
    (SopClass::FilmSession, Operation::NCreate),
    (SopClass::FilmSession, Operation::NSet),
];
const SESSION_PRINT: &[(SopClass, Operation)] = &[(SopClass::FilmSession, Operation::NAction)];
const FILM_CREATE: &[(SopClass, Operation)] = &[(SopClass::FilmBox, Operation::NCreate)];
const FILM_PRINT: &[(SopClass, Operation)] = &[(SopClass::FilmBox, Operation::NAction)];
const PRINTS: &[(SopClass, Operation)] = &[
    (SopClass::FilmSession, Operation::NAction),
    (SopClass::FilmBox, Operation::NAction),
];
const IMAGES: &[(SopClass, Operation)] = &[
    (SopClass::GrayscaleImageBox, Operation::NSet),
    (SopClass::ColorImageBox, Operation::NSet),
];
const FITS: &[(SopClass, Operation)] = &[
    (SopClass::GrayscaleImageBox, Operation::NSet),
    (SopClass::ColorImageBox, Operation::NSet),
    (SopClass::FilmSession, Operation::NAction),
    (SopClass::FilmBox, Operation::NAction),
];
const DENSITIES: &[(SopClass, Operation)] = &[
    (SopClass::FilmBox, Operation::NCreate),
    (SopClass::FilmBox, Operation::NSet),
    (SopClass::GrayscaleImageBox, Operation::NSet),
];

/// Every status but 0000, in order of code.
pub const STATUSES: &[StatusRow] = &[
    any(
        Status::NO_SUCH_ATTRIBUTE,
        "An attribute with a value that the SOP class does not have, where the policy of the AE is refuse. Attribute Identifier List (0000,1005) names it. Nothing is changed.",
    ),
    any(
        Status::INVALID_ATTRIBUTE_VALUE,
        "A value that is not supported: of an M/M attribute always, of others where the policy of the AE is refuse. The data set of the response holds the offending attributes only. Nothing is changed.",
    ),
    of(
        Status::INVALID_ATTRIBUTE_VALUE,
        SESSION_VALUES,
        "Memory Allocation (2000,0060) is more than the printer ever gives, whatever the policy.",
    ),
    of(
        Status::INVALID_ATTRIBUTE_VALUE,
        FILM_CREATE,
        "Image Display Format cannot be laid out on the film size, for instance because its image boxes would be smaller than 16 printer pixels; Referenced Film Session Sequence is not the session of this association.",
    ),
    of(
        Status::INVALID_ATTRIBUTE_VALUE,
        IMAGES,
        "Image Box Position is beyond the layout or that of another image box; Pixel Data is not as long as Rows, Columns, Samples per Pixel and Bits Allocated say (one byte of padding is allowed), or is compressed; the Presentation LUT in force does not match Bits Stored. The image before stays.",
    ),
    of(
        Status::INVALID_ATTRIBUTE_VALUE,
        &[(SopClass::PresentationLut, Operation::NCreate)],
        "Shape other than IDENTITY and LIN OD; a descriptor other than 256 or 4096 entries from 0 with 10 to 16 bits; LUT Data of another length or with entries beyond those bits; both Shape and Sequence.",
    ),
    any(
        Status::ATTRIBUTE_LIST_ERROR,
        "Warning. An attribute that the SOP class does not have is ignored, where the policy of the AE is warn; Attribute Identifier List names it. N-GET: attributes that do not exist were asked for; the others are answered.",
    ),
    any(
        Status::PROCESSING_FAILURE,
        "The data set cannot be read in the transfer syntax of its context, or the spool failed. Nothing is changed; the association goes on where its framing is still sound.",
    ),
    of(
        Status::PROCESSING_FAILURE,
        &[
            (SopClass::FilmBox, Operation::NSet),
            (SopClass::FilmBox, Operation::NAction),
            (SopClass::FilmBox, Operation::NDelete),
            (SopClass::GrayscaleImageBox, Operation::NSet),
            (SopClass::ColorImageBox, Operation::NSet),
            (SopClass::AnnotationBox, Operation::NSet),
        ],
        "The Film Box, or the Film Box of the Image or Annotation Box, is not the last created one.",
    ),
    of(
        Status::PROCESSING_FAILURE,
        &[(SopClass::PresentationLut, Operation::NDelete)],
        "A Film Box or Image Box refers to the Presentation LUT.",
    ),
    any(
        Status::DUPLICATE_SOP_INSTANCE,
        "N-CREATE with the UID of an instance that exists.",
    ),
    of(
        Status::DUPLICATE_SOP_INSTANCE,
        &[(SopClass::FilmSession, Operation::NCreate)],
        "A second Film Session on one association; the response names the first.",
    ),
    any(
        Status::NO_SUCH_SOP_INSTANCE,
        "No instance of this UID exists on this association; for Print Job: at this server.",
    ),
    of(
        Status::NO_SUCH_ARGUMENT,
        PRINTS,
        "Action Information holds attributes, where the policy of the AE is refuse.",
    ),
    of(
        Status::INVALID_ARGUMENT_VALUE,
        PRINTS,
        "Action Information holds a Referenced Print Job Sequence that names no Print Job.",
    ),
    any(
        Status::ATTRIBUTE_VALUE_OUT_OF_RANGE,
        "Warning. A value of an optional attribute is not supported and the default is in force instead, where the policy of the AE is warn. An N-CREATE response holds every value in force, an N-SET response the offending ones.",
    ),
    any(
        Status::INVALID_SOP_INSTANCE,
        "The UID breaks PS3.5 9.1, or there is none in an operation other than N-CREATE.",
    ),
    any(
        Status::NO_SUCH_SOP_CLASS,
        "The SOP Class UID is unknown or not of the presentation context.",
    ),
    any(
        Status::CLASS_INSTANCE_CONFLICT,
        "The instance is of another SOP class.",
    ),
    of(
        Status::CLASS_INSTANCE_CONFLICT,
        &[
            (SopClass::FilmBox, Operation::NSet),
            (SopClass::GrayscaleImageBox, Operation::NSet),
            (SopClass::ColorImageBox, Operation::NSet),
        ],
        "The Film Box or Image Box was created on the context of the other Meta SOP Class.",
    ),
    any(
        Status::MISSING_ATTRIBUTE,
        "An M/M attribute is missing; Attribute Identifier List names it.",
    ),
    any(
        Status::MISSING_ATTRIBUTE_VALUE,
        "An M/M attribute has no value. The data set of the response holds it. (An empty image sequence is no error: it erases the image.)",
    ),
    any(
        Status::SOP_CLASS_NOT_SUPPORTED,
        "A C-service other than C-ECHO.",
    ),
    of(
        Status::NO_SUCH_ACTION,
        PRINTS,
        "Action Type ID other than 1 (Print).",
    ),
    any(
        Status::NOT_AUTHORIZED,
        "N-CREATE, N-SET or N-ACTION of an AE that may not print here (may-print = false). C-ECHO, N-GET and N-DELETE are served.",
    ),
    any(
        Status::DUPLICATE_INVOCATION,
        "The Message ID is that of a request which has no response yet.",
    ),
    any(
        Status::UNRECOGNIZED_OPERATION,
        "The SOP class does not have this operation, N-CREATE of Printer, Print Job and Image Box included; the Command Field is unknown.",
    ),
    any(
        Status::MISTYPED_ARGUMENT,
        "N-SET without a data set, N-GET or N-DELETE with one, N-ACTION without Action Type ID, a request without SOP Class UID.",
    ),
    any(
        Status::RESOURCE_LIMITATION,
        "No room at present: disk full, or (128 Film Boxes or 8192 Image Boxes of a session, 64 Presentation LUTs of an association) as many instances as are kept. Try again later.",
    ),
    of(
        Status::RESOURCE_LIMITATION,
        SESSION_VALUES,
        "Memory Allocation cannot be had at present; the reservation before stays.",
    ),
    of(
        Status::MEMORY_ALLOCATION_NOT_SUPPORTED,
        SESSION_VALUES,
        "Warning. Memory Allocation on a printer whose maximum is 0; it is ignored.",
    ),
    of(
        Status::COLLATION_NOT_SUPPORTED,
        SESSION_PRINT,
        "Warning. The session has more films than Maximum Collated Films. All are printed; several copies come out film by film (112233).",
    ),
    of(
        Status::FILM_SESSION_WITHOUT_IMAGES,
        SESSION_PRINT,
        "Warning. No Image Box of the session holds an image; empty pages are printed.",
    ),
    of(
        Status::FILM_BOX_WITHOUT_IMAGES,
        FILM_PRINT,
        "Warning. No Image Box of the film holds an image; an empty page is printed.",
    ),
    of(
        Status::IMAGE_DEMAGNIFIED,
        FITS,
        "Warning. The image is larger than its image box in printer pixels and is reduced, by default of the printer.",
    ),
    of(
        Status::DENSITY_OUT_OF_RANGE,
        DENSITIES,
        "Warning. Min or Max Density is beyond what the printer can; its limit is used.",
    ),
    of(
        Status::IMAGE_CROPPED,
        FITS,
        "Warning. The image is larger than its image box; rows and columns are cut alike at both ends.",
    ),
    of(
        Status::IMAGE_DECIMATED,
        FITS,
        "Warning. As B604, where DECIMATE was requested.",
    ),
    of(
        Status::FILM_SESSION_WITHOUT_FILM_BOX,
        SESSION_PRINT,
        "The session has no Film Box.",
    ),
    of(
        Status::FILM_SESSION_QUEUE_FULL,
        SESSION_PRINT,
        "As many jobs wait as the printer allows, or the disk is full. No Print Job is created; the tree stays and can be printed later.",
    ),
    of(
        Status::FILM_BOX_QUEUE_FULL,
        FILM_PRINT,
        "As C601, for a film.",
    ),
    of(
        Status::IMAGE_TOO_LARGE,
        FITS,
        "The image is larger than its image box and FAIL is in force, or DECIMATE with Magnification Type NONE. N-SET: the image before stays. N-ACTION (when the Film Box was changed since): nothing is printed.",
    ),
    of(
        Status::INSUFFICIENT_MEMORY,
        IMAGES,
        "The disk, or the spool's share of it, is full. The image before stays.",
    ),
    of(
        Status::UNPRINTED_FILM_BOX_EXISTS,
        FILM_CREATE,
        "Maximum Collated Films is 0 and the session has a Film Box that was neither printed nor deleted.",
    ),
];

fn table<'a>(out: &mut String, rows: impl Iterator<Item = (&'a StatusRow, String)>) {
    line!(
        out,
        "| Status | Meaning | Answers | Condition and behaviour |"
    );
    line!(out, "|---|---|---|---|");
    for (row, answers) in rows {
        let (status, condition) = (row.status, row.condition);
        line!(
            out,
            "| {:04X} | {} | {answers} | {condition} |",
            status.0,
            status.name()
        );
    }
    line!(out);
}

/// What a class answers beside the general statuses.
pub(super) fn of_class(out: &mut String, class: SopClass) {
    let operations = |row: &StatusRow| {
        let own = row.answers.iter().filter(|answer| answer.0 == class);
        own.map(|answer| answer.1.name())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let own = || {
        STATUSES
            .iter()
            .map(|row| (row, operations(row)))
            .filter(|(_, operations)| !operations.is_empty())
    };
    if own().next().is_some() {
        line!(out, "Statuses beside 0000 and the general ones (4.2.4):\n");
        table(out, own());
    }
}

/// The statuses that every class answers.
pub(super) fn general(out: &mut String) {
    line!(out, "#### 4.2.4 General statuses\n");
    line!(
        out,
        "Every status but 0000 comes with an Error Comment (0000,0902) that says in plain words"
    );
    line!(
        out,
        "what is wrong and what would be right. It never holds patient data.\n"
    );
    let every = STATUSES.iter().filter(|row| row.answers.is_empty());
    table(out, every.map(|row| (row, "all".to_owned())));
    line!(
        out,
        "A response has one status. Of several failures the first is answered of 0211, 0122, 0118,"
    );
    line!(
        out,
        "0124, 0212, 0123, 0117, then 0112, 0119, 0110, then 0120, 0121, 0105, 0106, then the others."
    );
    line!(
        out,
        "Of several warnings the first of B601, B602, B603, B609, B60A, B604, B605, B600, 0116, 0107;"
    );
    line!(
        out,
        "the others are in the server's log. Where the policy of the AE is silent, every warning is"
    );
    line!(
        out,
        "answered 0000 and logged. C604 (retired) and C613 are never sent: there is no overlay.\n"
    );
    line!(out, "#### 4.2.5 Status information\n");
    line!(
        out,
        "Execution Status Info (2100,0030) and Printer Status Info (2110,0020) are of these terms"
    );
    line!(out, "(PS3.3 C.13.9.1):\n");
    let terms: Vec<_> = StatusInfo::ALL.iter().map(|term| term.as_str()).collect();
    line!(out, "{}.\n", terms.join(", "));
}
