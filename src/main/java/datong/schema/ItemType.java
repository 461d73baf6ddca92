package datong.schema;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** How an item's value travels and is stored. A value that is absent is null inside an item array and nowhere else. */
public enum ItemType {
    STRING(String.class),
    INTEGER(Integer.class),
    DECIMAL(BigDecimal.class),
    DATE(LocalDate.class),
    TIMESTAMP(Instant.class),
    BOOLEAN(Boolean.class),
    /** A list of strings. */
    STRINGS(List.class),
    /** A JSON document as canonical text. */
    JSON(Json.class);

    private final Class<?> javaType;

    ItemType(Class<?> javaType) {
        this.javaType = javaType;
    }

    public Class<?> javaType() {
        return javaType;
    }
}
