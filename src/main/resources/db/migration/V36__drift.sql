-- A grant that was used for another purpose or scene than agreed: a finding beside those of the clocks, once a day.
ALTER TABLE sharing.finding DROP CONSTRAINT finding_kind_check,
    ADD CONSTRAINT finding_kind_check CHECK (kind IN ('WARNING', 'BREACH', 'DRIFT'));
