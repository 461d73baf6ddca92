package datong.web.security;

import datong.web.api.Problem;
import datong.web.api.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What the API says at its door, as problem documents. */
final class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final Problems problems;
    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final BearerTokenAccessDeniedHandler scopes = new BearerTokenAccessDeniedHandler();

    ApiRefusals(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) throws IOException {
        if (exception instanceof AuthenticationServiceException) {
            problems.write(request, response, Problem.of(503, "issuer-unavailable", "The hub cannot answer at the moment",
                    "tokens cannot be checked while the issuer is out of reach"));
            return;
        }
        challenge.commence(request, response, exception);
        problems.write(request, response, Problem.of(401, "no-valid-token", "Who are you?",
                "send a valid token in the header Authorization: Bearer …; POST /oauth2/token gives one for 10 minutes"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception) throws IOException {
        if (exception instanceof UnknownSubject unknown) {
            problems.write(request, response, Problem.of(403, "unknown-subject", "The policies do not know you", unknown.getMessage()));
            return;
        }
        scopes.handle(request, response, exception);
        problems.write(request, response, Problem.of(403, "insufficient-scope", "The token does not reach this far",
                "ask for a token with the scope catalogue for datasets, records for their records, sharing for applications, disputes and recalls, intake to push to your own source"));
    }
}
