-- How far each subscription is. What was not known to be taken is delivered again.
CREATE SCHEMA subscription;
CREATE TABLE subscription.standing (
    name text PRIMARY KEY,
    cursor text,
    delivered int8 NOT NULL DEFAULT 0,
    delivered_at timestamptz,
    caught_up_at timestamptz,
    failing text,
    failing_since timestamptz,
    attempts int4 NOT NULL DEFAULT 0,
    paused text
);
