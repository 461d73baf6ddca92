-- Which office was told what by mail: no words, no addresses.
CREATE SCHEMA notices;

CREATE TABLE notices.told (
    office text NOT NULL,
    key text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (office, key)
);
