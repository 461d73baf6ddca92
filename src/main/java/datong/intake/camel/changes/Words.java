package datong.intake.camel.changes;

import io.debezium.data.VariableScaleDecimal;
import io.debezium.time.Date;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Time;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTime;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Values of the log in the words that PostgreSQL itself writes, so that a row reads the same whether it is pulled or followed. */
final class Words {
    private static final long MICROS = 1_000_000;

    private Words() {}

    /** Null for NULL; empty for a type that has no words here. */
    static Optional<String> of(Schema schema, Object value) {
        return Optional.ofNullable(switch (value) {
            case Boolean truth -> truth ? "t" : "f";
            case Integer number when Date.SCHEMA_NAME.equals(schema.name()) -> LocalDate.ofEpochDay(number).toString();
            case Integer number when Time.SCHEMA_NAME.equals(schema.name()) -> time(number * 1_000L);
            case Long number when Timestamp.SCHEMA_NAME.equals(schema.name()) -> moment(number * 1_000);
            case Long number when MicroTimestamp.SCHEMA_NAME.equals(schema.name()) -> moment(number);
            case Long number when MicroTime.SCHEMA_NAME.equals(schema.name()) -> time(number);
            case String text when ZonedTimestamp.SCHEMA_NAME.equals(schema.name()) -> zoned(text);
            case String text when ZonedTime.SCHEMA_NAME.equals(schema.name()) -> text.replace("Z", "+00");
            case String text -> text;
            case BigDecimal decimal -> decimal.toPlainString();
            case Short number -> number.toString();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Float number -> plain(number.toString());
            case Double number -> plain(number.toString());
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case ByteBuffer bytes -> "\\x" + HexFormat.of().formatHex(array(bytes));
            case List<?> list -> list(schema, list);
            case Struct struct when VariableScaleDecimal.LOGICAL_NAME.equals(schema.name()) -> VariableScaleDecimal.toLogical(struct).toString();
            default -> null;
        });
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    /** {@code 2026-11-03 08:12:45.25}, without zeros at the end. */
    private static String moment(long micros) {
        LocalDateTime moment = LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
        return moment.toLocalDate() + " " + time(moment.toLocalTime().toNanoOfDay() / 1_000);
    }

    private static String time(long micros) {
        LocalTime time = LocalTime.ofSecondOfDay(micros / MICROS);
        String seconds = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
        return micros % MICROS == 0 ? seconds : seconds + (".%06d".formatted(micros % MICROS)).replaceAll("0+$", "");
    }

    /** PostgreSQL writes the same moment in the zone of the session; the hub's sessions are in UTC. */
    private static String zoned(String text) {
        LocalDateTime moment = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        return moment.toLocalDate() + " " + time(moment.toLocalTime().toNanoOfDay() / 1_000) + "+00";
    }

    private static String plain(String number) {
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number.replace("E", "e");
    }

    private static String list(Schema schema, List<?> values) {
        List<Optional<String>> words = values.stream().map(value -> value == null ? Optional.of("NULL") : of(schema.valueSchema(), value).map(Words::quoted)).toList();
        return words.stream().anyMatch(Optional::isEmpty) ? null : words.stream().map(Optional::get).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String word) {
        boolean plain = !word.isEmpty() && !word.equalsIgnoreCase("NULL") && word.chars().noneMatch(letter -> "{},\"\\ ".indexOf(letter) >= 0);
        return plain ? word : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
