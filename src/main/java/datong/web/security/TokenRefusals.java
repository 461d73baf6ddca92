package datong.web.security;

import datong.web.api.Problem;
import datong.web.api.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Errors of the token endpoint: as RFC 6749 says, but for a closed door and an audit log that cannot be written. */
final class TokenRefusals implements AuthenticationFailureHandler {
    private final Problems problems;
    private final HttpMessageConverter<OAuth2Error> errors = new OAuth2ErrorHttpMessageConverter();

    TokenRefusals(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) throws IOException {
        if (exception.getCause() instanceof DoorClosed closed) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, closed.remaining().toSeconds())));
            problems.write(request, response, Problem.of(429, "too-many-attempts", "The door is closed for a while", closed.getMessage()));
            return;
        }
        OAuth2Error error = exception instanceof OAuth2AuthenticationException refused ? refused.getError() : new OAuth2Error("invalid_client");
        if (error.getErrorCode().equals("temporarily_unavailable")) {
            problems.write(request, response, Problem.of(503, "audit-unavailable", "The hub cannot answer at the moment", "nobody can sign in while the audit log cannot be written"));
            return;
        }
        boolean client = error.getErrorCode().equals("invalid_client");
        ServletServerHttpResponse out = new ServletServerHttpResponse(response);
        out.setStatusCode(client ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST);
        if (client) {
            out.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"datong\"");
        }
        errors.write(new OAuth2Error(error.getErrorCode()), null, out);
    }
}
