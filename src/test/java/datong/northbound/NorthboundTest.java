package datong.northbound;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.northbound.Report.Kind;
import datong.northbound.Report.State;
import datong.northbound.http.HttpSuperior;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real server that fails, hangs and refuses. */
class NorthboundTest {
    private final ReportsInMemory reports = new ReportsInMemory();
    private final List<AuditEvent> log = new ArrayList<>();
    private final List<Report> told = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private SuperiorStandIn above;
    private Northbound northbound;
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private boolean logWrites = true;

    private final Clock clock = new Clock() {
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
    };

    private final AuditLog auditLog = event -> {
        if (!logWrites) {
            throw new AuditLog.AuditUnavailable("the disk is full", null);
        }
        log.add(event);
        return new LogIndex(log.size());
    };

    @BeforeEach
    void start() throws IOException {
        above = new SuperiorStandIn();
        northbound = hub();
    }

    /** As after a start: what was in memory is gone. */
    private Northbound hub() {
        HttpSuperior superior = new HttpSuperior(HttpClient.newHttpClient(), URI.create(above.url()), () -> Optional.of("secret"), Duration.ofSeconds(5));
        return new Northbound(reports, () -> List.copyOf(told), superior, auditLog, () -> "E" + ids.incrementAndGet(), clock);
    }

    @AfterEach
    void stop() {
        above.close();
    }

    private void tell(String... keys) {
        for (String key : keys) {
            told.add(new Report(key, Kind.CATALOGUE, "{\"key\": \"" + key + "\"}", now, State.WAITING, 0, Optional.empty(), ""));
        }
        northbound.collect();
    }

    private List<String> keys(State state) {
        return reports.in(state, 100).reversed().stream().map(Report::key).toList();
    }

    @Test
    void whatIsNewIsToldOnceInOrderAndTheLogSaysSoFirst() throws InterruptedException {
        tell("a", "b");
        northbound.sendAll();
        northbound.collect();
        tell("c");
        northbound.sendAll();

        assertThat(above.asked).containsExactly("catalogue a", "catalogue b", "catalogue c");
        assertThat(above.taken).containsOnlyKeys("a", "b", "c");
        assertThat(keys(State.SENT)).containsExactly("a", "b", "c");
        assertThat(log).extracting(AuditEvent::kind).containsOnly("NORTHBOUND_SENDING").hasSize(3);
        logWrites = false;
        tell("d");
        org.assertj.core.api.Assertions.assertThatThrownBy(northbound::sendAll).isInstanceOf(AuditLog.AuditUnavailable.class);
        assertThat(above.taken).doesNotContainKey("d");
    }

    @Test
    void aFailureHoldsUpWhatFollowsWithGrowingPausesAndNothingIsLost() throws InterruptedException {
        above.next.addAll(List.of(503, SuperiorStandIn.HANG, 401));
        tell("a", "b");
        northbound.sendAll();
        assertThat(northbound.trouble().orElseThrow().why()).contains("503");
        northbound.sendAll();
        assertThat(above.asked).as("not before its time").hasSize(1);
        now = northbound.trouble().orElseThrow().until();
        northbound.sendAll();
        Northbound.Trouble hung = northbound.trouble().orElseThrow();
        assertThat(Duration.between(now, hung.until())).isEqualTo(Duration.ofSeconds(2));
        now = hung.until();
        northbound.sendAll();
        assertThat(Duration.between(now, northbound.trouble().orElseThrow().until())).isEqualTo(Duration.ofSeconds(4));
        assertThat(keys(State.WAITING)).containsExactly("a", "b");

        now = northbound.trouble().orElseThrow().until();
        northbound.sendAll();
        assertThat(keys(State.SENT)).containsExactly("a", "b");
        assertThat(northbound.trouble()).isEmpty();
        assertThat(reports.all.get("a").tries()).isEqualTo(4);
    }

    @Test
    void whatTheSuperiorRefusesIsSetAsideWithItsReasonAndCanBeSentAgain() throws InterruptedException {
        above.refusing = "bad";
        tell("a", "bad", "c");
        northbound.sendAll();
        assertThat(keys(State.SENT)).containsExactly("a", "c");
        assertThat(reports.all.get("bad").refusal()).isEqualTo("422 category_codes is missing");

        above.refusing = "";
        assertThat(northbound.again("a", new Northbound.Actor("chen", "org"))).as("it is not refused").isFalse();
        assertThat(northbound.again("bad", new Northbound.Actor("chen", "org"))).isTrue();
        northbound.sendAll();
        assertThat(keys(State.SENT)).contains("bad");
    }

    @Test
    void whatWasTakenBeforeTheHubWasKilledIsNotTakenTwice() throws InterruptedException {
        tell("a", "b");
        above.taken.put("a", "taken, and the hub died before it knew");
        northbound = hub();
        northbound.sendAll();

        assertThat(keys(State.SENT)).containsExactly("a", "b");
        assertThat(above.taken.get("a")).startsWith("taken, and");
    }

    @Test
    void aTokenIsSentAndAnotherIsNotTaken() throws InterruptedException {
        above.token = "other";
        tell("a");
        northbound.sendAll();
        assertThat(northbound.trouble().orElseThrow().why()).contains("401");
        above.token = "secret";
        now = northbound.trouble().orElseThrow().until();
        northbound.sendAll();
        assertThat(keys(State.SENT)).containsExactly("a");
    }
}
