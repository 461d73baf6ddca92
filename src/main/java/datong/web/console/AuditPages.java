package datong.web.console;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** One event with its reason and its proof; and the proof that the log is whole. */
@Controller
@Opens(Page.AUDIT)
class AuditPages {
    private final AuditView audit;
    private final Jobs jobs;

    AuditPages(AuditView audit, Jobs jobs) {
        this.audit = audit;
        this.jobs = jobs;
    }

    @GetMapping("/audit/{index:\\d{1,18}}")
    String event(@PathVariable long index, Model model) {
        model.addAttribute("entry", audit.find(index).orElseThrow(() -> new NotThere("event " + index)));
        model.addAttribute("proof", audit.proof(index));
        model.addAttribute("checkpoint", audit.checkpoint());
        return "event";
    }

    /** What an auditor gives to somebody who has nothing of the hub. */
    @GetMapping("/audit/{index:\\d{1,18}}/evidence")
    ResponseEntity<byte[]> evidence(@PathVariable long index) {
        String file = audit.evidence(index).orElseThrow(() -> new NotThere("evidence of event " + index));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("evidence-" + index + ".json").build().toString())
                .body(file.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/audit/verify")
    String verdict(Model model) {
        model.addAttribute("job", jobs.last("verify"));
        model.addAttribute("outsiders", audit.outsiders());
        model.addAttribute("checkpoint", audit.checkpoint());
        return "verify";
    }

    @PostMapping("/audit/verify")
    String verify(@RequestAttribute("datong.web.console.Viewer") Viewer viewer) {
        if (jobs.last("verify").filter(Jobs.Job::running).isEmpty()) {
            jobs.start("verify", "", viewer.subject().id(), 0, "/audit/verify", progress -> audit.verify());
        }
        return "redirect:/audit/verify";
    }
}
