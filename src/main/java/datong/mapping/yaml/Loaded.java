package datong.mapping.yaml;

import datong.mapping.CompiledMapping;
import datong.mapping.MappingError;
import java.util.List;

/** What became of a mapping file. */
public sealed interface Loaded {
    record Good(CompiledMapping mapping) implements Loaded {}

    /** @param errors at least one, ordered by line */
    record Refused(List<MappingError> errors) implements Loaded {}
}
