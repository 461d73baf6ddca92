-- FlowFiles that NiFi handed over: what each became is the state of its delivery.
CREATE TABLE intake.flowfile (
    route text NOT NULL,
    uuid text NOT NULL,
    delivery_id uuid NOT NULL,
    server text NOT NULL,
    port text NOT NULL,
    name text NOT NULL,
    mime_type text NOT NULL,
    bytes int8 NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen timestamptz NOT NULL,
    seen int4 NOT NULL DEFAULT 1,
    subject uuid,
    kept_at timestamptz,
    PRIMARY KEY (route, uuid)
);
CREATE INDEX flowfile_delivery ON intake.flowfile (delivery_id);
CREATE INDEX flowfile_seen ON intake.flowfile (last_seen DESC);

-- The content of one that was set aside, sealed in pieces.
CREATE TABLE intake.flowfile_piece (
    route text NOT NULL,
    uuid text NOT NULL,
    piece int4 NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (route, uuid, piece),
    FOREIGN KEY (route, uuid) REFERENCES intake.flowfile
);

-- Files of releases on their way to a receiver: entered once for each route, sent at least once.
CREATE TABLE publication.outbox (
    seq int8 GENERATED ALWAYS AS IDENTITY,
    route text NOT NULL,
    key text NOT NULL,
    release_id text NOT NULL,
    file text NOT NULL,
    entered_at timestamptz NOT NULL,
    audit_index int8,
    sent_at timestamptz,
    PRIMARY KEY (route, key)
);
CREATE INDEX outbox_waiting ON publication.outbox (route, seq) WHERE sent_at IS NULL;
