package datong.web.console;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts by day as small bars, the oldest at the left; a day without any has none. Units are CSS pixels.
 *
 * @param bars one for each day that has a count; @param first and @param last day of the axis
 */
public record DayBars(int width, int height, List<Bar> bars, LocalDate first, LocalDate last) {
    private static final int STEP = 5;
    private static final int TALL = 26;

    public record Bar(LocalDate day, long records, int x, int y, int width, int height) {}

    /** @param daily counts from the first day on, one for each day */
    static DayBars of(LocalDate first, List<Long> daily) {
        long most = daily.stream().mapToLong(Long::longValue).max().orElse(0);
        List<Bar> bars = IntStream.range(0, daily.size()).filter(day -> daily.get(day) > 0).mapToObj(day -> bar(first.plusDays(day), daily.get(day), day, most)).toList();
        return new DayBars(daily.size() * STEP, TALL, bars, first, first.plusDays(Math.max(0, daily.size() - 1)));
    }

    private static Bar bar(LocalDate day, long records, int place, long most) {
        int height = (int) Math.max(2, Math.round((double) records / most * TALL));
        return new Bar(day, records, place * STEP, TALL - height, STEP - 1, height);
    }
}
