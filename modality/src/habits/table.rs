//! The habits. What a source does not tell is the plainest thing that a console could do.

use filmdesk_dataset::{Tag, tags};
use filmdesk_dimse::service::{
    BASIC_ANNOTATION_BOX, BASIC_COLOR_PRINT_MANAGEMENT_META, BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
    EXPLICIT_VR_BIG_ENDIAN, EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN, PRESENTATION_LUT,
    PRINT_JOB, PRINTER, VERIFICATION,
};
use filmdesk_dimse::settings::IMPLEMENTATION_VERSION_NAME;
use filmdesk_dimse::status::Status;

use super::{Blemish, Habit, Kind, Naming, Pixel, Profile, Step};
use crate::console::{EventAnswer, WireOddities};
use crate::transcript::PRINT_QUEUE_MANAGEMENT;

const GRAY: &str = BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
const COLOR: &str = BASIC_COLOR_PRINT_MANAGEMENT_META;
const IMPLICIT: &[&str] = &[IMPLICIT_VR_LITTLE_ENDIAN];
const PLAIN_WIRE: WireOddities = WireOddities {
    write_size: None,
    command_group_length: None,
    merged_pdvs: None,
};
/// A console with nothing special.
const PLAIN: Profile = Profile {
    calling: "CONSOLE",
    implementation: None,
    max_pdu: 32_768,
    abstract_syntaxes: &[
        GRAY,
        VERIFICATION,
        PRINT_JOB,
        BASIC_ANNOTATION_BOX,
        PRESENTATION_LUT,
    ],
    transfer_syntaxes: IMPLICIT,
    fragment: None,
    oddities: PLAIN_WIRE,
    event_answer: EventAnswer::Status(Status::SUCCESS),
};
/// The attributes that Agfa's consoles ask of the printer, one by one.
const PRINTER_ATTRIBUTES: &[Tag] = &[
    tags::MANUFACTURER,
    tags::MANUFACTURER_MODEL_NAME,
    tags::DEVICE_SERIAL_NUMBER,
    tags::SOFTWARE_VERSIONS,
    tags::DATE_OF_LAST_CALIBRATION,
    tags::TIME_OF_LAST_CALIBRATION,
    tags::PRINTER_STATUS,
    tags::PRINTER_STATUS_INFO,
    tags::PRINTER_NAME,
];
const AGFA: Profile = Profile {
    calling: "NX_DEFAULT",
    implementation: Some(("1.3.51.0.1.3", "DPM1.00")),
    max_pdu: 65_542,
    abstract_syntaxes: &[
        GRAY,
        VERIFICATION,
        PRINT_JOB,
        BASIC_ANNOTATION_BOX,
        PRESENTATION_LUT,
        PRINT_QUEUE_MANAGEMENT,
    ],
    ..PLAIN
};
const ONE: &str = "STANDARD\\1,1";
const FOUR: &str = "STANDARD\\2,2";

const SESSION: Step = Step::CreateSession(Naming::Absent);
const ONE_FILM: Step = Step::CreateFilm {
    format: ONE,
    naming: Naming::Absent,
};
const FOUR_FILM: Step = Step::CreateFilm {
    format: FOUR,
    naming: Naming::Absent,
};
const ONE_IMAGE: Step = Step::SetImages(&[1], Pixel::Gray8);

/// Most habits only differ in how they print one image on one film.
const ONE_ON_ONE: &[Step] = &[
    SESSION,
    ONE_FILM,
    ONE_IMAGE,
    Step::PrintFilm,
    Step::DeleteFilm,
    Step::DeleteSession,
];

const fn fault(
    name: &'static str,
    what: &'static str,
    source: &'static str,
    profile: Profile,
    steps: &'static [Step],
) -> Habit {
    Habit {
        name,
        kind: Kind::Fault,
        console: "any",
        what,
        source,
        profile,
        steps,
    }
}

/// Every habit, those of consoles first.
pub const HABITS: &[Habit] = &[
    Habit {
        name: "agfa-nx",
        kind: Kind::Console,
        console: "Agfa NX",
        what: "verifies in an association of its own (AGFA DTF1.0.95), then prints as DPM1.00: six \
               contexts with the retired Print Queue Management, maximum length 65542, Printer N-GET \
               of nine attributes, one image per session, N-ACTION of the session, release without \
               waiting for Done",
        source: "https://github.com/fo-dicom/fo-dicom/issues/1523, \
                 https://github.com/fo-dicom/fo-dicom/issues/1702, Agfa HE/001132 2.2.2.2.4 to 2.2.2.3.1",
        profile: AGFA,
        steps: &[
            Step::EchoApart("AGFA DTF1.0.95"),
            Step::GetPrinter(PRINTER_ATTRIBUTES),
            SESSION,
            ONE_FILM,
            Step::SetImages(&[1], Pixel::Gray12),
            Step::PrintSession,
            Step::GetJob,
        ],
    },
    Habit {
        name: "agfa-nx-aborts",
        kind: Kind::Console,
        console: "Agfa NX",
        what: "aborts (source unknown, no reason) after the response to N-ACTION; the film was \
               accepted and must come out",
        source: "https://github.com/fo-dicom/fo-dicom-samples/issues/30",
        profile: Profile {
            calling: "NXMIXED",
            ..AGFA
        },
        steps: &[
            SESSION,
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintSession,
            Step::Abort,
        ],
    },
    Habit {
        name: "carestream-no-uid",
        kind: Kind::Console,
        console: "Carestream PACS",
        what: "N-CREATE of the Film Session without a SOP Instance UID; the report does not say \
               whether it is absent or empty, so the session's is empty and the film's absent",
        source: "https://github.com/fo-dicom/fo-dicom/issues/484",
        profile: PLAIN,
        steps: &[
            Step::CreateSession(Naming::Empty),
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintFilm,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    },
    Habit {
        name: "carestream-waits",
        kind: Kind::Console,
        console: "Carestream PACS (MVCLIENT, DCM Pro-11.4.1.0)",
        what: "prints colour in explicit VR and stands still until it is told that the job is done; \
               when the association ends before, it reports a failure",
        source: "https://github.com/fo-dicom/fo-dicom/issues/1222",
        profile: Profile {
            calling: "MVCLIENT",
            implementation: Some(("1.2.840.113704.7.0.2", "DCM Pro-11.4.1.0")),
            abstract_syntaxes: &[COLOR, PRINT_JOB, PRESENTATION_LUT],
            transfer_syntaxes: &[
                EXPLICIT_VR_LITTLE_ENDIAN,
                EXPLICIT_VR_BIG_ENDIAN,
                IMPLICIT_VR_LITTLE_ENDIAN,
            ],
            ..PLAIN
        },
        steps: &[
            SESSION,
            ONE_FILM,
            Step::SetImages(&[1], Pixel::Rgb),
            Step::PrintFilm,
            Step::AwaitJobs,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    },
    Habit {
        name: "uih-ct",
        kind: Kind::Console,
        console: "United Imaging CT (UIH_CT, on DCMTK 3.6.5)",
        what: "N-CREATE of the Printer, whose one instance is well-known and not to be created",
        source: "https://github.com/fo-dicom/fo-dicom/issues/1222 (comment of 2024-07-06)",
        profile: Profile {
            calling: "UIH_CT",
            implementation: Some(("1.2.276.0.7230010.3.0.3.6.5", "OFFIS_DCMTK_365")),
            abstract_syntaxes: &[COLOR, PRESENTATION_LUT],
            transfer_syntaxes: &[
                EXPLICIT_VR_LITTLE_ENDIAN,
                EXPLICIT_VR_BIG_ENDIAN,
                IMPLICIT_VR_LITTLE_ENDIAN,
            ],
            ..PLAIN
        },
        steps: &[
            Step::CreatePrinter,
            SESSION,
            ONE_FILM,
            Step::SetImages(&[1], Pixel::Rgb),
            Step::PrintFilm,
            Step::DeleteSession,
        ],
    },
    Habit {
        name: "siemens-mr",
        kind: Kind::Console,
        console: "Siemens MR (MR_VD14A)",
        what: "pauses its print queue when Presentation LUT is refused; explicit VR first, maximum \
               length 262144",
        source: "https://github.com/fo-dicom/fo-dicom/issues/1179",
        profile: Profile {
            calling: "MSTZ400D",
            implementation: Some(("1.3.12.2.1107.5.2", "MR_VD14A")),
            max_pdu: 262_144,
            abstract_syntaxes: &[GRAY, PRINT_JOB, PRESENTATION_LUT],
            transfer_syntaxes: &[
                EXPLICIT_VR_LITTLE_ENDIAN,
                IMPLICIT_VR_LITTLE_ENDIAN,
                EXPLICIT_VR_BIG_ENDIAN,
            ],
            ..PLAIN
        },
        steps: &[
            Step::Require(PRESENTATION_LUT),
            SESSION,
            Step::CreateLut("IDENTITY"),
            ONE_FILM,
            Step::SetImages(&[1], Pixel::Gray12),
            Step::PrintFilm,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    },
    Habit {
        name: "konica-minolta-us",
        kind: Kind::Console,
        console: "Konica Minolta CD45 ultrasound",
        what: "the number of images is not that of the format's boxes",
        source: "https://github.com/fo-dicom/fo-dicom/issues/1294",
        profile: PLAIN,
        steps: &[
            SESSION,
            FOUR_FILM,
            Step::SetImages(&[1, 2, 3], Pixel::Gray8),
            Step::PrintFilm,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    },
    Habit {
        name: "ge-ultrasound",
        kind: Kind::Console,
        console: "GE ultrasound",
        what: "as konica-minolta-us, here in colour: fewer images than boxes",
        source: "https://github.com/fo-dicom/fo-dicom/issues/1294 (comment of 2022-01-07)",
        profile: Profile {
            abstract_syntaxes: &[COLOR, VERIFICATION],
            ..PLAIN
        },
        steps: &[
            SESSION,
            FOUR_FILM,
            Step::SetImages(&[1, 2], Pixel::Rgb),
            Step::PrintFilm,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    },
    Habit {
        name: "ultrasound-checks-uid",
        kind: Kind::Console,
        console: "ultrasound (vendor not named)",
        what: "aborts after the first image when the N-ACTION response names another instance than \
               the Film Box, such as the Print Job",
        source: "https://github.com/fo-dicom/fo-dicom-samples/issues/33",
        profile: PLAIN,
        steps: &[
            SESSION,
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintFilmStrictly,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    },
    Habit {
        name: "ge-linux-dcp",
        kind: Kind::Console,
        console: "GE (LINUX_DCP, implementation 1.2.840.113619.6.81)",
        what: "five contexts, Printer as one of its own; resets the connection while the printer \
               still speaks",
        source: "https://github.com/fo-dicom/fo-dicom-samples/issues/83",
        profile: Profile {
            calling: "LINUX_DCP",
            implementation: Some(("1.2.840.113619.6.81", IMPLEMENTATION_VERSION_NAME)),
            max_pdu: 16_384,
            abstract_syntaxes: &[VERIFICATION, GRAY, PRINT_JOB, PRINTER, COLOR],
            ..PLAIN
        },
        steps: &[
            Step::Prefer(GRAY),
            Step::GetPrinter(&[]),
            SESSION,
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintFilm,
            Step::Vanish,
        ],
    },
    Habit {
        name: "ge-signa-empty",
        kind: Kind::Console,
        console: "GE SIGNA PROFILE",
        what: "sends optional Film Box attributes with zero length to mean the printer's defaults",
        source: "GE SIGNA PROFILE conformance statement, rev. 2.7 (2303347) 4.2.3.1.3.2, note",
        profile: PLAIN,
        steps: &[
            SESSION,
            Step::CreateFilmWithEmptyAttributes(ONE),
            ONE_IMAGE,
            Step::PrintFilm,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    },
    Habit {
        name: "fuji-fcr",
        kind: Kind::Console,
        console: "Fuji FCR, ClearCanvas Workstation",
        what: "N-ACTION of the Film Box without a Requested SOP Instance UID",
        source: "https://github.com/fo-dicom/fo-dicom-samples/issues/4",
        profile: Profile {
            transfer_syntaxes: &[EXPLICIT_VR_LITTLE_ENDIAN],
            ..PLAIN
        },
        steps: &[
            SESSION,
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintFilmUnnamed,
            Step::DeleteSession,
        ],
    },
    Habit {
        name: "no-requested-uid",
        kind: Kind::Console,
        console: "modalities (vendor not named)",
        what: "N-DELETE without a Requested SOP Instance UID",
        source: "https://github.com/pydicom/pynetdicom/issues/548",
        profile: PLAIN,
        steps: &[
            SESSION,
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintFilm,
            Step::DeleteSessionUnnamed,
        ],
    },
    Habit {
        name: "8-in-16",
        kind: Kind::Console,
        console: "Philips (images; a console that forwards them prints them so)",
        what: "16 bits allocated, 8 stored",
        source: "https://github.com/dcm4che/dcm4che/pull/815",
        profile: PLAIN,
        steps: &[
            SESSION,
            ONE_FILM,
            Step::SetImages(&[1], Pixel::Gray8In16),
            Step::PrintFilm,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    },
    fault(
        "second-session",
        "N-CREATE of a second Film Session on the association",
        "PS3.4 H.4.1.2.1.2",
        PLAIN,
        &[SESSION, Step::CreateSecondSession, Step::DeleteSession],
    ),
    fault(
        "own-uids",
        "instances with UIDs of the console's own, which must be kept",
        "PS3.7 10.1.5.1.4",
        PLAIN,
        &[
            Step::CreateSession(Naming::Own),
            Step::CreateFilm {
                format: ONE,
                naming: Naming::Own,
            },
            ONE_IMAGE,
            Step::PrintFilm,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    ),
    fault(
        "set-out-of-order",
        "N-SETs of the boxes from the last to the first, one of them twice",
        "PS3.4 H.4.3.1.2.1.2 (a later N-SET supersedes)",
        PLAIN,
        &[
            SESSION,
            FOUR_FILM,
            Step::SetImages(&[4, 3, 2, 1, 3], Pixel::Gray12),
            Step::Annotate("LAST FIRST"),
            Step::PrintFilm,
            Step::DeleteFilm,
            Step::DeleteSession,
        ],
    ),
    fault(
        "release-early",
        "releases right after N-ACTION, leaving its instances: the job is printed all the same",
        "PS3.17 BB.1",
        PLAIN,
        &[SESSION, ONE_FILM, ONE_IMAGE, Step::PrintFilm],
    ),
    fault(
        "event-silent",
        "never answers an N-EVENT-REPORT",
        "PS3.4 H.4.6.2.1.2",
        Profile {
            event_answer: EventAnswer::Silence,
            ..PLAIN
        },
        &[
            SESSION,
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintFilm,
            Step::Linger,
            Step::DeleteSession,
        ],
    ),
    fault(
        "event-refused",
        "answers each N-EVENT-REPORT with 0113 (No Such Event Type)",
        "PS3.7 10.1.1.1.8",
        Profile {
            event_answer: EventAnswer::Status(Status::NO_SUCH_EVENT_TYPE),
            ..PLAIN
        },
        &[
            SESSION,
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintFilm,
            Step::Linger,
            Step::DeleteSession,
        ],
    ),
    fault(
        "pdu-6",
        "announces a maximum length of 6, in which no data fit: A-ABORT 2/6 at the first response",
        "PS3.8 D.1",
        Profile {
            max_pdu: 6,
            ..PLAIN
        },
        &[Step::Echo],
    ),
    fault(
        "pdu-8",
        "announces a maximum length of 8: two bytes of data in each PDU",
        "PS3.8 D.1",
        Profile {
            max_pdu: 8,
            ..PLAIN
        },
        ONE_ON_ONE,
    ),
    fault(
        "split-every-byte",
        "one byte of data in each PDV, and one byte in each write",
        "PS3.8 9.3.5.1",
        Profile {
            fragment: Some(1),
            oddities: WireOddities {
                write_size: Some(1),
                ..PLAIN_WIRE
            },
            ..PLAIN
        },
        ONE_ON_ONE,
    ),
    fault(
        "merged-pdvs",
        "the command and the data set as PDVs of one P-DATA-TF",
        "PS3.8 9.3.5 (one or more PDVs)",
        Profile {
            fragment: Some(100),
            oddities: WireOddities {
                merged_pdvs: Some(4096),
                ..PLAIN_WIRE
            },
            ..PLAIN
        },
        ONE_ON_ONE,
    ),
    fault(
        "wrong-command-length",
        "Command Group Length (0000,0000) is 0",
        "PS3.7 6.3.1",
        Profile {
            oddities: WireOddities {
                command_group_length: Some(0),
                ..PLAIN_WIRE
            },
            ..PLAIN
        },
        ONE_ON_ONE,
    ),
    fault(
        "wrong-group-length",
        "a wrong (2000,0000) Group Length in front of a data set",
        "PS3.5 7.2 (retired, may be there)",
        PLAIN,
        &[
            SESSION,
            Step::SetSession(Blemish::GroupLength),
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintFilm,
            Step::DeleteSession,
        ],
    ),
    fault(
        "trailing-padding",
        "Data Set Trailing Padding (FFFC,FFFC) at the end of a data set",
        "PS3.5 7.2, PS3.10 7.2",
        PLAIN,
        &[
            SESSION,
            Step::SetSession(Blemish::TrailingPadding),
            ONE_FILM,
            ONE_IMAGE,
            Step::PrintFilm,
            Step::DeleteSession,
        ],
    ),
    fault(
        "duplicate-message-id",
        "two requests at once with one Message ID: 0210",
        "PS3.7 10.1.3.1.8",
        PLAIN,
        &[SESSION, Step::PipelineDuplicate, Step::DeleteSession],
    ),
    fault(
        "vanish-within-image",
        "closes the connection in the midst of Pixel Data",
        "PS3.8 9.2.3 (AA-4)",
        PLAIN,
        &[SESSION, ONE_FILM, Step::VanishWithinImage],
    ),
];
