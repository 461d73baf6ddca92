package datong.oversight;

import datong.audit.AuditEvent;
import java.util.List;
import java.util.Optional;

/** Answers auditors' questions from the log's copy; what it says of an event is proven by the log. */
public interface Desk {
    record Found(long index, AuditEvent event) {}

    /** The newest first, those before {@code before} if it is present. */
    List<Found> events(Question question, Optional<Long> before, int most);

    Answer answer(Question question);

    /** @param by ORGANISATION, DATASET or PURPOSE */
    Comparison compare(Question question, Comparison.Period before, Comparison.Period after, Question.Part by);

    /** Kinds that occur, in order. */
    List<String> kinds();
}
