package datong.web.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that sign tokens, readable by the owner alone: the first signs, a former one still proves what it signed until that has
 * ended. One is made at the first start, and another whenever the first has signed for {@link #SIGNS}.
 */
final class TokenKeys implements JWKSource<SecurityContext> {
    static final Duration SIGNS = Duration.ofDays(90);
    /** Longer than any token lives. */
    static final Duration PROVES_AFTERWARDS = Duration.ofHours(1);
    static final String FILE = "token-signing.jwks";
    /** Of hubs whose key was never renewed. */
    private static final String SINGLE = "token-signing.jwk";
    private final PrivateFolder folder;
    private final Clock clock;
    private List<JWK> keys;

    TokenKeys(Path secrets, Clock clock) {
        this.folder = new PrivateFolder(secrets);
        this.clock = clock;
        this.keys = read();
        current();
    }

    private List<JWK> read() {
        try {
            if (folder.read(FILE).isPresent()) {
                return JWKSet.parse(folder.read(FILE).orElseThrow()).getKeys();
            }
            return folder.read(SINGLE).isPresent()
                    ? List.of(new RSAKey.Builder(RSAKey.parse(folder.read(SINGLE).orElseThrow())).issueTime(Date.from(clock.instant())).build()) : List.of();
        } catch (ParseException broken) {
            throw new IllegalStateException(folder.file(FILE) + " holds no signing keys; delete it and a new one is made at the next start, which signs everybody out", broken);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(new JWKSet(current()));
    }

    /** Another key signs from now on; nobody is signed out. */
    synchronized void renew() {
        Instant now = clock.instant();
        try {
            RSAKey fresh = new RSAKeyGenerator(3072).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).keyIDFromThumbprint(true).issueTime(Date.from(now)).generate();
            Stream<JWK> former = keys.stream().map(JWK::toRSAKey).map(key -> key.getExpirationTime() != null ? key
                    : new RSAKey.Builder(key).expirationTime(Date.from(now.plus(PROVES_AFTERWARDS))).build());
            keep(Stream.concat(Stream.of(fresh), former).toList());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("no key can be made", impossible);
        }
    }

    private synchronized List<JWK> current() {
        Instant now = clock.instant();
        if (keys.isEmpty() || keys.getFirst().getIssueTime().toInstant().plus(SIGNS).isBefore(now)) {
            renew();
        }
        List<JWK> proving = keys.stream().filter(key -> key.getExpirationTime() == null || key.getExpirationTime().toInstant().isAfter(now)).toList();
        if (proving.size() < keys.size()) {
            keep(proving);
        }
        return keys;
    }

    private void keep(List<JWK> kept) {
        folder.write(FILE, new JWKSet(kept).toString(false));
        folder.remove(SINGLE);
        keys = kept;
    }
}
