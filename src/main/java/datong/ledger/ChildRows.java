package datong.ledger;

import datong.ledger.PersonNumbers.PersonNumber;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.ValueKind;
import datong.schema.check.ResidentId;
import java.time.LocalDate;
import java.util.ArrayList;
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
    private static final Pattern IN_TEXT = Pattern.compile("(?<![0-9])[0-9]{17}[0-9Xx](?![0-9A-Za-z])");
    private final Ledger ledger;
    private final List<ItemDefinition> fetched;
    private final Childhood childhood;

    /** @param fetched items of the rows, among them {@link #marks} */
    public ChildRows(Ledger ledger, List<ItemDefinition> fetched, LocalDate today) {
        this.ledger = ledger;
        this.fetched = fetched;
        this.childhood = new Childhood(today);
    }

    /** Items by which a record shows to be a child's, or no longer: to be read beside those that were asked for. */
    public static List<ItemDefinition> marks(ElementSchema element) {
        return element.items().stream().filter(item -> item.name().equals(Childhood.MARK) || birth(item) || number(item)).toList();
    }

    private static boolean birth(ItemDefinition item) {
        return item.name().equals(Childhood.BIRTH_DATE) && item.type() == ItemType.DATE;
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
            Told told = new Told();
            for (int at = 0; at < fetched.size(); at++) {
                note(fetched.get(at), row.values()[at], told);
            }
            if (told.child || childhood.lasts(told.marked, told.births)) {
                children.add(row.id());
            }
            told.numbers.forEach(number -> named.computeIfAbsent(number, none -> new HashSet<>()).add(row.id()));
        }
        ledger.childrensAmong(named.keySet(), childhood.today()).forEach(number -> children.addAll(named.get(number)));
        return children;
    }

    /** What a row says of whom it names. */
    private static final class Told {
        private final List<LocalDate> births = new ArrayList<>();
        private final List<PersonNumber> numbers = new ArrayList<>();
        private boolean marked;
        private boolean child;
    }

    private void note(ItemDefinition item, Object value, Told told) {
        switch (value) {
            case Boolean said when item.name().equals(Childhood.MARK) -> told.marked = said;
            case LocalDate date when birth(item) -> told.births.add(date);
            case String text when item.kind() == ValueKind.FREE_TEXT -> IN_TEXT.matcher(text).results().forEach(found -> number(item, ValueKind.ID_NUMBER, found.group(), told));
            case String text when number(item) -> number(item, item.kind(), text, told);
            case Collection<?> texts when number(item) -> texts.forEach(text -> number(item, item.kind(), (String) text, told));
            case null, default -> { }
        }
    }

    /** A resident's number says itself how old they are; of any other the ledger is asked. */
    private void number(ItemDefinition item, ValueKind kind, String text, Told told) {
        if (kind == ValueKind.ID_NUMBER && ResidentId.parse(text) instanceof ResidentId.Valid valid) {
            told.child |= childhood.lasts(valid.birthDate());
            if (item.name().equals(Childhood.OWN_NUMBER)) {
                told.births.add(valid.birthDate());
            }
            return;
        }
        told.numbers.add(new PersonNumber(kind, text));
    }
}
