package datong.web.console;

import datong.catalogue.Submission;
import datong.catalogue.SubmissionDesk.Result;
import datong.catalogue.SubmissionDesk;
import datong.sharing.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Entries on their way into the catalogue: what departments owe, what they submitted, what the authority announces. */
@Controller
@Opens(Page.SUBMISSIONS)
class SubmissionPages {
    private static final int SHOWN = 200;
    private final SubmissionDesk desk;
    private final Directory directory;
    private final Clock clock;

    SubmissionPages(SubmissionDesk desk, Directory directory, Clock clock) {
        this.desk = desk;
        this.directory = directory;
        this.clock = clock;
    }

    record Line(Submission submission, List<SharingPages.Ticking> clocks) {}

    @GetMapping("/submissions")
    String all(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam(defaultValue = "") String dataset, Model model) {
        return all(viewer, dataset, Optional.empty(), model);
    }

    private String all(Viewer viewer, String dataset, Optional<Result.Refused> refused, Model model) {
        model.addAttribute("lines", desk.newest(viewer.subject(), SHOWN).stream()
                .map(one -> new Line(one, ticking(one).stream().filter(tick -> tick.running().stopped().isEmpty()).toList())).toList());
        model.addAttribute("breaches", desk.findings(viewer.subject(), SHOWN).stream().filter(finding -> finding.kind() == Finding.Kind.BREACH).toList());
        model.addAttribute("kinds", Submission.Kind.values());
        model.addAttribute("chosen", dataset);
        model.addAttribute("refused", refused.orElse(null));
        model.addAttribute("directory", directory);
        return "submissions";
    }

    private List<SharingPages.Ticking> ticking(Submission submission) {
        return desk.clocksOf(submission).stream().map(running -> new SharingPages.Ticking(running, running.at(clock.instant()))).toList();
    }

    @PostMapping("/submissions")
    @Opens(Page.SUBMIT)
    String note(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String dataset, @RequestParam Submission.Kind kind, @RequestParam LocalDate occurredOn,
            @RequestParam String reason, HttpServletRequest request, Model model) {
        return switch (desk.note(dataset.strip(), kind, occurredOn, reason.replace("\0", ""), viewer.subject(), request.getRemoteAddr())) {
            case Result.Done(Submission noted) -> "redirect:/submissions/" + noted.id();
            case Result.Refused refused -> all(viewer, dataset, Optional.of(refused), model);
        };
    }

    @GetMapping("/submissions/{id}")
    String one(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        Submission submission = find(id, viewer);
        return one(submission, desk.draft(submission), viewer, Optional.empty(), model);
    }

    @PostMapping("/submissions/{id}/{move}")
    @Opens(Page.SUBMIT)
    String move(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @PathVariable Submission.Move move, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String words, HttpServletRequest request, Model model) {
        Submission before = find(id, viewer);
        String written = text.replace("\0", "").replace("\r\n", "\n");
        return switch (desk.move(id, move, written, words.replace("\0", ""), viewer.subject(), request.getRemoteAddr())) {
            case Result.Done done -> "redirect:/submissions/" + id;
            case Result.Refused refused -> one(before, move == Submission.Move.SUBMIT ? written : desk.draft(before), viewer, Optional.of(refused), model);
        };
    }

    private Submission find(String id, Viewer viewer) {
        return desk.find(id, viewer.subject()).orElseThrow(() -> new NotThere(id));
    }

    private String one(Submission submission, String text, Viewer viewer, Optional<Result.Refused> refused, Model model) {
        model.addAttribute("asked", submission);
        model.addAttribute("text", text);
        model.addAttribute("moves", desk.moves(submission, viewer.subject()));
        model.addAttribute("clocks", ticking(submission));
        model.addAttribute("reviewed", Optional.of(submission).filter(one -> one.state() == Submission.State.SUBMITTED).map(desk::reviewed).orElse(null));
        model.addAttribute("collection", desk.collection(submission).orElse(null));
        model.addAttribute("refused", refused.orElse(null));
        model.addAttribute("directory", directory);
        return "submission";
    }
}
