package datong.schema;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An item that a district added, with the constraints it set for it.
 *
 * @param pattern what the whole text must match
 * @param minimum least number, inclusive
 * @param maximum greatest number, inclusive
 */
public record ExtensionItem(
        ItemDefinition definition, boolean required, Optional<Pattern> pattern, Optional<BigDecimal> minimum, Optional<BigDecimal> maximum) {

    /** An item without constraints of its own. */
    public static ExtensionItem unconstrained(ItemDefinition definition) {
        return new ExtensionItem(definition, false, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
