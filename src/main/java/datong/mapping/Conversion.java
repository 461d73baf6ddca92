package datong.mapping;

/** Turns one text of a source into an item's value. Thread-safe; never throws for bad data. */
@FunctionalInterface
public interface Conversion {
    /** The value, or null after telling the reading why there is none. The text is stripped and not empty. */
    Object convert(String text, Reading reading);

    /** Whether a text with stars in it is a masked value and not one to convert. */
    default boolean maskable() {
        return false;
    }

    /** The same conversion, for values that sources mask. */
    static Conversion maskable(Conversion conversion) {
        return new Conversion() {
            @Override
            public Object convert(String text, Reading reading) {
                return conversion.convert(text, reading);
            }

            @Override
            public boolean maskable() {
                return true;
            }
        };
    }
}
