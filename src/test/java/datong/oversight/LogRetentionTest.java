package datong.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.approval.Deed;
import datong.approval.Request;
import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.LogDisposal;
import datong.audit.MerkleLog;
import datong.audit.OwnEvents;
import datong.oversight.LogRetention.Hold;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-03T04:05:06Z");
    private static final Instant TERM = Instant.parse("2022-12-31T16:00:00Z");
    @TempDir
    Path folder;
    private final List<Hold> holds = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private MerkleLog log;

    @BeforeEach
    void aLogOfThreeHundredDaysAcrossTheEndOfTheTerm() {
        log = MerkleLog.open(new MerkleLog.Settings(folder, "datong.test/log", 10_000, Duration.ofMillis(50), Duration.ofMinutes(1)), List.of(Ed25519Signer.generate("datong.test/log")), Clock.systemUTC());
        for (int day = -200; day < 100; day++) {
            log.append(new AuditEvent("e" + day, TERM.plus(Duration.ofDays(day)), "QUERY", "u-17", "", "", "", "", "", "", List.of(), "", 1, 1, "PERMITTED", "rule", List.of(), "", "", "",
                    Map.of("padding", "x".repeat(200))));
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    private LogRetention retention(int years) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new LogRetention(years, new LogDisposal(folder, log, new OwnEvents(log, () -> "own", clock)), () -> holds, () -> forgotten.add("copy"), clock);
    }

    private Map<String, String> possible() {
        return ((Deed.Asked.Possible) retention(3).check(Map.of())).about();
    }

    private Map<String, String> carriedOut(Map<String, String> about) {
        Request request = new Request("r-1", Request.Kind.LOG_DISPOSAL, about, "over", "audit.zhang", NOW, NOW, Request.State.CONFIRMED, Optional.of("wu.authority"), Optional.of(NOW), Map.of());
        return retention(3).carryOut(request, Map.of(), soFar -> { }).outcome();
    }

    @Test
    void thisYearAndThreeWholeYearsBeforeItStay() {
        assertThat(retention(3).term()).isEqualTo(TERM);
        Map<String, String> about = possible();
        assertThat(Instant.parse(about.get("latest"))).isBefore(TERM);
        assertThat(carriedOut(about)).isEqualTo(Map.of("disposal_event", "300"));
        assertThat(log.reader().first()).isEqualTo(Long.parseLong(about.get("last_event")) + 1).isGreaterThan(100);
        assertThat(log.reader().read(300, 1).getFirst().event().details()).containsEntry("asked_by", "audit.zhang").containsEntry("confirmed_by", "wu.authority").containsEntry("request", "r-1")
                .containsEntry("first", "0");
        assertThat(forgotten).containsExactly("copy");
        assertThat(retention(3).check(Map.of())).isEqualTo(new Deed.Asked.Impossible("IN_TERM"));
    }

    @Test
    void aLongerTermKeepsMoreAndAShorterOneThanTheLawsIsRefused() {
        assertThat(retention(4).check(Map.of())).isEqualTo(new Deed.Asked.Impossible("IN_TERM"));
        assertThatThrownBy(() -> retention(2)).hasMessageContaining("3 whole years at least");
    }

    @Test
    void whatIsHeldStaysAndSoDoesAllThatIsLater() {
        holds.add(new Hold(TERM.minus(Duration.ofDays(100)), "case 2026-17"));
        holds.add(new Hold(NOW, "dispute d-1"));
        Map<String, String> about = possible();
        assertThat(Instant.parse(about.get("latest"))).isBefore(TERM.minus(Duration.ofDays(100)));
        assertThat(about).containsEntry("held_by", "case 2026-17");
        holds.add(new Hold(Instant.EPOCH, "recall r-1"));
        assertThat(retention(3).check(Map.of())).isEqualTo(new Deed.Asked.Impossible("HELD"));
    }

    @Test
    void aHoldThatCameBetweenAskingAndConfirmingKeepsTheEvents() {
        Map<String, String> about = possible();
        holds.add(new Hold(TERM.minus(Duration.ofDays(150)), "recall r-1"));
        assertThat(carriedOut(about)).isEqualTo(Map.of("disposal_event", "", "held_by", "recall r-1"));
        assertThat(log.reader().first()).isZero();
    }

    @Test
    void whatWasBegunIsFinishedAndSaidOnce() {
        Map<String, String> about = possible();
        assertThat(carriedOut(about)).isEqualTo(carriedOut(about));
        assertThat(log.size()).isEqualTo(301);
    }

    @Test
    void auditorsAndTheAuthorityDecideAndSecurityAdministratorsDoNot() {
        assertThat(Request.Kind.LOG_DISPOSAL.openTo(Set.of("auditor"))).isTrue();
        assertThat(Request.Kind.LOG_DISPOSAL.openTo(Set.of("platform-authority"))).isTrue();
        assertThat(Request.Kind.LOG_DISPOSAL.openTo(Set.of("data-steward"))).isFalse();
        assertThat(Request.Kind.LOG_DISPOSAL.openTo(Set.of("auditor", "security-administrator"))).isFalse();
    }
}
