package datong.ledger;

import datong.ledger.PersonNumbers.PersonNumber;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.ValueKind;
import datong.schema.check.ResidentId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which rows say something of a child under fourteen (PIPL 28): the record is marked, or names somebody by a number that is a child's, by
 * the birth date in it, or because the ledger knows a child by it, since whenever.
 */
public final class ChildRows {
    private static final ItemName UNDER_FOURTEEN = new ItemName("is_minor_u14");
    private static final Pattern IN_TEXT = Pattern.compile("(?<![0-9])[0-9]{17}[0-9Xx](?![0-9A-Za-z])");
    private final Ledger ledger;
    private final List<ItemDefinition> fetched;
    private final LocalDate youngest;

    /** @param fetched items of the rows, among them {@link #marks} */
    public ChildRows(Ledger ledger, List<ItemDefinition> fetched, LocalDate today) {
        this.ledger = ledger;
        this.fetched = fetched;
        this.youngest = today.minusYears(14);
    }

    /** Items by which a record shows to be a child's: to be read beside those that were asked for. */
    public static List<ItemDefinition> marks(ElementSchema element) {
        return element.items().stream().filter(item -> item.name().equals(UNDER_FOURTEEN) || number(item)).toList();
    }

    private static boolean number(ItemDefinition item) {
        return (item.kind() == ValueKind.ID_NUMBER || item.kind() == ValueKind.PHONE) && (item.type() == ItemType.STRING || item.type() == ItemType.STRINGS);
    }

    /** Whether the item says something of whom the record names: personal data, text, and where. */
    public static boolean speaks(ItemDefinition item) {
        return item.personalData().personal() || item.kind() == ValueKind.FREE_TEXT || item.kind() == ValueKind.ADDRESS;
    }

    public Set<EntryId> among(List<LedgerRow> rows) {
        Set<EntryId> children = new HashSet<>();
        Map<PersonNumber, Set<EntryId>> named = new HashMap<>();
        for (LedgerRow row : rows) {
            for (int at = 0; at < fetched.size(); at++) {
                note(row.id(), fetched.get(at), row.values()[at], children, named);
            }
        }
        ledger.childrensAmong(named.keySet()).forEach(number -> children.addAll(named.get(number)));
        return children;
    }

    private void note(EntryId id, ItemDefinition item, Object value, Set<EntryId> children, Map<PersonNumber, Set<EntryId>> named) {
        switch (value) {
            case Boolean marked when item.name().equals(UNDER_FOURTEEN) && marked -> children.add(id);
            case String text when item.kind() == ValueKind.FREE_TEXT -> IN_TEXT.matcher(text).results().forEach(found -> number(id, ValueKind.ID_NUMBER, found.group(), children, named));
            case String text when number(item) -> number(id, item.kind(), text, children, named);
            case Collection<?> texts when number(item) -> texts.forEach(text -> number(id, item.kind(), (String) text, children, named));
            case null, default -> { }
        }
    }

    /** A resident's number says itself how old they are; of any other the ledger is asked. */
    private void number(EntryId id, ValueKind kind, String text, Set<EntryId> children, Map<PersonNumber, Set<EntryId>> named) {
        if (kind == ValueKind.ID_NUMBER && ResidentId.parse(text) instanceof ResidentId.Valid valid) {
            if (valid.birthDate().isAfter(youngest)) {
                children.add(id);
            }
            return;
        }
        named.computeIfAbsent(new PersonNumber(kind, text), none -> new HashSet<>()).add(id);
    }
}
