package datong.web.console;

import datong.correction.CorrectionDesk;
import datong.correction.Dispute;
import datong.correction.Recall;
import datong.schema.ItemDefinition;
import datong.sharing.Sharing;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Disputed values, their owners' answers, and what was recalled. */
@Controller
@Opens(Page.CORRECTIONS)
class CorrectionPages {
    private static final int SHOWN = 200;
    private final CorrectionDesk desk;
    private final Sharing sharing;
    private final LevelMask mask;
    private final Directory directory;

    CorrectionPages(CorrectionDesk desk, Sharing sharing, LevelMask mask, Directory directory) {
        this.desk = desk;
        this.sharing = sharing;
        this.mask = mask;
        this.directory = directory;
    }

    @GetMapping("/corrections")
    String all(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, Model model) {
        return all(viewer, "", model);
    }

    private String all(Viewer viewer, String refused, Model model) {
        model.addAttribute("disputes", desk.newest(viewer.subject(), SHOWN));
        model.addAttribute("recalls", desk.recalls(viewer.subject(), SHOWN));
        model.addAttribute("deeds", Recall.Deed.values());
        model.addAttribute("own", viewer.subject().organisation());
        model.addAttribute("onward", sharing.newest(viewer.subject(), SHOWN).stream()
                .filter(application -> application.terms().demander().equals(viewer.subject().organisation()) && !application.onward().isEmpty()).toList());
        model.addAttribute("now", desk.now());
        model.addAttribute("refused", refused);
        model.addAttribute("directory", directory);
        return "corrections";
    }

    @PostMapping("/corrections")
    @Opens(Page.CORRECT)
    String file(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String dataset, @RequestParam String record, @RequestParam String item,
            @RequestParam String reason, @RequestParam(defaultValue = "") String proposed, Model model) {
        return switch (desk.file(new CorrectionDesk.Filing(dataset.strip(), record.strip(), item.strip(), reason, proposed), viewer.subject())) {
            case CorrectionDesk.Result.Filed filed -> "redirect:/corrections/" + filed.dispute().id();
            case CorrectionDesk.Result.Refused(String rule) -> all(viewer, rule, model);
        };
    }

    @PostMapping("/corrections/recalls/{id}")
    @Opens(Page.CORRECT)
    String acknowledge(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam Recall.Deed deed, @RequestParam(defaultValue = "") String words,
            Model model) {
        return switch (desk.acknowledge(id, deed, words, viewer.subject())) {
            case CorrectionDesk.Acknowledged.Done done -> "redirect:/corrections";
            case CorrectionDesk.Acknowledged.Refused(String rule) -> all(viewer, rule, model);
        };
    }

    @GetMapping("/corrections/{id}")
    String one(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return one(viewer, id, "", model);
    }

    private String one(Viewer viewer, String id, String refused, Model model) {
        Dispute dispute = desk.find(id, viewer.subject()).orElseThrow(() -> new NotThere(id));
        Optional<ItemDefinition> item = desk.item(dispute);
        boolean answers = dispute.state() == Dispute.State.OPEN && CorrectionDesk.answers(dispute, viewer.subject());
        if (answers) {
            CorrectionDesk.Shown shown = desk.shown(dispute, viewer.subject());
            model.addAttribute("value", item.map(known -> mask.value(known, shown.now().orElse(null))).orElse(""));
            model.addAttribute("proposed", shown.proposed().orElse(""));
        }
        model.addAttribute("answers", answers);
        model.addAttribute("asked", dispute);
        model.addAttribute("item", item.orElse(null));
        model.addAttribute("recalls", desk.recallsOf(dispute, viewer.subject()));
        model.addAttribute("now", desk.now());
        model.addAttribute("refused", refused);
        model.addAttribute("directory", directory);
        return "correction";
    }

    @PostMapping("/corrections/{id}/correct")
    @Opens(Page.CORRECT)
    String correct(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam String value, @RequestParam(defaultValue = "") String words, Model model) {
        return answered(viewer, id, desk.correct(id, value, words, viewer.subject()), model);
    }

    @PostMapping("/corrections/{id}/reject")
    @Opens(Page.CORRECT)
    String reject(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam String words, Model model) {
        return answered(viewer, id, desk.reject(id, words, viewer.subject()), model);
    }

    private String answered(Viewer viewer, String id, CorrectionDesk.Result result, Model model) {
        return switch (result) {
            case CorrectionDesk.Result.Filed filed -> "redirect:/corrections/" + id;
            case CorrectionDesk.Result.Refused(String rule) -> one(viewer, id, rule, model);
        };
    }
}
