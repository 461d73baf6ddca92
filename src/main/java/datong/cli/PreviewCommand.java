package datong.cli;

import datong.intake.Preview;
import datong.intake.Stages;
import datong.mapping.CompiledMapping;
import datong.mapping.Mapping;
import datong.mapping.ValueText;
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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would become of a file's first rows on their whole way, and stores nothing. */
@Command(name = "preview", header = "Show what would become of a file's first rows: mapped, validated, classified",
        description = {"Values of L3 and L4 items are masked, free text is shown as redacted. Stores nothing. Exit code 0: every row would be stored;",
                "1: the mapping is refused, the header does not fit, or a row would go to quarantine; 2: the file cannot be read."})
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
            case Loaded.Good(CompiledMapping good) -> show(good, folders.stages());
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

    private int show(CompiledMapping good, Stages stages) throws IOException, UnreadableSource {
        try (RecordReader reader = new StreamingReaders().open(file, good.format())) {
            Preview preview = Preview.of(good, stages, reader, rows);
            if (preview.drifted().isPresent()) {
                show(preview.drifted().get());
                return 1;
            }
            preview.rows().forEach(this::show);
            long rejected = preview.rows().stream().filter(Preview.Row::rejected).count();
            out().printf("%d row(s) of %s with mapping %s %s: %d would be stored, %d would go to quarantine%n", preview.rows().size(), file.getFileName(),
                    good.source(), good.version(), preview.rows().size() - rejected, rejected);
            return rejected == 0 ? 0 : 1;
        } catch (UnreadableSource unreadable) {
            throw new IllegalArgumentException(unreadable.rule() + (unreadable.row() > 0 ? " at row " + unreadable.row() : "") + ": " + unreadable.getMessage());
        }
    }

    private void show(Mapping.Header.Drifted drifted) {
        out().println("HEADER_DRIFT: " + drifted.advice());
        drifted.unknown().forEach(column -> out().println("  the mapping does not know: " + column));
        drifted.missing().forEach(column -> out().println("  the file does not have:    " + column));
    }

    private void show(Preview.Row row) {
        for (Preview.Outcome outcome : row.outcomes()) {
            out().println("row " + row.raw().row() + " → " + outcome.output().code() + kept(outcome) + flags(outcome.flags()));
            outcome.values().stream().filter(value -> value.value() != null).forEach(value -> out().printf("  %s %-26s %-24s %-10s %s%n", value.item().level(),
                    value.item().name(), shown(value), personal(value), value.columns().isEmpty() ? "" : "← " + String.join(", ", value.columns())));
        }
        if (row.outcomes().isEmpty()) {
            out().println("row " + row.raw().row());
        }
        row.problems().forEach(problem -> out().println("  REJECTED " + problem.rule() + problem.item().map(item -> " " + item).orElse("")
                + problem.column().map(column -> " (" + column + ")").orElse("") + ": " + problem.message()));
    }

    private static String kept(Preview.Outcome outcome) {
        return outcome.kept().map(kept -> "   " + kept.level() + (kept.personal() ? ", personal data" : "")).orElse("   QUARANTINE");
    }

    private static String personal(Preview.Value value) {
        return value.item().personalData().personal() ? value.item().personalData().name().toLowerCase(Locale.ROOT) : "";
    }

    private static String shown(Preview.Value value) {
        return value.raw() ? "***" : Masks.shown(value.item(), ValueText.of(value.value()));
    }

    private static String flags(List<String> flags) {
        return flags.isEmpty() ? "" : "   flags: " + String.join(", ", flags);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
