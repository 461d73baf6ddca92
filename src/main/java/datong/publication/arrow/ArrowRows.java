package datong.publication.arrow;

import datong.publication.Cells;
import datong.publication.RowFormat;
import datong.schema.ItemType;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Arrow's IPC stream, uncompressed; an item shown as stored keeps its type, a treated one is text. Decimals are doubles, lists JSON arrays, as in Parquet.
 * A batch holds a thousand rows or four megabytes of text, whichever is reached first, outside the heap.
 */
public final class ArrowRows implements RowFormat {
    private static final int BATCH_ROWS = 1_000;
    private static final int BATCH_TEXT = 4 << 20;
    private static final long MOST_MEMORY = 256L << 20;

    @Override
    public String ending() {
        return "arrows";
    }

    @Override
    public RowWriter writer(OutputStream out, List<Column> columns) throws IOException {
        return new Batches(out, columns);
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

    private static final class Batches implements RowWriter {
        private final OutputStream out;
        private final List<ItemType> types;
        private final RootAllocator memory = new RootAllocator(MOST_MEMORY);
        private final VectorSchemaRoot batch;
        private final ArrowStreamWriter writer;
        private int rows;
        private int text;

        private Batches(OutputStream out, List<Column> columns) throws IOException {
            this.out = out;
            this.types = columns.stream().map(Column::type).toList();
            this.batch = VectorSchemaRoot.create(new Schema(columns.stream().map(ArrowRows::field).toList()), memory);
            this.writer = new ArrowStreamWriter(batch, null, Channels.newChannel(out));
            writer.start();
        }

        @Override
        public void write(List<Object> values) throws IOException {
            for (int at = 0; at < values.size(); at++) {
                if (values.get(at) != null) {
                    set(at, values.get(at));
                }
            }
            rows++;
            if (rows == BATCH_ROWS || text >= BATCH_TEXT) {
                send();
            }
        }

        private void set(int at, Object value) {
            FieldVector column = batch.getVector(at);
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

        private void send() throws IOException {
            batch.setRowCount(rows);
            writer.writeBatch();
            batch.clear();
            rows = 0;
            text = 0;
        }

        @Override
        public void flush() throws IOException {
            if (rows > 0) {
                send();
            }
            out.flush();
        }

        /** Ends the stream; its memory is given back even if the reader has gone. */
        @Override
        public void close() throws IOException {
            try (RootAllocator last = memory; VectorSchemaRoot vectors = batch) {
                if (rows > 0) {
                    send();
                }
                writer.end();
                out.close();
            }
        }
    }
}
