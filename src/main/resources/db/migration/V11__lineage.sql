-- Where every value came from: the mapping files that wrote the ledger, word for word, and the runs whose lineage was not sent yet.
CREATE TABLE ledger.mapping_text (
    fingerprint text PRIMARY KEY,
    source text NOT NULL,
    version text NOT NULL,
    text text NOT NULL,
    first_used timestamptz NOT NULL
);
CREATE INDEX mapping_text_source ON ledger.mapping_text (source, first_used DESC);

ALTER TABLE intake.delivery ADD COLUMN lineage_sent bool NOT NULL DEFAULT false;
CREATE INDEX delivery_lineage ON intake.delivery (id) WHERE NOT lineage_sent AND state <> 'RUNNING';
ALTER TABLE publication.release ADD COLUMN lineage_sent bool NOT NULL DEFAULT false;
CREATE INDEX release_lineage ON publication.release (id) WHERE NOT lineage_sent AND state = 'PUBLISHED';
