package datong.persons;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.ledger.SubjectId;
import datong.persons.Receipt.Access;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessesTest {
    private static final Instant NOON = Instant.parse("2026-11-03T04:00:00Z");
    private static final SubjectId ME = new SubjectId(1, 1);
    private static final SubjectId ALSO_ME = new SubjectId(1, 2);
    private final List<AuditEvent> log = new ArrayList<>();
    private final Accesses accesses = AccessesInMemory.of(log, subject -> Set.of("key-" + subject.low()));

    private void shown(String actor, long persons, String... keys) {
        log.add(new AuditEvent("id", NOON.plusSeconds(log.size()), "QUERY", actor, "11110199MB00DEM264", "CASE-1", "", "SERVICE.REQUEST", "",
                "matter-hotline-12345", List.of("reporter_phone"), "L3", persons, persons, "PERMITTED", "rule-1", List.of("maxRows", "reporter_phone=mask"), "p-1", "", "",
                List.of(keys), Map.of()));
    }

    @Test
    void everyAnswerThatShowedThePersonIsToldTheNewestFirst() {
        shown("wang", 2, "key-1", "key-9");
        shown("li", 1, "key-9");
        shown("zhao", 1, "key-2");
        assertThat(accesses.of(Set.of(ME, ALSO_ME)).accesses()).extracting(Access::actor).containsExactly("zhao", "wang");
        assertThat(accesses.of(Set.of(ME)).accesses()).singleElement().satisfies(access -> {
            assertThat(access.shown()).containsExactly("reporter_phone=mask");
            assertThat(access.rule()).isEqualTo("rule-1");
            assertThat(access.purpose()).isEqualTo("SERVICE.REQUEST");
        });
    }

    @Test
    void whatShowedPersonsAndDoesNotTellWhomIsCountedAsNotCovered() {
        shown("wang", 3);
        shown("wang", 0);
        shown("wang", 1, "key-1");
        Accesses.Seen seen = accesses.of(Set.of(ME));
        assertThat(seen.uncovered()).isEqualTo(1);
        assertThat(seen.events()).isEqualTo(3);
    }
}
