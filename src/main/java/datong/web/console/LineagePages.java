package datong.web.console;

import datong.schema.DatasetCode;
import datong.web.console.LineageView.ItemWay;
import java.util.List;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** "Where from": the way of a dataset's items and of one record, as a drawing and as a table. */
@Controller
@Opens(Page.LINEAGE)
class LineagePages {
    private final LineageView lineage;
    private final CatalogueView catalogue;

    LineagePages(LineageView lineage, CatalogueView catalogue) {
        this.lineage = lineage;
        this.catalogue = catalogue;
    }

    @GetMapping("/lineage")
    String start(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam(defaultValue = "") String record, HttpServletRequest request, Model model) {
        String id = record.strip().toUpperCase(Locale.ROOT);
        if (!id.isEmpty() && lineage.record(id).isPresent()) {
            return "redirect:/lineage/records/" + id;
        }
        model.addAttribute("asked", id);
        model.addAttribute("datasets", catalogue.datasets(viewer.subject(), request.getRemoteAddr()));
        return "lineage";
    }

    @GetMapping("/lineage/datasets/{code}")
    String dataset(@PathVariable String code, @RequestParam(defaultValue = "") String item, Locale locale, Model model) {
        LineageView.DatasetWay way = dataset(code).orElseThrow(() -> new NotThere(code));
        Words words = new Words(locale);
        Drawing.Builder drawing = Drawing.builder();
        way.items().forEach(each -> columns(drawing, each, words));
        way.exits().stream().filter(exit -> way.items().stream().anyMatch(each -> each.item().name().value().equals(exit.item())))
                .forEach(exit -> drawing.box(2, exit.publication(), exit.publication()).join(1, exit.item(), exit.publication()));
        choose(drawing, way.items(), item);
        model.addAttribute("way", way);
        model.addAttribute("item", item);
        model.addAttribute("drawing", drawing.draw());
        return "lineage-dataset";
    }

    private Optional<LineageView.DatasetWay> dataset(String code) {
        try {
            return lineage.dataset(new DatasetCode(code));
        } catch (IllegalArgumentException noCode) {
            return Optional.empty();
        }
    }

    @GetMapping("/lineage/records/{id}")
    String record(@PathVariable String id, @RequestParam(defaultValue = "0") int version, @RequestParam(defaultValue = "") String item, Locale locale,
            Model model) {
        LineageView.RecordWay way = lineage.record(id).orElseThrow(() -> new NotThere(id));
        if (version < 0 || version >= way.versions().size()) {
            throw new NotThere(id);
        }
        LineageView.VersionWay shown = way.versions().get(version);
        Words words = new Words(locale);
        Drawing.Builder drawing = Drawing.builder();
        shown.items().forEach(each -> columns(drawing, each, words));
        choose(drawing, shown.items(), item);
        model.addAttribute("way", way);
        model.addAttribute("version", version);
        model.addAttribute("numbers", IntStream.range(0, way.versions().size()).boxed().toList());
        model.addAttribute("shown", shown);
        model.addAttribute("item", item);
        model.addAttribute("drawing", drawing.draw());
        return "lineage-record";
    }

    private static void columns(Drawing.Builder drawing, ItemWay way, Words words) {
        String item = way.item().name().value();
        List<String> columns = way.columns();
        columns.forEach(column -> drawing.box(0, way.source() + "|" + column, column));
        drawing.box(1, item, words.of(way.item()));
        columns.forEach(column -> drawing.join(0, way.source() + "|" + column, item));
    }

    private static void choose(Drawing.Builder drawing, List<ItemWay> items, String item) {
        if (items.stream().anyMatch(way -> way.item().name().value().equals(item))) {
            drawing.choose(1, item);
        }
    }
}
