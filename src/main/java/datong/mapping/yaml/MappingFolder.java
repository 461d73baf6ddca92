package datong.mapping.yaml;

import datong.mapping.CompiledMapping;
import datong.mapping.Mapping;
import datong.mapping.MappingError;
import datong.mapping.Mappings;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mappings of a folder. {@link #refresh} puts changed files in force one by one, and all anew where the schema changed; a broken
 * file leaves the last good
 * mapping of its source in force, a deleted one ends it. Readers never wait and always see one whole state.
 */
public final class MappingFolder implements Mappings {
    /** A mapping in force and the file it was read from. */
    public record InForce(CompiledMapping mapping, Path file, String text) {}

    /**
     * What a refresh has changed.
     *
     * @param changed sources whose mapping is new or another one, @param removed sources that have none any more
     * @param problems all that stand now
     */
    public record Reloaded(List<String> changed, List<String> removed, List<MappingError> problems) {}

    /** @param schema by which the file was compiled */
    private record Seen(byte[] content, LedgerSchema schema, List<MappingError> errors) {}

    private record State(Map<String, InForce> mappings, Map<String, Dataset> datasets, Map<Path, Seen> files) {}

    private final Path folder;
    private final MappingFiles files;
    private final List<Consumer<Reloaded>> listeners = new CopyOnWriteArrayList<>();
    private volatile State state = new State(Map.of(), Map.of(), Map.of());

    public MappingFolder(Path folder, MappingFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Told after each refresh that changed anything, on its thread. */
    public void onReload(Consumer<Reloaded> listener) {
        listeners.add(listener);
    }

    /** Reads what has changed since the last time. */
    public synchronized Reloaded refresh() {
        State before = state;
        Reload reload = new Reload(before);
        List<Path> present = present();
        present.forEach(reload::read);
        present.forEach(reload::retry);
        state = reload.state();
        Reloaded reloaded = reloaded(before, state);
        boolean news = !reloaded.changed().isEmpty() || !reloaded.removed().isEmpty() || !reloaded.problems().equals(problems(before));
        if (news) {
            listeners.forEach(listener -> listener.accept(reloaded));
        }
        return reloaded;
    }

    private static Reloaded reloaded(State before, State after) {
        List<String> changed = after.mappings().entrySet().stream()
                .filter(entry -> before.mappings().get(entry.getKey()) != entry.getValue()).map(Map.Entry::getKey).toList();
        List<String> removed = before.mappings().keySet().stream().filter(source -> !after.mappings().containsKey(source)).toList();
        return new Reloaded(changed, removed, problems(after));
    }

    private List<Path> present() {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(MappingFolder::mapping).sorted().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException("the folder of mappings cannot be listed", broken);
        }
    }

    private static boolean mapping(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(MappingFiles.SUFFIX) && !name.startsWith(".");
    }

    /** One refresh, file by file, on a state of its own. */
    private final class Reload {
        private final LedgerSchema schema = files.schema();
        private final Map<Path, Seen> old;
        private final Map<Path, Seen> seen = new TreeMap<>();
        private final Map<String, InForce> mappings = new TreeMap<>();

        Reload(State before) {
            this.old = before.files();
            before.mappings().forEach((source, inForce) -> {
                if (Files.exists(inForce.file())) {
                    mappings.put(source, inForce);
                }
            });
        }

        void read(Path file) {
            Seen last = old.get(file);
            try {
                byte[] content = Files.readAllBytes(file);
                if (last != null && last.schema() == schema && Arrays.equals(last.content(), content)) {
                    seen.put(file, last);
                    return;
                }
                load(file, content);
            } catch (NoSuchFileException deletedMeanwhile) {
                mappings.values().removeIf(inForce -> inForce.file().equals(file));
            } catch (IOException unreadable) {
                seen.put(file, new Seen(new byte[0], schema, List.of(new MappingError(MappingFiles.name(file), 1, "the file cannot be read"))));
            }
        }

        /** A file refused for another's sake may be good by now. */
        void retry(Path file) {
            Seen last = seen.get(file);
            if (last != null && !last.errors().isEmpty() && last.content().length > 0) {
                load(file, last.content());
            }
        }

        private void load(Path file, byte[] content) {
            List<MappingError> errors = switch (files.load(file, content)) {
                case Loaded.Refused(List<MappingError> refused) -> refused;
                case Loaded.Good(CompiledMapping mapping) -> enforce(new InForce(mapping, file, new String(content, StandardCharsets.UTF_8)));
            };
            seen.put(file, new Seen(content, schema, errors));
        }

        private List<MappingError> enforce(InForce candidate) {
            List<MappingError> errors = clashes(candidate, mappings);
            if (errors.isEmpty()) {
                mappings.put(candidate.mapping().source(), candidate);
            }
            return errors;
        }

        State state() {
            return new State(Map.copyOf(mappings), merged(mappings), Map.copyOf(seen));
        }
    }

    private static List<MappingError> clashes(InForce candidate, Map<String, InForce> mappings) {
        List<MappingError> errors = new ArrayList<>();
        for (Mapping.Output output : candidate.mapping().outputs()) {
            mappings.values().stream()
                    .filter(other -> !other.mapping().source().equals(candidate.mapping().source()))
                    .filter(other -> other.mapping().outputs().stream().anyMatch(theirs -> clash(theirs.dataset(), output.dataset())))
                    .forEach(other -> errors.add(new MappingError(MappingFiles.name(candidate.file()), line(candidate.text()),
                            "dataset '" + output.dataset().code() + "' stands in " + MappingFiles.name(other.file())
                                    + " with another element, provider or sharing attribute; give this one a 'code' of its own")));
        }
        return errors;
    }

    private static boolean clash(Dataset one, Dataset other) {
        return one.code().equals(other.code())
                && !(one.element() == other.element() && one.provider().equals(other.provider()) && one.share() == other.share());
    }

    private static int line(String text) {
        List<String> lines = text.lines().toList();
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 1).filter(i -> lines.get(i).startsWith("dataset:")).findFirst().orElse(0) + 1;
    }

    private static Map<String, Dataset> merged(Map<String, InForce> mappings) {
        Map<String, Dataset> datasets = new TreeMap<>();
        mappings.values().forEach(inForce -> inForce.mapping().outputs()
                .forEach(output -> datasets.merge(output.dataset().code().value(), output.dataset(), MappingFolder::both)));
        return Map.copyOf(datasets);
    }

    private static Dataset both(Dataset one, Dataset other) {
        return new Dataset(one.code(), one.element(), one.chinese(), one.english(), one.provider(), one.share(),
                Stream.concat(one.items().stream(), other.items().stream()).collect(Collectors.toUnmodifiableSet()),
                Stream.concat(one.sources().stream(), other.sources().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** What the folder would say to this text as the file of the source; nothing is put in force. */
    public Loaded check(String source, String text) {
        Path file = file(source);
        return switch (files.load(MappingFiles.name(file), text)) {
            case Loaded.Refused refused -> refused;
            case Loaded.Good(CompiledMapping mapping) -> {
                List<MappingError> errors = clashes(new InForce(mapping, file, text), state.mappings());
                yield errors.isEmpty() ? new Loaded.Good(mapping) : new Loaded.Refused(errors);
            }
        };
    }

    /** Where the mapping of a source stands, or would stand. */
    public Path file(String source) {
        return folder.resolve(source + MappingFiles.SUFFIX);
    }

    @Override
    public Optional<Mapping> find(String source) {
        return inForce(source).map(InForce::mapping);
    }

    /** The mapping in force with its file and text. */
    public Optional<InForce> inForce(String source) {
        return Optional.ofNullable(state.mappings().get(source));
    }

    @Override
    public List<Mapping> all() {
        return state.mappings().values().stream().<Mapping>map(InForce::mapping).sorted(java.util.Comparator.comparing(Mapping::source)).toList();
    }

    /** The datasets in force, a live view. */
    public Datasets datasets() {
        return new Datasets() {
            @Override
            public Optional<Dataset> find(DatasetCode code) {
                return Optional.ofNullable(state.datasets().get(code.value()));
            }

            @Override
            public List<Dataset> all() {
                return state.datasets().values().stream().sorted(java.util.Comparator.comparing(dataset -> dataset.code().value())).toList();
            }
        };
    }

    /** What is wrong with the files of the folder now, by file and line. */
    public List<MappingError> problems() {
        return problems(state);
    }

    private static List<MappingError> problems(State state) {
        return state.files().entrySet().stream().sorted(Map.Entry.comparingByKey()).flatMap(entry -> entry.getValue().errors().stream()).toList();
    }
}
