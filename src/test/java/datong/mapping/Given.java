package datong.mapping;

import datong.mapping.yaml.Loaded;
import datong.mapping.yaml.MappingFiles;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.schema.yaml.ExtensionFiles;
import datong.schema.yaml.Extensions;
import datong.source.Columns;
import datong.source.RawRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Mappings and rows for tests, on 3 November 2026, ten in the morning in Beijing. */
public final class Given {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-03T02:00:00Z"), ZoneOffset.UTC);
    /** The schema with the district's own items. */
    public static final Extensions EXTENSIONS = ExtensionFiles.read(Path.of("mappings/extensions"), LedgerSchema.standard(), CodeTableFiles.standard());
    public static final MappingFiles FILES = new MappingFiles(EXTENSIONS.schema(), EXTENSIONS.codeTables(), CLOCK);
    public static final String HEAD = """
            source: probe
            element: matter
            version: 1.0.0
            provider: 11110199MB00DEM264
            legal_basis: { basis: STATUTORY_DUTY }
            purpose: SERVICE.REQUEST
            retention_days: 30
            key: 编号
            items:
              matter_type: { const: REQUEST }
              reported_at: { const: 2026-11-03T00:00:00Z }
            """;

    private Given() {}

    public static CompiledMapping mapping(String text) {
        return switch (FILES.load("mappings/probe.mapping.yaml", text)) {
            case Loaded.Good(CompiledMapping mapping) -> mapping;
            case Loaded.Refused(List<MappingError> errors) -> throw new AssertionError(
                    errors.stream().map(MappingError::toString).collect(Collectors.joining("\n")));
        };
    }

    /** A mapping of matters with one more item, indented by two blanks. */
    public static CompiledMapping item(String line) {
        return mapping(HEAD + "  " + line + "\n");
    }

    public static List<String> errors(String text) {
        return switch (FILES.load("mappings/probe.mapping.yaml", text)) {
            case Loaded.Good ignored -> List.of();
            case Loaded.Refused(List<MappingError> errors) -> errors.stream().map(MappingError::toString).toList();
        };
    }

    public static RawRecord row(Map<String, String> cells) {
        List<String> names = List.copyOf(cells.keySet());
        return new RawRecord(new Columns(names), names.stream().map(cells::get).toArray(String[]::new), 2);
    }

    public static MappedRecord map(CompiledMapping mapping, Map<String, String> cells) {
        return mapping.map(row(cells)).getFirst();
    }

    public static Object value(MappedRecord record, String item) {
        return record.values()[record.output().schema().item(new datong.schema.ItemName(item)).orElseThrow().ordinal()];
    }

    public static List<String> flags(MappedRecord record) {
        return record.flags().stream().map(Flag::toString).toList();
    }

    public static List<String> rules(MappedRecord record) {
        return record.problems().stream().map(Problem::rule).toList();
    }
}
