package datong.ledger;

import datong.schema.DatasetCode;
import datong.schema.Element;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the ledger. Writing is the batch's business, see {@link LedgerWriter}. */
public interface Ledger {
    /** Rows of the selection in its order. */
    List<LedgerRow> read(Selection selection);

    /** Streams the rows of the selection with constant memory, its limit ignored if 0; one consistent snapshot. */
    void stream(Selection selection, Consumer<LedgerRow> rows);

    /** Versions of a record, the newest first; the current one included. */
    List<Version> history(Element element, EntryId id);

    long count(DatasetCode dataset);

    /**
     * Those of the numbers by which the ledger knows a child under fourteen today. A phone counts only if everybody it is known of is one: it may be
     * a parent's that stands in the child's record as well.
     */
    Set<PersonNumbers.PersonNumber> childrensAmong(Set<PersonNumbers.PersonNumber> numbers, LocalDate today);

    /**
     * @param validTo empty for the current version
     * @param removal why no version followed: DELETED at the source, or VANISHED from its deliveries; empty for most
     */
    record Version(EntryId id, java.time.Instant validFrom, Optional<java.time.Instant> validTo, String mappingVersion, String batch, String hash,
            Optional<String> removal) {}
}
