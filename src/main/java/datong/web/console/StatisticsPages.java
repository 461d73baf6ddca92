package datong.web.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What was counted for whom, and what it cost. */
@Controller
@Opens(Page.PUBLICATIONS)
class StatisticsPages {
    private static final int SHOWN = 100;
    private final StatisticsView statistics;

    StatisticsPages(StatisticsView statistics) {
        this.statistics = statistics;
    }

    @GetMapping("/statistics")
    String statistics(Model model) {
        model.addAttribute("offered", statistics.offered());
        model.addAttribute("budgets", statistics.budgets());
        model.addAttribute("counted", statistics.counted(SHOWN));
        return "statistics";
    }
}
