package datong.web.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What every page of the console knows: the viewer, the language's words, the address; and how it says no. */
@ControllerAdvice(basePackageClasses = ConsoleModel.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleModel {
    @ModelAttribute
    void everyPage(HttpServletRequest request, Locale locale, Model model) {
        model.addAttribute("viewer", request.getAttribute(Viewer.ATTRIBUTE));
        model.addAttribute("words", new Words(locale));
        model.addAttribute("address", Languages.address(request));
    }

    @ExceptionHandler
    ModelAndView refused(PageRefused refused, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return ErrorPages.page(403, request, locale).addObject("reason", refused.reason()).addObject("groups", refused.groups());
    }

    @ExceptionHandler
    ModelAndView notThere(NotThere nothing, HttpServletRequest request, Locale locale) {
        return ErrorPages.page(404, request, locale);
    }
}
