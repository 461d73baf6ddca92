-- Answers to questions for numbers: the moment whose records are counted in a period, and every answer given, so that the same question is
-- answered the same and the next one can be held against it. No record and no person is in here.
CREATE SCHEMA statistics;

CREATE TABLE statistics.state (
    dataset text NOT NULL,
    period date NOT NULL,
    moment timestamptz NOT NULL,
    PRIMARY KEY (dataset, period)
);

CREATE TABLE statistics.answer (
    key bytea PRIMARY KEY,
    dataset text NOT NULL,
    state timestamptz NOT NULL,
    mechanism text NOT NULL CHECK (mechanism IN ('EXACT', 'NOISE')),
    terms text NOT NULL,
    grid jsonb NOT NULL,
    summed text,
    counts int8[] NOT NULL,
    sums int8[],
    answered_at timestamptz NOT NULL
);
CREATE INDEX answer_newest ON statistics.answer (answered_at DESC);
CREATE INDEX answer_exact ON statistics.answer (dataset) WHERE mechanism = 'EXACT';

-- What each organisation has spent of its budgets of noise: a row for each answer that it was told, in millionths of epsilon.
CREATE TABLE statistics.spending (
    organisation text NOT NULL,
    key bytea NOT NULL,
    dataset text NOT NULL,
    period date NOT NULL,
    epsilon int8 NOT NULL CHECK (epsilon > 0),
    subject text NOT NULL,
    spent_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organisation, key)
);
CREATE INDEX spending_account ON statistics.spending (dataset, organisation, period);
