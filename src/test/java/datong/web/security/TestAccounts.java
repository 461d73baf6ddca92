package datong.web.security;

import datong.audit.AuditLog;
import datong.policy.Subjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Real accounts in a folder of their own, for the console's tests. */
public final class TestAccounts {
    private TestAccounts() {}

    public static Accounts of(Subjects subjects, AuditLog log, Clock clock) throws IOException {
        Path folder = Files.createTempDirectory("datong-accounts");
        PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        SignInJournal journal = new SignInJournal(log, () -> UUID.randomUUID().toString(), clock);
        return new Accounts(subjects, new Credentials(folder, encoder, subjects::all, clock), new SecondFactors(folder, clock), new ClientKeys(folder),
                new TokenKeys(folder, clock), new OpenSessions(new SessionRegistryImpl()), new Doorman(subjects, new SignInThrottle(clock), journal), journal);
    }

    /** What an authenticator shows now. */
    public static String code(String secret) {
        return SecondFactorsTest.code(secret, java.time.Instant.now());
    }
}
