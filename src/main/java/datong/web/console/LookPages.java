package datong.web.console;

import datong.policy.Organisations.KnownOrganisation;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.Vocabulary;
import datong.query.Look;
import datong.query.LookAnswer;
import datong.schema.DatasetCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** What would X see, in three columns: how sensitive a value is, what the policies decide, what X gets. */
@Controller
@Opens(Page.LOOK)
class LookPages {
    /** Cannot be the id of anybody whom the policies know. */
    private static final String DESCRIBED = "(described)";
    private final CatalogueView catalogue;
    private final LookView looks;
    private final Subjects subjects;

    LookPages(CatalogueView catalogue, LookView looks, Subjects subjects) {
        this.catalogue = catalogue;
        this.looks = looks;
        this.subjects = subjects;
    }

    /** As the form says it; an empty text is nothing. @param subject empty: described by the next three */
    public record Asked(String subject, String organisation, String group, String division, String purpose, String scene, String caseNumber, String record, String own) {
        public Asked {
            subject = said(subject);
            organisation = said(organisation);
            group = said(group);
            division = said(division);
            purpose = said(purpose);
            scene = said(scene);
            caseNumber = said(caseNumber);
            record = said(record);
            own = said(own);
        }

        private static String said(String text) {
            return text == null ? "" : text.strip();
        }

        private static Optional<String> maybe(String text) {
            return Optional.of(text).filter(given -> !given.isEmpty());
        }
    }

    @GetMapping("/catalogue/{dataset}/look")
    String form(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String dataset, @ModelAttribute("asked") Asked asked, HttpServletRequest request, Model model) {
        fill(viewer, dataset, request, model);
        return "look";
    }

    /** Audited before it is shown. */
    @PostMapping("/catalogue/{dataset}/look")
    String look(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String dataset, @ModelAttribute("asked") Asked asked, HttpServletRequest request, Model model) {
        fill(viewer, dataset, request, model);
        Optional<Subject> whom = asked.subject().isEmpty() ? described(asked) : subjects.find(asked.subject());
        if (whom.isEmpty()) {
            model.addAttribute("unknown", true);
            return "look";
        }
        LookAnswer answer = looks.look(new Look(viewer.subject(), asked.own().isEmpty() ? asked.purpose() : asked.own(), whom.get(), !asked.subject().isEmpty(), new DatasetCode(dataset),
                asked.purpose(), Asked.maybe(asked.scene()), Asked.maybe(asked.caseNumber()), Asked.maybe(asked.record()), request.getRemoteAddr()));
        model.addAttribute("answer", answer);
        model.addAttribute("columns", LookColumns.of(answer));
        return "look";
    }

    private Optional<Subject> described(Asked asked) {
        Set<String> groups = looks.vocabulary().groups().stream().map(Vocabulary.Term::code).filter(asked.group()::equals).collect(Collectors.toSet());
        boolean organised = looks.organisations().stream().map(KnownOrganisation::creditCode).anyMatch(asked.organisation()::equals);
        boolean placed = asked.division().matches("|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15}");
        return groups.isEmpty() || !organised || !placed ? Optional.empty()
                : Optional.of(new Subject(DESCRIBED, Subject.Kind.PERSON, DESCRIBED, asked.organisation(), asked.division(), groups, Set.of()));
    }

    private void fill(Viewer viewer, String dataset, HttpServletRequest request, Model model) {
        CatalogueView.Line line = line(viewer, dataset, request);
        model.addAttribute("line", line);
        model.addAttribute("subjects", subjects.all());
        model.addAttribute("vocabulary", looks.vocabulary());
        model.addAttribute("organisations", looks.organisations());
    }

    private CatalogueView.Line line(Viewer viewer, String dataset, HttpServletRequest request) {
        try {
            return catalogue.dataset(viewer.subject(), new DatasetCode(dataset), request.getRemoteAddr()).orElseThrow(() -> new NotThere(dataset));
        } catch (IllegalArgumentException noCode) {
            throw new NotThere(dataset);
        }
    }
}
