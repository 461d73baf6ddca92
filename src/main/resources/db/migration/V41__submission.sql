-- Changes that departments owe the catalogue, step by step, and what their clocks told. Steps and findings are only ever added.
CREATE TABLE catalogue.submission (
    id text PRIMARY KEY,
    dataset text NOT NULL,
    kind text NOT NULL,
    provider text NOT NULL,
    occurred_on date NOT NULL,
    reason text NOT NULL,
    noted_by text NOT NULL,
    noted_at timestamptz NOT NULL,
    state text NOT NULL,
    steps int4 NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX submission_provider ON catalogue.submission (provider, changed_at DESC);
CREATE UNIQUE INDEX submission_under_way ON catalogue.submission (dataset) WHERE state IN ('OWED', 'SUBMITTED');

CREATE TABLE catalogue.submission_step (
    submission text NOT NULL REFERENCES catalogue.submission,
    number int4 NOT NULL,
    move text NOT NULL,
    reached text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    words text NOT NULL,
    entry text NOT NULL,
    collection text NOT NULL,
    PRIMARY KEY (submission, number)
);

CREATE TABLE catalogue.submission_finding (
    submission text NOT NULL REFERENCES catalogue.submission,
    clock text NOT NULL,
    step int4 NOT NULL,
    kind text NOT NULL CHECK (kind IN ('WARNING', 'BREACH')),
    due timestamptz NOT NULL,
    responsible text NOT NULL,
    violation text NOT NULL,
    found_at timestamptz NOT NULL,
    PRIMARY KEY (submission, clock, step, kind, due)
);
CREATE INDEX submission_finding_responsible ON catalogue.submission_finding (responsible, found_at DESC);
