package datong.web.console;

import datong.notices.Notices;
import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import datong.sharing.Application;
import datong.sharing.Finding;
import datong.sharing.Move;
import datong.sharing.Parties;
import datong.sharing.Running;
import datong.sharing.Sharing;
import datong.sharing.Sharing.Result;
import datong.sharing.State;
import datong.sharing.Terms;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Applications for data: what waits for whom, which clocks run, and the next step. */
@Controller
@Opens(Page.SHARING)
class SharingPages {
    private static final int SHOWN = 200;
    private final Sharing sharing;
    private final CatalogueView catalogue;
    private final Directory directory;
    private final Notices notices;
    private final Clock clock;

    SharingPages(Sharing sharing, CatalogueView catalogue, Directory directory, Notices notices, Clock clock) {
        this.sharing = sharing;
        this.catalogue = catalogue;
        this.directory = directory;
        this.notices = notices;
        this.clock = clock;
    }

    /** @param mine whether somebody waits for the viewer; what the viewer could begin is none */
    record Line(Application application, List<Ticking> clocks, boolean mine) {}

    record Ticking(Running running, Running.State state) {}

    @GetMapping("/sharing")
    String all(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, Model model) {
        List<Line> lines = sharing.newest(viewer.subject(), SHOWN).stream().map(application -> line(application, viewer)).sorted(Comparator.comparing(line -> !line.mine())).toList();
        model.addAttribute("lines", lines);
        model.addAttribute("breaches", sharing.findings(viewer.subject(), SHOWN).stream().filter(finding -> finding.kind() != Finding.Kind.WARNING).toList());
        model.addAttribute("directory", directory);
        model.addAttribute("reached", Parties.seesAll(viewer.subject()) ? notices.standings() : List.of());
        return "sharing";
    }

    private Line line(Application application, Viewer viewer) {
        List<Ticking> running = ticking(application).stream().filter(one -> one.running().stopped().isEmpty()).toList();
        boolean mine = application.moves(Parties.roles(application, viewer.subject()), viewer.subject().id()).stream()
                .anyMatch(move -> !move.begins());
        return new Line(application, running, mine);
    }

    private List<Ticking> ticking(Application application) {
        return sharing.clocksOf(application).stream().map(running -> new Ticking(running, running.at(clock.instant()))).toList();
    }

    @GetMapping("/sharing/new")
    @Opens(Page.APPLY)
    String blank(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam(defaultValue = "") String dataset, HttpServletRequest request, Model model) {
        Optional<CatalogueView.Line> line = known(viewer, dataset, request);
        if (line.isEmpty()) {
            model.addAttribute("datasets", catalogue.datasets(viewer.subject(), request.getRemoteAddr()));
            return "sharing-choose";
        }
        String demander = viewer.may(Page.RECEIVE) ? "" : viewer.subject().organisation();
        return form(new TermsForm(Map.of("dataset", List.of(dataset), "demander", List.of(demander), "rowsPerCall", List.of("100"))).terms(), line.get(), Optional.empty(), Optional.empty(), model);
    }

    private Optional<CatalogueView.Line> known(Viewer viewer, String dataset, HttpServletRequest request) {
        return dataset.matches("[a-z0-9][a-z0-9.-]{0,63}") ? catalogue.dataset(viewer.subject(), new DatasetCode(dataset), request.getRemoteAddr()) : Optional.empty();
    }

    private String form(Terms terms, CatalogueView.Line line, Optional<Application> application, Optional<Result.Refused> refused, Model model) {
        List<ItemDefinition> items = catalogue.items(line.dataset());
        model.addAttribute("terms", terms);
        model.addAttribute("line", line);
        model.addAttribute("items", items);
        model.addAttribute("purposes", directory.purposes());
        model.addAttribute("scenes", directory.scenes());
        model.addAttribute("asked", application.orElse(null));
        model.addAttribute("refused", refused.orElse(null));
        return "sharing-terms";
    }

    @PostMapping("/sharing")
    @Opens(Page.APPLY)
    String begin(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam MultiValueMap<String, String> given, HttpServletRequest request, Model model) {
        Terms terms = new TermsForm(given).terms();
        CatalogueView.Line line = known(viewer, terms.dataset(), request).orElseThrow(() -> new NotThere(terms.dataset()));
        Result result = viewer.may(Page.RECEIVE) ? sharing.receive(terms, viewer.subject()) : sharing.draft(terms, viewer.subject());
        return switch (result) {
            case Result.Done done -> "redirect:/sharing/" + done.application().id();
            case Result.Refused refused -> form(terms, line, Optional.empty(), Optional.of(refused), model);
        };
    }

    @GetMapping("/sharing/{id}/terms")
    @Opens(Page.APPLY)
    String terms(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, HttpServletRequest request, Model model) {
        Application application = find(id, viewer);
        CatalogueView.Line line = known(viewer, application.terms().dataset(), request).orElseThrow(() -> new NotThere(id));
        return form(application.terms(), line, Optional.of(application), Optional.empty(), model);
    }

    @PostMapping("/sharing/{id}/terms")
    @Opens(Page.APPLY)
    String revise(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam MultiValueMap<String, String> given, HttpServletRequest request,
            Model model) {
        Application application = find(id, viewer);
        Terms terms = new TermsForm(given).terms();
        CatalogueView.Line line = known(viewer, application.terms().dataset(), request).orElseThrow(() -> new NotThere(id));
        return switch (sharing.revise(id, terms, viewer.subject())) {
            case Result.Done done -> "redirect:/sharing/" + id;
            case Result.Refused refused -> form(terms, line, Optional.of(application), Optional.of(refused), model);
        };
    }

    @GetMapping("/sharing/{id}")
    String one(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return one(find(id, viewer), viewer, Optional.empty(), model);
    }

    @PostMapping("/sharing/{id}/{move}")
    String move(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @PathVariable Move move, @RequestParam MultiValueMap<String, String> given, Model model) {
        Map<Move.Field, String> said = new EnumMap<>(Move.Field.class);
        move.fields().forEach(field -> said.put(field, String.join(",", given.getOrDefault(field.name(), List.of())).replace("\0", "")));
        Application before = find(id, viewer);
        return switch (sharing.move(id, move, said, viewer.subject())) {
            case Result.Done done -> "redirect:/sharing/" + id;
            case Result.Refused refused -> one(before, viewer, Optional.of(refused), model);
        };
    }

    private Application find(String id, Viewer viewer) {
        return sharing.find(id, viewer.subject()).orElseThrow(() -> new NotThere(id));
    }

    private String one(Application application, Viewer viewer, Optional<Result.Refused> refused, Model model) {
        model.addAttribute("asked", application);
        model.addAttribute("clocks", ticking(application));
        model.addAttribute("findings", sharing.findingsOf(application).stream().filter(finding -> finding.kind() != Finding.Kind.WARNING).toList());
        model.addAttribute("moves", application.moves(Parties.roles(application, viewer.subject()), viewer.subject().id()).stream().filter(move -> move != Move.REVISE).toList());
        model.addAttribute("revisable", application.moves(Parties.roles(application, viewer.subject()), viewer.subject().id()).contains(Move.REVISE));
        boolean before = application.state() == State.DRAFT || application.state() == State.SUPPLEMENTING;
        model.addAttribute("missing", before || application.state() == State.RECEIVED ? application.terms().missing(sharing.demands(application.terms())) : List.of());
        model.addAttribute("refused", refused.orElse(null));
        model.addAttribute("reasons", Move.Reason.values());
        model.addAttribute("manners", Move.Manner.values());
        model.addAttribute("effective", Move.Field.EFFECTIVE);
        model.addAttribute("directory", directory);
        return "sharing-one";
    }
}
