package datong.mapping;

import datong.schema.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** An item's value as a reader sees it: times in Asia/Shanghai, lists joined by an enumeration comma. */
public final class ValueText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private ValueText() {}

    /** The empty text for an absent value. */
    public static String of(Object value) {
        return switch (value) {
            case null -> "";
            case Instant instant -> TIME.format(instant);
            case BigDecimal decimal -> decimal.toPlainString();
            case List<?> list -> list.stream().map(ValueText::of).collect(Collectors.joining("、"));
            case Json json -> json.text();
            default -> value.toString();
        };
    }
}
