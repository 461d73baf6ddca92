-- Records sent back to the department that delivered them, until it has answered and a steward has closed the request.
CREATE TABLE intake.verification_request (
    id uuid PRIMARY KEY,
    source text NOT NULL,
    provider text NOT NULL,
    rule text NOT NULL,
    column_name text NOT NULL,
    record_count int8 NOT NULL,
    note text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    due date NOT NULL,
    state text NOT NULL DEFAULT 'SENT' CHECK (state IN ('SENT', 'ANSWERED', 'CLOSED')),
    verdict text CHECK (verdict IN ('ACCEPTED', 'CORRECTED', 'REJECTED')),
    answer_note text,
    answered_by text,
    answered_at timestamptz,
    closed_by text,
    closed_at timestamptz
);
CREATE INDEX verification_request_provider ON intake.verification_request (provider, id DESC);
CREATE INDEX verification_request_source ON intake.verification_request (source, id DESC);

CREATE TABLE intake.verification_row (
    request_id uuid NOT NULL REFERENCES intake.verification_request,
    quarantine_id uuid NOT NULL REFERENCES intake.quarantine,
    PRIMARY KEY (request_id, quarantine_id)
);
