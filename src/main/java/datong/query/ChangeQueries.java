package datong.query;

/** Conductor of streams: what changed in a dataset since a cursor, on the way of every question: decision → ledger → day's allowance → protector → audit → answer. */
public interface ChangeQueries {
    /** A page of changes, audited even if it is empty. */
    ChangeAnswer changes(ChangeRequest request);

    /** The next page of a stream that is open: decided anew, and audited if anything leaves or is refused. */
    ChangeAnswer follow(ChangeRequest request);

    /** A page without changes if the caller may still have them, audited only if they may not: for as long as a page is on its way to a slow reader. */
    ChangeAnswer standing(ChangeRequest request);
}
