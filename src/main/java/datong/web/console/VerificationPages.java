package datong.web.console;

import datong.intake.VerificationRequest;
import datong.intake.Verifying;
import datong.web.RowText;
import datong.web.VerificationRows;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Groups of quarantined records sent back to the department that delivered them, and what became of them. */
@Controller
@Opens(Page.QUARANTINE)
class VerificationPages {
    private static final int SHOWN = 200;
    private final Verifying verifying;
    private final VerificationRows rows;
    private final QuarantineView quarantine;
    private final Replays replays;
    private final Jobs jobs;

    VerificationPages(Verifying verifying, VerificationRows rows, QuarantineView quarantine, Replays replays, Jobs jobs) {
        this.verifying = verifying;
        this.rows = rows;
        this.quarantine = quarantine;
        this.replays = replays;
        this.jobs = jobs;
    }

    @GetMapping("/quarantine/requests")
    String all(@RequestParam Optional<String> source, Model model) {
        model.addAttribute("requests", verifying.all(source.filter(given -> !given.isBlank() && given.indexOf('\0') < 0), SHOWN));
        model.addAttribute("today", verifying.today());
        return "requests";
    }

    @GetMapping("/quarantine/requests/new")
    @Opens(Page.REPLAY)
    String draft(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String source, @RequestParam String rule, @RequestParam(defaultValue = "") String column,
            Model model) {
        return draft(viewer, new Verifying.Group(source, rule, QuarantinePages.column(Optional.of(column)).orElse("")), "", "", model);
    }

    private String draft(Viewer viewer, Verifying.Group group, String note, String refused, Model model) {
        demandOwn(viewer, group.source());
        model.addAttribute("group", group);
        model.addAttribute("note", note);
        model.addAttribute("refused", refused);
        model.addAttribute("days", Verifying.USUAL_DAYS);
        model.addAttribute("count", quarantine.count(new QuarantineView.Filter(Optional.of(group.source()), Optional.of(group.rule()), Optional.of(group.column()), Optional.empty())));
        return "request-new";
    }

    @PostMapping("/quarantine/requests")
    @Opens(Page.REPLAY)
    String send(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String source, @RequestParam String rule, @RequestParam(defaultValue = "") String column,
            @RequestParam(defaultValue = "") String note, @RequestParam(defaultValue = "0") int days, Model model) {
        demandOwn(viewer, source);
        Verifying.Group group = new Verifying.Group(source, rule, column);
        return switch (verifying.send(group, note, days, actor(viewer))) {
            case Verifying.Result.Done done -> "redirect:/quarantine/requests/" + done.request().id();
            case Verifying.Result.Refused refused -> draft(viewer, group, note, refused.rule(), model);
        };
    }

    @GetMapping("/quarantine/requests/{id}")
    String one(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return one(viewer, id, "", model);
    }

    private String one(Viewer viewer, String id, String refused, Model model) {
        VerificationRequest request = find(id);
        model.addAttribute("asked", request);
        model.addAttribute("own", viewer.owns(request.source()));
        model.addAttribute("overdue", request.overdue(verifying.today()));
        model.addAttribute("refused", refused);
        return "request";
    }

    @GetMapping("/quarantine/requests/{id}/rows.csv")
    @Opens(Page.REPLAY)
    ResponseEntity<byte[]> csv(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id) {
        return file(id, "csv", RowText.CSV, RowText.csv(shown(viewer, id)));
    }

    @GetMapping("/quarantine/requests/{id}/rows.ndjson")
    @Opens(Page.REPLAY)
    ResponseEntity<byte[]> ndjson(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id) {
        return file(id, "ndjson", RowText.NDJSON, RowText.ndjson(shown(viewer, id)));
    }

    private List<VerificationRows.Row> shown(Viewer viewer, String id) {
        VerificationRequest request = find(id);
        demandOwn(viewer, request.source());
        verifying.shown(request, actor(viewer));
        return rows.of(request);
    }

    private static ResponseEntity<byte[]> file(String id, String ending, String type, byte[] text) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type)).header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"verification-" + id + "." + ending + "\"").body(text);
    }

    @PostMapping("/quarantine/requests/{id}/replay")
    @Opens(Page.REPLAY)
    String replay(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id) {
        VerificationRequest request = find(id);
        demandOwn(viewer, request.source());
        var selection = new Replays.Selection(verifying.records(id), Optional.empty(), Optional.empty());
        Jobs.Job job = jobs.start("replay", request.source(), viewer.subject().id(), selection.ids().size(), "/quarantine/requests/" + id,
                progress -> replays.replay(viewer.subject(), request.source(), selection, progress));
        return "redirect:/jobs/" + job.id();
    }

    @PostMapping("/quarantine/requests/{id}/close")
    @Opens(Page.REPLAY)
    String close(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam(defaultValue = "false") boolean settled, Model model) {
        demandOwn(viewer, find(id).source());
        return switch (verifying.close(id, settled, actor(viewer))) {
            case Verifying.Result.Done done -> "redirect:/quarantine/requests/" + id;
            case Verifying.Result.Refused refused -> one(viewer, id, refused.rule(), model);
        };
    }

    private VerificationRequest find(String id) {
        return verifying.find(id).orElseThrow(() -> new NotThere(id));
    }

    private static void demandOwn(Viewer viewer, String source) {
        if (!viewer.owns(source)) {
            throw PageRefused.otherSource();
        }
    }

    private static Verifying.Actor actor(Viewer viewer) {
        return new Verifying.Actor(viewer.subject().id(), viewer.subject().organisation());
    }
}
