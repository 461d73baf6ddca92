package datong.web.security;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.policy.Subject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts sign-ins, failures and changes of what people sign in by into the audit log. An id that the policies do not know is not written: it may be a mistyped password. */
final class SignInJournal {
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;

    SignInJournal(AuditLog log, Supplier<String> ids, Clock clock) {
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    void signedIn(Subject subject, String method, String address) {
        write("SIGN_IN", subject.id(), subject.organisation(), method, address, "DONE", "credentials-match");
    }

    /** @param whose id of the one concerned, who may be the actor */
    void changed(String kind, Subject actor, String whose, String address) {
        log.append(new AuditEvent(ids.get(), clock.instant(), kind, actor.id(), actor.organisation(), "", "", "", "", "", List.of(), "", 0, 0, "DONE",
                whose.equals(actor.id()) ? "own-account" : "role", List.of(), "", address, "", Map.of("account", whose)));
    }

    void failed(Optional<Subject> subject, String method, String address, boolean nowClosed) {
        write("SIGN_IN_FAILED", subject.map(Subject::id).orElse("unknown"), subject.map(Subject::organisation).orElse(""), method, address,
                "DENIED", nowClosed ? "too-many-failures" : "credentials-do-not-match");
    }

    private void write(String kind, String actor, String organisation, String method, String address, String decision, String rule) {
        log.append(new AuditEvent(ids.get(), clock.instant(), kind, actor, organisation, "", "", "", "", "", List.of(), "", 0, 0, decision, rule,
                List.of(), "", address, "", Map.of("method", method)));
    }
}
