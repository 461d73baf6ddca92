package datong.web.console;

import datong.review.Comparisons;
import datong.review.PolicyChanges;
import datong.review.PolicyComparison;
import datong.review.PolicyDesk;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Policies: their files, what a change would change for whom, and its approval by another. */
@Controller
@Opens(Page.POLICIES)
class PolicyPages {
    private static final int STEPS = 50;
    private static final int LONGEST = 500_000;
    private final PolicyView policies;

    PolicyPages(PolicyView policies) {
        this.policies = policies;
    }

    @GetMapping("/policies")
    String policies(@RequestParam Optional<PolicyDesk.Saved> saved, @RequestParam Optional<PolicyChanges.Approval> approval, @RequestParam Optional<String> back, Model model) {
        model.addAttribute("saved", saved.orElse(null));
        model.addAttribute("approval", approval.orElse(null));
        model.addAttribute("back", back.isPresent());
        model.addAttribute("state", policies.state());
        model.addAttribute("files", policies.files());
        model.addAttribute("steps", policies.steps(STEPS));
        return "policies";
    }

    /** Two versions, the earlier and the later; the one that waits can be approved here. While it is being made the page asks for itself again. */
    @GetMapping("/policies/compare")
    String compare(@RequestParam String from, @RequestParam String to, Model model) {
        Comparisons.Standing standing = policies.compare(from, to);
        if (!(standing instanceof Comparisons.Standing.Done(Optional<PolicyComparison.Compared> made))) {
            model.addAttribute("from", from);
            model.addAttribute("to", to);
            model.addAttribute("standing", standing);
            return "policy-comparing";
        }
        model.addAttribute("compared", made.orElseThrow(() -> new NotThere(to)));
        model.addAttribute("organisations", policies.organisations());
        model.addAttribute("changes", policies.changes(from, to));
        model.addAttribute("waits", policies.state().waiting().filter(waiting -> waiting.version().equals(to)).isPresent());
        return "policy-compare";
    }

    @GetMapping("/policies/file")
    String file(@RequestParam String name, @RequestParam Optional<Integer> line, Model model) {
        line.ifPresent(number -> model.addAttribute("around", Around.of(policies.text(name).orElse(""), number)));
        return editor(name, policies.text(name).orElse(""), List.of(), model);
    }

    @PostMapping("/policies/try")
    @Opens(Page.POLICY_CHANGE)
    String attempt(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String name, @RequestParam String text, @RequestParam Optional<String> remove, Model model) {
        policies.text(name);
        String lines = text.replace("\r\n", "\n");
        if (lines.length() > LONGEST) {
            return editor(name, lines, List.of(name + ": is longer than " + LONGEST + " characters"), model);
        }
        return switch (policies.attempt(name, Optional.of(lines).filter(kept -> remove.isEmpty()), viewer.subject())) {
            case PolicyDesk.Tried.Refused(var problems) -> editor(name, lines, problems.stream().map(Object::toString).toList(), model);
            case PolicyDesk.Tried.Good(var draft, var expectations) -> {
                model.addAttribute("compared", draft.compared());
                model.addAttribute("organisations", policies.organisations());
                model.addAttribute("changes", draft.changes());
                model.addAttribute("draft", draft);
                model.addAttribute("expectations", expectations);
                yield "policy-compare";
            }
        };
    }

    private static String editor(String name, String text, List<String> problems, Model model) {
        model.addAttribute("name", name);
        model.addAttribute("text", text);
        model.addAttribute("problems", problems);
        return "policy-file";
    }

    @PostMapping("/policies/drafts/{id}/save")
    @Opens(Page.POLICY_CHANGE)
    String save(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id) {
        return "redirect:/policies?saved=" + policies.save(id, viewer.subject());
    }

    @PostMapping("/policies/approve")
    @Opens(Page.POLICY_CHANGE)
    String approve(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String version) {
        return "redirect:/policies?approval=" + policies.approve(version, viewer.subject());
    }

    @PostMapping("/policies/take-back")
    @Opens(Page.POLICY_CHANGE)
    String takeBack(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String version) {
        policies.takeBack(version, viewer.subject());
        return "redirect:/policies?back";
    }

    /** A line of a file with its neighbours. */
    public record Around(int number, String text, boolean meant) {
        private static final int NEIGHBOURS = 4;

        static List<Around> of(String text, int meant) {
            List<String> lines = text.lines().toList();
            return IntStream.rangeClosed(Math.max(1, meant - NEIGHBOURS), Math.min(lines.size(), meant + NEIGHBOURS))
                    .mapToObj(number -> new Around(number, lines.get(number - 1), number == meant)).toList();
        }
    }
}
