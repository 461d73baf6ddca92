package datong.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Sends a browser back to the page it comes from, with the reason; or on to the second page, if only the one-time code is missing. */
record SignInFailures(String page, SecondFactors factors, Clock clock) implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) throws IOException {
        String next = switch (exception) {
            case SecondFactorNeeded half -> halfWay(half.account(), request);
            case DoorClosed closed -> page + "?failed=closed";
            case AuthenticationServiceException unavailable -> page + "?failed=unavailable";
            default -> page + "?failed=wrong";
        };
        response.sendRedirect(request.getContextPath() + next);
    }

    private String halfWay(String account, HttpServletRequest request) {
        new HalfWay(account, clock.instant().plus(HalfWay.LONGEST), factors.has(account) ? Optional.empty() : Optional.of(factors.begin())).remember(request);
        return CodeSignIn.PAGE;
    }
}
