-- Versions of catalogue entries: what an entry said, and which of its fields changed. Only ever added.
CREATE SCHEMA catalogue;

CREATE TABLE catalogue.entry_version (
    dataset text NOT NULL,
    version int4 NOT NULL,
    at timestamptz NOT NULL,
    content jsonb NOT NULL,
    changed text[] NOT NULL,
    PRIMARY KEY (dataset, version)
);
