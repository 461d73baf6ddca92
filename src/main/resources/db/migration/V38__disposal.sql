-- Proof of what was destroyed because it was over its term; certificates are never deleted.
CREATE SCHEMA disposal;

CREATE TABLE disposal.certificate (
    id text PRIMARY KEY,
    what text NOT NULL,
    scope text NOT NULL,
    rule text NOT NULL,
    cutoff timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    pieces int8 NOT NULL,
    digest text NOT NULL
);

-- Files that are booked on a certificate and deleted next.
CREATE TABLE disposal.file (
    certificate text NOT NULL REFERENCES disposal.certificate,
    name text NOT NULL,
    PRIMARY KEY (certificate, name)
);

-- What departments did with data, and what clocks told, is kept three years at least (Decree 809, Art. 29): the database itself refuses to delete it.
CREATE FUNCTION sharing.locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'records of use are kept three years at least (Decree 809, Art. 29)';
    END IF;
    IF coalesce((to_jsonb(OLD) ->> 'at'), (to_jsonb(OLD) ->> 'found_at'), (to_jsonb(OLD) ->> 'begun_at'))::timestamptz > now() - interval '3 years' THEN
        RAISE EXCEPTION 'records of use are kept three years at least (Decree 809, Art. 29)';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER step_kept BEFORE DELETE ON sharing.step FOR EACH ROW EXECUTE FUNCTION sharing.locked();
CREATE TRIGGER step_not_emptied BEFORE TRUNCATE ON sharing.step EXECUTE FUNCTION sharing.locked();
CREATE TRIGGER finding_kept BEFORE DELETE ON sharing.finding FOR EACH ROW EXECUTE FUNCTION sharing.locked();
CREATE TRIGGER finding_not_emptied BEFORE TRUNCATE ON sharing.finding EXECUTE FUNCTION sharing.locked();
CREATE TRIGGER application_kept BEFORE DELETE ON sharing.application FOR EACH ROW EXECUTE FUNCTION sharing.locked();
CREATE TRIGGER application_not_emptied BEFORE TRUNCATE ON sharing.application EXECUTE FUNCTION sharing.locked();
