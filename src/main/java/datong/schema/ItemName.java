package datong.schema;

import java.util.regex.Pattern;

/** Name of an item as it stands in YAML, API and tables: lower-case words joined by underscores. */
public record ItemName(String value) implements Comparable<ItemName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public ItemName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("an item name is lower-case letters, digits and underscores, 63 at most");
        }
    }

    /** The item that a component of an element's record stands for. */
    public static ItemName ofProperty(String camelCase) {
        return new ItemName(ItemReflection.snakeCase(camelCase));
    }

    @Override
    public int compareTo(ItemName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
