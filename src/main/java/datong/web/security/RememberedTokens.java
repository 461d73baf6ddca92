package datong.web.security;

import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers for a minute that a token's signature was good, because checking it costs as much as the rest of a look-up. What time or
 * audience decides is checked on every call; a key that an issuer withdraws is out of use within the minute.
 */
final class RememberedTokens implements JwtDecoder {
    private static final long KEPT_NANOS = 60_000_000_000L;
    private static final int MOST = 10_000;
    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> validity;
    private final ConcurrentHashMap<String, Verified> verified = new ConcurrentHashMap<>();

    /** @param decoder checks everything; @param validity what must be checked again each time */
    RememberedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> validity) {
        this.decoder = decoder;
        this.validity = validity;
    }

    private record Verified(Jwt token, long at) {}

    @Override
    public Jwt decode(String token) {
        Verified known = verified.get(token);
        if (known != null && System.nanoTime() - known.at() < KEPT_NANOS && !validity.validate(known.token()).hasErrors()) {
            return known.token();
        }
        verified.remove(token);
        Jwt fresh = decoder.decode(token);
        if (verified.size() >= MOST) {
            verified.clear();
        }
        verified.put(token, new Verified(fresh, System.nanoTime()));
        return fresh;
    }
}
