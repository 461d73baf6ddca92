package datong.schema.constraint;

import jakarta.validation.Payload;

/** A violation of a constraint with this payload only flags the record; without it the record is rejected. */
public interface Flagged extends Payload {}
