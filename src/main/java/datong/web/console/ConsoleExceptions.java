package datong.web.console;

import datong.audit.AuditLog.AuditUnavailable;
import datong.ledger.LedgerUnavailable;
import datong.policy.UsageCounter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/** What a page answers when its handler could not: refused, not there, wrong, or not ready. The rest is the error page's. */
final class ConsoleExceptions implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleExceptions.class);
    private final LocaleResolver locales;
    private final RefusedPages journal;

    ConsoleExceptions(LocaleResolver locales, RefusedPages journal) {
        this.locales = locales;
        this.journal = journal;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response, Object handler, Exception exception) {
        if (exception instanceof PageRefused refused) {
            return journalled(refused, request, response);
        }
        boolean page = Optional.ofNullable(request.getHeader("Accept")).filter(accept -> accept.contains("text/html")).isPresent();
        if (!page || response.isCommitted() || request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            return null;
        }
        Locale locale = locales.resolveLocale(request);
        return switch (exception) {
            case NotThere nothing -> ErrorPages.page(404, request, locale);
            case AuditUnavailable closed -> unavailable(closed, request, locale);
            case LedgerUnavailable closed -> unavailable(closed, request, locale);
            case UsageCounter.UsageUnavailable closed -> unavailable(closed, request, locale);
            case ErrorResponse wrong when wrong.getStatusCode().is4xxClientError() -> ErrorPages.page(wrong.getStatusCode().value(), request, locale);
            case TypeMismatchException wrong -> ErrorPages.page(400, request, locale);
            default -> null;
        };
    }

    /** No refusal is answered before it is in the audit log. */
    private ModelAndView journalled(PageRefused refused, HttpServletRequest request, HttpServletResponse response) {
        Locale locale = locales.resolveLocale(request);
        try {
            journal.note(refused, request);
        } catch (AuditUnavailable closed) {
            return unavailable(closed, request, locale);
        }
        return ErrorPages.page(403, request, locale).addObject("reason", refused.reason()).addObject("groups", refused.groups());
    }

    private static ModelAndView unavailable(RuntimeException closed, HttpServletRequest request, Locale locale) {
        LOG.error("a page of the console was refused because the hub is not ready", closed);
        return ErrorPages.page(503, request, locale);
    }
}
