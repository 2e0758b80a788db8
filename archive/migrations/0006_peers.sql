-- Who called, and what they were refused: for the administrator, without patient text. Both
-- tables are bounded; the oldest rows go.
CREATE TABLE peer_seen (
    calling TEXT NOT NULL,
    address TEXT NOT NULL,
    called TEXT NOT NULL,
    implementation TEXT NOT NULL,
    -- What the last association asked for, JSON.
    contexts TEXT NOT NULL,
    seen_first BIGINT NOT NULL,
    seen_last BIGINT NOT NULL,
    associations BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    printed BIGINT NOT NULL,
    stored BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    PRIMARY KEY (calling, address)
);

CREATE TABLE peer_complaint (
    calling TEXT NOT NULL,
    address TEXT NOT NULL,
    called TEXT NOT NULL,
    -- The complaint, JSON: the same one is counted.
    complaint TEXT NOT NULL,
    times BIGINT NOT NULL,
    noted_last BIGINT NOT NULL,
    PRIMARY KEY (calling, address, called, complaint)
);
