-- Look-ups of a number that only a decoy of a release has: few, and found without reading the others.
CREATE INDEX event_canary ON audit.event (at) WHERE position('"canary":"' IN line) > 0;
