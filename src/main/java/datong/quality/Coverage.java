package datong.quality;

import datong.mapping.Expectations.Completeness;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * How many of a day's expected records of one series are there.
 *
 * @param missing times of the day, as numbers of the step they begin
 */
public record Coverage(String series, LocalDate day, int expected, List<Integer> missing) {
    public Coverage {
        missing = List.copyOf(missing);
    }

    public int present() {
        return expected - missing.size();
    }

    /** The missing times as spans, {@code 03:00–05:00}; steps that follow one another are one. @param aDay steps of a whole day */
    public List<String> gaps(int aDay) {
        List<String> gaps = new ArrayList<>();
        for (int index = 0; index < missing.size(); index++) {
            int first = missing.get(index);
            while (index + 1 < missing.size() && missing.get(index + 1) == missing.get(index) + 1) {
                index++;
            }
            gaps.add(time(first, aDay) + "–" + (missing.get(index) + 1 == aDay ? "24:00" : time(missing.get(index) + 1, aDay)));
        }
        return gaps;
    }

    private static LocalTime time(int step, int aDay) {
        return LocalTime.ofSecondOfDay((long) step * (86_400 / aDay));
    }

    /**
     * Every day of every series, so that a day without any record is a gap and not nothing.
     *
     * @param seen steps by series and day; @param first day; @param last day, of which only the steps up to {@code lastStep} are expected
     */
    public static List<Coverage> of(Completeness rule, Map<String, Map<LocalDate, BitSet>> seen, LocalDate first, LocalDate last, int lastStep) {
        List<Coverage> all = new ArrayList<>();
        seen.forEach((series, days) -> first.datesUntil(last.plusDays(1)).forEach(day -> {
            int expected = day.equals(last) ? lastStep + 1 : rule.aDay();
            BitSet present = days.getOrDefault(day, new BitSet());
            List<Integer> missing = new ArrayList<>();
            for (int step = present.nextClearBit(0); step < expected; step = present.nextClearBit(step + 1)) {
                missing.add(step);
            }
            all.add(new Coverage(series, day, expected, missing));
        }));
        return all;
    }
}
