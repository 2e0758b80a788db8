-- To whom discs were given, and how often a pickup code was tried. One row for each job that somebody
-- came for.
CREATE TABLE hand_over (
    job BIGINT NOT NULL PRIMARY KEY,
    -- Codes that were said, right or wrong.
    tries BIGINT NOT NULL,
    -- When it was handed over; 0: not yet.
    moment BIGINT NOT NULL,
    actor TEXT NOT NULL,
    -- The name of who took it; may be empty where a code was right.
    taker TEXT NOT NULL,
    -- PNG; empty where nobody signed.
    signature BYTEA NOT NULL
);
