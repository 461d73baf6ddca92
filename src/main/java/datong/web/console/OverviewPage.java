package datong.web.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The picture of the flow, and how the hub is. */
@Controller
@Opens(Page.OVERVIEW)
class OverviewPage {
    private final FlowView flow;

    OverviewPage(FlowView flow) {
        this.flow = flow;
    }

    @GetMapping("/")
    String overview(Model model) {
        model.addAttribute("flow", flow.flow());
        model.addAttribute("health", flow.health());
        return "overview";
    }
}
