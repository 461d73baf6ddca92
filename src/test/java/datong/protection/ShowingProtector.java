package datong.protection;

import datong.ledger.LedgerRow;
import datong.policy.Treatment;
import datong.schema.ItemDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A protector for tests of other rooms: what is revealed stays, what is dropped goes, all else becomes its treatment's word. */
public final class ShowingProtector implements Protector {
    @Override
    public Plan plan(List<ItemDefinition> items, List<Treatment> treatments, Recipient recipient) {
        if (treatments.stream().anyMatch(Treatment.EncryptForRecipient.class::isInstance)) {
            throw new ProtectionRefused("the recipient has registered no key");
        }
        List<Integer> kept = IntStream.range(0, items.size()).filter(index -> !(treatments.get(index) instanceof Treatment.Drop)).boxed().toList();
        return new Plan() {
            @Override
            public List<ItemDefinition> items() {
                return kept.stream().map(items::get).toList();
            }

            @Override
            public ProtectedRow protect(LedgerRow row) {
                List<Object> values = new ArrayList<>();
                for (int index : kept) {
                    Object value = row.values()[index];
                    values.add(value == null || treatments.get(index) instanceof Treatment.Reveal ? value : treatments.get(index).word());
                }
                return new ProtectedRow(row.id(), values);
            }
        };
    }
}
