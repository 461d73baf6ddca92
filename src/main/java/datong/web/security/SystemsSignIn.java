package datong.web.security;

import datong.audit.AuditLog;
import datong.policy.Subject;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** Checks a system's secret at the token endpoint, counted and journalled like a person's password. */
final class SystemsSignIn implements AuthenticationProvider {
    static final String TOO_MANY = "too_many_attempts";
    private static final String METHOD = "client-secret";
    private final Doorman doorman;
    private final AuthenticationProvider secrets;

    /** @param secrets compares the secret */
    SystemsSignIn(Doorman doorman, AuthenticationProvider secrets) {
        this.doorman = doorman;
        this.secrets = secrets;
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
            authenticated = secrets.authenticate(given);
        } catch (OAuth2AuthenticationException wrong) {
            doorman.failed(client, Subject.Kind.SYSTEM, METHOD, address);
            throw wrong;
        }
        if (authenticated != null) {
            doorman.known(client, Subject.Kind.SYSTEM).ifPresent(system -> doorman.signedIn(system, METHOD, address));
        }
        return authenticated;
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
    }
}
