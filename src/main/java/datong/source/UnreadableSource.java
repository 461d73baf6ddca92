package datong.source;

/** A delivery that cannot be read (any further). Carries a machine-readable rule and where it happened; never a value. */
public final class UnreadableSource extends Exception {
    private final String rule;
    private final long row;

    public UnreadableSource(String rule, long row, String message) {
        super(message);
        this.rule = rule;
        this.row = row;
    }

    /** E.g. {@code ENCRYPTED_WORKBOOK}, {@code EXCEL_1904}, {@code NOT_A_WORKBOOK}, {@code NO_HEADER}. */
    public String rule() {
        return rule;
    }

    /** Row from 1 at which reading stopped, 0 if before the first. */
    public long row() {
        return row;
    }
}
