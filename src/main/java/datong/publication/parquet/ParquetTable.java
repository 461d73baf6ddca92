package datong.publication.parquet;

import datong.publication.TableFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Parquet, zstd; an item shown as stored keeps its type, a treated one is text. Decimals are doubles, lists JSON arrays. */
public final class ParquetTable implements TableFormat {
    @Override
    public String ending() {
        return "parquet";
    }

    @Override
    public RowWriter writer(OutputStream out, List<Column> columns) throws IOException {
        List<Type> fields = columns.stream().map(ParquetTable::field).toList();
        ParquetWriter<List<Object>> writer = new RowsBuilder(new StreamedFile(out), new MessageType("release", fields)).build();
        return new RowWriter() {
            @Override
            public void write(List<Object> values) throws IOException {
                writer.write(values);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    private static Type field(Column column) {
        return switch (column.type()) {
            case STRING -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(column.name());
            case STRINGS, JSON -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.jsonType()).named(column.name());
            case INTEGER -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
            case DECIMAL -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            case DATE -> Types.optional(PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.dateType()).named(column.name());
            case TIMESTAMP -> Types.optional(PrimitiveTypeName.INT64).as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)).named(column.name());
        };
    }

    @Override
    public void read(Path file, RowReader reader) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader parquet = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType schema = parquet.getFooter().getFileMetaData().getSchema();
            reader.columns(schema.getFields().stream().map(Type::getName).toList());
            MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
            for (PageReadStore pages = parquet.readNextRowGroup(); pages != null; pages = parquet.readNextRowGroup()) {
                RecordReader<Group> rows = columns.getRecordReader(pages, new GroupRecordConverter(schema));
                for (long row = 0; row < pages.getRowCount(); row++) {
                    reader.row(cells(rows.read(), schema));
                }
            }
        }
    }

    private static List<String> cells(Group row, MessageType schema) {
        List<String> cells = new ArrayList<>();
        for (int at = 0; at < schema.getFieldCount(); at++) {
            cells.add(row.getFieldRepetitionCount(at) == 0 ? null : cell(row, at, schema.getType(at)));
        }
        return cells;
    }

    private static String cell(Group row, int at, Type type) {
        return switch (type.getLogicalTypeAnnotation()) {
            case LogicalTypeAnnotation.DateLogicalTypeAnnotation date -> LocalDate.ofEpochDay(row.getInteger(at, 0)).toString();
            case LogicalTypeAnnotation.TimestampLogicalTypeAnnotation time -> Instant.EPOCH.plus(row.getLong(at, 0), ChronoUnit.MICROS).toString();
            case null, default -> row.getValueToString(at, 0);
        };
    }
}
