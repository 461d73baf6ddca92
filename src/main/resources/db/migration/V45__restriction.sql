-- Whose records are kept and protected and no more (PIPL 44): no answer, release or stream shows them while a row stands here.
CREATE TABLE ledger.restriction (
    subject uuid NOT NULL,
    request text NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (subject, request)
);
