package datong.publication.parquet;

import datong.publication.Cells;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Writes one row of values into its columns; null is left out. */
final class Rows extends WriteSupport<List<Object>> {
    private final MessageType schema;
    private RecordConsumer out;

    Rows(MessageType schema) {
        this.schema = schema;
    }

    @Override
    public WriteContext init(Configuration unused) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration unused) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(List<Object> values) {
        out.startMessage();
        for (int at = 0; at < values.size(); at++) {
            if (values.get(at) != null) {
                Type type = schema.getType(at);
                out.startField(type.getName(), at);
                value(type, values.get(at));
                out.endField(type.getName(), at);
            }
        }
        out.endMessage();
    }

    private void value(Type type, Object value) {
        switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> out.addBoolean((Boolean) value);
            case DOUBLE -> out.addDouble(((BigDecimal) value).doubleValue());
            case INT32 -> out.addInteger(type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
                    ? Math.toIntExact(((LocalDate) value).toEpochDay()) : (Integer) value);
            case INT64 -> out.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
            case BINARY -> out.addBinary(Binary.fromString(Cells.text(value)));
            case INT96, FLOAT, FIXED_LEN_BYTE_ARRAY -> throw new IllegalStateException("no column of a release is " + type);
        }
    }
}
