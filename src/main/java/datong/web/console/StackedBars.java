package datong.web.console;

import datong.oversight.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** Counts of events as columns, answered below, refused above, what was otherwise done on top. Units are CSS pixels. */
public record StackedBars(int width, int height, List<Column> columns, String first, String last) {
    private static final int WIDE = 900;
    private static final int TALL = 120;

    /** @param name of the column, a day or an hour; @param parts from below */
    public record Column(String name, Tally tally, int x, int width, List<Part> parts) {}

    /** @param style {@code permitted}, {@code denied} or {@code done} */
    public record Part(String style, int y, int height) {}

    /** Every day between the first and the last that has events. */
    static StackedBars days(SortedMap<LocalDate, Tally> days) {
        if (days.isEmpty()) {
            return of(List.of(), List.of());
        }
        List<LocalDate> all = days.firstKey().datesUntil(days.lastKey().plusDays(1)).toList();
        return of(all.stream().map(LocalDate::toString).toList(), all.stream().map(day -> days.getOrDefault(day, Tally.NONE)).toList());
    }

    static StackedBars hours(List<Tally> hours) {
        return of(IntStream.range(0, hours.size()).mapToObj("%02d:00"::formatted).toList(), hours);
    }

    private static StackedBars of(List<String> names, List<Tally> tallies) {
        long most = Math.max(1, tallies.stream().mapToLong(Tally::events).max().orElse(1));
        int step = Math.clamp(WIDE / Math.max(1, names.size()), 3, 24);
        List<Column> columns = IntStream.range(0, names.size()).filter(at -> tallies.get(at).events() > 0)
                .mapToObj(at -> new Column(names.get(at), tallies.get(at), at * step, step - 1, parts(tallies.get(at), most))).toList();
        return new StackedBars(names.size() * step, TALL, columns, names.isEmpty() ? "" : names.getFirst(), names.isEmpty() ? "" : names.getLast());
    }

    private static List<Part> parts(Tally tally, long most) {
        List<Part> parts = new ArrayList<>();
        int top = add(parts, "permitted", tally.permitted(), most, TALL);
        top = add(parts, "denied", tally.denied(), most, top);
        add(parts, "done", tally.done(), most, top);
        return parts;
    }

    private static int add(List<Part> parts, String style, long events, long most, int top) {
        if (events == 0) {
            return top;
        }
        int height = (int) Math.max(2, Math.round((double) events / most * (TALL - 6)));
        parts.add(new Part(style, top - height, height));
        return top - height;
    }
}
