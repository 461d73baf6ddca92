package datong.web.console;

import datong.intake.Mending;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What could not enter the ledger, why, and the way back in. */
@Controller
@Opens(Page.QUARANTINE)
class QuarantinePages {
    private static final int SHOWN = 50;
    private static final String NO_COLUMN = "-";
    private static final Set<String> DONE = Set.of("mended", "mended-same");
    private final QuarantineView quarantine;
    private final Replays replays;
    private final Jobs jobs;

    QuarantinePages(QuarantineView quarantine, Replays replays, Jobs jobs) {
        this.quarantine = quarantine;
        this.replays = replays;
        this.jobs = jobs;
    }

    @GetMapping("/quarantine")
    String quarantine(@RequestParam Optional<String> source, @RequestParam Optional<String> rule, @RequestParam Optional<String> column,
            @RequestParam Optional<String> batch, @RequestParam Optional<String> done,
            @RequestParam(defaultValue = "0") int offset, Model model) {
        var filter = new QuarantineView.Filter(filled(source), filled(rule), column(column), filled(batch));
        int from = Math.max(0, offset);
        model.addAttribute("done", done.filter(DONE::contains).orElse(""));
        model.addAttribute("filter", filter);
        model.addAttribute("column", column.orElse(""));
        model.addAttribute("groups", quarantine.groups(filter));
        model.addAttribute("records", quarantine.records(filter, from, SHOWN));
        model.addAttribute("count", quarantine.count(filter));
        model.addAttribute("offset", from);
        model.addAttribute("shown", SHOWN);
        return "quarantine";
    }

    @GetMapping("/quarantine/{id}")
    String record(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return record(viewer, id, "", model);
    }

    private String record(Viewer viewer, String id, String refused, Model model) {
        QuarantineView.Held held = quarantine.record(id).orElseThrow(() -> new NotThere(id));
        boolean own = viewer.owns(held.source());
        model.addAttribute("held", held);
        model.addAttribute("own", own);
        model.addAttribute("refused", refused);
        model.addAttribute("mends", quarantine.mends(id));
        model.addAttribute("cells", own ? quarantine.cells(viewer.subject(), id) : List.of());
        return "held";
    }

    /** The value travels in the body only; what is refused comes back without it. */
    @PostMapping("/quarantine/{id}/mend")
    @Opens(Page.REPLAY)
    String mend(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam String column,
            @RequestParam(defaultValue = "") String value, @RequestParam(defaultValue = "") String reason, Model model) {
        QuarantineView.Held held = quarantine.record(id).orElseThrow(() -> new NotThere(id));
        if (!viewer.owns(held.source())) {
            throw PageRefused.otherSource();
        }
        return switch (replays.mend(viewer.subject(), new Mending.Request(held.source(), id, column, value, reason))) {
            case Mending.Result.Entered entered -> "redirect:/quarantine?source=" + held.source() + "&done=" + (entered.unchanged() ? "mended-same" : "mended");
            case Mending.Result.StillHeld still -> "redirect:/quarantine/" + id;
            case Mending.Result.Refused refused -> record(viewer, id, refused.rule(), model);
        };
    }

    @PostMapping("/quarantine/replay")
    @Opens(Page.REPLAY)
    String replay(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String source,
            @RequestParam Optional<String> rule, @RequestParam Optional<String> column, @RequestParam Optional<List<String>> id) {
        if (!viewer.owns(source)) {
            throw PageRefused.otherSource();
        }
        List<String> ids = id.orElse(List.of());
        var selection = new Replays.Selection(ids, filled(rule), column(column));
        long total = ids.isEmpty() ? quarantine.count(new QuarantineView.Filter(Optional.of(source), filled(rule), column(column), Optional.empty())) : ids.size();
        Jobs.Job job = jobs.start("replay", source, viewer.subject().id(), total, "/quarantine?source=" + source,
                progress -> replays.replay(viewer.subject(), source, selection, progress));
        return "redirect:/jobs/" + job.id();
    }

    /** A hyphen stands for reasons that are of no column. */
    static Optional<String> column(Optional<String> column) {
        return filled(column).map(given -> given.equals(NO_COLUMN) ? "" : given);
    }

    private static Optional<String> filled(Optional<String> text) {
        return text.filter(given -> !given.isBlank() && given.indexOf('\0') < 0);
    }
}
