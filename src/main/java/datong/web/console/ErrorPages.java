package datong.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/** Says what happened and what to do, in the viewer's language. */
final class ErrorPages implements ErrorViewResolver {
    private static final Set<Integer> EXPLAINED = Set.of(400, 401, 403, 404, 405, 413, 500, 503);
    private final LocaleResolver locales;

    ErrorPages(LocaleResolver locales) {
        this.locales = locales;
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return page(status.value(), request, locales.resolveLocale(request));
    }

    static ModelAndView page(int status, HttpServletRequest request, Locale locale) {
        int explained = EXPLAINED.contains(status) ? status : status < 500 ? 400 : 500;
        ModelAndView page = new ModelAndView("error", HttpStatus.valueOf(status));
        page.addObject("code", explained);
        page.addObject("reason", "");
        page.addObject("groups", Set.of());
        page.addObject("viewer", request.getAttribute(Viewer.ATTRIBUTE));
        page.addObject("words", new Words(locale));
        page.addObject("address", "/?");
        return page;
    }
}
