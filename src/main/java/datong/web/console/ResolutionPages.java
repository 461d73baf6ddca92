package datong.web.console;

import datong.resolution.Decisions;
import datong.resolution.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What may be the same person, place, organisation or matter: asked, answered, and put back where an answer was wrong. */
@Controller
@Opens(Page.RESOLUTION)
@RequestMapping("/same")
class ResolutionPages {
    private static final int SHOWN = 50;
    private static final int LONGEST_REASON = 300;
    private static final Set<String> DONE = Set.of("confirmed", "rejected", "undone", "reopened", "answered");
    private static final Set<String> REFUSED = Set.of("gone", "decided", "numbers", "final", "successor", "reason");
    private final ResolutionView resolution;
    private final Decisions decisions;

    ResolutionPages(ResolutionView resolution, Decisions decisions) {
        this.resolution = resolution;
        this.decisions = decisions;
    }

    /** What the deed before has come to, for the page that follows it. */
    @ModelAttribute
    void outcome(@RequestParam Optional<String> done, @RequestParam Optional<String> refused, Model model) {
        model.addAttribute("done", done.filter(DONE::contains).orElse(""));
        model.addAttribute("refused", refused.filter(REFUSED::contains).orElse(""));
    }

    @GetMapping
    String questions(@RequestParam(defaultValue = "PERSON") Kind kind, @RequestParam(defaultValue = "0") int offset, Model model) {
        tabs(kind, model);
        model.addAttribute("proposals", resolution.proposals(kind, Math.max(0, offset), SHOWN));
        model.addAttribute("offset", Math.max(0, offset));
        model.addAttribute("shown", SHOWN);
        return "same";
    }

    @GetMapping("/questions/{id}")
    String question(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable UUID id, Model model) {
        Optional<ResolutionView.Compared> compared = resolution.compared(viewer.subject(), id);
        if (compared.isEmpty()) {
            return "redirect:/same";
        }
        model.addAttribute("compared", compared.get());
        model.addAttribute("own", decides(viewer, compared.get().proposal().sources()));
        return "same-question";
    }

    @GetMapping("/clusters")
    String clusters(@RequestParam(defaultValue = "PERSON") Kind kind, @RequestParam(defaultValue = "0") int offset, Model model) {
        tabs(kind, model);
        model.addAttribute("clusters", resolution.clusters(kind, Math.max(0, offset), SHOWN));
        model.addAttribute("count", resolution.clusterCount(kind));
        model.addAttribute("offset", Math.max(0, offset));
        model.addAttribute("shown", SHOWN);
        return "same-clusters";
    }

    @GetMapping("/clusters/{id}")
    String cluster(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable UUID id, Model model) {
        ResolutionView.Together together = resolution.together(viewer.subject(), id).orElseThrow(() -> new NotThere(id.toString()));
        model.addAttribute("together", together);
        model.addAttribute("own", decides(viewer, together.cluster().sources()));
        return "same-cluster";
    }

    @GetMapping("/rejected")
    String rejected(@RequestParam(defaultValue = "PERSON") Kind kind, Model model) {
        tabs(kind, model);
        model.addAttribute("rejected", resolution.rejected(kind));
        return "same-rejected";
    }

    @GetMapping("/names")
    String names(Model model) {
        model.addAttribute("divisions", resolution.divisions());
        model.addAttribute("names", resolution.unknownNames());
        return "same-names";
    }

    private void tabs(Kind kind, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", List.of(Kind.values()));
        model.addAttribute("open", resolution.open());
    }

    @PostMapping("/confirm")
    @Opens(Page.RESOLVE)
    String confirm(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam UUID candidate, @RequestParam UUID proposal, @RequestParam String reason,
            RedirectAttributes flash) {
        demand(viewer, resolution.sourcesOf(candidate));
        return act(() -> decisions.confirm(candidate, actor(viewer), reason(reason)), "confirmed", "/same/questions/" + proposal, flash);
    }

    @PostMapping("/reject")
    @Opens(Page.RESOLVE)
    String reject(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam UUID candidate, @RequestParam UUID proposal, @RequestParam String reason,
            RedirectAttributes flash) {
        demand(viewer, resolution.sourcesOf(candidate));
        return act(() -> decisions.reject(candidate, actor(viewer), reason(reason)), "rejected", "/same/questions/" + proposal, flash);
    }

    @PostMapping("/undo")
    @Opens(Page.RESOLVE)
    String undo(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam long event, @RequestParam UUID cluster, @RequestParam String reason,
            RedirectAttributes flash) {
        demand(viewer, resolution.sourcesOfCluster(cluster));
        return act(() -> decisions.undo(event, actor(viewer), reason(reason)), "undone", "/same/clusters", flash);
    }

    @PostMapping("/reopen")
    @Opens(Page.RESOLVE)
    String reopen(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam UUID candidate, @RequestParam String reason, RedirectAttributes flash) {
        demand(viewer, resolution.sourcesOf(candidate));
        return act(() -> {
            decisions.reopen(candidate, actor(viewer), reason(reason));
            return 0L;
        }, "reopened", "/same/rejected", flash);
    }

    @PostMapping("/division")
    @Opens(Page.RESOLVE)
    String division(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String code, @RequestParam String successor, @RequestParam String reason,
            RedirectAttributes flash) {
        return act(() -> {
            decisions.answer(code, successor, actor(viewer), reason(reason));
            return 0L;
        }, "answered", "/same/names", flash);
    }

    /** Done or refused, the next page says which. */
    private static String act(Supplier<Long> deed, String done, String next, RedirectAttributes flash) {
        try {
            deed.get();
            flash.addAttribute("done", done);
        } catch (Decisions.Refused refused) {
            flash.addAttribute("refused", refused.code());
        }
        return "redirect:" + next;
    }

    private static String reason(String given) {
        String reason = given.strip();
        if (reason.isEmpty() || reason.indexOf('\0') >= 0) {
            throw new Decisions.Refused("reason", "a decision needs its reason");
        }
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }

    private static Decisions.Actor actor(Viewer viewer) {
        return new Decisions.Actor(viewer.subject().id(), viewer.subject().organisation());
    }

    /** A steward decides where one of the records is of a source they own. */
    private static boolean decides(Viewer viewer, List<String> sources) {
        return viewer.may(Page.RESOLVE) && sources.stream().anyMatch(viewer::owns);
    }

    private static void demand(Viewer viewer, List<String> sources) {
        if (!decides(viewer, sources)) {
            throw PageRefused.otherSource();
        }
    }
}
