package datong.web.security;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people and systems sign in.
 *
 * @param data a text and no path, since a server takes a relative path for one of its own;
 *     where {@code secrets/} lies ({@code DATONG_DATA})
 * @param config where the stewards' folders lie ({@code DATONG_CONFIG})
 * @param url the address at which people reach the hub, e.g. {@code https://hub.example}; needed only where it is not this machine ({@code DATONG_URL})
 * @param secondFactor at the embedded issuer ({@code DATONG_SECOND_FACTOR})
 * @param sessionLife after which a person signs in again, however busy they are ({@code DATONG_SESSION_LIFE})
 * @param hosts further names under which the hub may be asked for ({@code DATONG_HOSTS}, joined by commas), beside this machine's own and the url's
 */
@ConfigurationProperties("datong")
public record SignInSettings(@DefaultValue("./data") String data, @DefaultValue(".") String config, Optional<URI> url, @DefaultValue Oidc oidc, @DefaultValue List<String> hosts,
        @DefaultValue Tls tls, @DefaultValue("OFFERED") SecondFactor secondFactor, @DefaultValue("12h") Duration sessionLife) {
    /** Whether people need a one-time code beside their password. */
    public enum SecondFactor {
        /** Who set one up. */
        OFFERED,
        /** Everybody; who has none sets one up at their next sign-in. */
        DEMANDED
    }

    /**
     * A second port for systems that prove themselves by a certificate.
     *
     * @param port ({@code DATONG_TLS_PORT}); none: there is no such port
     * @param certificate file of the hub's own certificate and those that lead to its authority (PEM)
     * @param key file of its private key (PEM, PKCS #8)
     */
    public record Tls(@DefaultValue("0") int port, @DefaultValue("") String certificate, @DefaultValue("") String key) {}

    /**
     * @param issuer an OIDC issuer to use instead of the embedded one ({@code DATONG_OIDC_ISSUER}); empty: the embedded one
     * @param audience what tokens must name as their audience
     * @param clientId of the console at the issuer
     * @param clientSecret of the console at the issuer
     * @param subjectClaim the claim that holds the id by which {@code policies/subjects.yaml} knows the caller
     */
    public record Oidc(@DefaultValue("") String issuer, @DefaultValue("datong") String audience, @DefaultValue("datong-console") String clientId,
            @DefaultValue("") String clientSecret, @DefaultValue("sub") String subjectClaim) {}

    /** Keys and certificates that systems registered. */
    Path clients() {
        return Path.of(config, "policies", "clients");
    }

    Path secrets() {
        return Path.of(data, "secrets");
    }
}
