package datong.web.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import datong.policy.Subjects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Checks what a system signed to prove itself ({@code private_key_jwt}, RFC 7523): by a registered key, for this issuer, short-lived, once. */
final class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST = 100_000;
    private static final int LONGEST_ID = 256;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.PS256, JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);
    private final Subjects subjects;
    private final ClientKeys keys;
    private final Clock clock;
    private final Map<String, Instant> used = new HashMap<>();

    ClientAssertions(Subjects subjects, ClientKeys keys, Clock clock) {
        this.subjects = subjects;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        JWKSet registered = subjects.find(client.getClientId()).flatMap(keys::keys).orElseGet(JWKSet::new);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(registered)));
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        OAuth2TokenValidator<Jwt> once = this::once;
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(JwtClientAssertionDecoderFactory.DEFAULT_JWT_VALIDATOR_FACTORY.apply(client), once));
        return decoder;
    }

    private synchronized OAuth2TokenValidatorResult once(Jwt assertion) {
        Instant now = clock.instant();
        Instant until = assertion.getExpiresAt();
        if (until == null || until.isAfter(now.plus(LONGEST))) {
            return refused("the assertion has to end within " + LONGEST.toMinutes() + " minutes (exp)");
        }
        if (assertion.getId() == null || assertion.getId().length() > LONGEST_ID) {
            return refused("the assertion has to have an id (jti) of " + LONGEST_ID + " characters at most");
        }
        used.values().removeIf(ended -> used.size() >= MOST / 2 && ended.isBefore(now.minus(LONGEST)));
        if (used.size() >= MOST || used.putIfAbsent(assertion.getSubject() + '\n' + assertion.getId(), until) != null) {
            return refused("the assertion was used before (jti)");
        }
        return OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_client", why, null));
    }
}
