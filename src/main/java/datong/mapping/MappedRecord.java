package datong.mapping;

import datong.schema.ItemName;
import datong.source.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A record in ledger words, not yet proven.
 *
 * @param output which of the mapping's outputs it belongs to: its element, dataset and items
 * @param sourceKey the record's key at its source; empty if it has none, which is a problem
 * @param values in the order of the output's element schema; null where absent
 * @param problems why it must go to quarantine; empty for most
 * @param flags quality flags that do not stop it
 * @param redact items whose free text is redacted before it is stored
 */
public record MappedRecord(
        Mapping.Output output, RawRecord raw, Optional<String> sourceKey, Object[] values, Optional<Instant> sourceUpdatedAt,
        List<Problem> problems, List<Flag> flags, Set<ItemName> redact) {}
