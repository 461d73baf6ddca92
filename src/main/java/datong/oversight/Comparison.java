package datong.oversight;

import java.time.LocalDate;
import java.util.List;

/** The same question in two periods, by department, dataset or purpose; the largest change first. */
public record Comparison(Period before, Period after, List<Line> lines) {

    /** @param first, last both included */
    public record Period(LocalDate first, LocalDate last) {
        /** As long, and directly before. */
        public Period previous() {
            long days = first.datesUntil(last.plusDays(1)).count();
            return new Period(first.minusDays(days), first.minusDays(1));
        }
    }

    public record Line(String name, long before, long after, long refusedBefore, long refusedAfter) {
        public long difference() {
            return after - before;
        }
    }
}
