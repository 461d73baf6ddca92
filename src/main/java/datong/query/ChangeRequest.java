package datong.query;

import datong.policy.Subject;

/**
 * Whose changes are wanted, and since when.
 *
 * @param question its limit is that of a page; it has no order and no cursor
 * @param since {@link #NOW}, {@link #START} or a cursor
 * @param exit by which the changes leave, for the audit event: {@code page}, {@code stream}, or a subscription
 */
public record ChangeRequest(QueryRequest question, String since, String exit) {
    /** Only what changes from now on. */
    public static final String NOW = "now";
    /** Every record as it is, and from then on what changes. */
    public static final String START = "start";

    public ChangeRequest {
        if (question.cursor().isPresent() || !question.order().isEmpty()) {
            throw new IllegalArgumentException("changes come in the order of the ledger and go on by 'since'");
        }
    }

    public ChangeRequest since(String cursor) {
        return new ChangeRequest(question, cursor, exit);
    }

    /** The same of somebody whose groups or division may be others by now. */
    public ChangeRequest by(Subject subject) {
        return new ChangeRequest(question.by(subject), since, exit);
    }
}
