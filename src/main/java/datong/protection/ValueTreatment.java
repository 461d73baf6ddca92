package datong.protection;

import datong.schema.Json;
import java.util.List;
import java.util.Objects;

/** One treatment of one item, prepared for one recipient. Not to be shared between threads. */
@FunctionalInterface
interface ValueTreatment {
    /** What may leave instead of a single value, or null if nothing may. The value is never null and never a list. */
    Object treat(Object value);

    /** The same for absent values and for lists, whose elements are treated one by one. */
    default Object treatAny(Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list -> list.stream().filter(Objects::nonNull).map(this::treat).filter(Objects::nonNull).toList();
            default -> treat(value);
        };
    }

    /** The one text form of a value, for treatments that work on text. */
    static String text(Object value) {
        return switch (value) {
            case java.math.BigDecimal number -> number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            case Json json -> json.text();
            default -> value.toString();
        };
    }
}
