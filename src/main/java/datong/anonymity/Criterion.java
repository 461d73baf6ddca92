package datong.anonymity;

/** What each class of rows that look alike must keep besides its size, so that being in it does not tell the sensitive value. */
public sealed interface Criterion {
    /** The column that it looks at. */
    String attribute();

    /** At least {@code l} different values. */
    record Distinct(String attribute, int l) implements Criterion {
        public Distinct {
            demand(l >= 1, "l must be at least 1");
        }
    }

    /** Entropy of at least ln {@code l} (Machanavajjhala 2007). */
    record Entropy(String attribute, double l) implements Criterion {
        public Entropy {
            demand(l >= 1, "l must be at least 1");
        }
    }

    /** The most frequent value less often than {@code c} times all from the {@code l}-th on together. */
    record Recursive(String attribute, double c, int l) implements Criterion {
        public Recursive {
            demand(c > 0 && l >= 2, "c must be above 0 and l at least 2");
        }
    }

    /** Distributed no further than {@code t} from the whole table, by the earth mover's distance (Li 2007). */
    record Close(String attribute, double t, Distance distance) implements Criterion {
        public Close {
            demand(t >= 0 && t <= 1, "t must lie from 0 to 1");
        }
    }

    /** From one value to any other it is equally far; or as far as they lie apart in their order (numbers by size, others by text). */
    enum Distance { EQUAL, ORDERED }

    /** Merging classes never breaks it, and neither does leaving classes out. */
    default boolean monotone() {
        return this instanceof Distinct;
    }

    /** In signs that need no language. */
    default String signs() {
        return attribute() + ": " + switch (this) {
            case Distinct(String attribute, int l) -> "l ≥ " + l;
            case Entropy(String attribute, double l) -> "exp(H) ≥ " + l;
            case Recursive(String attribute, double c, int l) -> "(c, l) = (" + c + ", " + l + ")";
            case Close(String attribute, double t, Distance distance) -> "t ≤ " + t + (distance == Distance.ORDERED ? " (1 < 2 < 3)" : "");
        };
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
