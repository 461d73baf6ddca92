package datong.classification;

import datong.mapping.Mapping;
import datong.schema.Level;
import datong.source.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A proven record with its sensitivity, ready for the ledger; only this room makes one. */
public final class ClassifiedRecord {
    private final Mapping.Output output;
    private final RawRecord raw;
    private final String sourceKey;
    private final Optional<Instant> sourceUpdatedAt;
    private final Object[] values;
    private final Level level;
    private final boolean personal;
    private final List<String> flags;

    ClassifiedRecord(Mapping.Output output, RawRecord raw, String sourceKey, Optional<Instant> sourceUpdatedAt, Object[] values,
            Level level, boolean personal, List<String> flags) {
        this.output = output;
        this.raw = raw;
        this.sourceKey = sourceKey;
        this.sourceUpdatedAt = sourceUpdatedAt;
        this.values = values;
        this.level = level;
        this.personal = personal;
        this.flags = flags;
    }

    /** The same under the key by which the ledger knows it already, each flag once. */
    public ClassifiedRecord keyed(String known) {
        return new ClassifiedRecord(output, raw, known, sourceUpdatedAt, values, level, personal, flags.stream().distinct().toList());
    }

    public Mapping.Output output() {
        return output;
    }

    public RawRecord raw() {
        return raw;
    }

    /** Key at the source; where it held a personal number, a keyed digest stands here instead. */
    public String sourceKey() {
        return sourceKey;
    }

    public Optional<Instant> sourceUpdatedAt() {
        return sourceUpdatedAt;
    }

    /** In the order of the output's element schema, free text redacted where the mapping says so. Not copied: treat as read-only. */
    public Object[] values() {
        return values;
    }

    /** The highest level among the items filled, raised by what the scan of free text found and by the rule for minors. */
    public Level level() {
        return level;
    }

    public boolean personal() {
        return personal;
    }

    public List<String> flags() {
        return flags;
    }
}
