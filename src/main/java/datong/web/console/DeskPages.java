package datong.web.console;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.oversight.Comparison;
import datong.oversight.Desk;
import datong.oversight.Exports;
import datong.oversight.Question;
import datong.oversight.Question.Part;
import datong.oversight.SavedQuestions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The auditor's desk: a question in plain words, its pictures and events; two periods side by side; questions kept; answers taken away with proof. */
@Controller
@Opens(Page.AUDIT)
class DeskPages {
    private static final int SHOWN = 100;
    private static final int USUAL_DAYS = 30;
    private static final int LONGEST_NAME = 80;
    private static final List<Part> COMPARED = List.of(Part.ORGANISATION, Part.DATASET, Part.PURPOSE);
    private final Desk desk;
    private final SavedQuestions saved;
    private final Exports exports;
    private final Directory directory;
    private final Clock clock;

    DeskPages(Desk desk, SavedQuestions saved, Exports exports, Directory directory, Clock clock) {
        this.desk = desk;
        this.saved = saved;
        this.exports = exports;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/audit")
    String desk(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam Map<String, String> parameters, @RequestParam Optional<Long> before, Model model) {
        Question question = question(parameters);
        List<Desk.Found> entries = desk.events(question, before, SHOWN);
        if (before.isEmpty()) {
            var answer = desk.answer(question);
            model.addAttribute("answer", answer);
            model.addAttribute("days", StackedBars.days(answer.days()));
            model.addAttribute("hours", StackedBars.hours(answer.hours()));
        }
        model.addAttribute("question", question);
        model.addAttribute("entries", entries);
        model.addAttribute("kinds", desk.kinds());
        model.addAttribute("saved", saved.of(viewer.subject().id()));
        model.addAttribute("directory", directory);
        model.addAttribute("more", entries.size() == SHOWN ? Optional.of(entries.getLast().index()) : Optional.empty());
        return "audit";
    }

    /** Nothing asked: the last days. */
    private Question question(Map<String, String> parameters) {
        Question question = Question.of(parameters);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Question.DISTRICT);
        return parameters.keySet().stream().allMatch(name -> name.equals("lang")) ? question.during(today.minusDays(USUAL_DAYS - 1), today) : question;
    }

    @GetMapping("/audit/compare")
    String compare(@RequestParam Map<String, String> parameters, Model model) {
        Question question = Question.of(parameters);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Question.DISTRICT);
        LocalDate last = question.to().orElse(today);
        LocalDate first = question.from().filter(day -> !day.isAfter(last)).orElse(last.minusDays(USUAL_DAYS - 1));
        Comparison.Period after = new Comparison.Period(first, last);
        Optional<LocalDate> from = Question.day(parameters.get("before-from"));
        Optional<LocalDate> to = Question.day(parameters.get("before-to"));
        Comparison.Period before = from.isPresent() && to.isPresent() && !from.get().isAfter(to.get()) ? new Comparison.Period(from.get(), to.get()) : after.previous();
        Part by = COMPARED.stream().filter(part -> part.word().equals(parameters.get("by"))).findFirst().orElse(Part.ORGANISATION);
        model.addAttribute("question", question);
        model.addAttribute("by", by.word());
        model.addAttribute("compared", desk.compare(question, before, after, by));
        model.addAttribute("directory", directory);
        return "audit-compare";
    }

    @PostMapping("/audit/questions")
    String save(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String name, @RequestParam Optional<String> shared, @RequestParam Map<String, String> parameters) {
        Question question = Question.of(parameters);
        String called = name.strip();
        if (!called.isEmpty()) {
            saved.save(new SavedQuestions.Saved(UlidCreator.getMonotonicUlid().toString(), viewer.subject().id(), called.substring(0, Math.min(LONGEST_NAME, called.length())),
                    shared.isPresent(), question.query(), clock.instant()));
        }
        return "redirect:/audit?" + question.query();
    }

    @PostMapping("/audit/questions/forget")
    String forget(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String id) {
        saved.forget(id, viewer.subject().id());
        return "redirect:/audit";
    }

    @GetMapping("/audit/export/events.csv")
    void csv(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam Map<String, String> parameters, HttpServletResponse response) throws IOException {
        attached(response, "text/csv;charset=UTF-8", "events.csv");
        exports.csv(Question.of(parameters), taker(viewer), response.getOutputStream());
    }

    @GetMapping("/audit/export/events.zip")
    void bundle(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam Map<String, String> parameters, HttpServletResponse response) throws IOException {
        attached(response, "application/zip", "events.zip");
        exports.bundle(Question.of(parameters), taker(viewer), response.getOutputStream());
    }

    /** One page that needs nothing else, to print or to keep as PDF by the browser. */
    @GetMapping("/audit/export/page")
    String print(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam Map<String, String> parameters, Model model) {
        Question question = Question.of(parameters);
        List<Desk.Found> entries = desk.events(question, Optional.empty(), Exports.PRINTED);
        model.addAttribute("noted", exports.note(question, "PRINT", entries.size(), taker(viewer)).value());
        model.addAttribute("question", question);
        model.addAttribute("answer", desk.answer(question));
        model.addAttribute("entries", entries);
        model.addAttribute("directory", directory);
        model.addAttribute("now", clock.instant());
        model.addAttribute("checkpoint", exports.checkpoint());
        return "audit-print";
    }

    private static Exports.Taker taker(Viewer viewer) {
        return new Exports.Taker(viewer.subject().id(), viewer.subject().organisation());
    }

    private static void attached(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString());
    }
}
