package datong.correction;

import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.Optional;

/**
 * One value of a record that somebody holds to be wrong (校核申请, Decree 809 Art. 26). Holds no value.
 *
 * @param demander credit code of the department that disputes it
 * @param onBehalf request of a person concerned (docs/PERSONS.md) that it comes from; empty for a department's own
 * @param owner credit code of the department that answers for the item
 * @param violation code of the breach if no answer comes in time
 */
public record Dispute(String id, Cell cell, String demander, String filedBy, String onBehalf, String reason, String owner, Instant filedAt, Instant warnAt, Instant dueAt,
        String violation, State state, Optional<Answer> answer, Optional<Instant> warned, Optional<Instant> breached) {

    public enum State { OPEN, CORRECTED, REJECTED }

    /** @param record id (ULID) as answers show it */
    public record Cell(String record, DatasetCode dataset, Element element, ItemName item) {}

    /** @param words why it is right as it is; or what was done, may then be empty */
    public record Answer(String by, Instant at, String words) {}

    public boolean late(Instant now) {
        return !answer.map(Answer::at).orElse(now).isBefore(dueAt);
    }

    Dispute answered(State reached, Answer given) {
        return new Dispute(id, cell, demander, filedBy, onBehalf, reason, owner, filedAt, warnAt, dueAt, violation, reached, Optional.of(given), warned, breached);
    }
}
