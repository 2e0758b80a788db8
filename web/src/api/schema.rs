//! What the OpenAPI document says of each call: one table, which the routes point into.

/// A call of the API.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) id: &'static str,
    pub(crate) summary: &'static str,
    /// Parameters of the query.
    pub(crate) query: &'static [Field],
    /// The body that is sent.
    pub(crate) body: Option<&'static Schema>,
    /// Whether bytes are sent instead, as they are.
    pub(crate) takes_bytes: bool,
    pub(crate) answer: Answer,
}

/// What comes back.
#[derive(Debug)]
pub(crate) enum Answer {
    One(&'static Schema),
    Created(&'static Schema),
    List(&'static Schema),
    Bytes(&'static str),
    Any,
    /// 204.
    Nothing,
}

/// An object.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) name: &'static str,
    pub(crate) fields: &'static [Field],
}

/// A field of an object, or a parameter.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) is_required: bool,
    pub(crate) about: &'static str,
}

/// What a field holds.
#[derive(Debug)]
pub(crate) enum Kind {
    Text,
    Moment,
    Number,
    Real,
    Reals,
    Bool,
    Texts,
    Numbers,
    Word(&'static [&'static str]),
    Objects(&'static Schema),
    Object(&'static Schema),
    Remedy,
    NumberOrNull,
    TextOrNull,
}

pub(super) const fn must(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field {
        name,
        kind,
        is_required: true,
        about,
    }
}

pub(super) const fn may(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field {
        name,
        kind,
        is_required: false,
        about,
    }
}

pub(super) const fn get(
    id: &'static str,
    summary: &'static str,
    query: &'static [Field],
    answer: Answer,
) -> Call {
    Call {
        id,
        summary,
        query,
        body: None,
        takes_bytes: false,
        answer,
    }
}

pub(super) const fn post(
    id: &'static str,
    summary: &'static str,
    body: Option<&'static Schema>,
    answer: Answer,
) -> Call {
    Call {
        id,
        summary,
        query: &[],
        body,
        takes_bytes: false,
        answer,
    }
}

pub(super) const ROLES: Kind = Kind::Word(&["desk", "radiographer", "administrator", "auditor"]);
pub(super) const STATES: Kind =
    Kind::Word(&["waiting", "running", "held", "done", "failed", "cancelled"]);

static SHELF_DISC: Schema = Schema {
    name: "ShelfDisc",
    fields: &[
        must("job", Kind::Number, "the job that made it"),
        must("file_set_id", Kind::Text, "File-set ID"),
        must("created", Kind::Moment, "when it was made"),
        must("instances", Kind::Number, "instances of the study on it"),
    ],
};

static STUDY: Schema = Schema {
    name: "Study",
    fields: &[
        must("uid", Kind::Text, "Study Instance UID"),
        must("date", Kind::Text, "Study Date, DA"),
        must("time", Kind::Text, "Study Time, TM"),
        must("accession_number", Kind::Text, "Accession Number"),
        must("description", Kind::Text, "Study Description"),
        must("modalities", Kind::Texts, "modalities of its series"),
        must("series", Kind::Number, "series here"),
        must("instances", Kind::Number, "instances here"),
        must("bytes", Kind::Number, "bytes of their files"),
        must("received", Kind::Moment, "when the last instance came"),
        must(
            "place",
            Kind::Word(&["here", "arriving", "partly", "disc"]),
            "where it is; \"disc\": only on discs made earlier, and the counts are those of then",
        ),
        must("whole", Kind::Number, "instances when it was whole"),
        must(
            "discs",
            Kind::Objects(&SHELF_DISC),
            "discs to import what left the server from, the newest first",
        ),
    ],
};

static PATIENT_SCHEMA: Schema = Schema {
    name: "Patient",
    fields: &[
        must("key", Kind::Number, "this archive's number for the patient"),
        must("patient_id", Kind::Text, "Patient ID"),
        must("issuer", Kind::Text, "Issuer of Patient ID"),
        must("name", Kind::Text, "Patient's Name, PN with all groups"),
        must("birth_date", Kind::Text, "Patient's Birth Date, DA"),
        must("sex", Kind::Text, "Patient's Sex"),
        must("studies", Kind::Objects(&STUDY), "the newest first"),
    ],
};

static DRIVE: Schema = Schema {
    name: "Drive",
    fields: &[
        must("name", Kind::Text, "what an order calls it"),
        must(
            "kind",
            Kind::Word(&["burner", "robot", "download"]),
            "what it is",
        ),
    ],
};

static ORDER_SCHEMA: Schema = Schema {
    name: "Order",
    fields: &[
        must("studies", Kind::Texts, "Study Instance UIDs"),
        may("drive", Kind::Text, "a drive's name; the first without it"),
        may(
            "profile",
            Kind::Text,
            "application profile of PS3.11; the usual one without it",
        ),
        may("copies", Kind::Number, "copies that a robot makes"),
        may("omit", Kind::Bool, "leave out what cannot go on the disc"),
        may(
            "private",
            Kind::Bool,
            "take private SOP classes, under PRIVATE records",
        ),
        may(
            "split",
            Kind::Bool,
            "may span several discs, split between studies",
        ),
        may("language", Kind::Text, "of pages and labels: en, zh-Hans"),
        may(
            "several_patients",
            Kind::Bool,
            "studies of several patients on one disc, knowingly",
        ),
    ],
};

static PROBLEM: Schema = Schema {
    name: "Problem",
    fields: &[
        must("rule", Kind::Text, "the profile's rule"),
        must("instances", Kind::Number, "instances that break it"),
        must("remedy", Kind::Remedy, "what makes it right"),
    ],
};

static CHECKED: Schema = Schema {
    name: "Checked",
    fields: &[
        must(
            "problems",
            Kind::Objects(&PROBLEM),
            "what cannot go on the disc as it is",
        ),
        must(
            "drive",
            Kind::TextOrNull,
            "why the drive would not write now: no-medium, not-blank",
        ),
    ],
};

static VOLUME: Schema = Schema {
    name: "Volume",
    fields: &[
        must("file_set_id", Kind::Text, "File-set ID"),
        must("instances", Kind::Number, "instances on it"),
        must("bytes", Kind::Number, "bytes of its image"),
        must("verdict", Kind::Text, "what reading it back found"),
        must("sha256", Kind::TextOrNull, "of the image"),
    ],
};

static JOB_SCHEMA: Schema = Schema {
    name: "Job",
    fields: &[
        must("id", Kind::Number, "its number"),
        must(
            "state",
            STATES,
            "how it stands; held: it waits for a person",
        ),
        must("stage", Kind::Text, "what is done now"),
        must("done", Kind::Number, "units done in this stage"),
        must("total", Kind::Number, "units of this stage; 0: not known"),
        must("counts_bytes", Kind::Bool, "whether the units are bytes"),
        must(
            "seconds_left",
            Kind::NumberOrNull,
            "of this stage, at the pace so far",
        ),
        must("reason", Kind::Text, "why it failed or is held: no-medium"),
        must("detail", Kind::Text, "the same in a sentence"),
        must("drive", Kind::Text, "where it goes"),
        must("profile", Kind::Text, "application profile"),
        must("requester", Kind::Text, "who ordered it"),
        must("created", Kind::Moment, "when it was ordered"),
        must("changed", Kind::Moment, "when anything changed last"),
        must("patient_name", Kind::Text, "whose disc it is"),
        must("patient_ids", Kind::Texts, "Patient IDs"),
        must("is_ending", Kind::Bool, "whether its end was asked for"),
        must("volumes", Kind::Objects(&VOLUME), "discs made"),
        must("left_out", Kind::Number, "instances that are not on them"),
        must("images", Kind::Number, "images that can be downloaded"),
        must(
            "pickup_code",
            Kind::Text,
            "on the label, for who comes for it; empty: none",
        ),
        must(
            "handed_over",
            Kind::TextOrNull,
            "when it was given to somebody, as RFC 3339 has it",
        ),
        must("handed_by", Kind::Text, "who gave it"),
        must("handed_to", Kind::Text, "who took it"),
        must("is_signed", Kind::Bool, "whether there is a signature"),
    ],
};

static USER: Schema = Schema {
    name: "User",
    fields: &[
        must("id", Kind::Number, "the user's number"),
        must("name", Kind::Text, "the name to sign in with"),
        must("role", ROLES, "what they may do"),
        must("is_disabled", Kind::Bool, "may not sign in"),
    ],
};

static NEW_USER: Schema = Schema {
    name: "NewUser",
    fields: &[
        must(
            "name",
            Kind::Text,
            "letters, digits, dots, hyphens, underscores; at most 64",
        ),
        must("role", ROLES, "what they may do"),
        must("password", Kind::Text, "10 to 256 characters"),
    ],
};

static RIGHTS: Schema = Schema {
    name: "Rights",
    fields: &[
        must("role", ROLES, "what they may do"),
        must("is_disabled", Kind::Bool, "may not sign in"),
    ],
};

static AUDIT_EVENT: Schema = Schema {
    name: "AuditEvent",
    fields: &[
        must("id", Kind::Number, "grows"),
        must("moment", Kind::Moment, "when"),
        must("actor", Kind::Text, "who"),
        must("address", Kind::Text, "from where"),
        must("action", Kind::Text, "what"),
        must("is_success", Kind::Bool, "false: refused or failed"),
        must(
            "patients",
            Kind::Texts,
            "Patient IDs that were shown or used",
        ),
        must("object", Kind::Text, "on what"),
    ],
};

pub(crate) static DOCUMENT: Call = get("openapi", "This document", &[], Answer::Any);
pub(crate) static PATIENTS: Call = get(
    "findPatients",
    "Find patients by what the box of the desk takes",
    &[must(
        "q",
        Kind::Text,
        "ID, name in any script or pinyin, accession number, birth date",
    )],
    Answer::List(&PATIENT_SCHEMA),
);
pub(crate) static PATIENT: Call = get(
    "patient",
    "A patient with all studies",
    &[],
    Answer::One(&PATIENT_SCHEMA),
);
pub(crate) static DRIVES: Call = get(
    "drives",
    "Where discs can go, the usual one first",
    &[],
    Answer::List(&DRIVE),
);
pub(crate) static CHECK: Call = post(
    "check",
    "Look at images and drive before an order",
    Some(&ORDER_SCHEMA),
    Answer::One(&CHECKED),
);
pub(crate) static ORDER: Call = post(
    "orderDisc",
    "Order a disc",
    Some(&ORDER_SCHEMA),
    Answer::Created(&JOB_SCHEMA),
);
pub(crate) static JOBS: Call = get(
    "jobs",
    "The newest 200 jobs, or those of which a label was read",
    &[may(
        "label",
        Kind::Text,
        "the pickup code or the File-set ID on the label of a disc",
    )],
    Answer::List(&JOB_SCHEMA),
);
pub(crate) static JOB: Call = get("job", "A job", &[], Answer::One(&JOB_SCHEMA));
pub(crate) static CANCEL: Call = post(
    "cancelJob",
    "End a job that waits, is held, failed or runs",
    None,
    Answer::One(&JOB_SCHEMA),
);
pub(crate) static RETRY: Call = post(
    "retryJob",
    "Let a job that is held or failed begin again",
    None,
    Answer::One(&JOB_SCHEMA),
);
static HAND_OVER_SCHEMA: Schema = Schema {
    name: "HandOver",
    fields: &[
        may(
            "code",
            Kind::Text,
            "the pickup code, where the settings ask for it",
        ),
        may(
            "taker",
            Kind::Text,
            "name of who takes the disc, where no code is asked for",
        ),
        may(
            "signature",
            Kind::Text,
            "PNG in base64, at most 64 KiB and 2000 pixels a side",
        ),
    ],
};
pub(crate) static HAND_OVER: Call = post(
    "handOver",
    "A finished disc is given to somebody",
    Some(&HAND_OVER_SCHEMA),
    Answer::One(&JOB_SCHEMA),
);
pub(crate) static SIGNATURE: Call = get(
    "signature",
    "The signature of who took a job's disc",
    &[],
    Answer::Bytes("image/png"),
);
static VIEW_ORDER: Schema = Schema {
    name: "ViewOrder",
    fields: &[
        must(
            "studies",
            Kind::Texts,
            "Study Instance UIDs, of one patient",
        ),
        may(
            "language",
            Kind::Text,
            "of the page, BCP 47; else that of the request",
        ),
    ],
};
static VIEW: Schema = Schema {
    name: "View",
    fields: &[
        must("view", Kind::Text, "its name"),
        must(
            "state",
            Kind::Word(&["underway", "made", "failed"]),
            "how far it is",
        ),
        must("done", Kind::Number, "frames done"),
        must("total", Kind::Number, "of so many; 0 while nobody knows"),
        must("reason", Kind::Text, "why it failed"),
        must(
            "path",
            Kind::Text,
            "where a browser with a session opens it",
        ),
    ],
};
pub(crate) static BEGIN_VIEW: Call = post(
    "beginView",
    "Prepare studies for the viewer; what is prepared already is there at once",
    Some(&VIEW_ORDER),
    Answer::Created(&VIEW),
);
pub(crate) static VIEW_STATE: Call = get(
    "viewState",
    "How far studies are prepared for the viewer",
    &[],
    Answer::One(&VIEW),
);
pub(crate) static LABEL: Call = get(
    "label",
    "The label of a job's disc, from 1",
    &[],
    Answer::Bytes("application/pdf"),
);
pub(crate) static IMAGE: Call = get(
    "image",
    "The image of a job's disc, from 1",
    &[],
    Answer::Bytes("application/octet-stream"),
);
pub(crate) static USERS: Call = get("users", "All users", &[], Answer::List(&USER));
pub(crate) static ADD_USER: Call = post(
    "addUser",
    "A new user",
    Some(&NEW_USER),
    Answer::Created(&USER),
);
pub(crate) static CHANGE_USER: Call = post(
    "changeUser",
    "Other rights of a user",
    Some(&RIGHTS),
    Answer::One(&USER),
);
pub(crate) static AUDIT: Call = get(
    "audit",
    "The audit trail, the newest first, 100 at a time",
    &[may("before", Kind::Number, "events before this number")],
    Answer::List(&AUDIT_EVENT),
);
