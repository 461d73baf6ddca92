package datong.web.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import datong.audit.AuditLog;
import datong.policy.Subjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.UUID;
import org.springframework.security.core.session.SessionRegistryImpl;

/** Real accounts in a folder of their own, for the console's tests. */
public final class TestAccounts {
    private static String signing;

    private TestAccounts() {}

    public static Accounts of(Subjects subjects, AuditLog log, Clock clock) throws IOException {
        Path folder = Files.createTempDirectory("datong-accounts");
        signingKey(folder);
        SignInJournal journal = new SignInJournal(log, () -> UUID.randomUUID().toString(), clock);
        return new Accounts(subjects, new Credentials(folder, Credentials.encoder(), subjects::all, clock), new SecondFactors(folder, clock), new ClientKeys(folder),
                new TokenKeys(folder, clock), new OpenSessions(new SessionRegistryImpl()), new Doorman(subjects, new SignInThrottle(clock), journal), journal);
    }

    /** Puts a key that signs tokens where a hub looks for it, the same for all hubs of the tests: one of RSA takes seconds to make. */
    public static synchronized void signingKey(Path secrets) {
        if (signing == null) {
            signing = made();
        }
        new PrivateFolder(secrets).write(TokenKeys.FILE, signing);
    }

    private static String made() {
        try {
            return new JWKSet(new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).keyIDFromThumbprint(true).issueTime(new Date()).generate()).toString(false);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What an authenticator shows now. */
    public static String code(String secret) {
        return SecondFactorsTest.code(secret, java.time.Instant.now());
    }
}
