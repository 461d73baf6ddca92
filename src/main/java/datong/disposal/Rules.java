package datong.disposal;

import datong.schema.DatasetCode;
import datong.schema.Element;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rules in force; what no rule speaks of is kept. */
public record Rules(List<Rule> all) {
    public Rules {
        all = List.copyOf(all);
    }

    public Optional<Rule> of(Rule.Kind what) {
        return all.stream().filter(rule -> rule.what() == what && rule.weight() == 0).findFirst();
    }

    public Optional<Rule> of(Rule.Kind what, Element element, DatasetCode dataset) {
        return all.stream().filter(rule -> rule.what() == what && rule.element().filter(other -> other != element).isEmpty() && rule.dataset().filter(other -> !other.equals(dataset)).isEmpty())
                .max(Comparator.comparingInt(Rule::weight));
    }
}
