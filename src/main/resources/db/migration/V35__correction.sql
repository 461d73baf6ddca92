-- Values that were disputed, what their owner made of it, and who had received them. What is said of a value lies sealed under the key of its record's subject.
CREATE SCHEMA correction;

CREATE TABLE correction.dispute (
    id text PRIMARY KEY,
    record text NOT NULL,
    dataset text NOT NULL,
    element text NOT NULL,
    item text NOT NULL,
    demander text NOT NULL,
    filed_by text NOT NULL,
    on_behalf text NOT NULL,
    reason text NOT NULL,
    subject text NOT NULL,
    seen bytea NOT NULL,
    proposed bytea,
    owner text NOT NULL,
    filed_at timestamptz NOT NULL,
    warn_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    violation text NOT NULL,
    state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'CORRECTED', 'REJECTED')),
    answered_by text,
    answered_at timestamptz,
    words text NOT NULL DEFAULT '',
    warned_at timestamptz,
    breached_at timestamptz,
    scanned int8 NOT NULL DEFAULT 0,
    recalled bool NOT NULL DEFAULT false
);
CREATE INDEX dispute_demander ON correction.dispute (demander, id DESC);
CREATE INDEX dispute_owner ON correction.dispute (owner, id DESC);
CREATE UNIQUE INDEX dispute_open ON correction.dispute (record, item, demander) WHERE state = 'OPEN';

-- Corrected values in force, and those that the source has overtaken. The digest is that of the wrong value, as the source delivers it.
CREATE TABLE correction.amendment (
    dispute text PRIMARY KEY REFERENCES correction.dispute,
    source text NOT NULL,
    output text NOT NULL,
    source_key text NOT NULL,
    record uuid NOT NULL,
    dataset text NOT NULL,
    element text NOT NULL,
    item text NOT NULL,
    subject text NOT NULL,
    wrong bytea NOT NULL,
    sealed bytea NOT NULL,
    made_at timestamptz NOT NULL,
    made_by text NOT NULL,
    batch uuid,
    ended_at timestamptz,
    ended text
);
CREATE UNIQUE INDEX amendment_in_force ON correction.amendment (source, output, source_key, item) WHERE ended_at IS NULL;

CREATE TABLE correction.recall (
    id text PRIMARY KEY,
    dispute text NOT NULL REFERENCES correction.dispute,
    organisation text NOT NULL,
    certain bool NOT NULL,
    answers int4 NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    noticed_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    overdue_at timestamptz,
    acknowledged_by text,
    acknowledged_at timestamptz,
    deed text,
    words text NOT NULL DEFAULT '',
    UNIQUE (dispute, organisation)
);
CREATE INDEX recall_organisation ON correction.recall (organisation, id DESC);
