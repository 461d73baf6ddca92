package datong.studio;

import datong.classification.Classifier;
import datong.classification.RuleBasedScanner;
import datong.intake.Stages;
import datong.mapping.Given;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.mapping.yaml.MappingText;
import datong.schema.CodeTables;
import datong.schema.LedgerSchema;
import datong.source.Columns;
import datong.source.RawRecord;
import datong.studio.yaml.SynonymFiles;
import datong.validation.RecordValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The house's own schema, words and mappings, for tests of this room. */
final class House {
    static final LedgerSchema SCHEMA = Given.EXTENSIONS.schema();
    static final CodeTables TABLES = Given.EXTENSIONS.codeTables();

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T04:00:00Z"), ZoneOffset.UTC);
    static final Stages STAGES = new Stages(new RecordValidator(TABLES, CLOCK)::validate, new Classifier(new RuleBasedScanner((text, start) -> 0), key -> "digest", CLOCK)::classify, key -> key);

    private House() {}

    static MappingFiles files() {
        return new MappingFiles(SCHEMA, TABLES, CLOCK);
    }

    /** A folder of its own with the named mappings of the house in it. */
    static MappingFolder folder(Path folder, String... sources) {
        try {
            for (String source : sources) {
                Files.copy(Path.of("mappings", source + ".mapping.yaml"), folder.resolve(source + ".mapping.yaml"));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        MappingFolder mappings = new MappingFolder(folder, files());
        mappings.refresh();
        return mappings;
    }

    static DraftDesk desk(MappingFolder mappings) {
        return new DraftDesk(() -> SCHEMA, () -> TABLES, SynonymFiles::standard, mappings, CLOCK);
    }

    static List<Path> mappings() {
        try (Stream<Path> files = Files.list(Path.of("mappings"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".mapping.yaml")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of all mappings but one. */
    static List<HouseUse> usesWithout(String source) {
        return mappings().stream().map(file -> MappingText.read(text(file)).orElseThrow()).filter(mapping -> !mapping.path("source").asText().equals(source))
                .flatMap(mapping -> HouseUse.of(mapping).stream()).toList();
    }

    static Suggester suggester(List<HouseUse> house) {
        return new Suggester(vocabulary(house), TABLES);
    }

    static Vocabulary vocabulary(List<HouseUse> house) {
        return new Vocabulary(SCHEMA, SynonymFiles.standard(), house);
    }

    /** Columns and no records. */
    static List<ColumnProfile> headers(List<String> headers) {
        return Profiler.profile(new Sampled("headers", headers, List.of(), false, false));
    }

    /** Cells are parted by bars. */
    static Sampled sample(String header, String... rows) {
        Columns columns = new Columns(Arrays.asList(header.split("\\|", -1)));
        List<RawRecord> records = Stream.iterate(0, i -> i < rows.length, i -> i + 1).map(i -> new RawRecord(columns, rows[i].split("\\|", -1), i + 2)).toList();
        return Sampled.of("sample.csv", records, false);
    }
}
