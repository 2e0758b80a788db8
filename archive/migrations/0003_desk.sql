-- Who works at the desk, what programs may do, and who saw what. Passwords and keys are hashes.
CREATE TABLE desk_user (
    id BIGINT NOT NULL PRIMARY KEY,
    -- Lower case: names differ in more than that.
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    -- Argon2id in PHC form.
    password TEXT NOT NULL,
    is_disabled BIGINT NOT NULL,
    -- Wrong passwords since the last right one, and until when none is looked at.
    failures BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE desk_session (
    -- SHA-256 of the cookie.
    hash BYTEA NOT NULL PRIMARY KEY,
    desk_user BIGINT NOT NULL REFERENCES desk_user (id),
    -- It ends this long after it was used last, and at the latest then.
    used BIGINT NOT NULL,
    ends BIGINT NOT NULL
);
CREATE INDEX desk_session_of ON desk_session (desk_user);

CREATE TABLE desk_token (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    -- SHA-256 of the token.
    hash BYTEA NOT NULL UNIQUE,
    created BIGINT NOT NULL,
    created_by TEXT NOT NULL
);

CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    moment BIGINT NOT NULL,
    -- A user, or `token` and its name.
    actor TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    -- 0: refused or failed.
    is_success BIGINT NOT NULL,
    -- Patient IDs, where it was about patients.
    patients TEXT NOT NULL,
    object TEXT NOT NULL
);

-- The desk finds patients by their birth date.
CREATE INDEX patient_by_birth_date ON patient (birth_date);
