package datong.intake.camel.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * How far the changes of a table were taken, in Debezium's own words.
 *
 * @param partition which server; @param offset where in its log
 */
record Position(Map<String, Object> partition, Map<String, Object> offset) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Position behind(SourceRecord record) {
        return new Position(new TreeMap<>(record.sourcePartition()), new TreeMap<>(record.sourceOffset()));
    }

    static Position parse(String text) {
        try {
            List<Map<String, Object>> parts = JSON.readValue(text, new TypeReference<>() {});
            return new Position(parts.get(0), parts.get(1));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the watermark of a changes: channel cannot be read; delete its row in intake.watermark to read its table anew", broken);
        }
    }

    String text() {
        return json(List.of(partition, offset));
    }

    /** The key under which the engine looks for it. */
    byte[] key(String engine) {
        return json(List.of(engine, partition)).getBytes(StandardCharsets.UTF_8);
    }

    byte[] value() {
        return json(offset).getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
