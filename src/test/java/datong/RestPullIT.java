package datong;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Grid events pulled page by page from a REST source that pages, fails, dawdles and changes its order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestPullIT {
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static TestRestSource source;

    @BeforeAll
    static void start() throws Exception {
        source = new TestRestSource("上报时间");
        for (int number = 0; number < 1_234; number++) {
            source.put("G" + number, event("G" + number, "2026-11-03 %02d:%02d:%02d".formatted(number / 3600, number / 60 % 60, number % 60)));
        }
        hub = TestHub.start(folder);
        hub.write("secret", "s&cr=t\n");
    }

    @AfterAll
    static void stop() {
        hub.close();
        source.close();
    }

    @Test
    @Order(1)
    void aPageThatFailsOrDawdlesIsAskedForAgain() throws Exception {
        source.trouble.addAll(List.of(503, 429, 0));
        configure();
        TestHub.until("all are in", () -> count() == 1_234);
        assertThat(source.asked).extracting(query -> query.get("pageNo")).startsWith("1", "1", "1");
        TestHub.until("how far it came is saved", () -> mark().equals("2026-11-02T16:20:33Z"));
    }

    @Test
    @Order(2)
    void theNextPullBeginsAnHourBeforeAndReadingAgainChangesNothing() {
        int before = source.asked.size();
        TestHub.until("it was pulled again", () -> source.asked.size() > before + 4);
        assertThat(source.asked.getLast().get("updatedSince")).isEqualTo("2026-11-02 23:20:33");
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history")).isZero();
        assertThat(hub.number("SELECT sum(stored_count) FROM intake.batch WHERE source = 'grid-events'")).isEqualTo(1_234);
    }

    @Test
    @Order(3)
    void aPullThatBreaksOffDoesNotAdvanceAndIsRepeatedFromItsBeginning() {
        source.put("H1", event("H1", "2026-11-03 00:30:00"));
        source.put("H2", event("H2", "2026-11-03 00:31:00"));
        source.trouble.addAll(List.of(500, 500, 500));
        TestHub.until("the failure is seen by the steward", () -> hub.number("SELECT count(*) FROM intake.delivery WHERE source = 'grid-events' AND rule = 'SOURCE_UNAVAILABLE'") > 0);
        TestHub.until("both are in", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE source_key IN ('H1', 'H2')") == 2);
        TestHub.until("how far it came is saved", () -> mark().equals("2026-11-02T16:31:00Z"));
    }

    @Test
    @Order(4)
    void anotherOrderOfThePagesLosesNothing() {
        source.shuffled = true;
        source.put("I1", event("I1", "2026-11-03 01:00:00"));
        source.put("I2", event("I2", "2026-11-03 00:45:00"));
        TestHub.until("both are in", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE source_key IN ('I1', 'I2')") == 2);
        TestHub.until("the latest of all counts, not the last", () -> mark().equals("2026-11-02T17:00:00Z"));
        source.shuffled = false;
    }

    @Test
    @Order(5)
    void aSourceThatGivesFewerThanItSaysIsNotGoneOnBehind() {
        source.hidden = 2;
        source.put("J1", event("J1", "2026-11-03 02:00:00"));
        source.put("J2", event("J2", "2026-11-03 02:00:01"));
        int before = source.asked.size();
        TestHub.until("it was pulled again", () -> source.asked.size() > before + 8);
        assertThat(mark()).isEqualTo("2026-11-02T17:00:00Z");
        source.hidden = 0;
        TestHub.until("both are in", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE source_key IN ('J1', 'J2')") == 2);
    }

    @Test
    @Order(6)
    void aTokenThatIsNoLongerTakenIsFetchedAnew() {
        source.token = "second";
        source.put("K1", event("K1", "2026-11-03 03:00:00"));
        TestHub.until("it is in", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'K1'") == 1);
    }

    @Test
    @Order(7)
    void aSourceThatDoesNotHeedPagesIsNotAskedForEver() {
        source.heedsPages = false;
        TestHub.until("the steward sees it", () -> hub.number("SELECT count(*) FROM intake.delivery WHERE source = 'grid-events' AND rule = 'PAGES_REPEAT'") > 0);
        source.heedsPages = true;
    }

    @Test
    @Order(8)
    void aClockOfTheSourceThatRunsAheadDoesNotHideWhatComesAfter() {
        source.put("L1", event("L1", "2099-01-01 00:00:00"));
        source.put("L2", event("L2", "2026-11-03 04:00:00"));
        TestHub.until("L2 is in", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'L2'") == 1);
        assertThat(mark()).isLessThan("2099");
        assertThat(keys()).contains("L2");
    }

    private static void configure() throws Exception {
        hub.write("integrations/settings.properties", Map.of("url", source.url() + "/events", "token-url", source.url() + "/token", "client", "datong", "secret-file", hub.file("secret").toString(),
                "timeout", "1500", "delay", "500").entrySet().stream().map(entry -> "grid-events-rest." + entry.getKey() + "=" + entry.getValue() + "\n").collect(Collectors.joining()));
    }

    private static String mark() {
        return hub.database().sql("SELECT value FROM intake.watermark WHERE source = 'grid-events-rest'").query(String.class).optional().orElse("");
    }

    private static Set<String> keys() {
        return Set.copyOf(hub.database().sql("SELECT source_key FROM ledger.matter").query(String.class).list());
    }

    private static long count() {
        return hub.number("SELECT count(*) FROM ledger.matter");
    }

    private static Map<String, String> event(String number, String reported) {
        Map<String, String> event = new LinkedHashMap<>();
        event.put("案件编号", number);
        event.put("问题来源", "网格员上报");
        event.put("上报时间", reported);
        event.put("大类", "街面秩序");
        event.put("小类", "无照经营游商");
        event.put("问题描述", "北门两处早点摊占用盲道");
        event.put("所属社区", "晨光社区");
        event.put("案件状态", "处置中");
        return event;
    }
}
