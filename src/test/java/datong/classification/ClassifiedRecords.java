package datong.classification;

import datong.mapping.Mapping;
import datong.schema.Level;
import datong.source.RawRecord;
import java.util.List;
import java.util.Optional;

/** Classified records for tests that begin behind the classifier. */
public final class ClassifiedRecords {
    private ClassifiedRecords() {}

    public static ClassifiedRecord of(Mapping.Output output, RawRecord raw, String key, Object[] values) {
        return new ClassifiedRecord(output, raw, key, Optional.empty(), values, Level.L3, true, List.of());
    }
}
