package datong;

import datong.publication.CsvTable;
import datong.publication.TableFormat;
import datong.publication.parquet.ParquetTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;

/** Reads a bulk answer as a department would: every row as texts by column, in the order they came; what is absent is left out. */
public final class BulkTables {
    public static final List<String> FORMATS = List.of("csv", "parquet", "arrow");

    private BulkTables() {}

    public static List<Map<String, String>> rows(String format, byte[] body) throws IOException {
        return switch (format) {
            case "csv" -> file(new CsvTable(), body);
            case "parquet" -> file(new ParquetTable(), body);
            case "arrow" -> arrow(body);
            default -> throw new IllegalArgumentException(format);
        };
    }

    /** What stands in the last row's column for it. */
    public static String mark(List<Map<String, String>> rows) {
        return rows.getLast().getOrDefault("_page", "");
    }

    private static List<Map<String, String>> file(TableFormat format, byte[] body) throws IOException {
        Path file = Files.createTempFile("bulk", "." + format.ending());
        try {
            Files.write(file, body);
            List<Map<String, String>> rows = new ArrayList<>();
            format.read(file, new TableFormat.RowReader() {
                private List<String> columns = List.of();

                @Override
                public void columns(List<String> names) {
                    columns = names;
                }

                @Override
                public void row(List<String> cells) {
                    rows.add(named(columns, cells));
                }
            });
            return rows;
        } finally {
            Files.delete(file);
        }
    }

    private static List<Map<String, String>> arrow(byte[] body) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (RootAllocator memory = new RootAllocator(); ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(body), memory)) {
            while (reader.loadNextBatch()) {
                rows.addAll(rows(reader.getVectorSchemaRoot()));
            }
        }
        return rows;
    }

    public static List<Map<String, String>> rows(VectorSchemaRoot batch) {
        List<String> columns = batch.getSchema().getFields().stream().map(Field::getName).toList();
        return IntStream.range(0, batch.getRowCount()).mapToObj(row -> named(columns, batch.getFieldVectors().stream()
                .map((FieldVector column) -> column.isNull(row) ? null : Objects.toString(column.getObject(row))).toList())).toList();
    }

    private static Map<String, String> named(List<String> columns, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int at = 0; at < cells.size(); at++) {
            if (cells.get(at) != null) {
                row.put(columns.get(at), cells.get(at));
            }
        }
        return row;
    }
}
