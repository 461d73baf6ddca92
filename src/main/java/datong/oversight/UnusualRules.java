package datong.oversight;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From when on something is unusual. What is judged are accesses to data, answered or refused.
 *
 * @param exempt actors that no rule of volume or hours looks at, such as a system that works by night
 */
public record UnusualRules(OffHours offHours, History history, Peers peers, OnePerson onePerson, Cases cases, Canaries canaries, Set<String> exempt) {
    public static final UnusualRules USUAL = new UnusualRules(OffHours.USUAL, History.USUAL, Peers.USUAL, OnePerson.USUAL, Cases.USUAL, new Canaries(Set.of()), Set.of());

    public UnusualRules {
        exempt = Set.copyOf(exempt);
    }

    /** So many accesses outside these hours or on a day off, by one who did so on few of the last days. @param begin, end of usual hours on a working day; @param daysBefore on which it happened before, at most */
    public record OffHours(LocalTime begin, LocalTime end, int atLeast, int daysBefore) {
        static final OffHours USUAL = new OffHours(LocalTime.of(7, 0), LocalTime.of(20, 0), 20, 2);
    }

    /** So many accesses or persons shown in a day, and so many times one's own busiest day of the last ones. @param days looked back; @param known of them on which one worked, at least */
    public record History(int days, int known, double times, int atLeast) {
        static final History USUAL = new History(28, 5, 3, 100);
    }

    /** The same against the median of the others in one's organisation that day, for one who is not known long enough to be held against themselves. @param others at least */
    public record Peers(int others, double times, int atLeast) {
        static final Peers USUAL = new Peers(3, 10, 100);
    }

    /** One person shown to so many actors in so many days, by answers that showed few persons. */
    public record OnePerson(int days, int actors) {
        static final OnePerson USUAL = new OnePerson(7, 8);
    }

    /** Case numbers: the forms that are known (none: any form), and for how much one may be used in so many days. */
    public record Cases(List<Pattern> forms, int days, int accesses, int persons) {
        static final Cases USUAL = new Cases(List.of(), 30, 500, 300);

        public Cases {
            forms = List.copyOf(forms);
        }

        boolean fits(String caseNumber) {
            return forms.isEmpty() || forms.stream().anyMatch(form -> form.matcher(caseNumber).matches());
        }
    }

    /** @param persons keys, as in {@code person_keys}, of persons who do not exist and whom nobody has a reason to look up */
    public record Canaries(Set<String> persons) {
        public Canaries {
            persons = Set.copyOf(persons);
        }
    }
}
