package datong.web.console;

import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What went where: publications, their releases, and a new one. */
@Controller
@Opens(Page.PUBLICATIONS)
class PublicationPages {
    private static final int SHOWN = 100;
    private final PublicationView publications;
    private final Jobs jobs;

    PublicationPages(PublicationView publications, Jobs jobs) {
        this.publications = publications;
        this.jobs = jobs;
    }

    @GetMapping("/publications")
    String publications(@RequestParam Optional<String> publication, Model model) {
        model.addAttribute("publications", publications.publications());
        model.addAttribute("releases", publications.releases(publication.filter(code -> !code.isBlank()), SHOWN));
        return "publications";
    }

    /** How likely somebody is found again in a release that left anonymous. */
    @GetMapping("/publications/releases/{id}/risk")
    String risk(@PathVariable String id, Model model) {
        PublicationView.Release release = publications.release(id).orElseThrow(() -> new NotThere(id));
        model.addAttribute("release", release);
        model.addAttribute("shown", release.standing().anonymity().orElseThrow(() -> new NotThere(id)));
        return "risk";
    }

    @PostMapping("/publications/{code}/release")
    @Opens(Page.PUBLISH)
    String publish(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String code) {
        if (publications.publications().stream().noneMatch(publication -> publication.code().equals(code))) {
            throw new NotThere(code);
        }
        Jobs.Job job = jobs.start("publish", code, viewer.subject().id(), 0, "/publications",
                progress -> publications.publish(viewer.subject(), code));
        return "redirect:/jobs/" + job.id();
    }
}
