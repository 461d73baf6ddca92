package datong.web.security;

import datong.policy.Subjects;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** Lets a system in that holds the key of one of its registered certificates (RFC 8705); who issued that certificate does not matter. */
final class ClientCertificates implements Consumer<OAuth2ClientAuthenticationContext> {
    private final Subjects subjects;
    private final ClientKeys keys;
    private final Clock clock;

    ClientCertificates(Subjects subjects, ClientKeys keys, Clock clock) {
        this.subjects = subjects;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public void accept(OAuth2ClientAuthenticationContext context) {
        OAuth2ClientAuthenticationToken given = context.getAuthentication();
        List<X509Certificate> registered = subjects.find(context.getRegisteredClient().getClientId()).flatMap(keys::certificates).orElse(List.of());
        if (!(given.getCredentials() instanceof X509Certificate[] chain) || chain.length == 0 || !registered.contains(chain[0])) {
            throw refused("the certificate is not registered");
        }
        try {
            chain[0].checkValidity(Date.from(clock.instant()));
        } catch (CertificateException ended) {
            throw refused("the certificate is not valid now");
        }
    }

    private static OAuth2AuthenticationException refused(String why) {
        return new OAuth2AuthenticationException(new OAuth2Error("invalid_client", why, null));
    }
}
