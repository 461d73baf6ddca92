package datong.web.console;

import datong.catalogue.CollectionDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Before anything is collected again: what of it departments can have by sharing. */
@Controller
@Opens(Page.CATALOGUE)
class CollectionPages {
    private static final int SHOWN = 50;
    private final CollectionDesk desk;

    CollectionPages(CollectionDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/collection")
    String form(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, Model model) {
        return page(viewer, "", "", model);
    }

    @PostMapping("/collection")
    String check(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String name, @RequestParam String columns, HttpServletRequest request, Model model) {
        List<String> asked = Arrays.stream(columns.replace("\0", "").split("[\\r\\n\\t,，、;；]+")).map(String::strip).filter(column -> !column.isEmpty()).toList();
        if (!asked.isEmpty()) {
            model.addAttribute("checked", desk.check(viewer.subject(), name.replace("\0", "").strip(), asked, request.getRemoteAddr()));
        }
        return page(viewer, name, columns, model);
    }

    @PostMapping("/collection/{id}")
    String justify(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam String why, HttpServletRequest request, Model model) {
        Optional<CollectionDesk.Refusal> refusal = desk.justify(viewer.subject(), id, why.replace("\0", ""), request.getRemoteAddr());
        if (refusal.isEmpty()) {
            return "redirect:/collection";
        }
        model.addAttribute("refusal", refusal.get());
        return page(viewer, "", "", model);
    }

    private String page(Viewer viewer, String name, String columns, Model model) {
        boolean all = viewer.may(Page.RECEIVE) || viewer.may(Page.AUDIT);
        model.addAttribute("notes", desk.newest(all ? Optional.empty() : Optional.of(viewer.subject().organisation()), SHOWN));
        model.addAttribute("name", name);
        model.addAttribute("columns", columns);
        return "collection";
    }
}
