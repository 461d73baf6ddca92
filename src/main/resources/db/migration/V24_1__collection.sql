-- What departments wanted to collect though it can be had by sharing, and why they did all the same (Decree 809, Art. 19). Names of columns, no value.
CREATE TABLE catalogue.collection (
    id text PRIMARY KEY,
    at timestamptz NOT NULL,
    subject text NOT NULL,
    organisation text NOT NULL,
    name text NOT NULL,
    columns text[] NOT NULL,
    duplicates text[] NOT NULL,
    justification text
);
CREATE INDEX collection_organisation ON catalogue.collection (organisation, at DESC);
