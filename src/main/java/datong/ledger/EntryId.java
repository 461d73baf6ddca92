package datong.ledger;

/** Identifier of a ledger record: a ULID of 26 characters. */
public record EntryId(String value) implements Comparable<EntryId> {
    public EntryId {
        if (value.length() != 26) {
            throw new IllegalArgumentException("an entry id is a ULID of 26 characters");
        }
    }

    @Override
    public int compareTo(EntryId other) {
        return value.compareTo(other.value);
    }
}
