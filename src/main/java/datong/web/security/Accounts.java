package datong.web.security;

import datong.policy.Subject;
import datong.policy.Subjects;
import datong.web.security.SecondFactors.Enrolment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sign-ins as the embedded issuer keeps them: each person's own, and for security administrators those of all. Every change is in the
 * audit log before it is made. Nobody hands out a secret alone: what an administrator renews stands in a file that only the
 * hub's operator can read.
 */
public final class Accounts {
    /** For how long a system may go on with its former secret. */
    public static final Duration OVERLAP = Duration.ofDays(7);
    private final Subjects subjects;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final ClientKeys keys;
    private final TokenKeys tokenKeys;
    private final OpenSessions sessions;
    private final Doorman doorman;
    private final SignInJournal journal;

    Accounts(Subjects subjects, Credentials credentials, SecondFactors factors, ClientKeys keys, TokenKeys tokenKeys, OpenSessions sessions, Doorman doorman, SignInJournal journal) {
        this.subjects = subjects;
        this.credentials = credentials;
        this.factors = factors;
        this.keys = keys;
        this.tokenKeys = tokenKeys;
        this.sessions = sessions;
        this.doorman = doorman;
        this.journal = journal;
    }

    /** What somebody proves themselves by. */
    public enum Proof { PASSWORD, PASSWORD_AND_CODE, SECRET, SIGNATURE, CERTIFICATE, SIGNATURE_OR_CERTIFICATE }

    /** @param overlap until when a former secret is good beside the new one */
    public record Account(Subject subject, Proof proof, Optional<Instant> overlap, long sessions) {}

    public List<Account> all() {
        return subjects.all().stream().map(subject -> new Account(subject, proof(subject), credentials.overlapUntil(subject.id()), sessions.of(subject.id()))).toList();
    }

    private Proof proof(Subject subject) {
        if (subject.kind() == Subject.Kind.PERSON) {
            return factors.has(subject.id()) ? Proof.PASSWORD_AND_CODE : Proof.PASSWORD;
        }
        boolean signs = keys.keys(subject).isPresent();
        boolean certified = keys.certificates(subject).isPresent();
        return signs && certified ? Proof.SIGNATURE_OR_CERTIFICATE : signs ? Proof.SIGNATURE : certified ? Proof.CERTIFICATE : Proof.SECRET;
    }

    /** Whether somebody gives a code beside their password. */
    public boolean hasCode(Subject person) {
        return factors.has(person.id());
    }

    public Enrolment begin() {
        return factors.begin();
    }

    public QrCode picture(Subject person, Enrolment enrolment) {
        return QrCode.of(enrolment.address(person.id()));
    }

    /** @return false if the code is wrong; @throws DoorClosed after too many wrong ones */
    public boolean enrol(Subject person, Enrolment enrolment, String code, String address) {
        return proven(person, address, () -> factors.matches(enrolment, code), () -> {
            journal.changed("SECOND_FACTOR_SET", person, person.id(), address);
            factors.enrol(person.id(), enrolment, code);
        });
    }

    /** @param code that the authenticator shows, or a recovery code; otherwise as {@link #enrol} */
    public boolean dropCode(Subject person, String code, String address) {
        return proven(person, address, () -> factors.accepts(person.id(), code), () -> removeFactor(person, person.id(), address));
    }

    /** A new password for whoever knows the present one; empty if it is not. Every session of theirs but this one ends. */
    public Optional<String> newPassword(Subject person, String present, String session, String address) {
        String[] fresh = new String[1];
        boolean known = proven(person, address, () -> credentials.matches(person.id(), present), () -> {
            journal.changed("SECRET_RENEWED", person, person.id(), address);
            fresh[0] = credentials.renew(person, Duration.ZERO).secret();
            sessions.end(person.id(), session);
        });
        return known ? Optional.of(fresh[0]) : Optional.empty();
    }

    /** Ends every session of theirs but this one; how many there were. */
    public long endOthers(Subject person, String session, String address) {
        journal.changed("SESSIONS_ENDED", person, person.id(), address);
        return sessions.end(person.id(), session);
    }

    private boolean proven(Subject person, String address, java.util.function.BooleanSupplier proof, Runnable then) {
        doorman.demandOpen(person.id(), address);
        if (!proof.getAsBoolean()) {
            doorman.failed(person.id(), person.kind(), "account-page", address);
            return false;
        }
        doorman.demandOpen(person.id(), address);
        then.run();
        return true;
    }

    /** A new secret for somebody, kept for the hub's operator; a system's former one goes on for {@link #OVERLAP}, a person's ends with their sessions. */
    public void renew(Subject administrator, Subject whose, String address) {
        journal.changed("SECRET_RENEWED", administrator, whose.id(), address);
        credentials.hand(credentials.renew(whose, whose.kind() == Subject.Kind.SYSTEM ? OVERLAP : Duration.ZERO));
        sessions.end(whose.id(), "");
    }

    public void removeFactor(Subject by, String whose, String address) {
        journal.changed("SECOND_FACTOR_REMOVED", by, whose, address);
        factors.remove(whose);
    }

    public void endSessions(Subject administrator, String whose, String address) {
        journal.changed("SESSIONS_ENDED", administrator, whose, address);
        sessions.end(whose, "");
    }

    /** Another key signs the hub's tokens from now on. */
    public void renewTokenKey(Subject administrator, String address) {
        journal.changed("TOKEN_KEY_RENEWED", administrator, "hub", address);
        tokenKeys.renew();
    }

    public Optional<Subject> find(String id) {
        return subjects.find(id);
    }
}
