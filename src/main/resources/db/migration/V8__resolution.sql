-- Which records are the same person, place, organisation or matter: evidence as keyed digests, clusters, candidates, and every decision.
CREATE SCHEMA resolution;

-- How far the ledger has been looked at, and how the evidence was made; other evidence means looking at everything anew.
CREATE TABLE resolution.cursor (
    single bool PRIMARY KEY DEFAULT true CHECK (single),
    horizon timestamptz NOT NULL,
    fingerprint text NOT NULL,
    knowledge text NOT NULL,
    rebuilt_at timestamptz NOT NULL
);

-- Batches behind the horizon that have been looked at.
CREATE TABLE resolution.looked_at (
    batch_id uuid PRIMARY KEY,
    committed_at timestamptz NOT NULL
);

-- What a record tells of one thing. No value can be read from it without the key ring.
CREATE TABLE resolution.facet (
    record_id uuid NOT NULL,
    role text NOT NULL,
    kind text NOT NULL,
    element text NOT NULL,
    origin_id int4 NOT NULL,
    level int2 NOT NULL,
    identity bytea,
    identity_rule text,
    clue_1 bytea,
    clue_2 bytea,
    clue_3 bytea,
    clue_4 bytea,
    at timestamptz NOT NULL,
    PRIMARY KEY (record_id, role)
);
CREATE INDEX facet_identity ON resolution.facet (identity) WHERE identity IS NOT NULL;
CREATE INDEX facet_clue_1 ON resolution.facet (clue_1, at) WHERE clue_1 IS NOT NULL;
CREATE INDEX facet_clue_2 ON resolution.facet (clue_2, at) WHERE clue_2 IS NOT NULL;
CREATE INDEX facet_clue_3 ON resolution.facet (clue_3, at) WHERE clue_3 IS NOT NULL;
CREATE INDEX facet_clue_4 ON resolution.facet (clue_4, at) WHERE clue_4 IS NOT NULL;

-- Records held to be the same thing; the level is the highest among them.
CREATE TABLE resolution.cluster (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    level int2 NOT NULL,
    size int4 NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX cluster_changed ON resolution.cluster (kind, changed_at DESC);

CREATE TABLE resolution.cluster_identity (
    identity bytea PRIMARY KEY,
    cluster uuid NOT NULL
);
CREATE INDEX cluster_identity_cluster ON resolution.cluster_identity (cluster);

-- identity: what the membership rests on, if it was decided by rule.
CREATE TABLE resolution.member (
    record_id uuid NOT NULL,
    role text NOT NULL,
    cluster uuid NOT NULL,
    rule text NOT NULL,
    identity bytea,
    joined_at timestamptz NOT NULL,
    PRIMARY KEY (record_id, role)
);
CREATE INDEX member_cluster ON resolution.member (cluster);

-- Pairs that a person has said are not the same.
CREATE TABLE resolution.apart (
    left_id uuid NOT NULL,
    left_role text NOT NULL,
    right_id uuid NOT NULL,
    right_role text NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (left_id, left_role, right_id, right_role)
);
CREATE INDEX apart_right ON resolution.apart (right_id, right_role);

-- Pairs a person is asked about. right_key: the record, or for mentions their common evidence, so that ten calls are one question.
CREATE TABLE resolution.candidate (
    id uuid PRIMARY KEY,
    proposal uuid NOT NULL,
    kind text NOT NULL,
    rule text NOT NULL,
    left_id uuid NOT NULL,
    left_role text NOT NULL,
    right_id uuid NOT NULL,
    right_role text NOT NULL,
    right_key uuid NOT NULL,
    evidence bytea,
    score real NOT NULL,
    level int2 NOT NULL,
    found_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'CONFIRMED', 'REJECTED', 'SETTLED')),
    decided_at timestamptz,
    decided_by text,
    reason text,
    UNIQUE (left_id, left_role, right_key)
);
CREATE INDEX candidate_open ON resolution.candidate (kind, proposal) WHERE state = 'OPEN';
CREATE INDEX candidate_left ON resolution.candidate (left_id, left_role) WHERE state = 'OPEN';
CREATE INDEX candidate_right ON resolution.candidate (right_id, right_role) WHERE state = 'OPEN';

-- Candidates that are asked together.
CREATE TABLE resolution.proposal (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    records int4 NOT NULL,
    found_at timestamptz NOT NULL
);

-- Everything that was done, in order; moved: what joined or left, 'record/ROLE'. Undoing puts it back and never deletes the row.
CREATE TABLE resolution.merge_event (
    seq int8 PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    act text NOT NULL CHECK (act IN ('MERGED', 'CONFIRMED', 'REJECTED', 'UNDONE', 'LEFT')),
    kind text NOT NULL,
    cluster uuid,
    from_cluster uuid,
    rule text NOT NULL,
    moved text[] NOT NULL,
    level int2 NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL DEFAULT '',
    candidate uuid,
    undone_by int8
);
CREATE INDEX merge_event_cluster ON resolution.merge_event (cluster);

-- Retired division codes that records carry. current: empty while a person has to say which successor is meant.
CREATE TABLE resolution.division (
    code text PRIMARY KEY,
    current text,
    candidates text[] NOT NULL,
    records int8 NOT NULL,
    last_seen timestamptz NOT NULL,
    answered_by text,
    answered_at timestamptz,
    reason text
);

-- Names of organisations as records write them.
CREATE TABLE resolution.organisation_name (
    name text PRIMARY KEY,
    code text,
    suggested text[] NOT NULL,
    records int8 NOT NULL,
    last_seen timestamptz NOT NULL
);

-- A cheap way to the records of a batch: a few bytes for each 256 kB of table, nothing to look up when a record is written.
CREATE INDEX person_batch ON ledger.person USING brin (batch_id) WITH (pages_per_range = 32);
CREATE INDEX place_batch ON ledger.place USING brin (batch_id) WITH (pages_per_range = 32);
CREATE INDEX matter_batch ON ledger.matter USING brin (batch_id) WITH (pages_per_range = 32);
CREATE INDEX thing_batch ON ledger.thing USING brin (batch_id) WITH (pages_per_range = 32);
CREATE INDEX opinion_batch ON ledger.opinion USING brin (batch_id) WITH (pages_per_range = 32);
CREATE INDEX organisation_batch ON ledger.organisation USING brin (batch_id) WITH (pages_per_range = 32);

CREATE INDEX batch_committed ON intake.batch (committed_at);
