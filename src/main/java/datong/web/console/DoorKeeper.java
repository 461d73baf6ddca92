package datong.web.console;

import datong.policy.Subjects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Checks every console request against the viewer's groups before its handler runs. What names no page is refused. */
final class DoorKeeper implements HandlerInterceptor {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private final Subjects subjects;

    DoorKeeper(Subjects subjects) {
        this.subjects = subjects;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "same-origin");
        if (!(handler instanceof HandlerMethod method) || !method.getBeanType().getPackageName().equals(getClass().getPackageName())) {
            return true;
        }
        Viewer viewer = viewer(request.getUserPrincipal());
        request.setAttribute(Viewer.ATTRIBUTE, viewer);
        Page page = page(method);
        if (!viewer.may(page)) {
            throw PageRefused.closed(page);
        }
        return true;
    }

    private Viewer viewer(Principal principal) {
        if (principal == null) {
            throw PageRefused.unknownSubject();
        }
        return subjects.find(principal.getName()).map(Viewer::new).orElseThrow(PageRefused::unknownSubject);
    }

    private static Page page(HandlerMethod method) {
        Opens opens = method.getMethodAnnotation(Opens.class);
        if (opens == null) {
            opens = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Opens.class);
        }
        if (opens == null) {
            throw PageRefused.unnamed();
        }
        return opens.value();
    }
}
