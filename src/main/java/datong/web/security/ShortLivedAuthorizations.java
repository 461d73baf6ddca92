package datong.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** Keeps authorizations only as long as their codes and tokens live, and never more than fit: tokens prove themselves, so losing one loses nothing. */
final class ShortLivedAuthorizations implements OAuth2AuthorizationService {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int MOST = 10_000;
    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    ShortLivedAuthorizations(Clock clock) {
        this.clock = clock;
    }

    private record Kept(OAuth2Authorization authorization, Instant until) {}

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        Instant now = clock.instant();
        kept.remove(authorization.getId());
        kept.values().removeIf(old -> kept.size() >= MOST || old.until().isBefore(now));
        kept.put(authorization.getId(), new Kept(authorization, now.plus(LIFE)));
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        kept.remove(authorization.getId());
    }

    @Override
    public synchronized OAuth2Authorization findById(String id) {
        Kept found = kept.get(id);
        return found == null ? null : found.authorization();
    }

    @Override
    public synchronized OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
        return kept.values().stream().map(Kept::authorization).filter(authorization -> holds(authorization, token, type)).findFirst().orElse(null);
    }

    /** A token counts only as what it is: an access token is no code. */
    private static boolean holds(OAuth2Authorization authorization, String token, OAuth2TokenType type) {
        if (type != null && type.getValue().equals("state")) {
            return token.equals(authorization.getAttribute("state"));
        }
        OAuth2Authorization.Token<OAuth2Token> found = authorization.getToken(token);
        return found != null && (type == null || switch (type.getValue()) {
            case "code" -> found.getToken() instanceof OAuth2AuthorizationCode;
            case "access_token" -> found.getToken() instanceof OAuth2AccessToken;
            case "id_token" -> found.getToken() instanceof OidcIdToken;
            default -> false;
        });
    }
}
