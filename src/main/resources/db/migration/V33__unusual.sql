-- What was unusual in the log, with the numbers it was judged by; found by a job, looked at by auditors. Nothing follows from a finding by itself.
CREATE TABLE oversight.finding (
    id text PRIMARY KEY,
    rule text NOT NULL,
    about text NOT NULL,
    organisation text NOT NULL,
    day date NOT NULL,
    numbers text[] NOT NULL,
    events int8[] NOT NULL,
    found_at timestamptz NOT NULL,
    reviewed_by text,
    reviewed_at timestamptz,
    note text
);
CREATE INDEX finding_open ON oversight.finding (day DESC) WHERE reviewed_at IS NULL;
CREATE INDEX finding_about ON oversight.finding (about, rule, day);

-- Who looked at whom, as keyed digests, where an answer showed few: kept as long as a rule looks back.
CREATE TABLE oversight.looked (
    person text NOT NULL,
    day date NOT NULL,
    actor text NOT NULL,
    organisation text NOT NULL,
    log_index int8 NOT NULL,
    PRIMARY KEY (person, day, actor)
);
CREATE INDEX looked_day ON oversight.looked (day);
