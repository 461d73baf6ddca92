package datong.ledger;

import datong.schema.Level;

/**
 * A row as stored, in clear: must not leave the hub but through the protector.
 *
 * @param values in the order of the selection's items; null where absent or erased
 */
public record LedgerRow(EntryId id, SubjectId subject, Level level, Object[] values) {}
