package datong.query;

import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.PersonNumbers.PersonNumber;
import datong.ledger.Selection;
import datong.ledger.SubjectId;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A ledger of maps for tests: filters by equality, sorts, pages. Remembers what it was asked. */
public final class ListLedger implements Ledger {
    public final List<Selection> asked = new ArrayList<>();
    public final Set<PersonNumber> children = new HashSet<>();
    private final List<Map<String, Object>> records = new ArrayList<>();

    public ListLedger with(Map<String, Object> record) {
        records.add(record);
        return this;
    }

    public static String id(int number) {
        return "01JAAAAAAAAAAAAAAAAA" + "%06d".formatted(number);
    }

    @Override
    public List<LedgerRow> read(Selection selection) {
        asked.add(selection);
        Comparator<Map<String, Object>> order = order(selection);
        return records.stream()
                .filter(record -> selection.scope().everywhere() || selection.scope().divisions().stream()
                        .anyMatch(prefix -> String.valueOf(record.get("division_code")).startsWith(prefix)))
                .filter(record -> selection.conditions().stream().allMatch(condition -> holds(condition, record)))
                .sorted(order)
                .filter(record -> selection.after().map(cursor -> order.compare(record, record(selection, cursor)) > 0).orElse(true))
                .limit(selection.limit())
                .map(record -> row(selection, record))
                .toList();
    }

    private static boolean holds(Selection.Condition condition, Map<String, Object> record) {
        return switch (condition.operator()) {
            case EQ, IN -> condition.values().contains(record.get(condition.item().value()));
            case NE -> !condition.values().contains(record.get(condition.item().value()));
            case IS_NULL -> record.get(condition.item().value()) == null;
            case GE -> compared(condition, record) >= 0;
            case LE -> compared(condition, record) <= 0;
            case LT, GT, STARTS_WITH, IS_NOT_NULL -> throw new UnsupportedOperationException("not needed by a test yet");
        };
    }

    @SuppressWarnings("unchecked")
    private static int compared(Selection.Condition condition, Map<String, Object> record) {
        return ((Comparable<Object>) record.get(condition.item().value())).compareTo(condition.values().getFirst());
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Map<String, Object>> order(Selection selection) {
        Comparator<Map<String, Object>> order = (left, right) -> 0;
        for (Selection.Order part : selection.order()) {
            Comparator<Map<String, Object>> next = Comparator.comparing(record -> (Comparable<Object>) record.get(part.item().value()));
            order = order.thenComparing(part.descending() ? next.reversed() : next);
        }
        return order.thenComparing(record -> (String) record.get("record_id"));
    }

    private static Map<String, Object> record(Selection selection, Selection.Cursor cursor) {
        Map<String, Object> record = new java.util.HashMap<>(Map.of("record_id", cursor.id().value()));
        for (int index = 0; index < selection.order().size(); index++) {
            record.put(selection.order().get(index).item().value(), cursor.values().get(index));
        }
        return record;
    }

    private static LedgerRow row(Selection selection, Map<String, Object> record) {
        Object[] values = selection.items().stream().map(ItemName::value).map(record::get).toArray();
        return new LedgerRow(new EntryId((String) record.get("record_id")), new SubjectId(1, record.get("record_id").hashCode() % 2), Level.L3, values);
    }

    @Override
    public void stream(Selection selection, Consumer<LedgerRow> rows) {
        read(selection).forEach(rows);
    }

    @Override
    public List<Version> history(Element element, EntryId id) {
        return List.of();
    }

    @Override
    public Set<PersonNumber> childrensAmong(Set<PersonNumber> numbers, LocalDate today) {
        return numbers.stream().filter(children::contains).collect(Collectors.toSet());
    }

    @Override
    public long count(DatasetCode dataset) {
        return records.size();
    }
}
