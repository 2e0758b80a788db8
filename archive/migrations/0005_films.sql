-- Whose films a print job is of, where a person said so. The patient stands here as they were then:
-- films may outlive what else is kept of a patient.
CREATE TABLE film_patient (
    -- SOP Instance UID of the Print Job.
    job TEXT NOT NULL PRIMARY KEY,
    patient BIGINT NOT NULL,
    patient_id TEXT NOT NULL,
    issuer TEXT NOT NULL,
    name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    actor TEXT NOT NULL,
    moment BIGINT NOT NULL
);
