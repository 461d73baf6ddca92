package datong.web.console;

import datong.disposal.Certificates;
import datong.disposal.yaml.RetentionFile;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How long what is kept, and the certificates of what was destroyed. */
@Controller
@Opens(Page.DISPOSAL)
class DisposalPages {
    private static final int SHOWN = 500;
    private final Certificates certificates;
    private final RetentionFile terms;

    DisposalPages(Certificates certificates, RetentionFile terms) {
        this.certificates = certificates;
        this.terms = terms;
    }

    @GetMapping("/disposal")
    String all(Model model) {
        model.addAttribute("certificates", certificates.newest(SHOWN));
        try {
            model.addAttribute("rules", terms.rules().all());
            model.addAttribute("problem", "");
        } catch (IllegalArgumentException refused) {
            model.addAttribute("rules", List.of());
            model.addAttribute("problem", refused.getMessage());
        }
        return "disposal";
    }
}
