-- Pictures that cameras took: coarse, each sealed under a key of its own. A row stays when its picture is destroyed, so that no delivery brings it back.
CREATE SCHEMA still;

CREATE TABLE still.picture (
    id uuid PRIMARY KEY,
    source text NOT NULL,
    record bytea NOT NULL,
    case_no text,
    taken_at timestamptz NOT NULL,
    latest timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('WAITING', 'KEPT', 'UNREADABLE', 'NOT_FETCHED', 'DESTROYED')),
    why text,
    tries int4 NOT NULL DEFAULT 0,
    next_try timestamptz NOT NULL,
    subject uuid NOT NULL,
    address bytea,
    picture bytea,
    CHECK ((picture IS NOT NULL) = (state = 'KEPT')),
    CHECK ((address IS NOT NULL) = (state = 'WAITING'))
);
CREATE INDEX picture_record ON still.picture (record);
CREATE INDEX picture_waiting ON still.picture (next_try) WHERE state = 'WAITING';
CREATE INDEX picture_held ON still.picture (taken_at) WHERE state IN ('WAITING', 'KEPT');

-- Who was shown which of them, why, and what for; never destroyed.
CREATE TABLE still.retrieval (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    still uuid NOT NULL,
    dataset text NOT NULL,
    record text NOT NULL,
    purpose text NOT NULL,
    case_no text,
    unit text NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    reason text NOT NULL,
    content text NOT NULL,
    audit_index int8 NOT NULL
);
CREATE INDEX retrieval_unit ON still.retrieval (unit, at DESC);
