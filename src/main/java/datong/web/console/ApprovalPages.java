package datong.web.console;

import datong.approval.Request;
import datong.approval.TwoPersons;
import datong.approval.TwoPersons.Result;
import datong.erasure.Erasure;
import datong.policy.Subject;
import datong.protection.KeyRotation;
import datong.protection.Relinking;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What takes two persons: erasing a person, relinking a pseudonym, renewing a key, letting old events of the audit log go. */
@Controller
@Opens(Page.APPROVALS)
class ApprovalPages {
    private static final int SHOWN = 100;
    private final TwoPersons persons;
    private final KeyView keys;

    ApprovalPages(TwoPersons persons, KeyView keys) {
        this.persons = persons;
        this.keys = keys;
    }

    @GetMapping("/approvals")
    String all(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, Model model) {
        model.addAttribute("requests", persons.newest(SHOWN).stream().filter(request -> shown(request, viewer)).toList());
        model.addAttribute("mine", Arrays.stream(Request.Kind.values()).filter(kind -> kind.openTo(viewer.subject().groups())).map(Enum::name).toList());
        model.addAttribute("now", persons.now());
        model.addAttribute("keys", keys.keys());
        model.addAttribute("rewrapping", keys.rewrapping());
        return "approvals";
    }

    @PostMapping("/approvals/erasure")
    @Opens(Page.APPROVE)
    String erasure(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String numbers, @RequestParam String reason, Model model) {
        return asked(viewer, Request.Kind.ERASURE, Map.of(Erasure.NUMBERS, numbers), reason, model);
    }

    @PostMapping("/approvals/relinking")
    @Opens(Page.APPROVE)
    String relinking(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String pseudonym, @RequestParam String dataset, @RequestParam String item,
            @RequestParam String recipient, @RequestParam String purpose, @RequestParam String reason, Model model) {
        return asked(viewer, Request.Kind.RELINKING, Map.of(Relinking.PSEUDONYM, pseudonym.strip(), Relinking.DATASET, dataset.strip(), Relinking.ITEM, item.strip(),
                Relinking.RECIPIENT, recipient.strip(), Relinking.PURPOSE, purpose.strip()), reason, model);
    }

    @PostMapping("/approvals/keys")
    @Opens(Page.APPROVE)
    String rotation(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String key, @RequestParam String reason, Model model) {
        return asked(viewer, Request.Kind.KEY_ROTATION, Map.of(KeyRotation.KEY, key), reason, model);
    }

    @PostMapping("/approvals/retirement")
    @Opens(Page.APPROVE)
    String retirement(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String reason, Model model) {
        return asked(viewer, Request.Kind.KEY_RETIREMENT, Map.of(), reason, model);
    }

    @PostMapping("/approvals/log-disposal")
    @Opens(Page.APPROVE)
    String logDisposal(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String reason, Model model) {
        return asked(viewer, Request.Kind.LOG_DISPOSAL, Map.of(), reason, model);
    }

    private String asked(Viewer viewer, Request.Kind kind, Map<String, String> terms, String reason, Model model) {
        return switch (persons.ask(kind, terms, reason.strip(), person(viewer))) {
            case Result.Done done -> "redirect:/approvals/" + done.request().id();
            case Result.Refused(String rule) -> {
                model.addAttribute("refused", rule);
                yield all(viewer, model);
            }
        };
    }

    @GetMapping("/approvals/{id}")
    String one(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return one(viewer, id, "", Optional.empty(), model);
    }

    @PostMapping("/approvals/{id}/confirm")
    @Opens(Page.APPROVE)
    String confirm(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return shown(viewer, id, persons.confirm(id, person(viewer)), model);
    }

    @PostMapping("/approvals/{id}/refuse")
    @Opens(Page.APPROVE)
    String refuse(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return shown(viewer, id, persons.refuse(id, person(viewer)), model);
    }

    @PostMapping("/approvals/{id}/carry-out")
    @Opens(Page.APPROVE)
    String carryOut(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return shown(viewer, id, persons.carryOut(id, person(viewer)), model);
    }

    /** An answer stands on this page only and is never there again. */
    private String shown(Viewer viewer, String id, Result result, Model model) {
        return switch (result) {
            case Result.Done done when done.answer().isEmpty() && !(done.request().kind().answers() && done.request().state() == Request.State.DONE) -> "redirect:/approvals/" + id;
            case Result.Done done -> one(viewer, id, "", Optional.of(done.answer().orElse("")), model);
            case Result.Refused(String rule) -> one(viewer, id, rule, Optional.empty(), model);
        };
    }

    private String one(Viewer viewer, String id, String refused, Optional<String> answer, Model model) {
        Request request = persons.find(id).filter(found -> shown(found, viewer)).orElseThrow(() -> new NotThere(id));
        model.addAttribute("mine", request.kind().openTo(viewer.subject().groups()));
        model.addAttribute("asked", request);
        model.addAttribute("expired", request.expired(persons.now()));
        model.addAttribute("underWay", persons.underWay(id));
        model.addAttribute("refused", refused);
        answer.ifPresent(value -> model.addAttribute("answer", value));
        return "approval";
    }

    /** Who keeps the keys is not shown whose data leave, and for which reason. */
    private static boolean shown(Request request, Viewer viewer) {
        return request.kind().openTo(viewer.subject().groups()) || Page.PERSONS_REQUESTS.openTo(viewer.subject());
    }

    private static TwoPersons.Person person(Viewer viewer) {
        if (viewer.subject().kind() != Subject.Kind.PERSON) {
            throw PageRefused.closed(Page.APPROVE);
        }
        return new TwoPersons.Person(viewer.subject().id(), viewer.subject().organisation(), viewer.subject().groups());
    }
}
