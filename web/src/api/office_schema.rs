//! What the OpenAPI document says of administration and import.

use super::schema::{Answer, Call, Kind, STATES, Schema, get, may, must, post};

static CONTEXT: Schema = Schema {
    name: "AskedContext",
    fields: &[
        must(
            "name",
            Kind::Text,
            "abstract syntax in the standard's words, or its UID",
        ),
        must(
            "is_served",
            Kind::Bool,
            "whether it is served under the called title",
        ),
    ],
};

static COMPLAINT: Schema = Schema {
    name: "Complaint",
    fields: &[
        must(
            "kind",
            Kind::Word(&["rejected", "refused", "reserved"]),
            "how it ended",
        ),
        must("called", Kind::Text, "called AE title"),
        must(
            "words",
            Kind::Text,
            "in plain words of the language that is asked for",
        ),
        must(
            "status",
            Kind::Number,
            "DIMSE status of the answer; 0 for an association",
        ),
        must("message", Kind::Text, "the message: N-CREATE-RQ"),
        must("object", Kind::Text, "the SOP class"),
        must("times", Kind::Number, "how often"),
        must("last", Kind::Moment, "when last"),
    ],
};

static MODALITY: Schema = Schema {
    name: "Modality",
    fields: &[
        must(
            "calling",
            Kind::Text,
            "calling AE title; empty where it could not be read",
        ),
        must("address", Kind::Text, "its address"),
        must("called", Kind::Text, "what it called last"),
        must("implementation", Kind::Text, "Implementation Version Name"),
        must(
            "contexts",
            Kind::Objects(&CONTEXT),
            "what its last association asked for",
        ),
        must("first", Kind::Moment, "first seen"),
        must("last", Kind::Moment, "last seen"),
        must("associations", Kind::Number, "associations accepted"),
        must("rejected", Kind::Number, "associations rejected"),
        must("printed", Kind::Number, "films or sessions printed"),
        must("stored", Kind::Number, "instances that came"),
        must("refused", Kind::Number, "requests refused"),
        must(
            "complaints",
            Kind::Objects(&COMPLAINT),
            "what was not done as asked, the newest first",
        ),
    ],
};

static CALLEE: Schema = Schema {
    name: "Callee",
    fields: &[
        may("destination", Kind::Text, "a destination of the settings"),
        may("address", Kind::Text, "or host and port"),
        may("ae_title", Kind::Text, "and AE title"),
    ],
};

static ECHOED: Schema = Schema {
    name: "Echoed",
    fields: &[
        must(
            "milliseconds",
            Kind::NumberOrNull,
            "until the answer; null when there was none",
        ),
        must("reason", Kind::TextOrNull, "why there was none"),
    ],
};

static PRINTER: Schema = Schema {
    name: "PrinterState",
    fields: &[
        must("ae_title", Kind::Text, "called AE title"),
        must("name", Kind::Text, "its name"),
        must("state", Kind::Text, "NORMAL, WARNING or FAILURE"),
        must("info", Kind::Text, "Printer Status Info"),
        must("waiting", Kind::Number, "jobs that are not finished"),
        must("finished", Kind::Number, "finished jobs that are kept"),
        must("films", Kind::Texts, "film sizes"),
        must("media", Kind::Texts, "media"),
        must("outputs", Kind::Texts, "where films go"),
        must(
            "density",
            Kind::Numbers,
            "smallest and largest density, hundredths of OD",
        ),
        must(
            "light",
            Kind::Numbers,
            "illumination and ambient light, cd/m2",
        ),
    ],
};

static STORAGE_SCHEMA: Schema = Schema {
    name: "Storage",
    fields: &[
        must("folder", Kind::Text, "the folder of the instances"),
        must("database", Kind::Text, "SQLite or PostgreSQL"),
        must("room", Kind::Number, "bytes that would be taken now"),
        must("quota", Kind::NumberOrNull, "bytes kept at most"),
        must(
            "keep_days",
            Kind::NumberOrNull,
            "days that studies are kept",
        ),
        must("spool_used", Kind::Number, "bytes of films"),
        must("spool_quota", Kind::Number, "bytes of films at most"),
        must("patients", Kind::Number, "patients here"),
        must("studies", Kind::Number, "studies here"),
        must("instances", Kind::Number, "instances here"),
        must("bytes", Kind::Number, "bytes of their files"),
    ],
};

static CONFLICT: Schema = Schema {
    name: "Conflict",
    fields: &[
        must("id", Kind::Number, "its number"),
        must("kind", Kind::Text, "what contradicts"),
        must(
            "sop_instance",
            Kind::Text,
            "SOP Instance UID of what came second",
        ),
        must("study_uid", Kind::Text, "Study Instance UID"),
        must("source", Kind::Text, "where it came from"),
        must("received", Kind::Moment, "when"),
        must(
            "is_apart",
            Kind::Bool,
            "whether it is kept apart, and goes when it is dismissed",
        ),
    ],
};

static LINE: Schema = Schema {
    name: "LogLine",
    fields: &[
        must("level", Kind::Text, "ERROR, WARN, INFO"),
        must("text", Kind::Text, "the line, without patient text"),
    ],
};

static SETTINGS_SCHEMA: Schema = Schema {
    name: "Settings",
    fields: &[
        must(
            "text",
            Kind::Text,
            "TOML; passwords are stars, and stay as they are",
        ),
        must("version", Kind::Text, "of the text that was read"),
    ],
};

static DIFF: Schema = Schema {
    name: "DiffLine",
    fields: &[
        must(
            "kind",
            Kind::Word(&["same", "added", "removed"]),
            "what becomes of it",
        ),
        must("text", Kind::Text, "the line"),
    ],
};

static PREVIEW_SCHEMA: Schema = Schema {
    name: "SettingsPreview",
    fields: &[
        must(
            "lines",
            Kind::Objects(&DIFF),
            "changed lines with what is around them",
        ),
        must("at_once", Kind::Texts, "parts that hold at once"),
        must(
            "after_restart",
            Kind::Texts,
            "parts that hold after a restart",
        ),
    ],
};

static UPLOAD: Schema = Schema {
    name: "Upload",
    fields: &[must("upload", Kind::Text, "the name of a place for files")],
};

static ON_MEDIUM: Schema = Schema {
    name: "PatientOnMedium",
    fields: &[
        must("patient_id", Kind::Text, "Patient ID, as the medium says"),
        must("name", Kind::Text, "Patient's Name, PN with all groups"),
        must("birth_date", Kind::Text, "Patient's Birth Date, DA"),
        must("sex", Kind::Text, "Patient's Sex"),
        must("studies", Kind::Number, "studies"),
        must("instances", Kind::Number, "instances"),
    ],
};

static LOOK_SCHEMA: Schema = Schema {
    name: "MediumLook",
    fields: &[
        must("patients", Kind::Objects(&ON_MEDIUM), "who is on it"),
        must(
            "unreadable",
            Kind::Number,
            "files that cannot be read as DICOM",
        ),
        must(
            "is_partial",
            Kind::Bool,
            "whether there are more files than were looked at",
        ),
        must(
            "lock",
            Kind::Word(&["open", "missing", "wrong"]),
            "what a ZIP on it lacks: nothing, its password, or the right one",
        ),
    ],
};

static IMPORT_ORDER: Schema = Schema {
    name: "ImportOrder",
    fields: &[
        must("upload", Kind::Text, "the place where the files are"),
        may(
            "patient",
            Kind::NumberOrNull,
            "key of the patient whose they are here; without it as they say",
        ),
        may(
            "accession_number",
            Kind::Text,
            "Accession Number of the order here",
        ),
        may(
            "send_to",
            Kind::Text,
            "a destination of the settings that it goes on to when it is in",
        ),
    ],
};

static FATE: Schema = Schema {
    name: "FateCount",
    fields: &[
        must("fate", FATES, "what became of files"),
        must("files", Kind::Number, "of how many"),
    ],
};

const FATES: Kind = Kind::Word(&[
    "new",
    "already-here",
    "conflict",
    "refused",
    "missing",
    "hidden",
    "unreadable",
    "not-dicom",
]);

static FILE: Schema = Schema {
    name: "FileFate",
    fields: &[
        must("path", Kind::Text, "the file on its medium"),
        must("fate", FATES, "what became of it"),
        must("reason", Kind::Text, "why"),
    ],
};

static CAME_FOR: Schema = Schema {
    name: "CameFor",
    fields: &[
        must("key", Kind::Number, "this archive's number for the patient"),
        must("patient_id", Kind::Text, "Patient ID"),
        must("name", Kind::Text, "name"),
    ],
};

static IMPORT_SCHEMA: Schema = Schema {
    name: "Import",
    fields: &[
        must("id", Kind::Number, "its number"),
        must("state", STATES, "how it stands"),
        must("name", Kind::Text, "what people call it"),
        must("done", Kind::Number, "files done"),
        must("total", Kind::Number, "files; 0: not known"),
        must("reason", Kind::Text, "why it failed"),
        must("requester", Kind::Text, "who ordered it"),
        must("created", Kind::Moment, "when it was ordered"),
        must("is_ending", Kind::Bool, "whether its end was asked for"),
        must(
            "patients",
            Kind::Objects(&CAME_FOR),
            "for whom it came, when it is done",
        ),
        must(
            "fates",
            Kind::Objects(&FATE),
            "how many files had which fate",
        ),
        must(
            "files",
            Kind::Objects(&FILE),
            "files that a person must know of, the first 500",
        ),
        must("more", Kind::Number, "how many more there are"),
        must("notices", Kind::Texts, "about the medium"),
        must("studies", Kind::Texts, "Study Instance UIDs"),
    ],
};

static DESTINATION: Schema = Schema {
    name: "Destination",
    fields: &[
        must("name", Kind::Text, "what people call it"),
        must("ae_title", Kind::Text, "its AE title"),
        must("address", Kind::Text, "host and port"),
    ],
};
static PROFILE: Schema = Schema {
    name: "Profile",
    fields: &[
        must("name", Kind::Text, "its name"),
        must(
            "kind",
            Kind::Word(&["disc", "printer", "peer"]),
            "what it is for",
        ),
        must("about", Kind::Text, "what there is to say"),
    ],
};

pub(crate) static DESTINATIONS: Call = get(
    "listDestinations",
    "Whom the settings name",
    &[],
    Answer::List(&DESTINATION),
);
pub(crate) static PROFILES: Call = get(
    "listProfiles",
    "Application profiles, and those of printers and consoles",
    &[],
    Answer::List(&PROFILE),
);
static PASSWORD: Schema = Schema {
    name: "ZipPassword",
    fields: &[must(
        "password",
        Kind::Text,
        "1 to 1024 bytes; kept in memory only, until the import is done",
    )],
};
pub(crate) static UNLOCK: Call = post(
    "unlockUpload",
    "Says the password of a ZIP among the files",
    Some(&PASSWORD),
    Answer::Nothing,
);
pub(crate) static UNLOCK_IMPORT: Call = post(
    "unlockImport",
    "Says the password of what an import that failed keeps, and tries it again",
    Some(&PASSWORD),
    Answer::One(&IMPORT_SCHEMA),
);
pub(crate) static DISCARD: Call = post(
    "discardUpload",
    "Removes files that are not to be imported",
    None,
    Answer::Nothing,
);
pub(crate) static MODALITIES: Call = get(
    "listModalities",
    "Who called, and what was not done as they asked",
    &[],
    Answer::List(&MODALITY),
);
pub(crate) static ECHO: Call = post(
    "testConnection",
    "Sends a C-ECHO",
    Some(&CALLEE),
    Answer::One(&ECHOED),
);
pub(crate) static PRINTERS: Call = get(
    "printerStates",
    "Printers and their states",
    &[],
    Answer::List(&PRINTER),
);
pub(crate) static STORAGE: Call = get(
    "readStorage",
    "Room, quotas, how much there is",
    &[],
    Answer::One(&STORAGE_SCHEMA),
);
pub(crate) static CONFLICTS: Call = get(
    "listConflicts",
    "What contradicts, the newest first",
    &[],
    Answer::List(&CONFLICT),
);
pub(crate) static DISMISS: Call = post(
    "dismissConflict",
    "Takes a conflict off the list; content that was kept apart is removed",
    None,
    Answer::Any,
);
pub(crate) static LOG: Call = get(
    "readLog",
    "The newest lines of the log, the newest first",
    &[may(
        "level",
        Kind::Word(&["info", "warn", "error"]),
        "of this level or worse",
    )],
    Answer::List(&LINE),
);
pub(crate) static SETTINGS: Call = get(
    "readSettings",
    "The settings file",
    &[],
    Answer::One(&SETTINGS_SCHEMA),
);
pub(crate) static PREVIEW: Call = post(
    "previewSettings",
    "Checks a text and says what it would change",
    Some(&SETTINGS_SCHEMA),
    Answer::One(&PREVIEW_SCHEMA),
);
pub(crate) static CHANGE: Call = post(
    "changeSettings",
    "Writes the settings and puts them in force as far as can be without a restart",
    Some(&SETTINGS_SCHEMA),
    Answer::One(&PREVIEW_SCHEMA),
);
pub(crate) static OPEN_UPLOAD: Call = post(
    "openUpload",
    "Makes a place for files that are to be imported",
    None,
    Answer::Created(&UPLOAD),
);
pub(crate) static UPLOAD_FILE: Call = Call {
    id: "uploadFile",
    summary: "Sends a file",
    query: &[must(
        "path",
        Kind::Text,
        "its path on its medium, with slashes",
    )],
    body: None,
    takes_bytes: true,
    answer: Answer::Nothing,
};
pub(crate) static LOOK: Call = get(
    "lookAtUpload",
    "Who is on the medium",
    &[],
    Answer::One(&LOOK_SCHEMA),
);
pub(crate) static IMPORT: Call = post(
    "import",
    "Orders an import of files that were sent",
    Some(&IMPORT_ORDER),
    Answer::Created(&IMPORT_SCHEMA),
);
pub(crate) static IMPORTS: Call = get(
    "listImports",
    "The newest imports",
    &[],
    Answer::List(&IMPORT_SCHEMA),
);
pub(crate) static IMPORTED: Call = get("readImport", "An import", &[], Answer::One(&IMPORT_SCHEMA));
pub(crate) static CANCEL_IMPORT: Call = post(
    "cancelImport",
    "Ends an import",
    None,
    Answer::One(&IMPORT_SCHEMA),
);
pub(crate) static RETRY_IMPORT: Call = post(
    "retryImport",
    "Tries an import that failed again",
    None,
    Answer::One(&IMPORT_SCHEMA),
);
