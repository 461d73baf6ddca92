-- What was rejected in a delivery, for the answer to a push.
CREATE INDEX quarantine_delivery ON intake.quarantine (delivery_id, row_number);
