package datong.protection;

import datong.ledger.LedgerRow;
import datong.policy.Treatment;
import datong.schema.ItemDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A protector for tests that treats by a given rule, a wrong one too. */
public final class ProtectorByRule implements Protector {
    private final Rule rule;

    /** What stands in the cell. */
    public interface Rule {
        Object cell(ItemDefinition item, Treatment treatment, Object clear);
    }

    public ProtectorByRule(Rule rule) {
        this.rule = rule;
    }

    @Override
    public Plan plan(List<ItemDefinition> items, List<Treatment> treatments, Recipient recipient) {
        List<Integer> kept = IntStream.range(0, items.size()).filter(index -> !(treatments.get(index) instanceof Treatment.Drop)).boxed().toList();
        return new Plan() {
            @Override
            public List<ItemDefinition> items() {
                return kept.stream().map(items::get).toList();
            }

            @Override
            public ProtectedRow protect(LedgerRow row) {
                List<Object> cells = new ArrayList<>();
                kept.forEach(index -> cells.add(row.values()[index] == null ? null
                        : rule.cell(items.get(index), treatments.get(index), row.values()[index])));
                return new ProtectedRow(row.id(), cells);
            }
        };
    }
}
