-- The log's copy, a table for each year of the district, so that an old year can be moved to other storage, or dropped once it was disposed of, by itself.
ALTER TABLE audit.event RENAME TO event_whole;
CREATE TABLE audit.event (
    log_index int8 NOT NULL,
    id text NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    organisation text NOT NULL,
    dataset text NOT NULL,
    purpose text NOT NULL,
    decision text NOT NULL,
    rule text NOT NULL,
    case_number text NOT NULL,
    level_max text NOT NULL,
    records int8 NOT NULL,
    persons int8 NOT NULL,
    line text NOT NULL
) PARTITION BY RANGE (at);

-- Sees to it that there is a table for the year of a moment.
CREATE FUNCTION audit.make_room(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    year int := extract(year FROM moment AT TIME ZONE 'Asia/Shanghai');
    name text := 'event_' || lpad(year::text, 4, '0');
BEGIN
    IF to_regclass('audit.' || name) IS NULL THEN
        EXECUTE format('CREATE TABLE audit.%I PARTITION OF audit.event FOR VALUES FROM (%L) TO (%L)', name, make_timestamptz(year, 1, 1, 0, 0, 0, 'Asia/Shanghai'),
            make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai'));
    END IF;
END $$;

SELECT audit.make_room(day) FROM (SELECT DISTINCT date_trunc('year', at AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai' AS day FROM audit.event_whole) AS years;
INSERT INTO audit.event SELECT log_index, id, at, kind, actor, organisation, dataset, purpose, decision, rule, case_number, level_max, records, persons, line FROM audit.event_whole;
DROP TABLE audit.event_whole;
ALTER TABLE audit.event ADD CONSTRAINT event_pkey PRIMARY KEY (log_index, at);
CREATE INDEX event_at ON audit.event (at);
CREATE INDEX event_kind ON audit.event (kind, log_index);
CREATE INDEX event_actor_at ON audit.event (actor, at);
CREATE INDEX event_case ON audit.event (case_number, log_index) WHERE case_number <> '';
