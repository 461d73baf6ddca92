-- A few records of each source as they arrived, sealed, for trying changed mappings; deleted when there are more or older ones than configured.
CREATE SCHEMA studio;

CREATE TABLE studio.sample (
    id uuid PRIMARY KEY,
    source text NOT NULL,
    kept_at timestamptz NOT NULL,
    records int4 NOT NULL,
    subject uuid NOT NULL,
    sealed bytea NOT NULL
);
CREATE INDEX sample_source ON studio.sample (source, kept_at DESC);
