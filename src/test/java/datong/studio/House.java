package datong.studio;

import datong.mapping.yaml.MappingText;
import datong.schema.CodeTables;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.source.Columns;
import datong.source.RawRecord;
import datong.studio.yaml.SynonymFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The house's own schema, words and mappings, for tests of this room. */
final class House {
    static final LedgerSchema SCHEMA = LedgerSchema.standard();
    static final CodeTables TABLES = CodeTableFiles.standard();

    private House() {}

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
