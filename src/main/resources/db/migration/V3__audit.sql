-- Beside the audit log, which is a folder of files: what waits to get into it, and what makes it searchable.
CREATE SCHEMA audit;

-- Events committed with the work they tell of; moved into the log exactly once. drain_from: size of the log before the attempt.
CREATE TABLE audit.outbox (
    id text PRIMARY KEY,
    seq int8 GENERATED ALWAYS AS IDENTITY,
    event text NOT NULL,
    drain_from int8
);
CREATE INDEX outbox_seq ON audit.outbox (seq);

-- Projection of the log, never the truth: rebuilt from it at any time. line is the log's own, byte for byte.
CREATE TABLE audit.event (
    log_index int8 PRIMARY KEY,
    id text NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    organisation text NOT NULL,
    dataset text NOT NULL,
    purpose text NOT NULL,
    decision text NOT NULL,
    rule text NOT NULL,
    case_number text NOT NULL,
    level_max text NOT NULL,
    records int8 NOT NULL,
    persons int8 NOT NULL,
    line text NOT NULL,
    leaf bytea NOT NULL
);
CREATE INDEX event_at ON audit.event (at);
CREATE INDEX event_actor ON audit.event (actor, log_index);
CREATE INDEX event_dataset ON audit.event (dataset, log_index);
CREATE INDEX event_kind ON audit.event (kind, log_index);
