-- Changes since a position: batches in the order of their transactions, what each wrote, and what each replaced.
-- A transaction below pg_snapshot_xmin(pg_current_snapshot()) is over: nothing can appear behind a position that was read below it.
ALTER TABLE intake.batch ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX batch_xact ON intake.batch (xact, id);
CREATE INDEX person_history_valid_to ON ledger.person_history USING brin (valid_to) WITH (pages_per_range = 32);
CREATE INDEX place_history_valid_to ON ledger.place_history USING brin (valid_to) WITH (pages_per_range = 32);
CREATE INDEX matter_history_valid_to ON ledger.matter_history USING brin (valid_to) WITH (pages_per_range = 32);
CREATE INDEX thing_history_valid_to ON ledger.thing_history USING brin (valid_to) WITH (pages_per_range = 32);
CREATE INDEX opinion_history_valid_to ON ledger.opinion_history USING brin (valid_to) WITH (pages_per_range = 32);
CREATE INDEX organisation_history_valid_to ON ledger.organisation_history USING brin (valid_to) WITH (pages_per_range = 32);
