package datong.mapping.cel;

import dev.cel.common.values.NullValue;
import java.util.List;

/** CEL's values as ours. */
final class CelValues {
    private CelValues() {}

    static Object plain(Object value) {
        if (value instanceof NullValue || "NULL_VALUE".equals(String.valueOf(value)) && !(value instanceof String)) {
            return null;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value;
    }
}
