package datong.web.security;

import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people give their password to the embedded issuer. */
@Controller
class SignInPage {
    @GetMapping("/sign-in")
    String signIn(@RequestParam(defaultValue = "") String failed, Locale locale, Model model) {
        model.addAttribute("english", locale.getLanguage().equals("en"));
        model.addAttribute("failed", failed);
        return "sign-in";
    }
}
