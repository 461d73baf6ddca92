package datong.web.console;

import datong.approval.Request;
import datong.approval.TwoPersons;
import datong.correction.CorrectionDesk;
import datong.erasure.Erasure;
import datong.ledger.Concerned;
import datong.ledger.PersonNumbers.PersonNumber;
import datong.persons.Candidate;
import datong.persons.PersonFinder;
import datong.persons.PersonRequest;
import datong.persons.PersonRequest.Proof;
import datong.persons.PersonRequest.Type;
import datong.persons.Receipt;
import datong.persons.Register;
import datong.persons.Register.Result;
import datong.persons.Sought;
import datong.policy.Subject;
import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Requests of the persons concerned: entered, the person found, decided, answered. */
@Controller
@Opens(Page.PERSONS)
class PersonPages {
    private static final int SHOWN = 200;
    private final Register register;
    private final TwoPersons persons;
    private final LevelMask mask;
    private final CorrectionDesk corrections;
    private final Directory directory;

    PersonPages(Register register, TwoPersons persons, LevelMask mask, CorrectionDesk corrections, Directory directory) {
        this.corrections = corrections;
        this.register = register;
        this.persons = persons;
        this.mask = mask;
        this.directory = directory;
    }

    /** Somebody who may be meant. @param told item and masked value */
    record Shown(String subjects, int records, String datasets, List<Told> told) {}

    record Told(ItemDefinition item, String value) {}

    /** What a record says, masked. */
    record Held(String record, Dataset dataset, List<Told> told) {}

    @GetMapping("/persons")
    String all(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, Model model) {
        return all("", model);
    }

    private String all(String refused, Model model) {
        model.addAttribute("requests", register.pressing(SHOWN));
        model.addAttribute("now", register.now());
        model.addAttribute("today", LocalDate.ofInstant(register.now(), Words.DISTRICT));
        model.addAttribute("types", Type.values());
        model.addAttribute("proofs", Proof.values());
        model.addAttribute("refused", refused);
        return "persons";
    }

    @PostMapping("/persons")
    String receive(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam Type type, @RequestParam Proof proof, @RequestParam String received, Model model) {
        Result result = day(received).<Result>map(day -> register.receive(type, proof, day, person(viewer))).orElse(new Result.Refused("RECEIVED"));
        return switch (result) {
            case Result.Done done -> "redirect:/persons/" + done.request().id();
            case Result.Refused(String rule) -> all(rule, model);
        };
    }

    /** Of today's, this moment; of an earlier day its beginning. */
    private Optional<Instant> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            boolean today = day.equals(LocalDate.ofInstant(register.now(), Words.DISTRICT));
            return Optional.of(today ? register.now() : day.atStartOfDay(Words.DISTRICT).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    @GetMapping("/persons/{id}")
    String one(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return one(id, "", model);
    }

    /** What is sought stands in the body of the request only, and on no page again. */
    @PostMapping("/persons/{id}/search")
    String search(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam String name, @RequestParam String born,
            @RequestParam String phone, @RequestParam String address, Model model) {
        Optional<Sought> sought = Sought.of(name, born, phone, address);
        if (sought.isEmpty()) {
            return one(id, "SOUGHT", model);
        }
        List<Candidate> candidates = register.candidates(find(id), sought.get(), person(viewer));
        model.addAttribute("candidates", candidates.stream().limit(PersonFinder.MOST).map(this::shown).toList());
        model.addAttribute("more", candidates.size() > PersonFinder.MOST);
        return one(id, "", model);
    }

    private Shown shown(Candidate candidate) {
        return new Shown(Concerned.keys(candidate.subjects()), candidate.records(), String.join(", ", candidate.datasets()),
                told(candidate.told()));
    }

    @PostMapping("/persons/{id}/person")
    String name(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam(defaultValue = "") String numbers,
            @RequestParam(defaultValue = "") List<String> chosen, Model model) {
        return Concerned.parse(numbers, String.join(" ", chosen)).map(concerned -> shown(id, register.name(id, concerned, person(viewer)), model))
                .orElseGet(() -> one(id, "NUMBERS", model));
    }

    @PostMapping("/persons/{id}/decide")
    String decide(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam boolean granted, @RequestParam String reason,
            @RequestParam(defaultValue = "") String article, Model model) {
        return shown(id, register.decide(id, granted, reason.strip(), granted ? "" : article.strip(), person(viewer)), model);
    }

    @PostMapping("/persons/{id}/lift")
    String lift(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam String reason, Model model) {
        return shown(id, register.lift(id, reason.strip(), person(viewer)), model);
    }

    /** Hands a granted request over to the two persons that an erasure takes. */
    @PostMapping("/persons/{id}/erasure")
    String erasure(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        PersonRequest request = find(id);
        Optional<Concerned> concerned = register.person(id).filter(known -> request.state() == PersonRequest.State.GRANTED && request.type().erases());
        if (concerned.isEmpty()) {
            return one(id, "NOT_GRANTED", model);
        }
        String numbers = concerned.get().numbers().numbers().stream().map(PersonNumber::text).collect(Collectors.joining("\n"));
        return switch (persons.ask(Request.Kind.ERASURE, Map.of(Erasure.NUMBERS, numbers, Erasure.SUBJECTS, concerned.get().keys()), request.reason(), person(viewer))) {
            case TwoPersons.Result.Done done -> "redirect:/approvals/" + done.request().id();
            case TwoPersons.Result.Refused(String rule) -> one(id, rule.equals("ROLE") ? "ROLE" : "NOT_GRANTED", model);
        };
    }

    @PostMapping("/persons/{id}/close")
    String close(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return shown(id, register.close(id, person(viewer)), model);
    }

    @GetMapping("/persons/{id}/receipt")
    String receipt(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return receipt("receipt", viewer, id, model);
    }

    /** For the person: one page that needs nothing else, to print or to hand over. */
    @GetMapping("/persons/{id}/receipt/file")
    String receiptFile(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, HttpServletResponse response, Model model) {
        String page = receipt("receipt-file", viewer, id, model);
        if (page.equals("receipt-file")) {
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("receipt-" + find(id).id() + ".html").build().toString());
        }
        return page;
    }

    private String receipt(String page, Viewer viewer, String id, Model model) {
        PersonRequest request = find(id);
        Optional<Receipt> receipt = register.receipt(request, person(viewer));
        if (receipt.isEmpty()) {
            return one(id, "NO_RECEIPT", model);
        }
        model.addAttribute("asked", request);
        model.addAttribute("receipt", receipt.get());
        model.addAttribute("kept", receipt.get().kept().stream().map(this::held).toList());
        model.addAttribute("directory", directory);
        return page;
    }

    private Held held(Receipt.Kept kept) {
        return new Held(kept.record(), kept.dataset(), told(kept.told()));
    }

    /** What a granted correction may be about. */
    @GetMapping("/persons/{id}/correction")
    String correction(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        List<Held> kept = register.toCorrect(find(id), person(viewer)).stream().map(this::held).toList();
        model.addAttribute("kept", kept);
        return one(id, kept.isEmpty() ? "NOT_GRANTED" : "", model);
    }

    /** Hands one value over to the department that answers for it, with its clock of law. */
    @PostMapping("/persons/{id}/correction")
    String handOver(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam String record, @RequestParam String item, @RequestParam String reason,
            @RequestParam String proposed, Model model) {
        Optional<Receipt.Kept> theirs = register.toCorrect(find(id), person(viewer)).stream().filter(kept -> kept.record().equals(record)).findFirst();
        if (theirs.isEmpty()) {
            return one(id, "NOT_GRANTED", model);
        }
        return switch (corrections.handOver(new CorrectionDesk.Filing(theirs.get().dataset().code().value(), record, item.strip(), reason, proposed), id, viewer.subject())) {
            case CorrectionDesk.Result.Filed filed -> "redirect:/persons/" + id;
            case CorrectionDesk.Result.Refused(String rule) -> one(id, "CORRECTION_" + rule, model);
        };
    }

    private List<Told> told(List<Candidate.Told> told) {
        return told.stream().map(one -> new Told(one.item(), mask.value(one.item(), one.value()))).distinct().toList();
    }

    private String shown(String id, Result result, Model model) {
        return switch (result) {
            case Result.Done done -> "redirect:/persons/" + id;
            case Result.Refused(String rule) -> one(id, rule, model);
        };
    }

    private String one(String id, String refused, Model model) {
        model.addAttribute("asked", find(id));
        model.addAttribute("now", register.now());
        model.addAttribute("known", register.person(id).map(Concerned::toString).orElse(""));
        model.addAttribute("restriction", register.restriction(id).orElse(null));
        model.addAttribute("disputes", corrections.onBehalf(id));
        model.addAttribute("refused", refused);
        return "person";
    }

    private PersonRequest find(String id) {
        return register.find(id).orElseThrow(() -> new NotThere(id));
    }

    private static TwoPersons.Person person(Viewer viewer) {
        if (viewer.subject().kind() != Subject.Kind.PERSON) {
            throw PageRefused.closed(Page.PERSONS);
        }
        return new TwoPersons.Person(viewer.subject().id(), viewer.subject().organisation(), viewer.subject().groups());
    }
}
