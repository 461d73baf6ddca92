package datong.validation;

import datong.mapping.Flag;
import datong.mapping.MappedRecord;
import java.util.List;

/** Proof that a record keeps the schema; only this room makes one. */
public final class ValidatedRecord {
    private final MappedRecord mapped;
    private final List<Flag> flags;

    ValidatedRecord(MappedRecord mapped, List<Flag> flags) {
        this.mapped = mapped;
        this.flags = List.copyOf(flags);
    }

    public MappedRecord mapped() {
        return mapped;
    }

    /** The mapping's flags and those of the checks. */
    public List<Flag> flags() {
        return flags;
    }
}
