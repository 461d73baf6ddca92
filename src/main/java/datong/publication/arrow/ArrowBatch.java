package datong.publication.arrow;

import datong.publication.Cells;
import datong.publication.RowFormat.Column;
import datong.schema.ItemType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows as Arrow's vectors, outside the heap: a thousand rows or four megabytes of text, whichever is reached first. Decimals are doubles, lists JSON arrays, as in Parquet. */
public final class ArrowBatch implements AutoCloseable {
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_TEXT = 4 << 20;
    private final List<ItemType> types;
    private final VectorSchemaRoot vectors;
    private int rows;
    private int text;

    public ArrowBatch(List<Column> columns, BufferAllocator memory) {
        this.types = columns.stream().map(Column::type).toList();
        this.vectors = VectorSchemaRoot.create(schema(columns), memory);
    }

    public static Schema schema(List<Column> columns) {
        return new Schema(columns.stream().map(ArrowBatch::field).toList());
    }

    private static Field field(Column column) {
        ArrowType type = switch (column.type()) {
            case STRING, STRINGS, JSON -> new ArrowType.Utf8();
            case INTEGER -> new ArrowType.Int(32, true);
            case DECIMAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case BOOLEAN -> new ArrowType.Bool();
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
        };
        return new Field(column.name(), FieldType.nullable(type), List.of());
    }

    public VectorSchemaRoot vectors() {
        return vectors;
    }

    /** @param values in the order of the columns; null where absent */
    public void add(List<?> values) {
        for (int at = 0; at < values.size(); at++) {
            if (values.get(at) != null) {
                set(at, values.get(at));
            }
        }
        rows++;
    }

    private void set(int at, Object value) {
        FieldVector column = vectors.getVector(at);
        switch (types.get(at)) {
            case STRING, STRINGS, JSON -> {
                byte[] bytes = Cells.text(value).getBytes(StandardCharsets.UTF_8);
                ((VarCharVector) column).setSafe(rows, bytes);
                text += bytes.length;
            }
            case INTEGER -> ((IntVector) column).setSafe(rows, (Integer) value);
            case DECIMAL -> ((Float8Vector) column).setSafe(rows, ((BigDecimal) value).doubleValue());
            case BOOLEAN -> ((BitVector) column).setSafe(rows, (Boolean) value ? 1 : 0);
            case DATE -> ((DateDayVector) column).setSafe(rows, Math.toIntExact(((LocalDate) value).toEpochDay()));
            case TIMESTAMP -> ((TimeStampMicroTZVector) column).setSafe(rows, ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
        }
    }

    public boolean full() {
        return rows == MOST_ROWS || text >= MOST_TEXT;
    }

    public boolean empty() {
        return rows == 0;
    }

    /** Makes the vectors as long as the rows that were added; they may be sent then. */
    public void complete() {
        vectors.setRowCount(rows);
    }

    public void clear() {
        vectors.clear();
        rows = 0;
        text = 0;
    }

    @Override
    public void close() {
        vectors.close();
    }
}
