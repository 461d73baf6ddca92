package datong.mapping;

import java.util.Optional;
import java.util.Set;

/**
 * Rows that operators left behind while trying the system. They are not lost: they wait in quarantine.
 *
 * @param slot column whose whole text is one of the words; -1 where an expression decides
 */
public record DropRule(int slot, Set<String> words, Optional<Expression> when) {
    boolean holds(Reading reading) throws Expression.Failed {
        if (when.isPresent()) {
            return Boolean.TRUE.equals(when.get().evaluate(reading.raw()));
        }
        String text = reading.cell(slot);
        return text != null && words.contains(text);
    }
}
