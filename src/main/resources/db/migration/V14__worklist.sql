-- Quarantine as a work list: values that stewards mended by hand, sealed; the record as it arrived stays as it was.
ALTER TABLE intake.quarantine DROP CONSTRAINT quarantine_state_check,
    ADD CONSTRAINT quarantine_state_check CHECK (state IN ('OPEN', 'VERIFYING', 'MENDED', 'SETTLED', 'REPLAYED'));
CREATE INDEX quarantine_first_seen ON intake.quarantine (first_seen);

CREATE TABLE intake.mend (
    id uuid PRIMARY KEY,
    quarantine_id uuid NOT NULL REFERENCES intake.quarantine,
    source text NOT NULL,
    column_name text NOT NULL,
    sealed bytea NOT NULL,
    reason text NOT NULL,
    mended_by text NOT NULL,
    mended_at timestamptz NOT NULL,
    replaced_at timestamptz,
    batch_id uuid
);
CREATE UNIQUE INDEX mend_in_force ON intake.mend (quarantine_id, column_name) WHERE replaced_at IS NULL;
CREATE INDEX mend_source ON intake.mend (source);
CREATE INDEX mend_batch ON intake.mend (batch_id);
