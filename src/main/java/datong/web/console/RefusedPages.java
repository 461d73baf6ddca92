package datong.web.console;

import datong.policy.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.servlet.HandlerMapping;

/** Writes down who was not let onto a page. */
@FunctionalInterface
interface RefusedPages {
    void note(PageRefused refused, HttpServletRequest request);

    static RefusedPages in(ConsoleAudit audit) {
        return (refused, request) -> {
            Optional<Subject> actor = Optional.ofNullable((Viewer) request.getAttribute(Viewer.ATTRIBUTE)).map(Viewer::subject);
            Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            audit.refused(actor, pattern == null ? "" : pattern.toString(), "console-page: " + refused.reason(), request.getRemoteAddr());
        };
    }
}
