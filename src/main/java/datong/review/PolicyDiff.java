package datong.review;

import datong.policy.AccessRequest;
import datong.policy.Admission.Candidate;
import datong.policy.Decision;
import datong.policy.Treatment;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Asks past questions under the policies in force and under proposed ones, and says what differs, by department, dataset and item. */
public final class PolicyDiff {
    private final Candidate before;
    private final Candidate after;
    private final Function<DatasetCode, Optional<Element>> elements;
    private final Instant now;


    /** What a difference means for the one who asks, the gravest first. */
    public enum Kind {
        NEWLY_ALLOWED, NOW_IN_CLEAR, OTHER_ROWS, OTHERWISE, NO_LONGER_IN_CLEAR, NEWLY_REFUSED;

        /** Whether somebody may see more by it; other rows or another treatment may be more. */
        public boolean widens() {
            return this != NO_LONGER_IN_CLEAR && this != NEWLY_REFUSED;
        }
    }

    /**
     * @param item empty where the rows that are reached differ
     * @param was and @param is treatments, {@code refused}, or the rows
     */
    public record Change(Kind kind, String organisation, DatasetCode dataset, Optional<ItemName> item, String was, String is) {}

    /** @param changes with the questions that would have been answered differently; @param asked all that were asked again */
    public record Report(Map<Change, PastQuestion.Asked> changes, PastQuestion.Asked asked, PastQuestion.Asked changed) {}

    /** @param elements of the datasets that there are; @param now the questions are asked again at the same hour of the week before it */
    public PolicyDiff(Candidate before, Candidate after, Function<DatasetCode, Optional<Element>> elements, Instant now) {
        this.before = before;
        this.after = after;
        this.elements = elements;
        this.now = now;
    }

    public Report of(Iterable<Map.Entry<PastQuestion, PastQuestion.Asked>> questions) {
        Map<Change, PastQuestion.Asked> changes = new TreeMap<>(Comparator.comparing(Change::kind).thenComparing(Change::organisation)
                .thenComparing(change -> change.dataset().value()).thenComparing(change -> change.item().map(ItemName::value).orElse(""))
                .thenComparing(Change::was).thenComparing(Change::is));
        PastQuestion.Asked asked = new PastQuestion.Asked(0, 0, 0);
        PastQuestion.Asked changed = new PastQuestion.Asked(0, 0, 0);
        for (Map.Entry<PastQuestion, PastQuestion.Asked> entry : questions) {
            List<Change> found = changes(entry.getKey());
            found.forEach(change -> changes.merge(change, entry.getValue(), PastQuestion.Asked::plus));
            asked = asked.plus(entry.getValue());
            changed = found.isEmpty() ? changed : changed.plus(entry.getValue());
        }
        return new Report(changes, asked, changed);
    }

    private List<Change> changes(PastQuestion question) {
        Optional<Decision.Permitted> was = permitted(before, question);
        Optional<Decision.Permitted> is = permitted(after, question);
        List<Change> changes = new ArrayList<>();
        for (ItemName item : question.items()) {
            String wordBefore = word(was, item);
            String wordAfter = word(is, item);
            if (!wordBefore.equals(wordAfter)) {
                changes.add(new Change(kind(wordBefore, wordAfter), question.organisation(), question.dataset(), Optional.of(item), wordBefore, wordAfter));
            }
        }
        if (was.isPresent() && is.isPresent() && !was.get().scope().equals(is.get().scope())) {
            changes.add(new Change(Kind.OTHER_ROWS, question.organisation(), question.dataset(), Optional.empty(), was.get().scope().words(), is.get().scope().words()));
        }
        return changes;
    }

    /** Refused also where the policies know no such subject, or no mapping feeds the dataset any more. */
    private Optional<Decision.Permitted> permitted(Candidate policies, PastQuestion question) {
        return policies.find(question.subject()).flatMap(subject -> elements.apply(question.dataset()).flatMap(element -> {
            AccessRequest request = new AccessRequest(subject, question.dataset(), element, question.items(), question.action(), question.purpose(), question.scene(),
                    question.withCase() ? Optional.of("-") : Optional.empty(), 1, question.again(now));
            return policies.decide(request) instanceof Decision.Permitted yes ? Optional.of(yes) : Optional.empty();
        }));
    }

    private static String word(Optional<Decision.Permitted> decision, ItemName item) {
        return decision.map(permitted -> permitted.treatments().getOrDefault(item, new Treatment.Drop()).word()).filter(word -> !word.equals("drop")).orElse("refused");
    }

    private static Kind kind(String was, String is) {
        if (was.equals("refused")) {
            return Kind.NEWLY_ALLOWED;
        }
        if (is.equals("refused")) {
            return Kind.NEWLY_REFUSED;
        }
        return is.equals("reveal") ? Kind.NOW_IN_CLEAR : was.equals("reveal") ? Kind.NO_LONGER_IN_CLEAR : Kind.OTHERWISE;
    }
}
