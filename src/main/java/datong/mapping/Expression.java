package datong.mapping;

import datong.source.RawRecord;
import java.util.Set;

/** An expression over a row's cells, compiled and type-checked. Thread-safe. */
public interface Expression {
    /**
     * Text, Boolean, Long, Double, a list of texts, or null.
     *
     * @throws Failed if the expression cannot be evaluated for this row
     */
    Object evaluate(RawRecord row) throws Failed;

    /** Columns it names literally. */
    Set<String> columns();

    /** Whether it always gives a truth value. */
    boolean isCondition();

    /** Carries no value of the row. */
    final class Failed extends Exception {
        public Failed(String message) {
            super(message);
        }
    }
}
