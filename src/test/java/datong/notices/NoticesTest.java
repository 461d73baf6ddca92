package datong.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each once, in one mail an office; what is not taken is told later. */
class NoticesTest {
    private static final String MARKET = "11110199MB00DEN14J";
    private static final String DATA = "11110199MB00DEM264";
    private final ToldInMemory told = new ToldInMemory();
    private final List<Notice> waiting = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Set<String> away = new HashSet<>();
    private Instant now = Instant.parse("2026-11-23T02:00:00Z");
    private Notices notices = notices();

    private Notices notices() {
        return new Notices(() -> List.copyOf(waiting), Set.of(MARKET, DATA), (office, news) -> {
            if (away.contains(office)) {
                throw new IOException("not now");
            }
            sent.add(office + " " + news.stream().map(Notice::key).toList());
        }, told, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    private void wait(String office, String key) {
        waiting.add(new Notice(key, office, "sharing.state.RECEIVED", "A1", "grid-events", Optional.empty(), "/sharing/A1"));
    }

    @Test
    void whatIsNewIsToldOnceInOneMailAnOfficeAndNotAgainAfterAStart() {
        wait(MARKET, "a/1");
        wait(MARKET, "a/2");
        wait(DATA, "a/2");
        wait("11110199MB00DEN65T", "a/2");
        notices.look();
        notices.look();
        assertThat(sent).containsExactly(DATA + " [a/2]", MARKET + " [a/1, a/2]");
        notices = notices();
        wait(MARKET, "a/3");
        notices.look();
        assertThat(sent).last().isEqualTo(MARKET + " [a/3]");
        assertThat(notices.standings()).extracting(Notices.Standing::office).containsExactly(DATA, MARKET);
        assertThat(notices.standings()).allSatisfy(standing -> assertThat(standing.last()).contains(now));
    }

    @Test
    void anOfficeThatCannotBeReachedIsTriedWithGrowingPausesHoldsUpNoOtherAndMissesNothing() {
        wait(MARKET, "a/1");
        wait(DATA, "b/1");
        away.add(MARKET);
        notices.look();
        assertThat(sent).containsExactly(DATA + " [b/1]");
        assertThat(trouble().pause()).isEqualTo(Duration.ofMinutes(1));
        away.clear();
        notices.look();
        assertThat(sent).as("not before its time").hasSize(1);
        now = trouble().until();
        away.add(MARKET);
        notices.look();
        assertThat(trouble().pause()).isEqualTo(Duration.ofMinutes(2));
        for (int round = 0; round < 10; round++) {
            now = trouble().until();
            notices.look();
        }
        assertThat(trouble().pause()).isEqualTo(Duration.ofHours(1));
        now = trouble().until();
        away.clear();
        wait(MARKET, "a/2");
        notices.look();
        assertThat(sent).last().isEqualTo(MARKET + " [a/1, a/2]");
        assertThat(notices.standings()).allSatisfy(standing -> assertThat(standing.trouble()).isEmpty());
    }

    private Notices.Trouble trouble() {
        return notices.standings().stream().flatMap(standing -> standing.trouble().stream()).findFirst().orElseThrow();
    }
}
