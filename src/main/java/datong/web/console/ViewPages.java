package datong.web.console;

import datong.query.QueryRequest.Filter;
import datong.web.views.SavedView;
import datong.web.views.ViewDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** Questions that the viewer's organisation keeps under a name. */
@Controller
@Opens(Page.VIEWS)
class ViewPages {
    private final ViewDesk desk;

    ViewPages(ViewDesk desk) {
        this.desk = desk;
    }

    /** @param question as the API says it */
    record Line(SavedView view, String question) {
        static Line of(SavedView view) {
            Stream<String> items = view.items().isEmpty() ? Stream.of() : Stream.of("select=" + view.items().stream().map(item -> item.value()).collect(Collectors.joining(",")));
            Stream<String> sort = view.order().isEmpty() ? Stream.of() : Stream.of("sort=" + view.order().stream().map(order -> (order.descending() ? "-" : "") + order.item()).collect(Collectors.joining(",")));
            return new Line(view, Stream.of(items, view.filters().stream().map(Line::filter), sort).flatMap(part -> part).collect(Collectors.joining(" · ")));
        }

        private static String filter(Filter filter) {
            return filter.item() + " " + filter.operator() + " " + String.join(", ", filter.values());
        }
    }

    @GetMapping("/views")
    String views(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, Model model) {
        List<Line> lines = desk.all(viewer.subject()).stream().map(Line::of).toList();
        model.addAttribute("lines", lines);
        return "views";
    }

    /** Audited before it is gone. */
    @PostMapping("/views/{name}/remove")
    String remove(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String name, HttpServletRequest request) {
        if (!desk.remove(viewer.subject(), name, request.getRemoteAddr())) {
            throw new NotThere(name);
        }
        return "redirect:/views";
    }
}
