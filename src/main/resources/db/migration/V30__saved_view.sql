-- Questions that departments keep under a name: everything but who asks, and for what. Filters hold no value of an item of level L3 or L4.
CREATE SCHEMA query;
CREATE TABLE query.saved_view (
    organisation text NOT NULL,
    name text NOT NULL,
    dataset text NOT NULL,
    items text[] NOT NULL,
    filters jsonb NOT NULL,
    sort text[] NOT NULL,
    saved_by text NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (organisation, name)
);
