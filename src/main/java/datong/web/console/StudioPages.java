package datong.web.console;

import datong.catalogue.CollectionDesk;
import datong.catalogue.CollectionNotes;
import datong.mapping.ConversionKind;
import datong.mapping.Mapping;
import datong.mapping.yaml.Loaded;
import datong.mapping.yaml.MappingFolder;
import datong.policy.Subjects;
import datong.schema.Dataset;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.yaml.ExtensionFolder;
import datong.source.Format;
import datong.source.RawRecord;
import datong.source.RecordReaders;
import datong.source.UnreadableSource;
import datong.studio.ColumnChoice;
import datong.studio.Draft;
import datong.studio.DraftDesk;
import datong.studio.KeptSamples;
import datong.studio.MappingDiff;
import datong.studio.Sampled;
import datong.studio.Sampling;
import datong.studio.SaveDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Where a steward makes a mapping: sample, suggestions, the result beside them, dry run, save. Uploads are never kept as files. */
@Controller
@Opens(Page.STUDIO)
class StudioPages {
    private static final int SAMPLE = 1_000;
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final List<String> WAYS = List.of("as", "split", "rest", "masked", "pattern", "time", "year_from", "relative_to", "zone", "unit", "unknown", "null_words", "default",
            "required", "on_error", "redact", "duty", "path");
    private final DraftDesk desk;
    private final SaveDesk saves;
    private final HubStudio studio;
    private final MappingFolder mappings;
    private final RecordReaders readers;
    private final ExtensionFolder extensions;
    private final KeptSamples kept;
    private final StudioDiffs diffs;
    private final Subjects subjects;
    private final ConsoleAudit audit;
    private final CollectionDesk collections;

    StudioPages(DraftDesk desk, SaveDesk saves, HubStudio studio, MappingFolder mappings, RecordReaders readers, ExtensionFolder extensions, KeptSamples kept,
            StudioDiffs diffs, Subjects subjects, ConsoleAudit audit, CollectionDesk collections) {
        this.desk = desk;
        this.saves = saves;
        this.studio = studio;
        this.mappings = mappings;
        this.readers = readers;
        this.extensions = extensions;
        this.kept = kept;
        this.diffs = diffs;
        this.subjects = subjects;
        this.audit = audit;
        this.collections = collections;
    }

    @GetMapping("/studio")
    String start(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam Optional<String> source, @RequestParam Optional<String> column,
            Model model) {
        model.addAttribute("column", filled(column).orElse(""));
        return start(viewer, source.orElse(""), model);
    }

    private String start(Viewer viewer, String source, Model model) {
        model.addAttribute("drafts", desk.of(viewer.subject().id()));
        model.addAttribute("chosen", source);
        model.addAttribute("owned", mappings.all().stream().map(Mapping::source).filter(viewer::owns).toList());
        model.addAttribute("kept", SOURCE.matcher(source).matches() && viewer.owns(source) ? kept.about(source) : Optional.empty());
        return "studio";
    }

    @PostMapping("/studio")
    String begin(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @RequestParam String source, @RequestParam Optional<MultipartFile> file,
            @RequestParam Optional<String> sheet, @RequestParam Optional<String> records, @RequestParam(defaultValue = "0") int rows, @RequestParam Optional<String> charset,
            @RequestParam Optional<String> column, Model model) throws IOException {
        String code = source.strip();
        if (!SOURCE.matcher(code).matches()) {
            return refused(viewer, "", "SOURCE_NAME", "", model);
        }
        demandMay(viewer, code);
        Format asked = new Format(Format.Type.AUTO, charset(charset), Optional.empty(), filled(sheet), filled(records), Set.of(), Math.clamp(rows, 0, 5), List.of(),
                List.of("合计", "小计", "总计"));
        try {
            Sampled sample = sample(code, file, asked);
            if (sample.records().isEmpty()) {
                return refused(viewer, code, file.filter(one -> !one.isEmpty()).isPresent() ? "NO_RECORDS" : "NOTHING_KEPT", "", model);
            }
            audit.looked(viewer.subject(), "STUDIO_SAMPLE", code, sample.records().size(), Map.of("columns", String.valueOf(sample.columns().size())));
            String id = viewer.subject().id();
            Draft draft = mappings.inForce(code).isPresent() ? desk.open(id, code, sample) : desk.begin(id, code, viewer.subject().organisation(), sample);
            int place = filled(column).map(sample.columns()::indexOf).orElse(-1);
            return "redirect:/studio/" + draft.id() + (place < 0 ? "" : "#c-" + place);
        } catch (UnreadableSource unreadable) {
            return refused(viewer, code, unreadable.rule(), unreadable.getMessage(), model);
        }
    }

    private static Optional<Charset> charset(Optional<String> name) {
        return filled(name).filter(Set.of("UTF-8", "GB18030")::contains).map(Charset::forName);
    }

    private static Optional<String> filled(Optional<String> text) {
        return text.map(String::strip).filter(given -> !given.isEmpty() && given.length() <= 100 && given.indexOf('\0') < 0);
    }

    private String refused(Viewer viewer, String source, String rule, String message, Model model) {
        model.addAttribute("rule", rule);
        model.addAttribute("message", message);
        return start(viewer, source, model);
    }

    /** Sources are their stewards'; a code that is nobody's yet may be taken by any steward. */
    private void demandMay(Viewer viewer, String source) {
        boolean free = mappings.inForce(source).isEmpty() && subjects.all().stream().noneMatch(subject -> subject.sources().contains(source));
        if (!free && !viewer.owns(source)) {
            throw PageRefused.otherSource();
        }
    }

    /** The upload lies in a folder only its owner can read for as long as its first records are taken. */
    private Sampled sample(String source, Optional<MultipartFile> upload, Format asked) throws UnreadableSource, IOException {
        if (upload.filter(file -> !file.isEmpty()).isEmpty()) {
            List<RawRecord> records = kept.read(source, SAMPLE);
            return Sampled.of(source, records, false);
        }
        MultipartFile file = upload.get();
        String name = Optional.ofNullable(file.getOriginalFilename()).map(given -> given.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", "")).orElse("");
        Path folder = Files.createTempDirectory("datong-studio");
        Path copy = folder.resolve("upload" + ending(name));
        try {
            file.transferTo(copy);
            return new Sampling(readers, desk.vocabulary()).take(copy, name.substring(0, Math.min(120, name.length())), asked, SAMPLE);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot);
        return ending.matches("\\.[A-Za-z0-9]{1,8}") ? ending : "";
    }

    private Draft own(Viewer viewer, String id) {
        Draft draft = desk.find(id, viewer.subject().id()).orElseThrow(() -> new NotThere(id));
        demandMay(viewer, draft.source());
        return draft;
    }

    @GetMapping("/studio/{id}")
    String draft(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        return page(own(viewer, id), model);
    }

    private String page(Draft draft, Model model) {
        model.addAttribute("draft", studio.show(draft));
        model.addAttribute("items", studio.items(draft.element()));
        model.addAttribute("headers", draft.sample().columns());
        model.addAttribute("elements", Element.values());
        model.addAttribute("conversions", ConversionKind.values());
        model.addAttribute("bases", extensions.codeTables().find("legal_basis").map(table -> table.entries()).orElse(List.of()));
        return "studio-draft";
    }

    @PostMapping("/studio/{id}/columns/{index}")
    String column(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @PathVariable int index, @RequestParam Map<String, String> said, Model model) {
        Draft draft = own(viewer, id);
        if (index < 0 || index >= draft.columns().size()) {
            throw new NotThere(id);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        WAYS.stream().filter(said::containsKey).forEach(way -> parameters.put(way, said.get(way)));
        desk.column(draft, index, new ColumnChoice(said.getOrDefault("item", ""), "on".equals(said.get("key")), parameters, codes(said)));
        return page(draft, model);
    }

    /** Words and codes come in pairs, {@code word.0} and {@code code.0}. */
    private static Map<String, String> codes(Map<String, String> said) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (int number = 0; number < 200 && said.containsKey("word." + number); number++) {
            String word = said.get("word." + number).strip();
            if (!word.isEmpty()) {
                codes.put(word, said.getOrDefault("code." + number, ""));
            }
        }
        return codes;
    }

    @PostMapping("/studio/{id}/head")
    String head(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam Map<String, String> said, Model model) {
        Draft draft = own(viewer, id);
        Map<String, String> fields = new LinkedHashMap<>(said);
        fields.keySet().retainAll(HubStudio.HEAD);
        desk.head(draft, fields);
        return page(draft, model);
    }

    @PostMapping("/studio/{id}/element")
    String element(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam String element, Model model) {
        Draft draft = own(viewer, id);
        Element.of(element).filter(chosen -> chosen != draft.element()).ifPresent(chosen -> desk.element(draft, chosen));
        return page(draft, model);
    }

    @PostMapping("/studio/{id}/fixed")
    String fixed(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam String item, @RequestParam(defaultValue = "none") String kind,
            @RequestParam(defaultValue = "") String value, Model model) {
        Draft draft = own(viewer, id);
        desk.fix(draft, item, value.isBlank() ? "none" : kind, value);
        return page(draft, model);
    }

    @PostMapping("/studio/{id}/sample")
    String another(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, @RequestParam Optional<MultipartFile> file, Model model) throws IOException {
        Draft draft = own(viewer, id);
        try {
            Format said = mappings.check(draft.source(), draft.text()) instanceof Loaded.Good good ? good.mapping().format()
                    : new Format(Format.Type.AUTO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 0, List.of(), List.of("合计", "小计", "总计"));
            Sampled sample = sample(draft.source(), file, said);
            if (sample.records().isEmpty()) {
                model.addAttribute("rule", "NO_RECORDS");
                return page(draft, model);
            }
            audit.looked(viewer.subject(), "STUDIO_SAMPLE", draft.source(), sample.records().size(), Map.of("columns", String.valueOf(sample.columns().size())));
            desk.sample(draft, sample);
        } catch (UnreadableSource unreadable) {
            model.addAttribute("rule", unreadable.rule());
            model.addAttribute("message", unreadable.getMessage());
        }
        return page(draft, model);
    }

    @PostMapping("/studio/{id}/drop")
    String drop(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id) {
        desk.drop(own(viewer, id));
        return "redirect:/studio";
    }

    /** The dry run: before anything counts. */
    @GetMapping("/studio/{id}/diff")
    String diff(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, Model model) {
        Draft draft = own(viewer, id);
        return diff(viewer, draft, model);
    }

    private String diff(Viewer viewer, Draft draft, Model model) {
        model.addAttribute("draft", draft);
        switch (mappings.check(draft.source(), draft.text())) {
            case Loaded.Refused refused -> model.addAttribute("errors", refused.errors());
            case Loaded.Good good -> {
                List<RawRecord> records = kept.read(draft.source(), SAMPLE);
                boolean retained = !records.isEmpty();
                List<RawRecord> run = retained ? records : draft.sample().records();
                audit.looked(viewer.subject(), "MAPPING_DIFF", draft.source(), run.size(), Map.of("mapping_version", good.mapping().version()));
                MappingDiff diff = diffs.run(draft.source(), good.mapping(), run);
                model.addAttribute("diff", diffs.view(diff));
                model.addAttribute("retained", retained);
                model.addAttribute("foreign", foreign(viewer, good.mapping(), draft.source()));
            }
        }
        return "studio-diff";
    }

    /** Datasets that sources of other stewards feed: a draft may not join them. */
    private List<String> foreign(Viewer viewer, Mapping mapping, String source) {
        List<String> foreign = new ArrayList<>();
        for (Mapping.Output output : mapping.outputs()) {
            mappings.datasets().find(output.dataset().code()).filter(dataset -> dataset.sources().stream().anyMatch(other -> !other.equals(source) && !viewer.owns(other)))
                    .ifPresent(dataset -> foreign.add(dataset.code().value()));
        }
        return foreign;
    }

    @PostMapping("/studio/{id}/save")
    String save(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String id, HttpServletRequest request, Model model) {
        Draft draft = own(viewer, id);
        boolean others = mappings.check(draft.source(), draft.text()) instanceof Loaded.Good good && !foreign(viewer, good.mapping(), draft.source()).isEmpty();
        if (others) {
            return diff(viewer, draft, model);
        }
        SaveDesk.Saved saved = saves.save(draft, new SaveDesk.Steward(viewer.subject().id(), viewer.subject().organisation()));
        model.addAttribute("saved", saved);
        model.addAttribute("state", saved.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        model.addAttribute("draft", draft);
        model.addAttribute("owns", viewer.owns(draft.source()));
        if (saved instanceof SaveDesk.Saved.Done) {
            model.addAttribute("again", again(viewer, draft.source(), request));
            desk.drop(draft);
        }
        return "studio-saved";
    }

    /** What of its registers others share already (Decree 809, Art. 19). */
    private List<CollectionNotes.Note> again(Viewer viewer, String source, HttpServletRequest request) {
        return mappings.datasets().all().stream().filter(dataset -> dataset.sources().contains(source))
                .flatMap(dataset -> collections.registered(viewer.subject(), dataset, items(dataset), request.getRemoteAddr()).stream()).toList();
    }

    private List<ItemDefinition> items(Dataset dataset) {
        return extensions.schema().element(dataset.element()).items().stream().filter(item -> dataset.items().contains(item.name())).toList();
    }
}
