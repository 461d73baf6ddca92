package datong.web.security;

import datong.policy.Subject;
import datong.policy.Subjects;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients of the embedded issuer: the console, and every system the policies know at this moment. */
final class HubClients implements RegisteredClientRepository {
    static final String CONSOLE = "datong-console";
    static final String CALLBACK = "/login/oauth2/code/datong";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private final Subjects subjects;
    private final Credentials credentials;
    private final ClientKeys keys;
    private final RegisteredClient console;

    /** @param consoleSecret hash of a secret that lives only as long as the process */
    HubClients(Subjects subjects, Credentials credentials, ClientKeys keys, String consoleSecret, Optional<URI> url) {
        this.subjects = subjects;
        this.credentials = credentials;
        this.keys = keys;
        this.console = console(consoleSecret, url);
    }

    private static RegisteredClient console(String secret, Optional<URI> url) {
        RegisteredClient.Builder client = RegisteredClient.withId(CONSOLE).clientId(CONSOLE).clientName("Datong").clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://127.0.0.1" + CALLBACK)
                .scope("openid")
                .clientSettings(ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build());
        url.ifPresent(address -> client.redirectUri(address.toString().replaceFirst("/$", "") + CALLBACK));
        return client.build();
    }

    @Override
    public RegisteredClient findByClientId(String clientId) {
        if (clientId.equals(CONSOLE)) {
            return console;
        }
        return subjects.find(clientId).filter(subject -> subject.kind() == Subject.Kind.SYSTEM)
                .map(this::system)
                .orElse(null);
    }

    /** Only a system that owns sources may ask for a token to push with. Who registered a key or a certificate is not believed a secret any more. */
    private RegisteredClient system(Subject subject) {
        String id = subject.id();
        boolean signs = keys.keys(subject).isPresent();
        boolean certified = keys.certificates(subject).isPresent();
        RegisteredClient.Builder client = RegisteredClient.withId(id).clientId(id).clientName(id)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("catalogue").scope("records").scope("metrics").scope("verification").scope("sharing").scopes(scopes -> {
                    if (!subject.sources().isEmpty()) {
                        scopes.add("intake");
                    }
                })
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).x509CertificateBoundAccessTokens(certified).build());
        if (signs) {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                    .clientSettings(ClientSettings.builder().tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.PS256).build());
        }
        if (certified) {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.TLS_CLIENT_AUTH).clientAuthenticationMethod(ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH);
        }
        if (!signs && !certified) {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC).clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                    .clientSecret(credentials.hashes(id));
        }
        return client.build();
    }

    @Override
    public RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are the systems in policies/subjects.yaml; add one there");
    }
}
