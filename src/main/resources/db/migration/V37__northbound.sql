-- What a superior platform is told, in the order in which it was entered; the same under one key at each try.
CREATE SCHEMA northbound;

CREATE TABLE northbound.report (
    key text PRIMARY KEY,
    seq int8 NOT NULL GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL,
    body jsonb NOT NULL,
    entered_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'SENT', 'REFUSED')),
    tries int4 NOT NULL DEFAULT 0,
    settled_at timestamptz,
    refusal text NOT NULL DEFAULT ''
);
CREATE INDEX report_state ON northbound.report (state, seq);
