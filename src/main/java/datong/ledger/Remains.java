package datong.ledger;

/** One place where sealed copies of a person's records can lie beside the ledger; each room that keeps such copies has one. */
public interface Remains {
    /** Of the outcome, e.g. {@code quarantined_records}. */
    String name();

    /** Destroys what names the person and the keys it was sealed with, and says how many pieces that was. Doing it again finds nothing. */
    long erase(PersonNumbers person);
}
