package datong.protection;

import datong.schema.ItemDefinition;
import datong.schema.Level;

/** Shows values to a steward outside a question: L1 and L2 as they are, L3 and L4 masked by kind (DOMAIN §2.12). Needs no key. */
public final class Masks {
    private Masks() {}

    /** A value that is not a text is masked whole. */
    public static String shown(ItemDefinition item, String text) {
        if (text.isEmpty() || !item.level().atLeast(Level.L3)) {
            return text;
        }
        return String.valueOf(new Masking(item.kind()).treat(text));
    }
}
