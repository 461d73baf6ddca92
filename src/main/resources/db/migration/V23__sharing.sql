-- Applications for data, step by step; what its clocks told. Steps and findings are only ever added (kept three years at least, Decree 809, Art. 29).
CREATE SCHEMA sharing;

CREATE TABLE sharing.application (
    id text PRIMARY KEY,
    demander text NOT NULL,
    provider text NOT NULL,
    dataset text NOT NULL,
    unconditional boolean NOT NULL,
    terms jsonb NOT NULL,
    begun text NOT NULL,
    begun_by text NOT NULL,
    begun_at timestamptz NOT NULL,
    state text NOT NULL,
    steps int4 NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX application_demander ON sharing.application (demander, changed_at DESC);
CREATE INDEX application_provider ON sharing.application (provider, changed_at DESC);

CREATE TABLE sharing.step (
    application text NOT NULL REFERENCES sharing.application,
    number int4 NOT NULL,
    move text NOT NULL,
    reached text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    said jsonb NOT NULL,
    PRIMARY KEY (application, number)
);

CREATE TABLE sharing.finding (
    application text NOT NULL REFERENCES sharing.application,
    clock text NOT NULL,
    step int4 NOT NULL,
    kind text NOT NULL CHECK (kind IN ('WARNING', 'BREACH')),
    due timestamptz NOT NULL,
    responsible text NOT NULL,
    violation text NOT NULL,
    found_at timestamptz NOT NULL,
    PRIMARY KEY (application, clock, step, kind, due)
);
CREATE INDEX finding_responsible ON sharing.finding (responsible, found_at DESC);
