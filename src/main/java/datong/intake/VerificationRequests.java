package datong.intake;

import datong.intake.VerificationRequest.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Verification requests and the records they are about. */
public interface VerificationRequests {
    /** Keeps the request with the open records of its source, rule and column, which then wait for the department. Gives how many; with none nothing is kept. */
    long send(VerificationRequest request, int most);

    /** The newest first. */
    List<VerificationRequest> all(Optional<String> source, Optional<String> provider, int most);

    Optional<VerificationRequest> find(String id);

    /** False if it was answered or closed before. */
    boolean answer(String id, Answer answer);

    /** Records that still wait are settled, or open again. False if it was closed before. */
    boolean close(String id, String by, Instant at, boolean settled);

    /** Quarantine ids of its records. */
    List<String> records(String id);
}
