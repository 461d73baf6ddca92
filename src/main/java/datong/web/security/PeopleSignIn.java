package datong.web.security;

import datong.audit.AuditLog;
import datong.policy.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** Checks a person's password; who has a second factor, or has to have one, is then only half way. */
final class PeopleSignIn implements AuthenticationProvider {
    private static final String METHOD = "password";
    private final Doorman doorman;
    private final Credentials credentials;
    private final Predicate<String> secondFactor;

    /** @param secondFactor whether somebody has to give a code as well */
    PeopleSignIn(Doorman doorman, Credentials credentials, Predicate<String> secondFactor) {
        this.doorman = doorman;
        this.credentials = credentials;
        this.secondFactor = secondFactor;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String account = given.getName();
        String address = Doorman.address(given);
        doorman.demandOpen(account, address);
        boolean matches = credentials.matches(account, String.valueOf(given.getCredentials()));
        Optional<Subject> person = doorman.known(account, Subject.Kind.PERSON).filter(subject -> matches);
        try {
            return signedIn(person, account, address, given);
        } catch (AuditLog.AuditUnavailable unavailable) {
            throw new AuthenticationServiceException("nobody can sign in while the audit log cannot be written", unavailable);
        }
    }

    private Authentication signedIn(Optional<Subject> person, String account, String address, Authentication given) {
        if (person.isEmpty()) {
            doorman.failed(account, Subject.Kind.PERSON, METHOD, address);
            throw new BadCredentialsException("name or password is wrong");
        }
        if (secondFactor.test(account)) {
            doorman.demandOpen(account, address);
            throw new SecondFactorNeeded(account);
        }
        doorman.signedIn(person.get(), METHOD, address);
        UsernamePasswordAuthenticationToken authenticated = UsernamePasswordAuthenticationToken.authenticated(account, null,
                List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)));
        authenticated.setDetails(given.getDetails());
        return authenticated;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
