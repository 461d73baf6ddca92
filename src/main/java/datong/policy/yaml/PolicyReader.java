package datong.policy.yaml;

import datong.policy.PolicyProblem;
import datong.policy.Vocabulary;
import datong.schema.DatasetCode;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the whole folder as one snapshot, and every problem in it. */
public final class PolicyReader {
    private static final int MOST_RULES = 20_000;
    private static final int MOST_FOR_ONE = 500;
    private final LedgerSchema schema;
    private final Set<DatasetCode> datasets;
    private final List<PolicyProblem> problems = new ArrayList<>();

    private PolicyReader(LedgerSchema schema, Set<DatasetCode> datasets) {
        this.schema = schema;
        this.datasets = datasets;
    }

    /** @param datasets those of the mappings in force, so that a misspelt one is refused; empty: not checked */
    public static PolicySet read(Path folder, LedgerSchema schema, Set<DatasetCode> datasets) throws IOException {
        return new PolicyReader(schema, datasets).read(FolderFiles.read(folder));
    }

    /** Reads the files again only if one has changed, or come, or gone. @param before read of the same folder, by the same schema and datasets */
    public static PolicySet read(Path folder, LedgerSchema schema, Set<DatasetCode> datasets, PolicySet before) throws IOException {
        FolderFiles files = FolderFiles.read(folder);
        return files.version().equals(before.version()) ? before : new PolicyReader(schema, datasets).read(files);
    }

    private PolicySet read(FolderFiles files) {
        Words words = words(files);
        List<Rule> rules = new ArrayList<>();
        List<Grant> grants = new ArrayList<>();
        for (FolderFiles.Text text : files.texts()) {
            if (WordFiles.NAMES.contains(text.path())) {
                continue;
            }
            attempt(() -> readRules(text, words, rules, grants));
        }
        grants.forEach(grant -> rules.addAll(grant.rules()));
        refuseDoubleNames(rules, grants);
        refuseTooMany(rules);
        return new PolicySet(files.version(), files.byPath(), schema, List.copyOf(rules), List.copyOf(grants),
                new Vocabulary(List.copyOf(words.purposes.values()), List.copyOf(words.scenes.values()), List.copyOf(words.groups.values())),
                Map.copyOf(words.subjects), Map.copyOf(words.organisations), words.zoned(), Set.copyOf(words.withoutData), List.copyOf(problems));
    }

    private Words words(FolderFiles files) {
        Words words = new Words(schema, datasets);
        WordFiles reader = new WordFiles(words);
        for (String name : WordFiles.NAMES) {
            Optional<FolderFiles.Text> file = files.texts().stream().filter(text -> text.path().equals(name)).findFirst();
            file.ifPresentOrElse(text -> attempt(() -> reader.read(text)), () -> missing(name));
        }
        return words;
    }

    private void missing(String name) {
        if (!WordFiles.OPTIONAL.contains(name)) {
            problems.add(new PolicyProblem(name, 1, "is missing: policies need its words"));
        }
    }

    private void readRules(FolderFiles.Text text, Words words, List<Rule> rules, List<Grant> grants) {
        if (text.endsWith(".policy.yaml")) {
            rules.addAll(new PolicyFile(words, text, problems).rules());
            return;
        }
        if (text.endsWith(".grant.yaml")) {
            grants.add(new GrantFile(words, text).grant());
            return;
        }
        throw new PolicyRefused(text.path(), 1, "is no file that belongs here; its name ends in .policy.yaml, .grant.yaml or .expect.yaml");
    }

    private void refuseDoubleNames(List<Rule> rules, List<Grant> grants) {
        Map<String, String> places = new HashMap<>();
        for (Rule rule : rules) {
            Rule.Head head = rule.head();
            String before = places.putIfAbsent(head.name(), head.file() + ":" + head.line());
            if (before != null && !grantOf(head, grants)) {
                problems.add(new PolicyProblem(head.file(), head.line(), "the name '" + head.name() + "' is taken by " + before));
            }
        }
        Map<String, String> files = new HashMap<>();
        for (Grant grant : grants) {
            String before = files.putIfAbsent(grant.name(), grant.file());
            if (before != null) {
                problems.add(new PolicyProblem(grant.file(), 1, "a grant '" + grant.name() + "' stands in " + before + " already"));
            }
        }
    }

    private static boolean grantOf(Rule.Head head, List<Grant> grants) {
        return grants.stream().anyMatch(grant -> grant.file().equals(head.file()));
    }

    private void refuseTooMany(List<Rule> rules) {
        if (rules.size() > MOST_RULES) {
            tooMany(rules.getLast().head(), "there are " + rules.size() + " rules and grants", MOST_RULES);
            return;
        }
        Map<String, Integer> counts = new HashMap<>();
        for (Rule rule : rules) {
            for (String group : rule.head().groups()) {
                if (counts.merge(group, 1, Integer::sum) == MOST_FOR_ONE + 1) {
                    tooMany(rule.head(), "there are more than " + MOST_FOR_ONE + " rules for '" + group + "'", MOST_FOR_ONE);
                }
            }
        }
    }

    private void tooMany(Rule.Head at, String what, int most) {
        problems.add(new PolicyProblem(at.file(), at.line(), what + "; above " + most + " the engine becomes slow: merge what differs only in groups, items or purposes"));
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (PolicyRefused refused) {
            problems.add(refused.problem());
        }
    }
}
