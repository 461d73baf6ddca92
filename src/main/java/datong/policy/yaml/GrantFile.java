package datong.policy.yaml;

import datong.policy.Subject;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads one {@code *.grant.yaml} into the rules that it stands for. */
final class GrantFile {
    private static final Duration LONGEST_EMERGENCY = Duration.ofHours(72);
    private final Words words;
    private final FolderFiles.Text text;
    private final StrictMap top;

    GrantFile(Words words, FolderFiles.Text text) {
        this.words = words;
        this.text = text;
        this.top = StrictMap.read(text.path(), text.text());
    }

    Grant grant() {
        top.only("organisation", "dataset", "element", "items", "clear", "match", "accesses", "purposes", "scenes", "valid",
                "legalBasis", "divisions", "maxRows", "rowsPerDay", "personsPerDay", "suspended", "approvedBy");
        String organisation = top.text("organisation");
        top.known("organisation", organisation, words.organisations, "organisation");
        DatasetCode dataset = words.knownDataset(top, "dataset");
        words.demandZone(top, dataset, words.zone(text.path()));
        Validity valid = validity();
        boolean suspended = top.flag("suspended");
        List<Rule> rules = rules(organisation, dataset, valid);
        return new Grant(text.stem(), text.path(), organisation, dataset, top.text("legalBasis"), suspended, valid.from(), valid.to(),
                suspended ? List.of() : rules);
    }

    private Validity validity() {
        Validity valid = Validity.of(top, "valid");
        if (valid.from().isEmpty() || valid.to().isEmpty()) {
            throw top.refuse("valid", "a grant has a beginning and an end: 'valid: { from: …, to: … }'");
        }
        return valid;
    }

    private List<Rule> rules(String organisation, DatasetCode dataset, Validity valid) {
        Set<Element> elements = Set.copyOf(words.elements(top, "element"));
        Set<ItemName> items = words.items(top, "items", elements);
        Set<ItemName> clear = words.items(top, "clear", elements);
        Set<ItemName> match = words.items(top, "match", elements);
        Set<Access> accesses = words.accesses(top, "accesses");
        Set<String> purposes = words.purposes(top, "purposes");
        refuseIncomplete(items, clear, accesses, purposes);
        refuseLooseEmergency(valid);
        clearable(clear, elements);
        matchable(match, elements);
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule.Allow(head(organisation, dataset, elements, "", accesses, purposes, valid), items));
        if (!match.isEmpty()) {
            rules.add(new Rule.Allow(head(organisation, dataset, elements, " match", Set.of(Access.MATCH), purposes, valid), match));
        }
        if (!clear.isEmpty()) {
            rules.add(new Rule.Mask(head(organisation, dataset, elements, " clear", accesses, purposes, valid), new Rule.Target.Granted(clear), "reveal"));
        }
        rules.add(new Rule.Limit(head(organisation, dataset, elements, " limit", accesses, purposes, valid),
                amount("maxRows"), amount("rowsPerDay"), amount("personsPerDay")));
        return rules;
    }

    private void refuseIncomplete(Set<ItemName> items, Set<ItemName> clear, Set<Access> accesses, Set<String> purposes) {
        if (items.isEmpty() || accesses.isEmpty() || purposes.isEmpty() || !top.has("maxRows")) {
            throw new PolicyRefused(text.path(), top.line(), "a grant names its 'items', 'accesses', 'purposes' and 'maxRows'");
        }
        if (accesses.contains(Access.MATCH)) {
            throw top.refuse("accesses", "items to match by equality stand under 'match'");
        }
        if (!items.containsAll(clear)) {
            throw top.refuse("clear", "'clear' names an item that 'items' does not");
        }
    }

    private void refuseLooseEmergency(Validity valid) {
        Set<String> scenes = words.scenes(top, "scenes");
        if (!scenes.contains(Words.EMERGENCY)) {
            if (top.has("approvedBy")) {
                throw top.refuse("approvedBy", "only a grant for the scene EMERGENCY names approvers");
            }
            return;
        }
        if (scenes.size() > 1) {
            throw top.refuse("scenes", "a grant for EMERGENCY is for nothing else");
        }
        List<Subject> approvers = words.users(top, "approvedBy").stream().sorted().map(words.subjects::get).toList();
        if (approvers.stream().map(one -> one.organisation() + one.displayName()).distinct().count() < 2) {
            throw new PolicyRefused(text.path(), top.line("approvedBy"), "an emergency needs two approvers under 'approvedBy'");
        }
        approvers.stream().filter(one -> one.kind() != Subject.Kind.PERSON || one.organisation().equals(top.text("organisation"))).findFirst().ifPresent(one -> {
            throw top.refuse("approvedBy", "'" + one.id() + "' cannot approve: an emergency is approved by two persons of other organisations than the one that it is for");
        });
        approvers.stream().filter(one -> one.groups().stream().anyMatch(words.withoutData::contains)).findFirst().ifPresent(one -> {
            throw top.refuse("approvedBy", "'" + one.id() + "' cannot approve: an account that has no data opens none either");
        });
        approvers.stream().filter(one -> one.groups().stream().map(words.duties::get).anyMatch("audit"::equals)).findFirst().ifPresent(one -> {
            throw top.refuse("approvedBy", "'" + one.id() + "' cannot approve: who audits afterwards does not decide before");
        });
        if (Duration.between(valid.from().orElseThrow(), valid.to().orElseThrow()).compareTo(LONGEST_EMERGENCY) > 0) {
            throw top.refuse("valid", "an emergency lasts 72 hours at most");
        }
    }

    private void clearable(Set<ItemName> clear, Set<Element> elements) {
        for (ItemDefinition item : words.definitions(clear, elements)) {
            if (item.level() == Level.L4) {
                throw top.refuse("clear", "'" + item.name() + "' is L4: it is clear only to a look-up with a case number, which needs no entry here");
            }
        }
    }

    private void matchable(Set<ItemName> match, Set<Element> elements) {
        for (ItemDefinition item : words.definitions(match, elements)) {
            if (item.encryptedAtRest() && !item.lookup()) {
                throw top.refuse("match", "'" + item.name() + "' has no blind index, so it cannot be matched");
            }
        }
    }

    private Rule.Head head(String organisation, DatasetCode dataset, Set<Element> elements, String part, Set<Access> accesses,
            Set<String> purposes, Validity valid) {
        return new Rule.Head((words.scenes(top, "scenes").contains(Words.EMERGENCY) ? "emergency grant " : "grant ") + text.stem() + part, text.path(), top.line(), elements, Optional.of(dataset),
                Set.of(Grant.group(organisation)), Set.of(), accesses, purposes, words.scenes(top, "scenes"), Set.of(), false,
                valid.from(), valid.to(), Rule.Zone.EVERYWHERE, part.isEmpty() ? divisions() : Set.of());
    }

    /** Of the rows that may be seen; what is matched is found among them only. */
    private Set<String> divisions() {
        return Set.copyOf(top.list("divisions", word -> Words.division(top, "divisions", word)));
    }

    private OptionalLong amount(String key) {
        return top.number(key).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
