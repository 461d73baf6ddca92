package datong.web.console;

import datong.retrieval.RetrievalDesk;
import datong.schema.DatasetCode;
import datong.sharing.Parties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Stills of cameras: asked for one at a time, with a reason, and every time in the register. */
@Controller
@Opens(Page.STILLS)
class StillPages {
    private static final int SHOWN = 200;
    private final RetrievalDesk desk;
    private final Directory directory;

    StillPages(RetrievalDesk desk, Directory directory) {
        this.desk = desk;
        this.directory = directory;
    }

    /** On whose behalf and in which scene; an empty text is nothing. */
    public record Behalf(String scene, String caseNumber) {
        public Behalf {
            scene = scene == null ? "" : scene.strip();
            caseNumber = caseNumber == null ? "" : caseNumber.strip();
        }
    }

    @GetMapping("/stills")
    String all(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam(defaultValue = "") String dataset, @RequestParam(defaultValue = "") String number,
            @ModelAttribute("behalf") Behalf behalf, HttpServletRequest request, Model model) {
        model.addAttribute("sources", desk.sources());
        model.addAttribute("dataset", dataset);
        model.addAttribute("number", number.strip());
        model.addAttribute("entries", desk.register(viewer.subject(), Parties.seesAll(viewer.subject()), SHOWN));
        model.addAttribute("directory", directory);
        if (viewer.may(Page.RETRIEVE) && !dataset.isEmpty()) {
            model.addAttribute("listed", desk.alarms(new RetrievalDesk.Looking(viewer.subject(), code(dataset), maybe(number.strip()), maybe(behalf.scene()), maybe(behalf.caseNumber()),
                    request.getRemoteAddr())));
        }
        return "stills";
    }

    @GetMapping("/stills/{dataset}/{record}")
    @Opens(Page.RETRIEVE)
    String form(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String dataset, @PathVariable String record, @ModelAttribute("behalf") Behalf behalf, Model model) {
        model.addAttribute("source", desk.sources().stream().filter(source -> source.dataset().code().equals(code(dataset))).findFirst().orElseThrow(() -> new NotThere(dataset)));
        model.addAttribute("record", record);
        model.addAttribute("unit", viewer.subject().organisation());
        model.addAttribute("directory", directory);
        return "still";
    }

    /** In the audit log and the register before it is shown. */
    @PostMapping("/stills/{dataset}/{record}")
    @Opens(Page.RETRIEVE)
    String retrieve(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String dataset, @PathVariable String record, @RequestParam String reason,
            @RequestParam String content, @ModelAttribute("behalf") Behalf behalf, HttpServletRequest request, Model model) {
        form(viewer, dataset, record, behalf, model);
        RetrievalDesk.Result result = desk.retrieve(new RetrievalDesk.Asked(viewer.subject(), code(dataset), record, maybe(behalf.scene()), maybe(behalf.caseNumber()), reason, content,
                request.getRemoteAddr()));
        model.addAttribute("reason", reason);
        model.addAttribute("needed", content);
        switch (result) {
            case RetrievalDesk.Result.Shown shown -> {
                model.addAttribute("entry", shown.retrieval());
                model.addAttribute("picture", "data:image/png;base64," + Base64.getEncoder().encodeToString(shown.png()));
            }
            case RetrievalDesk.Result.NotThere notThere -> model.addAttribute("absent", notThere.still());
            case RetrievalDesk.Result.Refused refused -> model.addAttribute("refused", refused);
        }
        return "still";
    }

    private static Optional<String> maybe(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static DatasetCode code(String dataset) {
        try {
            return new DatasetCode(dataset);
        } catch (IllegalArgumentException noCode) {
            throw new NotThere(dataset);
        }
    }
}
