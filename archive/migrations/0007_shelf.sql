-- Which studies a medium has, by Study Instance UID and the number of the patient, and how many
-- instances of each.
CREATE TABLE file_set_study (
    file_set BIGINT NOT NULL REFERENCES file_set (id),
    study TEXT NOT NULL,
    patient BIGINT NOT NULL,
    instances BIGINT NOT NULL,
    PRIMARY KEY (file_set, study, patient)
);
CREATE INDEX file_set_study_of ON file_set_study (study, patient);
INSERT INTO file_set_study (file_set, study, patient, instances)
    SELECT file_set_instance.file_set, study.uid, study.patient, COUNT(*) FROM file_set_instance
    JOIN instance ON instance.uid = file_set_instance.uid
    JOIN series ON series.id = instance.series JOIN study ON study.id = series.study
    GROUP BY file_set_instance.file_set, study.uid, study.patient;

-- Studies that left the archive and are on media made, as they were then: the patient stays with
-- them.
CREATE TABLE shelf_study (
    id BIGINT NOT NULL PRIMARY KEY,
    patient BIGINT NOT NULL REFERENCES patient (id),
    uid TEXT NOT NULL,
    study_date TEXT NOT NULL,
    study_time TEXT NOT NULL,
    study_id TEXT NOT NULL,
    accession_number TEXT NOT NULL,
    description TEXT NOT NULL,
    institution TEXT NOT NULL,
    received BIGINT NOT NULL,
    series BIGINT NOT NULL,
    instances BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    UNIQUE (uid, patient)
);
CREATE INDEX shelf_study_of ON shelf_study (patient);
CREATE INDEX shelf_study_by_date ON shelf_study (study_date, study_time, id);

-- Their words, of the kinds of study_word; their modalities are among them.
CREATE TABLE shelf_word (
    word BYTEA NOT NULL,
    kind BIGINT NOT NULL,
    study BIGINT NOT NULL REFERENCES shelf_study (id),
    PRIMARY KEY (word, kind, study)
);
CREATE INDEX shelf_word_of ON shelf_word (study);
