-- Erasures for those who follow changes: which records lost versions or values, in which transaction, and by what the scopes of permissions reach them.
-- Nothing here tells of whom they spoke; rows go after a year.
CREATE TABLE ledger.erasure (
    id uuid PRIMARY KEY,
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL
);
CREATE INDEX erasure_xact ON ledger.erasure (xact, id);
CREATE TABLE ledger.erased (
    erasure uuid NOT NULL REFERENCES ledger.erasure ON DELETE CASCADE,
    element text NOT NULL,
    origin_id int4 NOT NULL,
    record_id uuid NOT NULL,
    terms_id int4 NOT NULL,
    division_code text,
    grid_code text,
    lead_org_id text,
    lead_org_name text,
    accused_org_ids_bx bytea[]
);
CREATE INDEX erased_erasure ON ledger.erased (erasure, origin_id);

-- The last transaction of which it is not known any more what left a dataset: positions before it are over.
CREATE TABLE ledger.forgotten (
    dataset text PRIMARY KEY,
    xact int8 NOT NULL
);
