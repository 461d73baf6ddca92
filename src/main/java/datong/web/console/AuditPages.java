package datong.web.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what, when, why and how it was decided; and the proof that the log is whole. */
@Controller
@Opens(Page.AUDIT)
class AuditPages {
    private static final int SHOWN = 100;
    private final AuditView audit;
    private final Jobs jobs;

    AuditPages(AuditView audit, Jobs jobs) {
        this.audit = audit;
        this.jobs = jobs;
    }

    /** @param from, to days in the district's time, both included */
    record Wanted(String from, String to, String actor, String organisation, String dataset, String kind, String decision, String purpose) {
        Wanted {
            from = trimmed(from);
            to = trimmed(to);
            actor = trimmed(actor);
            organisation = trimmed(organisation);
            dataset = trimmed(dataset);
            kind = trimmed(kind);
            decision = trimmed(decision);
            purpose = trimmed(purpose);
        }

        AuditView.Filter filter() {
            return new AuditView.Filter(day(from, 0), day(to, 1), given(actor), given(organisation), given(dataset), given(kind), given(decision),
                    given(purpose));
        }

        private static String trimmed(String text) {
            return text == null ? "" : text.strip();
        }

        private static Optional<String> given(String text) {
            return Optional.of(text).filter(word -> !word.isEmpty());
        }

        private static Optional<Instant> day(String text, int later) {
            try {
                return given(text).map(day -> LocalDate.parse(day).plusDays(later).atStartOfDay(Words.DISTRICT).toInstant());
            } catch (DateTimeParseException notADay) {
                return Optional.empty();
            }
        }
    }

    @GetMapping("/audit")
    String search(Wanted wanted, @RequestParam Optional<Long> before, Model model) {
        List<AuditView.Entry> entries = audit.search(wanted.filter(), before, SHOWN);
        model.addAttribute("wanted", wanted);
        model.addAttribute("entries", entries);
        model.addAttribute("kinds", audit.kinds());
        model.addAttribute("more", entries.size() == SHOWN ? Optional.of(entries.getLast().index()) : Optional.empty());
        return "audit";
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
