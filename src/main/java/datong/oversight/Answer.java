package datong.oversight;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a question comes to, in numbers.
 *
 * @param records shown or written, @param persons distinct within each event, added up
 * @param days days that have events; @param hours 24 tallies, from midnight in the district
 * @param groups by part of the question, the largest first
 */
public record Answer(Tally all, long records, long persons, SortedMap<LocalDate, Tally> days, List<Tally> hours, Map<Question.Part, List<Group>> groups) {

    /** @param name as events carry it, may be empty */
    public record Group(String name, Tally tally) {}
}
