package datong.web.console;

import datong.northbound.Northbound;
import datong.northbound.Report;
import datong.northbound.Reports;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What the superior platform was told, what waits, and what it refuses. */
@Controller
@Opens(Page.NORTHBOUND)
class NorthboundPages {
    private static final int SHOWN = 100;
    private final Northbound northbound;
    private final Reports reports;

    NorthboundPages(Northbound northbound, Reports reports) {
        this.northbound = northbound;
        this.reports = reports;
    }

    @GetMapping("/northbound")
    String all(Model model) {
        model.addAttribute("counts", reports.counts());
        model.addAttribute("refused", reports.in(Report.State.REFUSED, SHOWN));
        model.addAttribute("waiting", reports.in(Report.State.WAITING, SHOWN));
        model.addAttribute("sent", reports.in(Report.State.SENT, SHOWN));
        model.addAttribute("trouble", northbound.trouble().orElse(null));
        return "northbound";
    }

    @PostMapping("/northbound/again")
    @Opens(Page.NORTHBOUND_SEND)
    String again(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String key) {
        if (!northbound.again(key, new Northbound.Actor(viewer.subject().id(), viewer.subject().organisation()))) {
            throw new NotThere("northbound");
        }
        return "redirect:/northbound";
    }
}
