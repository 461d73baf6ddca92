package datong.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Quarantined records sent back to the department that delivered them (校核申请, decree 809 Art. 26).
 *
 * @param provider credit code of the department, from the mapping
 * @param column of the first reason; the empty text: of no column
 * @param due last day for an answer, in the district's time
 * @param closedBy who closed it; empty before
 */
public record VerificationRequest(String id, String source, String provider, String rule, String column, long records, String note, String requestedBy,
        Instant requestedAt, LocalDate due, Optional<Answer> answer, Optional<String> closedBy) {

    public enum State { SENT, ANSWERED, CLOSED }

    /** ACCEPTED: the records are wrong and will be corrected. CORRECTED: they have been, and come with a later delivery. REJECTED: they are right. */
    public enum Verdict { ACCEPTED, CORRECTED, REJECTED }

    /** @param by id of the system that answered */
    public record Answer(Verdict verdict, String note, String by, Instant at) {}

    public State state() {
        if (closedBy.isPresent()) {
            return State.CLOSED;
        }
        return answer.isPresent() ? State.ANSWERED : State.SENT;
    }

    /** Not answered by the end of its last day. */
    public boolean overdue(LocalDate today) {
        return state() == State.SENT && today.isAfter(due);
    }
}
