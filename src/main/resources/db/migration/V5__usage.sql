-- What each subject was shown of a dataset on a day, for the limits a day; counts for every hub on this database.
CREATE SCHEMA policy;

CREATE TABLE policy.usage (
    subject text NOT NULL,
    dataset text NOT NULL,
    day date NOT NULL,
    rows int8 NOT NULL CHECK (rows >= 0),
    persons int8 NOT NULL CHECK (persons >= 0),
    PRIMARY KEY (subject, dataset, day)
) WITH (fillfactor = 50);
