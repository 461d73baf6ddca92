-- What takes two persons: one asks, another confirms. What it is about in words without any personal value; the rest sealed under a key of its own
-- that is destroyed once the request is over.
CREATE SCHEMA approval;

CREATE TABLE approval.request (
    id text PRIMARY KEY,
    kind text NOT NULL,
    about jsonb NOT NULL,
    reason text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'REFUSED', 'CONFIRMED', 'DONE')),
    decided_by text,
    decided_at timestamptz,
    done_at timestamptz,
    outcome jsonb NOT NULL DEFAULT '{}',
    subject uuid NOT NULL,
    sealed bytea,
    CHECK (decided_by IS NULL OR state = 'REFUSED' OR decided_by <> asked_by)
);
CREATE INDEX request_newest ON approval.request (asked_at DESC);
