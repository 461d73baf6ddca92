package datong.web.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** Progress and result of long work, for whoever started it. */
@Controller
@Opens(Page.OVERVIEW)
class JobPage {
    private final Jobs jobs;

    JobPage(Jobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping("/jobs/{id}")
    String job(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        model.addAttribute("job", jobs.find(id).filter(job -> job.actor().equals(viewer.subject().id())).orElseThrow(() -> new NotThere(id)));
        return "job";
    }
}
