package datong.web.console;

import datong.policy.Subject;
import datong.web.security.Accounts;
import datong.web.security.DoorClosed;
import datong.web.security.SecondFactors.Enrolment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own sign-in, and for security administrators everybody's. While an outside issuer keeps sign-ins, the page says so. */
@Controller
@Opens(Page.ACCOUNT)
class AccountPages {
    private static final String ENROLMENT = Enrolment.class.getName();
    private final Optional<Accounts> accounts;

    AccountPages(ObjectProvider<Accounts> accounts) {
        this.accounts = Optional.ofNullable(accounts.getIfAvailable());
    }

    @GetMapping("/account")
    String own(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, HttpSession session, Model model) {
        model.addAttribute("kept", accounts.isPresent());
        accounts.ifPresent(kept -> {
            model.addAttribute("code", kept.hasCode(viewer.subject()));
            if (session.getAttribute(ENROLMENT) instanceof Enrolment enrolment && !kept.hasCode(viewer.subject())) {
                model.addAttribute("enrolment", enrolment);
                model.addAttribute("qr", kept.picture(viewer.subject(), enrolment));
            }
        });
        return "account";
    }

    @PostMapping("/account/code/begin")
    String begin(HttpSession session) {
        session.setAttribute(ENROLMENT, kept().begin());
        return "redirect:/account";
    }

    @PostMapping("/account/code")
    String enrol(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String code, HttpServletRequest request, HttpSession session, Model model) {
        if (!(session.getAttribute(ENROLMENT) instanceof Enrolment enrolment)) {
            return "redirect:/account";
        }
        return tried(() -> kept().enrol(viewer.subject(), enrolment, code, request.getRemoteAddr()), "code", viewer, session, model);
    }

    @PostMapping("/account/code/drop")
    String drop(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String code, HttpServletRequest request, HttpSession session, Model model) {
        session.removeAttribute(ENROLMENT);
        return tried(() -> kept().dropCode(viewer.subject(), code, request.getRemoteAddr()), "code", viewer, session, model);
    }

    @PostMapping("/account/password")
    String password(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String present, HttpServletRequest request, HttpSession session, Model model) {
        return tried(() -> {
            Optional<String> fresh = kept().newPassword(viewer.subject(), present, session.getId(), request.getRemoteAddr());
            fresh.ifPresent(password -> model.addAttribute("fresh", password));
            return fresh.isPresent();
        }, "password", viewer, session, model);
    }

    @PostMapping("/account/sessions/end")
    String endOthers(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, HttpServletRequest request, HttpSession session, Model model) {
        model.addAttribute("ended", kept().endOthers(viewer.subject(), session.getId(), request.getRemoteAddr()));
        return own(viewer, session, model);
    }

    private interface Attempt {
        boolean made();
    }

    /** @param what of it was wrong, if it was */
    private String tried(Attempt attempt, String what, Viewer viewer, HttpSession session, Model model) {
        try {
            model.addAttribute("wrong", attempt.made() ? "" : what);
        } catch (DoorClosed closed) {
            model.addAttribute("wrong", "closed");
        }
        return own(viewer, session, model);
    }

    @GetMapping("/sign-ins")
    @Opens(Page.SIGN_INS)
    String all(Model model) {
        model.addAttribute("kept", accounts.isPresent());
        accounts.ifPresent(kept -> model.addAttribute("accounts", kept.all()));
        return "sign-ins";
    }

    @PostMapping("/sign-ins/{id}/secret")
    @Opens(Page.SIGN_INS)
    String renew(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, HttpServletRequest request, Model model) {
        kept().renew(viewer.subject(), whose(id), request.getRemoteAddr());
        return done("secret", id, model);
    }

    @PostMapping("/sign-ins/{id}/code/drop")
    @Opens(Page.SIGN_INS)
    String dropOf(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, HttpServletRequest request, Model model) {
        kept().removeFactor(viewer.subject(), whose(id).id(), request.getRemoteAddr());
        return done("code", id, model);
    }

    @PostMapping("/sign-ins/{id}/sessions/end")
    @Opens(Page.SIGN_INS)
    String endOf(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, HttpServletRequest request, Model model) {
        kept().endSessions(viewer.subject(), whose(id).id(), request.getRemoteAddr());
        return done("sessions", id, model);
    }

    @PostMapping("/sign-ins/key")
    @Opens(Page.SIGN_INS)
    String key(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, HttpServletRequest request, Model model) {
        kept().renewTokenKey(viewer.subject(), request.getRemoteAddr());
        return done("key", "", model);
    }

    private String done(String what, String id, Model model) {
        model.addAttribute("done", what);
        model.addAttribute("whose", id);
        return all(model);
    }

    private Accounts kept() {
        return accounts.orElseThrow(() -> new NotThere("an outside issuer keeps the sign-ins"));
    }

    private Subject whose(String id) {
        return kept().find(id).orElseThrow(() -> new NotThere("nobody of this name is known"));
    }
}
