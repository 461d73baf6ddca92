package datong.cli;

import datong.mapping.CompiledMapping;
import datong.mapping.Flag;
import datong.mapping.Mapping;
import datong.mapping.Preview;
import datong.mapping.Problem;
import datong.mapping.yaml.Loaded;
import datong.protection.Masks;
import datong.source.RecordReader;
import datong.source.StreamingReaders;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a mapping would make of a file's first rows, and stores nothing. */
@Command(name = "preview", header = "Show what a mapping makes of a file's first rows",
        description = {"Values of L3 and L4 items are masked, and redacted texts hidden. Stores nothing. Exit code 0: the mapping takes every row;",
                "1: the mapping is refused, the header does not fit, or a row is rejected; 2: the file cannot be read."})
final class PreviewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MAPPING", description = "Mapping file, or the code of a source")
    private String mapping;

    @Parameters(index = "1", paramLabel = "FILE", description = "A delivery of that source")
    private Path file;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "5", description = "Rows to show, at most 1000; default: 5")
    private int rows;

    @Option(names = "--clear", hidden = true)
    private boolean clear;

    @Option(names = StewardFolders.OPTION, paramLabel = "DIR", description = StewardFolders.MEANING)
    private Optional<Path> config = Optional.empty();

    @Override
    public Integer call() throws IOException, UnreadableSource {
        if (clear) {
            throw new ParameterException(spec.commandLine(), "there is no --clear: values would leave without a permission and without an audit event; ask the hub for them");
        }
        if (rows < 1 || rows > 1_000) {
            throw new ParameterException(spec.commandLine(), "--rows must be 1 to 1000");
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        StewardFolders folders = StewardFolders.open(config, Clock.systemUTC());
        return switch (folders.files().load(mappingFile(folders))) {
            case Loaded.Refused(var errors) -> {
                errors.forEach(error -> out().println(error));
                yield 1;
            }
            case Loaded.Good(CompiledMapping good) -> show(good);
        };
    }

    private Path mappingFile(StewardFolders folders) {
        Path named = Path.of(mapping);
        Path found = Files.isRegularFile(named) ? named : folders.config().resolve("mappings").resolve(mapping + ".mapping.yaml");
        if (!Files.isRegularFile(found)) {
            throw new IllegalArgumentException("there is no mapping file " + named + " and no source '" + mapping + "' in mappings/");
        }
        return found;
    }

    private int show(CompiledMapping good) throws IOException, UnreadableSource {
        try (RecordReader reader = new StreamingReaders().open(file, good.format())) {
            Preview preview = Preview.of(good, reader, rows);
            if (preview.header().orElse(null) instanceof Mapping.Header.Drifted drifted) {
                out().println("HEADER_DRIFT: " + drifted.advice());
                drifted.unknown().forEach(column -> out().println("  the mapping does not know: " + column));
                drifted.missing().forEach(column -> out().println("  the file does not have:    " + column));
                return 1;
            }
            preview.rows().forEach(this::show);
            long rejected = preview.rows().stream().filter(PreviewCommand::rejected).count();
            out().printf("%d row(s) of %s with mapping %s %s: %d taken, %d rejected; the checks of docs/SCHEMA.md come after%n", preview.rows().size(), file.getFileName(),
                    good.source(), good.version(), preview.rows().size() - rejected, rejected);
            return rejected == 0 ? 0 : 1;
        } catch (UnreadableSource unreadable) {
            throw new IllegalArgumentException(unreadable.rule() + (unreadable.row() > 0 ? " at row " + unreadable.row() : "") + ": " + unreadable.getMessage());
        }
    }

    private static boolean rejected(Preview.Row row) {
        return row.outcomes().stream().anyMatch(Preview.Outcome::rejected);
    }

    private void show(Preview.Row row) {
        for (Preview.Outcome outcome : row.outcomes()) {
            out().println("row " + row.number() + " → " + outcome.output() + flags(outcome.flags()));
            outcome.values().stream().filter(value -> !value.text().isEmpty()).forEach(value -> out().printf("  %s %-26s %-24s %s%n", value.item().level(),
                    value.item().name(), shown(value), value.columns().isEmpty() ? "" : "← " + String.join(", ", value.columns())));
            for (Problem problem : outcome.problems()) {
                out().println("  REJECTED " + problem.rule() + problem.column().map(column -> " (" + column + ")").orElse("") + ": " + problem.message());
            }
        }
    }

    private static String shown(Preview.Value value) {
        return value.redact() ? "***" : Masks.shown(value.item(), value.text());
    }

    private static String flags(List<Flag> flags) {
        return flags.isEmpty() ? "" : "   flags: " + flags.stream().map(Flag::toString).collect(Collectors.joining(", "));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
