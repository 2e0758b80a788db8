-- One set of tables for SQLite and PostgreSQL: BIGINT, TEXT and BYTEA only (SQLite keeps a BYTEA
-- as the blob it is given, and both compare it byte by byte, whatever the locale). Nothing is
-- NULL; what is not known is ''. Times are milliseconds since 1970, UTC.

-- Numbers for every row and every arriving file; processes take them in blocks.
CREATE TABLE number (
    name TEXT NOT NULL PRIMARY KEY,
    next BIGINT NOT NULL
);
INSERT INTO number (name, next) VALUES ('row', 1);

CREATE TABLE patient (
    id BIGINT NOT NULL PRIMARY KEY,
    -- Patient ID and issuer; without an ID, what else tells patients apart.
    identity TEXT NOT NULL UNIQUE,
    patient_id TEXT NOT NULL,
    issuer TEXT NOT NULL,
    -- The value of PN, all groups, as it came last.
    name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL
);

-- Every name that a patient came with.
CREATE TABLE patient_name (
    patient BIGINT NOT NULL REFERENCES patient (id),
    name TEXT NOT NULL,
    PRIMARY KEY (patient, name)
);

-- What patients are searched by: folded words. kind: 0 alphabetic, 1 ideographic, 2 phonetic,
-- 3 pinyin (kept free for it), 4 Patient ID.
CREATE TABLE patient_word (
    word BYTEA NOT NULL,
    kind BIGINT NOT NULL,
    patient BIGINT NOT NULL REFERENCES patient (id),
    PRIMARY KEY (word, kind, patient)
);
CREATE INDEX patient_word_of ON patient_word (patient);

CREATE TABLE study (
    id BIGINT NOT NULL PRIMARY KEY,
    patient BIGINT NOT NULL REFERENCES patient (id),
    uid TEXT NOT NULL,
    study_date TEXT NOT NULL,
    study_time TEXT NOT NULL,
    study_id TEXT NOT NULL,
    accession_number TEXT NOT NULL,
    description TEXT NOT NULL,
    referring_physician TEXT NOT NULL,
    institution TEXT NOT NULL,
    -- When its last instance came, to the second.
    received BIGINT NOT NULL,
    UNIQUE (uid, patient)
);
CREATE INDEX study_of ON study (patient);
CREATE INDEX study_by_date ON study (study_date, study_time, id);
CREATE INDEX study_by_received ON study (received);

-- kind: 0 Accession Number, 1 word of Study Description, 2 Modality.
CREATE TABLE study_word (
    word BYTEA NOT NULL,
    kind BIGINT NOT NULL,
    study BIGINT NOT NULL REFERENCES study (id),
    PRIMARY KEY (word, kind, study)
);
CREATE INDEX study_word_of ON study_word (study);

CREATE TABLE series (
    id BIGINT NOT NULL PRIMARY KEY,
    study BIGINT NOT NULL REFERENCES study (id),
    uid TEXT NOT NULL,
    modality TEXT NOT NULL,
    number TEXT NOT NULL,
    description TEXT NOT NULL,
    body_part TEXT NOT NULL,
    instances BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    UNIQUE (uid, study)
);
CREATE INDEX series_of ON series (study);

-- id is the number under which the file came in: its name until it has its place.
CREATE TABLE instance (
    id BIGINT NOT NULL PRIMARY KEY,
    series BIGINT NOT NULL REFERENCES series (id),
    uid TEXT NOT NULL UNIQUE,
    sop_class TEXT NOT NULL,
    transfer_syntax TEXT NOT NULL,
    number TEXT NOT NULL,
    frames BIGINT NOT NULL,
    -- Bytes of the file, where its data set begins, and the CRC-32 of the data set.
    length BIGINT NOT NULL,
    data_offset BIGINT NOT NULL,
    crc BIGINT NOT NULL,
    object_key TEXT NOT NULL,
    source TEXT NOT NULL,
    received BIGINT NOT NULL
);
CREATE INDEX instance_of ON instance (series);

-- kind: 0 content, 1 identity of a patient, 2 study of two patients.
CREATE TABLE conflict (
    id BIGINT NOT NULL PRIMARY KEY,
    kind BIGINT NOT NULL,
    sop_instance TEXT NOT NULL,
    study_uid TEXT NOT NULL,
    source TEXT NOT NULL,
    received BIGINT NOT NULL,
    length BIGINT NOT NULL,
    data_offset BIGINT NOT NULL,
    crc BIGINT NOT NULL,
    object_key TEXT NOT NULL
);
CREATE INDEX conflict_of ON conflict (sop_instance);

-- Files whose rows are gone and that are still to be removed.
CREATE TABLE removal (
    id BIGINT NOT NULL PRIMARY KEY,
    object_key TEXT NOT NULL
);

CREATE TABLE job (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    priority BIGINT NOT NULL,
    requester TEXT NOT NULL,
    -- JSON, in the kind's own form.
    job_order TEXT NOT NULL,
    stage TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    detail TEXT NOT NULL,
    reason TEXT NOT NULL,
    tries BIGINT NOT NULL,
    worker TEXT NOT NULL,
    -- The process that has it; 0: none.
    session BIGINT NOT NULL,
    cancel_asked BIGINT NOT NULL,
    created BIGINT NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX job_to_do ON job (state, kind);
CREATE INDEX job_of_session ON job (session);

-- What open jobs need. Removing a pinned instance is against the reference.
CREATE TABLE job_pin (
    job BIGINT NOT NULL REFERENCES job (id),
    instance BIGINT NOT NULL REFERENCES instance (id),
    PRIMARY KEY (job, instance)
);
CREATE INDEX job_pin_of ON job_pin (instance);

-- Media made, and what is on them; outlives the instances.
CREATE TABLE file_set (
    id BIGINT NOT NULL PRIMARY KEY,
    job BIGINT NOT NULL,
    file_set_id TEXT NOT NULL,
    uid TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE TABLE file_set_instance (
    file_set BIGINT NOT NULL REFERENCES file_set (id),
    uid TEXT NOT NULL,
    PRIMARY KEY (file_set, uid)
);
CREATE INDEX file_set_instance_by_uid ON file_set_instance (uid);
