-- What sources keep of the rules across records and of the times of a day at which records are expected. Of values only the names of series
-- (such as stations) stand here, which are of L1 or L2.
CREATE TABLE quality.across (
    id int8 PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    source text NOT NULL,
    flag text NOT NULL,
    looked_at timestamptz NOT NULL,
    record_count int8 NOT NULL,
    broken_count int8 NOT NULL,
    examples uuid[] NOT NULL
);
CREATE INDEX across_source ON quality.across (source, flag, id DESC);

CREATE TABLE quality.coverage (
    source text NOT NULL,
    series text NOT NULL,
    day date NOT NULL,
    expected int4 NOT NULL,
    present int4 NOT NULL,
    missing int4[] NOT NULL,
    PRIMARY KEY (source, series, day)
);
