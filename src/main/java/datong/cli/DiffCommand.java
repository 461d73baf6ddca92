package datong.cli;

import datong.mapping.CompiledMapping;
import datong.mapping.ValueText;
import datong.mapping.yaml.Loaded;
import datong.protection.Masks;
import datong.publication.Publication;
import datong.publication.yaml.PublicationFolder;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.StreamingReaders;
import datong.source.UnreadableSource;
import datong.studio.MappingDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a changed mapping would change, by running both over the same records; stores nothing. */
@Command(name = "diff", header = "Show what a changed mapping would change: records, values, quality flags, personal items, published columns",
        description = {"Runs both mappings over the records of a file, or of the last file a source delivered. Values of L3 and L4 items are masked.",
                "Stores nothing. Exit code 0: nothing changes; 1: something does, or a mapping is refused; 2: the records cannot be read."})
final class DiffCommand implements Callable<Integer> {
    private static final int MOST = 100_000;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "Mapping file, or the code of a source: its mapping in mappings/")
    private String old;

    @Parameters(index = "1", paramLabel = "NEW", description = "Mapping file, the draft")
    private String draft;

    @Parameters(index = "2", paramLabel = "RECORDS", description = "A delivery, or the code of a source: the last file in its inbox, taken or set aside")
    private String records;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1000", description = "Records to run, at most 100000; default: 1000")
    private int rows;

    @Option(names = "--data", paramLabel = "DIR", description = "The hub's data folder with inbox/; default: DATONG_DATA, or ./data")
    private Optional<Path> data = Optional.empty();

    @Option(names = StewardFolders.OPTION, paramLabel = "DIR", description = StewardFolders.MEANING)
    private Optional<Path> config = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (rows < 1 || rows > MOST) {
            throw new ParameterException(spec.commandLine(), "--rows must be 1 to " + MOST);
        }
        StewardFolders folders = StewardFolders.open(config, Clock.systemUTC());
        Optional<CompiledMapping> before = load(folders, old);
        Optional<CompiledMapping> after = load(folders, draft);
        if (before.isEmpty() || after.isEmpty()) {
            return 1;
        }
        Path file = file();
        MappingDiff diff = MappingDiff.of(Optional.of(before.get()), after.get(), folders.stages(), read(file, after.get()), published(folders));
        out().printf("%d record(s) of %s: %s %s → %s %s%n", diff.records(), file.getFileName(), before.get().source(), before.get().version(), after.get().source(), after.get().version());
        show(diff);
        return diff.nothing() ? 0 : 1;
    }

    private Optional<CompiledMapping> load(StewardFolders folders, String named) {
        Path file = Files.isRegularFile(Path.of(named)) ? Path.of(named) : folders.config().resolve("mappings").resolve(named + ".mapping.yaml");
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no mapping file " + named + " and no source '" + named + "' in mappings/");
        }
        return switch (folders.files().load(file)) {
            case Loaded.Good(CompiledMapping good) -> Optional.of(good);
            case Loaded.Refused(var errors) -> {
                errors.forEach(error -> out().println(error));
                yield Optional.empty();
            }
        };
    }

    private Path file() throws IOException {
        Path named = Path.of(records);
        if (Files.isRegularFile(named)) {
            return named;
        }
        Path inbox = data.orElseGet(() -> Path.of(Optional.ofNullable(System.getenv("DATONG_DATA")).orElse("data"))).resolve("inbox").resolve(records);
        List<Path> delivered = new ArrayList<>();
        for (Path place : List.of(inbox, inbox.resolve(".done"), inbox.resolve(".failed"))) {
            if (records.matches("[a-z0-9][a-z0-9-]{0,31}") && Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    files.filter(Files::isRegularFile).forEach(delivered::add);
                }
            }
        }
        return delivered.stream().max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                .orElseThrow(() -> new IllegalArgumentException("there is no file " + records + ", and no delivered file of a source '" + records + "' in " + inbox));
    }

    private List<RawRecord> read(Path file, CompiledMapping mapping) throws IOException {
        List<RawRecord> read = new ArrayList<>();
        try (RecordReader reader = new StreamingReaders().open(file, mapping.format())) {
            for (List<RawRecord> next = reader.next(rows); !next.isEmpty() && read.size() < rows; next = reader.next(rows - read.size())) {
                read.addAll(next);
                if (read.size() >= rows) {
                    break;
                }
            }
        } catch (UnreadableSource unreadable) {
            throw new IllegalArgumentException(unreadable.rule() + (unreadable.row() > 0 ? " at row " + unreadable.row() : "") + ": " + unreadable.getMessage());
        }
        return read;
    }

    private static List<MappingDiff.Published> published(StewardFolders folders) throws IOException {
        PublicationFolder publications = new PublicationFolder(folders.policies().resolve("publications"));
        publications.refresh();
        return publications.all().stream().flatMap(DiffCommand::columns).toList();
    }

    private static Stream<MappingDiff.Published> columns(Publication publication) {
        return publication.items().stream().map(item -> new MappingDiff.Published(publication.name(), publication.dataset().value(), item.name()));
    }

    private void show(MappingDiff diff) {
        diff.before().drifted().ifPresent(drift -> out().println("HEADER_DRIFT with the old one: " + drift.advice()));
        diff.after().drifted().ifPresent(drift -> out().println("HEADER_DRIFT with the new one: " + drift.advice()));
        out().printf("  stored %d → %d, quarantined %d → %d, concern a person %d → %d, levels %s → %s%n", diff.before().stored(), diff.after().stored(),
                diff.before().quarantined(), diff.after().quarantined(), diff.before().personal(), diff.after().personal(), diff.before().levels(), diff.after().levels());
        for (MappingDiff.Kind kind : MappingDiff.Kind.values()) {
            if (diff.count(kind) > 0) {
                out().printf("  %-18s %d%n", kind, diff.count(kind));
                diff.examples().getOrDefault(kind, List.of()).forEach(example -> out().printf("      row %d %s %s → %s%n", example.row(),
                        example.item().map(item -> item.name().value()).orElse(""), shown(example, example.was()), shown(example, example.is())));
            }
        }
        diff.items().forEach(item -> out().printf("  item %-40s %s %-9s filled %s → %s, changed %d%s%n", item.output() + "." + item.item().name(), item.item().level(),
                item.item().personalData(), item.mappedBefore() ? item.was() : "–", item.mappedNow() ? item.is() : "–", item.changed(),
                item.newlyPersonal() ? "  NEWLY PERSONAL" : item.noLongerPersonal() ? "  no longer personal" : ""));
        diff.flags().forEach(flag -> out().printf("  flag %-40s %d → %d%n", flag.flag(), flag.was(), flag.is()));
        diff.published().forEach(change -> out().printf("  published %s %s: %s%n", change.column().publication(), change.column().item(),
                !change.mappedNow() ? "not mapped any more" : !change.mappedBefore() ? "mapped from now on" : change.changed() + " record(s) with another value"));
        if (diff.nothing()) {
            out().println("  nothing changes");
        }
    }

    private static String shown(MappingDiff.Example example, Object value) {
        return value == null || value.equals("") ? "–" : example.item().map(item -> Masks.shown(item, ValueText.of(value))).orElseGet(() -> String.valueOf(value));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
