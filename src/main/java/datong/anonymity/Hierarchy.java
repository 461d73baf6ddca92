package datong.anonymity;

import java.util.List;
import java.util.Optional;

/**
 * Ever coarser forms of a value. Level 0 is the value itself, then one level a step, the last is {@code *}. A step that does not
 * understand a value gives {@code *}. Steps must nest: two values that a level does not tell apart, no later level may tell apart.
 */
public record Hierarchy(List<Step> steps) {
    /** Any value at all. */
    public static final String ANY = "*";

    /** One coarser form; empty if the value is not understood. */
    @FunctionalInterface
    public interface Step {
        Optional<String> of(String value);
    }

    public Hierarchy {
        steps = List.copyOf(steps);
    }

    /** At least 2: as it is, and {@code *}. */
    public int levels() {
        return steps.size() + 2;
    }

    public String at(String value, int level) {
        if (level == 0) {
            return value;
        }
        return level > steps.size() ? ANY : steps.get(level - 1).of(value).orElse(ANY);
    }
}
