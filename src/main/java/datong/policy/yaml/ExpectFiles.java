package datong.policy.yaml;

import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.PolicyProblem;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.Treatment;
import datong.policy.TreatmentWords;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs {@code *.expect.yaml}: documentation of what policies mean, that fails when they do not. */
public final class ExpectFiles {
    private static final List<String> QUESTION =
            List.of("subject", "action", "dataset", "element", "purpose", "scene", "case", "rows", "at");
    private static final Map<String, Action> ACTIONS = PolicyFile.enumWords(Action.values(), PolicyFile::word);
    private static final Map<String, Level> LEVELS = PolicyFile.enumWords(Level.values(), Level::name);

    private final Path folder;
    private final AccessDecisions decisions;
    private final Subjects subjects;
    private final LedgerSchema schema;
    private final List<PolicyProblem> failures = new ArrayList<>();
    private int expectations;

    public ExpectFiles(Path folder, AccessDecisions decisions, Subjects subjects, LedgerSchema schema) {
        this.folder = folder;
        this.decisions = decisions;
        this.subjects = subjects;
        this.schema = schema;
    }

    /** @param failures each at its file and line */
    public record Outcome(int expectations, List<PolicyProblem> failures) {}

    public Outcome run() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".expect.yaml")).sorted().toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            String text = Files.readString(file);
            attempt(() -> run(StrictMap.read(name, text).only("given", "expect")));
        }
        return new Outcome(expectations, List.copyOf(failures));
    }

    private void run(StrictMap top) {
        Optional<StrictMap> given = top.has("given") ? Optional.of(top.map("given").only(QUESTION)) : Optional.empty();
        for (StrictMap entry : top.maps("expect")) {
            expectations++;
            attempt(() -> check(new Question(entry, given)));
        }
    }

    private void attempt(Runnable check) {
        try {
            check.run();
        } catch (PolicyRefused refused) {
            failures.add(refused.problem());
        }
    }

    private void check(Question question) {
        StrictMap entry = question.entry;
        List<String> known = new ArrayList<>(QUESTION);
        known.addAll(List.of("items", "levels", "ask", "denied", "rule", "reach", "match"));
        entry.only(known);
        Map<ItemName, Treatment> expected = expected(question);
        List<ItemName> asked = new ArrayList<>(expected.keySet());
        entry.words("ask").forEach(word -> asked.add(item(entry, "ask", word, question.element()).name()));
        entry.words("match").forEach(word -> asked.add(item(entry, "match", word, question.element()).name()));
        Decision decision = decisions.decide(question.request(java.util.Set.copyOf(asked)));
        entry.maybe("rule").filter(rule -> !rule.equals(decision.rule())).ifPresent(rule -> {
            throw entry.refuse("rule", "expected rule '" + rule + "', but '" + decision.rule() + "' decided");
        });
        switch (decision) {
            case Decision.Denied denied -> checkDenied(entry, denied);
            case Decision.Permitted permitted -> checkPermitted(entry, permitted, expected);
        }
    }

    private static void checkDenied(StrictMap entry, Decision.Denied denied) {
        String check = PolicyFile.word(denied.check());
        if (!entry.has("denied")) {
            throw new PolicyRefused(entry.file(), entry.line(), "denied by " + check + " (" + denied.rule() + "): " + denied.reason());
        }
        if (!entry.text("denied").equals(check)) {
            throw entry.refuse("denied", "expected a refusal by '" + entry.text("denied") + "', but " + check + " refused (" + denied.rule() + "): " + denied.reason());
        }
    }

    private static void checkPermitted(StrictMap entry, Decision.Permitted permitted, Map<ItemName, Treatment> expected) {
        if (entry.has("denied")) {
            throw entry.refuse("denied", "expected a refusal, but '" + permitted.rule() + "' permits");
        }
        expected.forEach((item, treatment) -> {
            Treatment given = permitted.treatments().get(item);
            if (!treatment.equals(given)) {
                throw new PolicyRefused(entry.file(), entry.line(), "expected " + item + " " + treatment.word() + ", but it is "
                        + (given == null ? "not mentioned" : given.word()));
            }
        });
        for (String item : entry.words("match")) {
            if (!permitted.lookups().contains(new ItemName(item))) {
                throw entry.refuse("match", "expected that " + item + " may be matched, but it may not");
            }
        }
        if (entry.has("reach")) {
            checkReach(entry.map("reach").only("everywhere", "divisions", "grids", "sources", "leads", "notDivisions"), permitted);
        }
    }

    private static void checkReach(StrictMap reach, Decision.Permitted permitted) {
        same(reach, "everywhere", reach.has("everywhere") ? List.of(reach.text("everywhere")) : List.of("false"), List.of("" + permitted.scope().everywhere()));
        same(reach, "divisions", reach.words("divisions"), permitted.scope().divisions());
        same(reach, "notDivisions", reach.words("notDivisions"), permitted.scope().notDivisions());
        same(reach, "grids", reach.words("grids"), permitted.scope().grids());
        if (reach.has("sources")) {
            same(reach, "sources", reach.words("sources"), permitted.scope().sources());
        }
        same(reach, "leads", reach.words("leads"), permitted.scope().leadOrganisations());
    }

    private static void same(StrictMap reach, String key, List<String> expected, List<String> given) {
        if (!expected.equals(given)) {
            throw reach.refuse(key, "expected rows by " + key + " " + expected + ", but they are by " + given);
        }
    }

    private Map<ItemName, Treatment> expected(Question question) {
        Map<ItemName, Treatment> expected = new LinkedHashMap<>();
        StrictMap entry = question.entry;
        if (entry.has("items")) {
            StrictMap items = entry.map("items");
            items.keys().forEach(name -> expected.put(item(items, name, name, question.element()).name(), treatment(items, name)));
        }
        if (entry.has("levels")) {
            StrictMap levels = entry.map("levels");
            levels.keys().forEach(name -> {
                Level level = levels.known(name, name, LEVELS, "level");
                schema.element(question.element()).items().stream().filter(item -> item.level() == level)
                        .forEach(item -> expected.put(item.name(), treatment(levels, name)));
            });
        }
        return expected;
    }

    private static Treatment treatment(StrictMap map, String key) {
        return TreatmentWords.parse(map.text(key)).orElseThrow(() ->
                map.refuse(key, "there is no treatment '" + map.text(key) + "'" + Suggestion.of(map.text(key), TreatmentWords.ALL)));
    }

    private ItemDefinition item(StrictMap entry, String key, String word, Element element) {
        return java.util.stream.Stream.concat(schema.element(element).items().stream(), schema.envelope().stream())
                .filter(item -> item.name().value().equals(word)).findFirst()
                .orElseThrow(() -> entry.refuse(key, element.code() + " has no item '" + word + "'"
                        + Suggestion.of(word, schema.element(element).items().stream().map(item -> item.name().value()).toList())));
    }

    /** An expectation's question, completed by what the file gives for all. */
    private final class Question {
        private final StrictMap entry;
        private final Optional<StrictMap> given;

        Question(StrictMap entry, Optional<StrictMap> given) {
            this.entry = entry;
            this.given = given;
        }

        private Optional<String> word(String key) {
            return entry.has(key) ? entry.maybe(key) : given.flatMap(map -> map.maybe(key));
        }

        private String needed(String key) {
            return word(key).orElseThrow(() -> new PolicyRefused(entry.file(), entry.line(), "'" + key + "' is missing here and under 'given'"));
        }

        Element element() {
            String code = needed("element");
            return Element.of(code).orElseThrow(() -> new PolicyRefused(entry.file(), entry.line(), "there is no element '" + code + "'"));
        }

        AccessRequest request(java.util.Set<ItemName> items) {
            String id = needed("subject");
            Subject subject = subjects.find(id).orElseThrow(() -> new PolicyRefused(entry.file(), entry.line("subject"), "there is no subject '" + id
                    + "'" + Suggestion.of(id, subjects.all().stream().map(Subject::id).toList())));
            return new AccessRequest(subject, new DatasetCode(needed("dataset")), element(), items,
                    entry.known("action", needed("action"), ACTIONS, "action"), word("purpose").orElse(""), word("scene"), word("case"),
                    Integer.parseInt(word("rows").orElse("1")), at());
        }

        private java.time.Instant at() {
            String at = needed("at");
            try {
                return LocalDateTime.parse(at).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
            } catch (DateTimeParseException wrong) {
                throw new PolicyRefused(entry.file(), entry.line("at"), "'" + at + "' is no time; write 2026-01-31T08:00");
            }
        }
    }
}
