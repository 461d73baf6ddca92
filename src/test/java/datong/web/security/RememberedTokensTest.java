package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTest {
    private final AtomicInteger signaturesChecked = new AtomicInteger();
    private final AtomicBoolean expired = new AtomicBoolean();
    private final RememberedTokens tokens = new RememberedTokens(this::decode, token -> expired.get()
            ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token")) : OAuth2TokenValidatorResult.success());

    private Jwt decode(String token) {
        signaturesChecked.incrementAndGet();
        if (expired.get() || token.startsWith("forged")) {
            throw new BadJwtException("refused");
        }
        return Jwt.withTokenValue(token).header("alg", "RS256").subject("market-system").expiresAt(Instant.parse("2026-12-01T00:00:00Z")).build();
    }

    @Test
    void aSignatureIsCheckedOnceForManyCalls() {
        assertThat(tokens.decode("good")).isSameAs(tokens.decode("good"));
        assertThat(signaturesChecked).hasValue(1);
    }

    @Test
    void aTokenThatExpiredSinceItWasRememberedIsRefused() {
        tokens.decode("good");
        expired.set(true);
        assertThatThrownBy(() -> tokens.decode("good")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aForgedTokenIsNeverRemembered() {
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThat(signaturesChecked).hasValue(2);
    }
}
