package datong.web.console;

import datong.intake.camel.nifi.KeptFlowFiles;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The district's Apache NiFi: how it is, what came from there, and a group started or stopped. */
@Controller
@Opens(Page.NIFI)
class NifiPages {
    private static final int SHOWN = 50;
    private final NifiView nifi;

    NifiPages(NifiView nifi) {
        this.nifi = nifi;
    }

    @GetMapping("/nifi")
    String overview(@RequestParam Optional<String> text, @RequestParam Optional<KeptFlowFiles.Answer> again, Model model) {
        String sought = text.map(String::strip).filter(given -> given.indexOf('\0') < 0).orElse("");
        model.addAttribute("servers", nifi.servers());
        model.addAttribute("routes", nifi.routes());
        model.addAttribute("text", sought);
        model.addAttribute("again", again);
        model.addAttribute("arrived", nifi.arrived(sought, SHOWN));
        return "nifi";
    }

    /** A second press changes nothing. */
    @PostMapping("/nifi/flowfiles/{route}/{uuid}")
    @Opens(Page.REPLAY)
    String takeAgain(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String route, @PathVariable String uuid) {
        NifiView.Arrived one = nifi.arrived(route, uuid).orElseThrow(() -> new NotThere(uuid));
        if (!viewer.owns(one.source())) {
            throw PageRefused.otherSource();
        }
        return "redirect:/nifi?text=" + one.uuid() + "&again=" + nifi.takeAgain(viewer.subject(), one);
    }

    /** Says what it will do before it is done. */
    @GetMapping("/nifi/{server}/groups/{id}")
    @Opens(Page.NIFI_RUN)
    String ask(@PathVariable String server, @PathVariable String id, @RequestParam boolean start, Model model) {
        model.addAttribute("group", nifi.group(server, id).orElseThrow(() -> new NotThere(server)));
        model.addAttribute("start", start);
        model.addAttribute("refused", Optional.empty());
        return "nifi-group";
    }

    @PostMapping("/nifi/{server}/groups/{id}")
    @Opens(Page.NIFI_RUN)
    String run(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String server, @PathVariable String id, @RequestParam boolean start, Model model) {
        NifiView.ProcessGroup group = nifi.group(server, id).orElseThrow(() -> new NotThere(server));
        Optional<String> refused = nifi.run(viewer.subject(), server, id, start);
        if (refused.isEmpty()) {
            return "redirect:/nifi";
        }
        model.addAttribute("group", group);
        model.addAttribute("start", start);
        model.addAttribute("refused", refused);
        return "nifi-group";
    }
}
