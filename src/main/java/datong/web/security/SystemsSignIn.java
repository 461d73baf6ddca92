package datong.web.security;

import datong.audit.AuditLog;
import datong.policy.Subject;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** Checks what a system proves itself by at the token endpoint, counted and journalled like a person's password. */
final class SystemsSignIn implements AuthenticationProvider {
    static final String TOO_MANY = "too_many_attempts";
    private final Doorman doorman;
    private final List<AuthenticationProvider> proofs;

    /** @param proofs compare the secret, or check the signature or certificate; each gives null for what is another's */
    SystemsSignIn(Doorman doorman, List<AuthenticationProvider> proofs) {
        this.doorman = doorman;
        this.proofs = List.copyOf(proofs);
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String client = given.getName();
        String address = Doorman.address(given);
        try {
            doorman.demandOpen(client, address);
            return checked(given, client, address);
        } catch (DoorClosed closed) {
            throw new OAuth2AuthenticationException(new OAuth2Error(TOO_MANY, closed.getMessage(), null), closed);
        } catch (AuditLog.AuditUnavailable unavailable) {
            throw new OAuth2AuthenticationException(new OAuth2Error("temporarily_unavailable", "the audit log cannot be written", null), unavailable);
        }
    }

    private Authentication checked(Authentication given, String client, String address) {
        Authentication authenticated;
        try {
            authenticated = proofs.stream().map(proof -> proof.authenticate(given)).filter(Objects::nonNull).findFirst().orElse(null);
        } catch (OAuth2AuthenticationException wrong) {
            doorman.failed(client, Subject.Kind.SYSTEM, method(given), address);
            throw wrong;
        }
        if (authenticated != null) {
            doorman.known(client, Subject.Kind.SYSTEM).ifPresent(system -> doorman.signedIn(system, method(given), address));
        }
        return authenticated;
    }

    /** As the audit log names it. */
    private static String method(Authentication given) {
        String method = ((OAuth2ClientAuthenticationToken) given).getClientAuthenticationMethod().getValue();
        return method.startsWith("client_secret") ? "client-secret" : method.startsWith("urn:") ? "private-key-jwt" : "client-certificate";
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
    }
}
