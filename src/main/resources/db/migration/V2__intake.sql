-- What arrived, what became of it, and what waits for a steward.
CREATE SCHEMA intake;

CREATE TABLE intake.delivery (
    id uuid PRIMARY KEY,
    source text NOT NULL,
    name text NOT NULL,
    bytes int8,
    sha256 text,
    received_at timestamptz NOT NULL,
    finished_at timestamptz,
    state text NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'SET_ASIDE', 'STOPPED', 'INTERRUPTED')),
    rule text,
    message text,
    rows_read int8 NOT NULL DEFAULT 0,
    bytes_read int8 NOT NULL DEFAULT 0
);
CREATE INDEX delivery_source ON intake.delivery (source, received_at DESC);
CREATE INDEX delivery_interrupted ON intake.delivery (source, name) WHERE state = 'INTERRUPTED';

-- The balance of a batch: nothing is lost.
CREATE TABLE intake.batch (
    id uuid PRIMARY KEY,
    delivery_id uuid NOT NULL REFERENCES intake.delivery,
    source text NOT NULL,
    mapping_version text NOT NULL,
    committed_at timestamptz NOT NULL,
    read_count int8 NOT NULL,
    stored_count int8 NOT NULL,
    unchanged_count int8 NOT NULL,
    quarantined_count int8 NOT NULL,
    CHECK (read_count = stored_count + unchanged_count + quarantined_count)
);
CREATE INDEX batch_delivery ON intake.batch (delivery_id);
CREATE INDEX batch_source ON intake.batch (source, committed_at DESC);

-- Rejected records, whole and sealed, each under a key of its own.
CREATE TABLE intake.quarantine (
    id uuid PRIMARY KEY,
    source text NOT NULL,
    digest bytea NOT NULL,
    delivery_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    row_number int8 NOT NULL,
    subject uuid NOT NULL,
    sealed bytea,
    reasons jsonb NOT NULL,
    rule text NOT NULL,
    mapping_version text NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen timestamptz NOT NULL,
    seen int4 NOT NULL DEFAULT 1,
    state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'REPLAYED')),
    replayed_batch_id uuid,
    UNIQUE (source, digest)
);
CREATE INDEX quarantine_open ON intake.quarantine (source, rule) WHERE state = 'OPEN';

CREATE TABLE intake.watermark (
    source text PRIMARY KEY,
    value text NOT NULL,
    updated_at timestamptz NOT NULL
);
