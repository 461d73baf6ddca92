package datong.web.api;

import datong.audit.AuditLog;
import datong.ledger.LedgerUnavailable;
import datong.policy.UsageCounter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Every exception below {@code /api/} and {@code /log/} becomes a problem document; those of the console are left to the console. */
public final class ApiExceptions implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptions.class);
    private final Problems problems;

    public ApiExceptions(Problems problems) {
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response, Object handler, Exception exception) {
        boolean security = exception instanceof AccessDeniedException || exception instanceof AuthenticationException;
        if (!ours(request) || security || response.isCommitted()) {
            return null;
        }
        try {
            response.resetBuffer();
            problems.write(request, response, problem(exception, response));
            return new ModelAndView();
        } catch (IOException gone) {
            LOG.debug("the caller went away before the problem was written", gone);
            return new ModelAndView();
        }
    }

    private static boolean ours(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/api/") || path.startsWith(LogController.PREFIX);
    }

    private static Problem problem(Exception exception, HttpServletResponse response) {
        return switch (exception) {
            case ApiProblem api -> api.problem();
            case AuditLog.AuditUnavailable unavailable -> unavailable(response, "audit-unavailable", "The audit log cannot be written; nothing is answered until it can", unavailable);
            case LedgerUnavailable unavailable -> unavailable(response, "ledger-unavailable", "The ledger cannot be read at the moment", unavailable);
            case UsageCounter.UsageUnavailable unavailable -> unavailable(response, "limits-unavailable", "The limits of the day cannot be counted at the moment", unavailable);
            case InvalidParameterException unreadable -> Problem.of(400, "bad-request", "The request cannot be read",
                    "a parameter is not UTF-8 in percent-encoding");
            case HttpRequestMethodNotSupportedException method -> {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", method.getSupportedMethods() == null ? new String[0] : method.getSupportedMethods()));
                yield Problem.of(405, "method-not-allowed", "This method is not allowed here", "use " + Arrays.stream(
                        method.getSupportedMethods() == null ? new String[] {"GET"} : method.getSupportedMethods()).sorted().collect(Collectors.joining(" or ")));
            }
            case HttpMediaTypeNotAcceptableException none -> Problem.of(406, "not-acceptable", "There is no such representation",
                    "accept application/json, application/x-ndjson or text/csv; for bulk answers also " + BulkForm.PARQUET + " or " + BulkForm.ARROW);
            case HttpMediaTypeNotSupportedException none -> Problem.of(415, "unsupported-media-type", "The body has a form that is not read here",
                    "send application/json");
            case HttpMessageNotReadableException unreadable -> Problem.of(400, "unreadable-body", "The request cannot be read", "the body is not the JSON that is asked for; see /api/v1/openapi.json");
            case ErrorResponse error when error.getStatusCode().value() == 404 -> Problem.of(404, "no-such-resource", "There is nothing here",
                    "see /api/v1/openapi.json for what there is");
            case ErrorResponse error when error.getStatusCode().is4xxClientError() -> Problem.of(error.getStatusCode().value(), "bad-request",
                    "The request cannot be read", "see /api/v1/openapi.json for how to ask");
            default -> broken(exception);
        };
    }

    private static Problem unavailable(HttpServletResponse response, String code, String detail, Exception cause) {
        LOG.error("not answered: {}", code, cause);
        response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        return Problem.of(503, code, "The hub cannot answer at the moment", detail);
    }

    private static Problem broken(Exception exception) {
        LOG.error("a request failed", exception);
        return Problem.of(500, "internal-error", "The hub failed", "the operator finds the cause in the hub's log");
    }
}
