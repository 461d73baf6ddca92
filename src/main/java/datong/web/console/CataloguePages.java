package datong.web.console;

import datong.policy.Action;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.schema.DatasetCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Datasets, their items, and "what would I see". */
@Controller
@Opens(Page.CATALOGUE)
class CataloguePages {
    private static final List<Action> ACTIONS = List.of(Action.QUERY, Action.LOOKUP, Action.PUBLISH, Action.PREVIEW, Action.STATISTICS);
    private final CatalogueView catalogue;
    private final Subjects subjects;
    private final Directory directory;

    CataloguePages(CatalogueView catalogue, Subjects subjects, Directory directory) {
        this.catalogue = catalogue;
        this.subjects = subjects;
        this.directory = directory;
    }

    @GetMapping("/catalogue")
    String datasets(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam(defaultValue = "") String q, HttpServletRequest request, Model model) {
        model.addAttribute("datasets", q.isBlank() ? catalogue.datasets(viewer.subject(), request.getRemoteAddr()) : catalogue.search(viewer.subject(), q, request.getRemoteAddr()));
        model.addAttribute("q", q);
        model.addAttribute("directory", directory);
        return "catalogue";
    }

    @GetMapping("/catalogue/{dataset}")
    String dataset(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String dataset,
            @RequestParam Optional<String> subject, @RequestParam Optional<String> purpose, @RequestParam(defaultValue = "QUERY") Action action,
            HttpServletRequest request, Model model) {
        CatalogueView.Line line = line(viewer, dataset, request);
        Subject chosen = chosen(viewer, subject);
        fill(model, viewer, line, chosen, purpose, action);
        return "dataset";
    }

    /** Everybody at once; reads no row. */
    @Opens(Page.COMPARE)
    @GetMapping("/catalogue/{dataset}/matrix")
    String matrix(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String dataset, @RequestParam(defaultValue = "QUERY") Action action,
            HttpServletRequest request, Model model) {
        CatalogueView.Line line = line(viewer, dataset, request);
        model.addAttribute("line", line);
        model.addAttribute("items", catalogue.items(line.dataset()));
        model.addAttribute("actions", ACTIONS);
        model.addAttribute("action", action);
        model.addAttribute("matrix", Matrix.of(catalogue, line.dataset(), subjects.all(), action));
        return "matrix";
    }

    /** Reads rows by the ordinary, audited query path, with the viewer's own right and never another's. */
    @PostMapping("/catalogue/{dataset}/sample")
    String sample(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String dataset, @RequestParam String purpose,
            HttpServletRequest request, Model model) {
        CatalogueView.Line line = line(viewer, dataset, request);
        fill(model, viewer, line, viewer.subject(), Optional.of(purpose), Action.QUERY);
        model.addAttribute("sample", catalogue.sample(viewer.subject(), line.dataset(), purpose, request.getRemoteAddr()));
        return "dataset";
    }

    private void fill(Model model, Viewer viewer, CatalogueView.Line line, Subject chosen, Optional<String> purpose, Action action) {
        model.addAttribute("line", line);
        model.addAttribute("entry", line.entry());
        model.addAttribute("directory", directory);
        model.addAttribute("versions", catalogue.versions(line.dataset()));
        model.addAttribute("items", catalogue.items(line.dataset()));
        model.addAttribute("subjects", viewer.may(Page.COMPARE) ? subjects.all() : List.of(viewer.subject()));
        model.addAttribute("chosen", chosen);
        model.addAttribute("self", chosen.id().equals(viewer.subject().id()));
        model.addAttribute("purposes", catalogue.purposes());
        model.addAttribute("purpose", purpose.orElse(""));
        model.addAttribute("actions", ACTIONS);
        model.addAttribute("action", action);
        purpose.filter(given -> !given.isBlank())
                .ifPresent(given -> model.addAttribute("outlook", catalogue.outlook(chosen, line.dataset(), given, action)));
    }

    private Subject chosen(Viewer viewer, Optional<String> subject) {
        Optional<String> other = subject.filter(id -> !id.isBlank() && !id.equals(viewer.subject().id()));
        if (other.isEmpty()) {
            return viewer.subject();
        }
        if (!viewer.may(Page.COMPARE)) {
            throw PageRefused.closed(Page.COMPARE);
        }
        return subjects.find(other.get()).orElseThrow(() -> new NotThere(other.get()));
    }

    private CatalogueView.Line line(Viewer viewer, String dataset, HttpServletRequest request) {
        try {
            return catalogue.dataset(viewer.subject(), new DatasetCode(dataset), request.getRemoteAddr()).orElseThrow(() -> new NotThere(dataset));
        } catch (IllegalArgumentException noCode) {
            throw new NotThere(dataset);
        }
    }
}
