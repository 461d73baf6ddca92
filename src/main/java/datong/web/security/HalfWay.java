package datong.web.security;

import datong.web.security.SecondFactors.Enrolment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Kept in the session of somebody whose password was right and whose one-time code is still to come.
 *
 * @param enrolment what they are to put into their authenticator, if they have none yet
 */
record HalfWay(String account, Instant until, Optional<Enrolment> enrolment) {
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String ATTRIBUTE = HalfWay.class.getName();

    void remember(HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, this);
        request.changeSessionId();
    }

    static Optional<HalfWay> of(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return Optional.ofNullable(session).map(each -> (HalfWay) each.getAttribute(ATTRIBUTE)).filter(half -> now.isBefore(half.until()));
    }

    static void forget(HttpServletRequest request) {
        request.getSession().removeAttribute(ATTRIBUTE);
    }
}
