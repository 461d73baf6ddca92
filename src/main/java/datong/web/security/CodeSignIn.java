package datong.web.security;

import datong.audit.AuditLog;
import datong.policy.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The second half of a sign-in: a one-time code after the password, counted and journalled like it. */
final class CodeSignIn extends AbstractAuthenticationProcessingFilter {
    static final String PAGE = "/sign-in/code";
    private static final String METHOD = "password+code";
    private final Doorman doorman;
    private final SecondFactors factors;
    private final Clock clock;

    CodeSignIn(Doorman doorman, SecondFactors factors, Clock clock) {
        super(PathPatternRequestMatcher.pathPattern(org.springframework.http.HttpMethod.POST, PAGE), authentication -> authentication);
        this.doorman = doorman;
        this.factors = factors;
        this.clock = clock;
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        HalfWay half = HalfWay.of(request, clock.instant()).orElseThrow(() -> new BadCredentialsException("the password comes first"));
        String address = request.getRemoteAddr();
        doorman.demandOpen(half.account(), address);
        String code = Optional.ofNullable(request.getParameter("code")).orElse("");
        try {
            return signedIn(half, code, address, request);
        } catch (AuditLog.AuditUnavailable unavailable) {
            throw new AuthenticationServiceException("nobody can sign in while the audit log cannot be written", unavailable);
        }
    }

    private Authentication signedIn(HalfWay half, String code, String address, HttpServletRequest request) {
        Optional<Subject> person = doorman.known(half.account(), Subject.Kind.PERSON).filter(known -> right(half, code));
        if (person.isEmpty()) {
            doorman.failed(half.account(), Subject.Kind.PERSON, METHOD, address);
            throw new BadCredentialsException("the code is wrong");
        }
        doorman.signedIn(person.get(), METHOD, address);
        HalfWay.forget(request);
        return UsernamePasswordAuthenticationToken.authenticated(half.account(), null, List.of(
                FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY), FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.OTT_AUTHORITY)));
    }

    private boolean right(HalfWay half, String code) {
        return factors.has(half.account()) ? factors.accepts(half.account(), code)
                : half.enrolment().filter(enrolment -> factors.enrol(half.account(), enrolment, code)).isPresent();
    }
}
