package datong.intake.camel.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.time.Date;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.ZonedTimestamp;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(Schema.STRING_SCHEMA, "示例", "示例"),
                Arguments.of(Schema.BOOLEAN_SCHEMA, true, "t"),
                Arguments.of(Schema.INT32_SCHEMA, 5, "5"),
                Arguments.of(Schema.INT64_SCHEMA, -7L, "-7"),
                Arguments.of(Schema.FLOAT64_SCHEMA, 12.0, "12"),
                Arguments.of(Schema.FLOAT64_SCHEMA, 0.25, "0.25"),
                Arguments.of(Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {1, (byte) 255}), "\\x01ff"),
                Arguments.of(Date.schema(), (int) LocalDate.of(2026, 11, 3).toEpochDay(), "2026-11-03"),
                Arguments.of(MicroTime.schema(), 36_131_250_000L, "10:02:11.25"),
                Arguments.of(MicroTimestamp.schema(), micros(LocalDateTime.of(2026, 10, 20, 10, 2, 11)), "2026-10-20 10:02:11"),
                Arguments.of(MicroTimestamp.schema(), micros(LocalDateTime.of(1969, 12, 31, 23, 59, 59)) + 500_000, "1969-12-31 23:59:59.5"),
                Arguments.of(ZonedTimestamp.schema(), "2026-10-30T10:22:00.120000Z", "2026-10-30 10:22:00.12+00"),
                Arguments.of(SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build(), Arrays.asList("a", "b c", null, ""), "{a,\"b c\",NULL,\"\"}"));
    }

    private static long micros(LocalDateTime moment) {
        return moment.toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueOfTheLogReadsAsPostgresqlWritesIt(Schema schema, Object value, String words) {
        assertThat(Words.of(schema, value)).contains(words);
    }

    @Test
    void aTypeWithoutWordsHereHasNone() {
        assertThat(Words.of(SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).build(), java.util.Map.of())).isEmpty();
    }
}
