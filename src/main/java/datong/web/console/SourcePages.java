package datong.web.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Sources, their deliveries, and the balance of every batch. */
@Controller
@Opens(Page.SOURCES)
class SourcePages {
    private static final int SHOWN = 50;
    private final IntakeView intake;
    private final QualityView quality;

    SourcePages(IntakeView intake, QualityView quality) {
        this.intake = intake;
        this.quality = quality;
    }

    @GetMapping("/sources")
    String sources(Model model) {
        model.addAttribute("sources", intake.sources());
        model.addAttribute("late", quality.late());
        model.addAttribute("channels", intake.channels());
        return "sources";
    }

    @GetMapping("/sources/{code}")
    String source(@PathVariable String code, Model model) {
        model.addAttribute("source", intake.source(code).orElseThrow(() -> new NotThere(code)));
        model.addAttribute("deliveries", intake.deliveries(code, SHOWN));
        model.addAttribute("batches", intake.batches(code, SHOWN));
        return "source";
    }

    @GetMapping("/batches/{id}")
    String batch(@PathVariable String id, Model model) {
        model.addAttribute("batch", intake.batch(id).orElseThrow(() -> new NotThere(id)));
        return "batch";
    }
}
