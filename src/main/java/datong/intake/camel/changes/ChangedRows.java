package datong.intake.camel.changes;

import datong.intake.camel.Handover;
import datong.source.Columns;
import datong.source.Defect;
import datong.source.Format;
import datong.source.RawRecord;
import datong.source.RecordReader;
import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Changes out of the log as raw records, in the order of the log; the position behind each stands in a cell behind its last column. */
final class ChangedRows implements Handover.Pull {
    private static final String UNAVAILABLE = "__debezium_unavailable_value";
    private final String channel;
    private final String table;
    private final List<SourceRecord> changes;

    /** @param changes those that {@link #isRow} */
    ChangedRows(String channel, String table, List<SourceRecord> changes) {
        this.channel = channel;
        this.table = table;
        this.changes = changes;
    }

    /** Whether it tells of a row, and not only of how far the log has come. */
    static boolean isRow(SourceRecord record) {
        return record.value() instanceof Struct change && change.schema().field(Envelope.FieldName.OPERATION) != null
                && (change.schema().field(Envelope.FieldName.AFTER) != null) && row(change) != null;
    }

    /** The row as it is now, or as it last was. */
    private static Struct row(Struct change) {
        Struct after = change.getStruct(Envelope.FieldName.AFTER);
        return after != null ? after : change.getStruct(Envelope.FieldName.BEFORE);
    }

    @Override
    public String name() {
        return table;
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public RecordReader open(Format format) {
        return new Reader();
    }

    private final class Reader implements RecordReader {
        private final Map<Schema, Columns> headers = new HashMap<>();
        private int next;

        @Override
        public List<RawRecord> next(int most) {
            List<RawRecord> records = new ArrayList<>(Math.min(most, changes.size() - next));
            while (records.size() < most && next < changes.size()) {
                records.add(record(changes.get(next++)));
            }
            return records;
        }

        private RawRecord record(SourceRecord source) {
            Struct change = (Struct) source.value();
            Struct row = row(change);
            List<Field> fields = row.schema().fields();
            Columns columns = headers.computeIfAbsent(row.schema(), schema -> new Columns(fields.stream().map(Field::name).toList()));
            String[] cells = new String[fields.size() + 1];
            Optional<Defect> defect = Optional.empty();
            for (int index = 0; index < fields.size(); index++) {
                Object value = row.get(fields.get(index));
                Optional<String> words = value == null ? Optional.empty() : Words.of(fields.get(index).schema(), value);
                cells[index] = words.orElse(null);
                defect = defect.or(() -> defect(value, words));
            }
            cells[fields.size()] = Position.behind(source).text();
            boolean deleted = Envelope.Operation.DELETE.code().equals(change.getString(Envelope.FieldName.OPERATION));
            return new RawRecord(columns, cells, next, defect, deleted);
        }

        private static Optional<Defect> defect(Object value, Optional<String> words) {
            if (value != null && words.isEmpty()) {
                return Optional.of(new Defect("UNKNOWN_TYPE", "a column is of a type that has no words here; publish the table without it, or pull it with table:"));
            }
            return words.filter(UNAVAILABLE::equals).map(missing -> new Defect("UNAVAILABLE_VALUE",
                    "the server's log does not hold a long value that did not change; run ALTER TABLE … REPLICA IDENTITY FULL at the source"));
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() {
            headers.clear();
        }
    }
}
