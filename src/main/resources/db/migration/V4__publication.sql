-- What was published: one row for each release that is visible, written with its files.
CREATE SCHEMA publication;

CREATE TABLE publication.release (
    id text PRIMARY KEY,
    publication text NOT NULL,
    version int4 NOT NULL,
    dataset text NOT NULL,
    recipient text NOT NULL,
    recipient_class text NOT NULL,
    purpose text NOT NULL,
    created_at timestamptz NOT NULL,
    actor text NOT NULL,
    records int8 NOT NULL,
    persons int8 NOT NULL,
    treatments jsonb NOT NULL,
    files jsonb NOT NULL,
    policy_version text NOT NULL,
    audit_index int8 NOT NULL,
    UNIQUE (publication, version)
);
