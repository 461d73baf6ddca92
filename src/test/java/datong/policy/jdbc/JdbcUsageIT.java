package datong.policy.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.TestDatabase;
import datong.policy.UsageCounter;
import datong.policy.UsageCounter.Limits;
import datong.policy.UsageCounter.Used;
import datong.schema.DatasetCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class JdbcUsageIT {
    private static final DatasetCode HOTLINE = new DatasetCode("hotline-12345");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Limits HUNDRED = new Limits(OptionalLong.of(100), OptionalLong.of(40));
    private final DataSource database = TestDatabase.fresh();
    private final UsageCounter usage = new JdbcUsage(database);

    private boolean reserve(UsageCounter counter, long rows, long persons) {
        return counter.reserve("street", HOTLINE, TODAY, new Used(rows, persons), HUNDRED);
    }

    @Test
    void whatWasCountedCountsOnAfterARestart() {
        assertThat(reserve(usage, 70, 10)).isTrue();
        UsageCounter restarted = new JdbcUsage(database);
        assertThat(restarted.used("street", HOTLINE, TODAY)).isEqualTo(new Used(70, 10));
        assertThat(reserve(restarted, 31, 0)).isFalse();
        assertThat(reserve(restarted, 30, 0)).isTrue();
    }

    @Test
    void aRefusedReservationCostsNothing() {
        assertThat(reserve(usage, 101, 0)).isFalse();
        assertThat(reserve(usage, 90, 39)).isTrue();
        assertThat(reserve(usage, 5, 2)).isFalse();
        assertThat(new JdbcUsage(database).used("street", HOTLINE, TODAY)).isEqualTo(new Used(90, 39));
    }

    @Test
    void whatWasNotShownIsGivenBack() {
        reserve(usage, 100, 40);
        usage.giveBack("street", HOTLINE, TODAY, new Used(99, 40));
        assertThat(usage.used("street", HOTLINE, TODAY)).isEqualTo(new Used(1, 0));
        assertThat(reserve(usage, 99, 40)).isTrue();
    }

    @Test
    void subjectsDatasetsAndDaysCountApart() {
        assertThat(reserve(usage, 100, 0)).isTrue();
        assertThat(usage.reserve("grid", HOTLINE, TODAY, new Used(100, 0), HUNDRED)).isTrue();
        assertThat(usage.reserve("street", new DatasetCode("grid-events"), TODAY, new Used(100, 0), HUNDRED)).isTrue();
        assertThat(usage.reserve("street", HOTLINE, TODAY.plusDays(1), new Used(100, 0), HUNDRED)).isTrue();
    }

    @Test
    void withoutALimitEverythingIsCounted() {
        assertThat(usage.reserve("street", HOTLINE, TODAY, new Used(1_000_000, 5), Limits.NONE)).isTrue();
        assertThat(usage.used("street", HOTLINE, TODAY)).isEqualTo(new Used(1_000_000, 5));
    }

    @Test
    void parallelQuestionsOfSeveralHubsNeverOvershoot() throws Exception {
        List<UsageCounter> hubs = List.of(usage, new JdbcUsage(database));
        List<Future<Boolean>> asked = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            for (int each = 0; each < 60; each++) {
                UsageCounter hub = hubs.get(each % 2);
                asked.add(callers.submit(() -> reserve(hub, 7, 0)));
            }
        }
        long granted = 0;
        for (Future<Boolean> each : asked) {
            granted += each.get() ? 1 : 0;
        }
        assertThat(granted).isEqualTo(14);
        assertThat(new JdbcUsage(database).used("street", HOTLINE, TODAY)).isEqualTo(new Used(98, 0));
    }

    @Test
    void daysLongGoneAreForgotten() {
        reserve(usage, 5, 0);
        ((JdbcUsage) usage).forget(TODAY.plusDays(40));
        assertThat(new JdbcUsage(database).used("street", HOTLINE, TODAY)).isEqualTo(Used.NOTHING);
    }
}
