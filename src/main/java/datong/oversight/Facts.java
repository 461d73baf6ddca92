package datong.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the log's copy says of days in the district's time; accesses are what was permitted or denied. */
public interface Facts {
    /** @param accesses, persons in that hour */
    record Worked(LocalDate day, int hour, String actor, String organisation, long accesses, long persons) {}

    /** @param actors, organisations that were shown the person within the days */
    record Seen(String person, int actors, int organisations, List<Long> events) {}

    /** @param accesses, persons under the case within the days */
    record Used(String caseNumber, long accesses, long persons, int actors, List<Long> events) {}

    /** Under a case number, by one actor. */
    record Named(String actor, String organisation, String caseNumber, List<Long> events) {}

    /** A person who is watched, shown to an actor. */
    record Shown(String actor, String organisation, String person, List<Long> events) {}

    /** The first day that is known. */
    Optional<LocalDate> first();

    List<Worked> worked(LocalDate first, LocalDate last);

    /** Who was shown to at least so many actors since a day, among those shown on the last one. */
    List<Seen> seen(LocalDate since, LocalDate day, int actors);

    /** How the case numbers of a day were used since another. */
    List<Used> used(LocalDate since, LocalDate day);

    List<Named> named(LocalDate day);

    List<Shown> shown(LocalDate day, Set<String> persons);

    /** A number looked up that only a decoy of the release has. */
    record Tried(String actor, String organisation, String release, List<Long> events) {}

    List<Tried> tried(LocalDate day);

    /** Some events of an actor on a day. */
    List<Long> some(String actor, LocalDate day);

    /** What is older is needed no more. */
    void forget(LocalDate before);

    /** Brings what is known up to the log's copy; the moment up to which it is. */
    Instant catchUp();
}
