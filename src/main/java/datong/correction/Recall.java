package datong.correction;

import java.time.Instant;
import java.util.Optional;

/**
 * A recipient of a value that was corrected since, and whether they took note.
 *
 * @param certain false where the log does not tell which records an answer held, and the value may have been among them
 * @param answers answers and releases that carried it
 */
public record Recall(String id, Dispute dispute, String organisation, boolean certain, int answers, Instant first, Instant last, Instant noticedAt, Instant dueAt,
        Optional<Instant> overdue, Optional<Acknowledgement> acknowledgement) {

    /** UPDATED: the new value was taken over. DELETED: the old one was. NOT_KEPT: it was never kept. */
    public enum Deed { UPDATED, DELETED, NOT_KEPT }

    public record Acknowledgement(Deed deed, String words, String by, Instant at) {}

    public boolean late(Instant now) {
        return !acknowledgement.map(Acknowledgement::at).orElse(now).isBefore(dueAt);
    }
}
