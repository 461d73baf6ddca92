package datong.correction;

import datong.audit.AuditEvent;
import datong.ledger.SubjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who received a value, by the audit log: every answer and release of its dataset that showed its item since the ledger has held the record. Which
 * persons an answer showed is known by their keyed digests; where an answer tells nobody, it may have held the record and counts.
 */
public final class Recipients {
    private static final String RELEASE = "RELEASE";
    private final Function<SubjectId, Set<String>> keys;

    /** @param keys what stands in the log for the person a record is about, by each version of the key */
    public Recipients(Function<SubjectId, Set<String>> keys) {
        this.keys = keys;
    }

    record Receipt(boolean certain, int answers, Instant first, Instant last) {
        Receipt and(Receipt other) {
            return new Receipt(certain || other.certain, answers + other.answers, first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
        }
    }

    /** By organisation. */
    Map<String, Receipt> among(Collection<AuditEvent> events, Dispute.Cell cell, SubjectId subject) {
        Set<String> theirs = keys.apply(subject);
        Map<String, Receipt> receipts = new LinkedHashMap<>();
        for (AuditEvent event : events) {
            boolean told = !event.personKeys().isEmpty();
            boolean may = !told || !Collections.disjoint(theirs, event.personKeys());
            organisation(event).filter(organisation -> may && carries(event, cell))
                    .ifPresent(organisation -> receipts.merge(organisation, new Receipt(told, 1, event.time(), event.time()), Receipt::and));
        }
        return receipts;
    }

    /** Looks through the log until somebody's answer is found. */
    public CorrectionDesk.Received in(AnswerLog log) {
        return (organisation, cell, subject, since) -> {
            AnswerLog.Portion portion = log.of(cell.dataset().value(), since, 0);
            while (!among(portion.events(), cell, subject).containsKey(organisation)) {
                if (portion.end()) {
                    return false;
                }
                portion = log.of(cell.dataset().value(), since, portion.next());
            }
            return true;
        };
    }

    private static Optional<String> organisation(AuditEvent event) {
        return Optional.of(event.kind().equals(RELEASE) ? event.details().getOrDefault("recipient", "") : event.organisation()).filter(code -> !code.isEmpty());
    }

    /** Counts are no values of a record. */
    private static boolean carries(AuditEvent event, Dispute.Cell cell) {
        String item = cell.item().value();
        return event.decision().equals("PERMITTED") && event.records() > 0 && !event.kind().startsWith("STATISTICS") && event.dataset().equals(cell.dataset().value())
                && event.items().contains(item) && !event.obligations().contains(item + "=drop");
    }
}
