package datong.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people give their password to the embedded issuer, and then their one-time code. */
@Controller
class SignInPage {
    private final Clock clock;

    SignInPage(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    String signIn(@RequestParam(defaultValue = "") String failed, Locale locale, Model model) {
        return page("sign-in", failed, locale, model);
    }

    @GetMapping(CodeSignIn.PAGE)
    String code(@RequestParam(defaultValue = "") String failed, HttpServletRequest request, Locale locale, Model model) {
        Optional<HalfWay> half = HalfWay.of(request, clock.instant());
        if (half.isEmpty()) {
            return "redirect:/sign-in";
        }
        half.get().enrolment().ifPresent(enrolment -> {
            model.addAttribute("enrolment", enrolment);
            model.addAttribute("qr", QrCode.of(enrolment.address(half.get().account())));
        });
        return page("sign-in-code", failed, locale, model);
    }

    private static String page(String page, String failed, Locale locale, Model model) {
        model.addAttribute("english", locale.getLanguage().equals("en"));
        model.addAttribute("failed", failed);
        return page;
    }
}
