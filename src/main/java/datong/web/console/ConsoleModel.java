package datong.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the console knows: the viewer, the language's words, the address. */
@ControllerAdvice(basePackageClasses = ConsoleModel.class)
class ConsoleModel {
    @ModelAttribute
    void everyPage(HttpServletRequest request, Locale locale, Model model) {
        model.addAttribute("viewer", request.getAttribute(Viewer.ATTRIBUTE));
        model.addAttribute("words", new Words(locale));
        model.addAttribute("address", Languages.address(request));
    }
}
