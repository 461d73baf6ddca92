-- Records that are at their source no more: out of the current tables, kept in history with the reason and the batch that took them out.
ALTER TABLE ledger.person_history ADD COLUMN removal text CHECK (removal IN ('DELETED', 'VANISHED')), ADD COLUMN removal_batch uuid;
CREATE INDEX person_history_removal ON ledger.person_history (removal_batch) WHERE removal_batch IS NOT NULL;
ALTER TABLE ledger.place_history ADD COLUMN removal text CHECK (removal IN ('DELETED', 'VANISHED')), ADD COLUMN removal_batch uuid;
CREATE INDEX place_history_removal ON ledger.place_history (removal_batch) WHERE removal_batch IS NOT NULL;
ALTER TABLE ledger.matter_history ADD COLUMN removal text CHECK (removal IN ('DELETED', 'VANISHED')), ADD COLUMN removal_batch uuid;
CREATE INDEX matter_history_removal ON ledger.matter_history (removal_batch) WHERE removal_batch IS NOT NULL;
ALTER TABLE ledger.thing_history ADD COLUMN removal text CHECK (removal IN ('DELETED', 'VANISHED')), ADD COLUMN removal_batch uuid;
CREATE INDEX thing_history_removal ON ledger.thing_history (removal_batch) WHERE removal_batch IS NOT NULL;
ALTER TABLE ledger.opinion_history ADD COLUMN removal text CHECK (removal IN ('DELETED', 'VANISHED')), ADD COLUMN removal_batch uuid;
CREATE INDEX opinion_history_removal ON ledger.opinion_history (removal_batch) WHERE removal_batch IS NOT NULL;
ALTER TABLE ledger.organisation_history ADD COLUMN removal text CHECK (removal IN ('DELETED', 'VANISHED')), ADD COLUMN removal_batch uuid;
CREATE INDEX organisation_history_removal ON ledger.organisation_history (removal_batch) WHERE removal_batch IS NOT NULL;

-- Beside the balance: records that left the current tables with the batch, every output counted.
ALTER TABLE intake.batch ADD COLUMN removed_count int8 NOT NULL DEFAULT 0;

-- Sources that always deliver everything (Q-21): what the delivery under way has held so far, and what was missing from the last ones.
CREATE TABLE ledger.seen (
    delivery_id uuid NOT NULL,
    origin_id int4 NOT NULL,
    source_key text COLLATE "C" NOT NULL,
    PRIMARY KEY (delivery_id, origin_id, source_key)
);
CREATE TABLE ledger.missing (
    origin_id int4 NOT NULL,
    source_key text COLLATE "C" NOT NULL,
    runs int4 NOT NULL,
    delivery_id uuid NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (origin_id, source_key)
);

-- Too many records that vanish at once wait for a steward, whose word holds for one removal.
ALTER TABLE quality.leap DROP CONSTRAINT leap_kind_check, ADD CONSTRAINT leap_kind_check CHECK (kind IN ('ROWS', 'FILLED', 'DISTINCT', 'VANISHED')),
    ADD COLUMN used_at timestamptz;
