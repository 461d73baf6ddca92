package datong.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import datong.resolution.Survivorship.Survivor;
import datong.resolution.Survivorship.Why;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SurvivorshipTest {
    private static final Instant NOON = Instant.parse("2026-11-03T04:00:00Z");
    private static final ItemName MOBILE = new ItemName("mobile");
    private final Survivorship survivorship = new Survivorship(new Rules(7, 0.8, 0.8, 3, Duration.ZERO, List.of(), Map.of("person.mobile", List.of("floating-population"))));

    private static MemberRecord record(int id, String source, Instant updated, int quality, String mobile) {
        return new MemberRecord(new MemberId(new UUID(0, id), Role.SELF), Kind.PERSON, Element.PERSON, source, "d", "p", Optional.ofNullable(updated), NOON, quality, Level.L4,
                Map.of(MOBILE, mobile));
    }

    private Survivor mobile(MemberRecord... records) {
        return survivorship.of(Kind.PERSON, List.of(records)).getFirst();
    }

    @Test
    void theAuthoritativeSourceWinsOverANewerOne() {
        Survivor survivor = mobile(record(1, "household-register", NOON, 100, "15400001001"), record(2, "floating-population", NOON.minusSeconds(9), 50, "15400001002"));

        assertThat(survivor.value()).isEqualTo("15400001002");
        assertThat(survivor.why()).isEqualTo(Why.AUTHORITY);
        assertThat(survivor.differing()).isEqualTo(1);
    }

    @Test
    void thenTheNewestThenTheBetterQualityThenTheOldestRecord() {
        assertThat(mobile(record(1, "a", NOON, 100, "1"), record(2, "b", NOON.plusSeconds(1), 10, "2")).why()).isEqualTo(Why.NEWEST);
        assertThat(mobile(record(1, "a", NOON, 90, "1"), record(2, "b", NOON, 100, "2")).why()).isEqualTo(Why.QUALITY);
        assertThat(mobile(record(1, "a", null, 90, "1"), record(2, "b", null, 90, "2")).why()).isEqualTo(Why.FIRST);
    }

    @Test
    void whatAllSayOrOnlyOneSaysNeedsNoRule() {
        assertThat(mobile(record(1, "a", NOON, 100, "1"), record(2, "b", null, 10, "1")).why()).isEqualTo(Why.AGREED);
        assertThat(mobile(record(1, "a", NOON, 100, "1")).why()).isEqualTo(Why.ONLY);
    }
}
