package datong.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A finding: something unusual in the log on one day. It accuses nobody; an auditor looks at it and says what it was.
 *
 * @param about actor, key of a person, or case number
 * @param numbers it was judged by, in the order in which the words of its rule name them
 * @param events some of those it is about
 */
public record Unusual(String id, Rule rule, String about, String organisation, LocalDate day, List<String> numbers, List<Long> events, Instant foundAt, Optional<Review> review) {
    public enum Rule { OFF_HOURS, HISTORY, PEERS, ONE_PERSON, CASE_FORM, CASE_USE, CANARY, CANARY_LOOKUP }

    public record Review(String by, Instant at, String note) {}

    public Unusual {
        numbers = List.copyOf(numbers);
        events = List.copyOf(events);
    }
}
