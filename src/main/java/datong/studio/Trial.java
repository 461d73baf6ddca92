package datong.studio;

import datong.intake.Preview;
import datong.intake.Stages;
import datong.mapping.CompiledMapping;
import datong.mapping.MappingError;
import datong.mapping.yaml.Loaded;
import datong.mapping.yaml.MappingFolder;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** How a draft does on the first records of its sample. */
public sealed interface Trial {
    /** The loader of the files refuses it. */
    record Refused(List<MappingError> errors) implements Trial {}

    record Ran(CompiledMapping mapping, Preview preview) implements Trial {}

    /** By the loader of the files and the very stages of intake. */
    static Trial of(Draft draft, MappingFolder folder, Stages stages, int most) {
        return switch (folder.check(draft.source(), draft.text())) {
            case Loaded.Refused(List<MappingError> errors) -> new Refused(errors);
            case Loaded.Good(CompiledMapping mapping) -> new Ran(mapping, preview(mapping, stages, draft.sample(), most));
        };
    }

    private static Preview preview(CompiledMapping mapping, Stages stages, Sampled sample, int most) {
        try (Listed reader = new Listed(sample.records())) {
            return Preview.of(mapping, stages, reader, most);
        } catch (UnreadableSource | IOException unreachable) {
            throw new UncheckedIOException(new IOException("a sample in memory was not read", unreachable));
        }
    }
}
