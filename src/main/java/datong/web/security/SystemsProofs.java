package datong.web.security;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.X509ClientCertificateAuthenticationProvider;

/** The ways in which systems prove themselves at the token endpoint: a secret, a signature, a certificate; each counted and journalled. */
record SystemsProofs(Doorman doorman, ClientSecretAuthenticationProvider secrets, JwtClientAssertionAuthenticationProvider signatures,
        X509ClientCertificateAuthenticationProvider certificates) {
    /** Takes the place of the framework's own. */
    void replace(List<AuthenticationProvider> providers) {
        List<AuthenticationProvider> proofs = List.of(secrets, signatures, certificates);
        providers.removeIf(provider -> proofs.stream().anyMatch(proof -> proof.getClass() == provider.getClass()));
        providers.add(new SystemsSignIn(doorman, proofs));
    }
}
