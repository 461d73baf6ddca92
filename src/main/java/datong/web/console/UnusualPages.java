package datong.web.console;

import datong.oversight.Findings;
import datong.oversight.UnusualRound;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What was unusual in the log, in words and numbers, and what auditors found it to be. */
@Controller
@Opens(Page.AUDIT)
class UnusualPages {
    private static final int SHOWN = 200;
    private final Findings findings;
    private final UnusualRound round;
    private final Directory directory;

    UnusualPages(Findings findings, UnusualRound round, Directory directory) {
        this.findings = findings;
        this.round = round;
        this.directory = directory;
    }

    @GetMapping("/audit/unusual")
    String unusual(@RequestParam(defaultValue = "") String all, Model model) {
        return page(!all.equals("yes"), Optional.empty(), model);
    }

    @PostMapping("/audit/unusual/{id}/review")
    String review(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam(defaultValue = "") String note, Model model) {
        Optional<String> refused = round.review(id, viewer.subject().id(), viewer.subject().organisation(), note.strip());
        return refused.isEmpty() ? "redirect:/audit/unusual" : page(true, refused, model);
    }

    private String page(boolean openOnly, Optional<String> refused, Model model) {
        model.addAttribute("findings", findings.newest(openOnly, SHOWN));
        model.addAttribute("openOnly", openOnly);
        model.addAttribute("refused", refused);
        model.addAttribute("directory", directory);
        return "unusual";
    }
}
