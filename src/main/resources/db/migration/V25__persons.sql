-- Requests of the persons concerned. Whom one is about is sealed under a key of its own that is destroyed once the request is over.
CREATE SCHEMA persons;

CREATE TABLE persons.request (
    id text PRIMARY KEY,
    type text NOT NULL,
    proof text NOT NULL,
    received_at timestamptz NOT NULL,
    target_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    entered_by text NOT NULL,
    state text NOT NULL DEFAULT 'RECEIVED' CHECK (state IN ('RECEIVED', 'GRANTED', 'REFUSED', 'DONE')),
    records int4,
    decided_by text,
    decided_at timestamptz,
    reason text NOT NULL DEFAULT '',
    article text NOT NULL DEFAULT '',
    done_at timestamptz,
    sealed bytea,
    CHECK (state <> 'REFUSED' OR article <> '' AND reason <> '')
);
CREATE INDEX request_due ON persons.request (state, due_at);
