package datong.statistics;

import datong.query.FilterValues;
import datong.schema.ItemName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One direction of a grid: labels that no record has a say in, and {@link #REST} behind them for whatever they do not name. */
public final class Axis {
    public static final String REST = "*";

    public enum Kind { VALUE, PREFIX, MONTH }

    private final ItemName item;
    private final Kind kind;
    private final List<String> labels;
    private final Map<String, Integer> places = new HashMap<>();

    /** @param labels of PREFIX all of one length */
    public Axis(ItemName item, Kind kind, List<String> labels) {
        this.item = item;
        this.kind = kind;
        this.labels = List.copyOf(labels);
        labels.forEach(label -> places.put(label, places.size()));
    }

    public ItemName item() {
        return item;
    }

    public Kind kind() {
        return kind;
    }

    public List<String> labels() {
        return labels;
    }

    /** The rest included. */
    int size() {
        return labels.size() + 1;
    }

    String label(int place) {
        return place == labels.size() ? REST : labels.get(place);
    }

    /** @param value null where absent */
    int place(Object value) {
        return value == null ? labels.size() : places.getOrDefault(key(value), labels.size());
    }

    private String key(Object value) {
        return switch (kind) {
            case VALUE -> value.toString();
            case PREFIX -> labels.isEmpty() || value.toString().length() < labels.getFirst().length() ? REST : value.toString().substring(0, labels.getFirst().length());
            case MONTH -> month(value);
        };
    }

    private static String month(Object value) {
        return switch (value) {
            case Instant moment -> YearMonth.from(moment.atZone(FilterValues.ZONE)).toString();
            case LocalDate day -> YearMonth.from(day).toString();
            default -> throw new IllegalArgumentException("only times and days have a month");
        };
    }
}
