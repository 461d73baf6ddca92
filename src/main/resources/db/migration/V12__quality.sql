-- How good deliveries are, in counts: no value stands here.
CREATE SCHEMA quality;

CREATE TABLE quality.measurement (
    delivery_id uuid PRIMARY KEY REFERENCES intake.delivery,
    source text NOT NULL,
    received_at timestamptz NOT NULL,
    row_count int8 NOT NULL,
    newest timestamptz,
    items jsonb NOT NULL,
    flags jsonb NOT NULL,
    refusals jsonb NOT NULL
);
CREATE INDEX measurement_source ON quality.measurement (source, received_at DESC);

CREATE TABLE quality.leap (
    id int8 PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    delivery_id uuid NOT NULL REFERENCES intake.delivery,
    source text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('ROWS', 'FILLED', 'DISTINCT')),
    item text,
    before float8 NOT NULL,
    now float8 NOT NULL,
    noted_at timestamptz NOT NULL,
    accepted_by text,
    accepted_at timestamptz
);
CREATE INDEX leap_open ON quality.leap (source, id DESC) WHERE accepted_at IS NULL;
