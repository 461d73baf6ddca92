package datong.web.security;

import datong.policy.Subject;
import datong.policy.Subjects;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Lets a caller try their secret, counts and journals what comes of it. A sign-in that cannot be audited does not happen. Tries that began together count as if one had
 * come after the other: what ends behind a closed door is told no more than that it is closed.
 */
final class Doorman {
    private final Subjects subjects;
    private final SignInThrottle throttle;
    private final SignInJournal journal;

    Doorman(Subjects subjects, SignInThrottle throttle, SignInJournal journal) {
        this.subjects = subjects;
        this.throttle = throttle;
        this.journal = journal;
    }

    Optional<Subject> known(String account, Subject.Kind kind) {
        return subjects.find(account).filter(subject -> subject.kind() == kind);
    }

    void demandOpen(String account, String address) {
        throttle.closed(account, address).ifPresent(Doorman::refuse);
    }

    private static void refuse(Duration remaining) {
        throw new DoorClosed(remaining);
    }

    void failed(String account, Subject.Kind kind, String method, String address) {
        Optional<Duration> closed = throttle.failed(account, address);
        journal.failed(known(account, kind), method, address, throttle.closed(account, address).isPresent());
        closed.ifPresent(Doorman::refuse);
    }

    void signedIn(Subject subject, String method, String address) {
        demandOpen(subject.id(), address);
        journal.signedIn(subject, method, address);
        throttle.succeeded(subject.id(), address);
    }

    static String address(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }
}
