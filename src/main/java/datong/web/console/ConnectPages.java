package datong.web.console;

import datong.policy.Action;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.schema.DatasetCode;
import datong.schema.Level;
import datong.web.open311.Open311Folder;
import datong.web.sql.SqlDoor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** By which exits a department's system gets a dataset, each with an example for its own grant. Reads no record. */
@Controller
@Opens(Page.CATALOGUE)
class ConnectPages {
    private final CatalogueView catalogue;
    private final Subjects subjects;
    private final ObjectProvider<SqlDoor> sql;
    private final ObjectProvider<Open311Folder> open311;

    ConnectPages(CatalogueView catalogue, Subjects subjects, ObjectProvider<SqlDoor> sql, ObjectProvider<Open311Folder> open311) {
        this.catalogue = catalogue;
        this.subjects = subjects;
        this.sql = sql;
        this.open311 = open311;
    }

    @GetMapping("/catalogue/{dataset}/connect")
    String connect(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String dataset, @RequestParam(name = "as", defaultValue = "") String id,
            @RequestParam(defaultValue = "") String purpose, HttpServletRequest request, Model model) {
        CatalogueView.Line line = line(viewer, dataset, request);
        List<Subject> own = own(viewer);
        Subject asking = id.isEmpty() ? own.getFirst() : own.stream().filter(subject -> subject.id().equals(id)).findFirst().orElseThrow(() -> new NotThere(id));
        List<String> open = catalogue.purposes().stream().filter(known -> !shown(asking, line, known).isEmpty()).toList();
        Optional<String> chosen = open.stream().filter(known -> purpose.isEmpty() || known.equals(purpose)).findFirst();
        model.addAttribute("line", line);
        model.addAttribute("systems", own);
        model.addAttribute("asking", asking);
        model.addAttribute("purposes", open);
        model.addAttribute("purpose", chosen.orElse(purpose));
        String hub = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        model.addAttribute("exits", chosen.map(known -> Exits.of(new Exits.Grant(hub, request.getServerName(), asking.id(), dataset, known, shown(asking, line, known)), sqlPort(), open311(dataset))).orElse(List.of()));
        return "connect";
    }

    /** Systems of the viewer's organisation, and the viewer; whoever compares may choose anybody. */
    private List<Subject> own(Viewer viewer) {
        return subjects.all().stream().filter(subject -> viewer.may(Page.COMPARE) || subject.id().equals(viewer.subject().id())
                || subject.kind() == Subject.Kind.SYSTEM && subject.organisation().equals(viewer.subject().organisation())).sorted(Comparator.comparing(Subject::kind).reversed()).toList();
    }

    /** Items that are given without a reason said each time. */
    private List<String> shown(Subject asking, CatalogueView.Line line, String purpose) {
        CatalogueView.Outlook outlook = catalogue.outlook(asking, line.dataset(), purpose, Action.QUERY);
        return outlook.refusal().isPresent() ? List.of()
                : outlook.items().stream().filter(item -> item.word().filter(word -> !word.equals("drop") && !(word.equals("reveal") && item.item().level() == Level.L4)).isPresent()).map(item -> item.item().name().value()).toList();
    }

    private OptionalInt sqlPort() {
        return Optional.ofNullable(sql.getIfAvailable()).map(door -> OptionalInt.of(door.port())).orElse(OptionalInt.empty());
    }

    private boolean open311(String dataset) {
        return Optional.ofNullable(open311.getIfAvailable()).flatMap(Open311Folder::dataset).map(DatasetCode::value).filter(dataset::equals).isPresent();
    }

    private CatalogueView.Line line(Viewer viewer, String dataset, HttpServletRequest request) {
        try {
            return catalogue.dataset(viewer.subject(), new DatasetCode(dataset), request.getRemoteAddr()).orElseThrow(() -> new NotThere(dataset));
        } catch (IllegalArgumentException noCode) {
            throw new NotThere(dataset);
        }
    }
}
