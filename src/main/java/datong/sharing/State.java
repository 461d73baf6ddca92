package datong.sharing;

/** Where an application stands. */
public enum State {
    DRAFT, RECEIVED, SUPPLEMENTING, PROPOSED_YES, PROPOSED_NO, AGREED, REFUSED, DISPUTED, IN_USE, SUSPENDED, ENDED, DISPOSED, CLOSED, WITHDRAWN;

    /** Nothing follows any more. */
    public boolean last() {
        return this == CLOSED || this == WITHDRAWN;
    }
}
