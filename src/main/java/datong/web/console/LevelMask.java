package datong.web.console;

import datong.ledger.EntryId;
import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
import datong.mapping.Mapping;
import datong.policy.Treatment;
import datong.protection.Protector;
import datong.protection.Recipient;
import datong.schema.ItemDefinition;
import datong.schema.Level;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows values as a steward may see them: L1 and L2 as they are, L3 and L4 masked (DOMAIN §2.12). Masking is the protector's. */
final class LevelMask {
    static final String HIDDEN = "***";
    private static final EntryId NOWHERE = new EntryId("0".repeat(26));
    private static final SubjectId NOBODY = new SubjectId(0, 0);
    private static final Recipient HERE = new Recipient("hub", "PREVIEW");
    private final Protector protector;

    LevelMask(Protector protector) {
        this.protector = protector;
    }

    /** A value of an item; the empty text where there is none. */
    String value(ItemDefinition item, Object value) {
        if (value == null) {
            return "";
        }
        Treatment treatment = item.level().atLeast(Level.L3) ? new Treatment.Mask() : new Treatment.Reveal();
        Object shown = protector.plan(List.of(item), List.of(treatment), HERE)
                .protect(new LedgerRow(NOWHERE, NOBODY, item.level(), new Object[] {value})).values().getFirst();
        return shown == null ? HIDDEN : shown.toString();
    }

    /** A raw cell, masked as the most sensitive item it feeds; one that feeds none is hidden, for nobody has said what it holds. */
    String cell(Optional<ItemDefinition> fed, String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return fed.map(item -> value(item, text)).orElse(HIDDEN);
    }

    /** Column → the most sensitive item it feeds. */
    static Map<String, ItemDefinition> fed(Mapping mapping) {
        Map<String, ItemDefinition> fed = new HashMap<>();
        for (Mapping.Output output : mapping.outputs()) {
            for (ItemDefinition item : output.schema().items()) {
                mapping.columns(output, item.name()).forEach(column -> fed.merge(column, item, LevelMask::higher));
            }
        }
        return fed;
    }

    private static ItemDefinition higher(ItemDefinition one, ItemDefinition other) {
        return Comparator.comparing(ItemDefinition::level).compare(one, other) >= 0 ? one : other;
    }
}
