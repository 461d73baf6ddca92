-- What auditors ask: counts of the log's copy by hour and by day, so that a question over millions of events reads thousands of rows; questions they saved.
CREATE SCHEMA oversight;

-- How far each one who reads the copy has come, and the event it read last: another event there is another log.
CREATE TABLE oversight.progress (
    reader text PRIMARY KEY,
    next int8 NOT NULL,
    last_id text NOT NULL
);

-- Events of one hour that are alike. id is the digest of what they have in common; items is the JSON array of the log's line.
CREATE TABLE oversight.cell (
    id uuid PRIMARY KEY,
    hour timestamptz NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    organisation text NOT NULL,
    dataset text NOT NULL,
    purpose text NOT NULL,
    scene text NOT NULL,
    decision text NOT NULL,
    rule text NOT NULL,
    items text NOT NULL,
    events int8 NOT NULL,
    records int8 NOT NULL,
    persons int8 NOT NULL
);
CREATE INDEX cell_hour ON oversight.cell (hour);
CREATE INDEX cell_actor ON oversight.cell (actor, hour);

-- Events of one day in the district by one thing that they have in common; for questions about a time and nothing else.
CREATE TABLE oversight.margin (
    day date NOT NULL,
    part text NOT NULL,
    name text NOT NULL,
    decision text NOT NULL,
    events int8 NOT NULL,
    records int8 NOT NULL,
    persons int8 NOT NULL,
    PRIMARY KEY (day, part, name, decision)
);

CREATE TABLE oversight.question (
    id text PRIMARY KEY,
    owner text NOT NULL,
    name text NOT NULL,
    shared boolean NOT NULL,
    query text NOT NULL,
    saved_at timestamptz NOT NULL,
    UNIQUE (owner, name)
);

-- Cells lead to the events of an actor in an hour; a case leads to its events. Datasets are asked of the cells.
CREATE INDEX event_actor_at ON audit.event (actor, at);
CREATE INDEX event_case ON audit.event (case_number, log_index) WHERE case_number <> '';
DROP INDEX audit.event_actor;
DROP INDEX audit.event_dataset;
