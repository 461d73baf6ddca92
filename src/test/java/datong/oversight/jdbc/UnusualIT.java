package datong.oversight.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.PersonEvents;
import datong.oversight.Desk;
import datong.oversight.Question;
import datong.oversight.Unusual;
import datong.oversight.Unusual.Rule;
import datong.oversight.UnusualRound;
import datong.oversight.UnusualRules;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class UnusualIT {
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 17);
    private static final String PERSON = "00112233445566778899aabbccddeeff";
    private static Copy copy;
    private final AtomicInteger number = new AtomicInteger();
    private JdbcFindings findings;

    @BeforeAll
    static void startServer() throws Exception {
        copy = new Copy();
    }

    @AfterAll
    static void stopServer() throws Exception {
        copy.close();
    }

    @BeforeEach
    void emptyTables() {
        copy.empty();
        findings = new JdbcFindings(copy.database(), () -> { });
    }

    private AuditEvent access(LocalDate day, int hour, int second, String actor, String caseNumber, String person) {
        Instant at = day.atTime(hour, 0).atZone(Question.DISTRICT).toInstant().plusSeconds(second);
        return new AuditEvent("e-" + number.incrementAndGet(), at, "LOOKUP", actor, "street", caseNumber, "", "SERVICE.REQUEST", "", "person", List.of("name"), "L3", 1, 1, "PERMITTED", "r", List.of(), "v", "",
                "", List.of(person), Map.of());
    }

    private UnusualRound round(LocalDate today, UnusualRules rules) {
        Clock clock = Clock.fixed(today.atTime(23, 30).atZone(Question.DISTRICT).toInstant(), ZoneOffset.UTC);
        return new UnusualRound(() -> rules, new JdbcFacts(copy.database(), new Cells(copy.database())), findings, day -> day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue(),
                text -> text.contains("王"), () -> "event-" + number.incrementAndGet(), clock);
    }

    private void weeksOfWork() {
        for (LocalDate day = TUESDAY.minusDays(28); day.isBefore(TUESDAY); day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()) {
                copy.add(access(day, 10, 0, "wang", "", "a" + day), access(day, 11, 0, "li", "案-1", "b" + day));
            }
        }
    }

    private List<String> waiting() {
        return JdbcClient.create(copy.database()).sql("SELECT event FROM audit.outbox ORDER BY seq").query(String.class).list();
    }

    @Test
    void aPlantedNightIsFoundWithItsEventsAndNothingElse() {
        weeksOfWork();
        copy.add(IntStream.range(0, 25).mapToObj(each -> access(TUESDAY, 22, each, "wang", "", "n" + each)).toArray(AuditEvent[]::new));
        round(TUESDAY, UnusualRules.USUAL).look();
        Unusual found = findings.newest(true, 10).getFirst();
        assertThat(findings.newest(true, 10)).hasSize(1);
        assertThat(found.rule()).isEqualTo(Rule.OFF_HOURS);
        assertThat(found.numbers()).startsWith("25", "25");
        assertThat(found.events()).hasSize(25);
        assertThat(waiting()).singleElement().asString().contains("\"kind\":\"UNUSUAL_FOUND\"", "\"rule\":\"OFF_HOURS\"", "\"about\":\"wang\"");
        Cells cells = new Cells(copy.database());
        Desk desk = new JdbcDesk(copy.database(), cells, key -> new PersonEvents.Found(new long[0], 0));
        assertThat(desk.events(Question.of(Map.of("unusual", "yes")), Optional.empty(), 100)).hasSize(25);
    }

    @Test
    void aRoundGoesOnWhereTheLastEndedAndFindsNothingTwice() {
        weeksOfWork();
        copy.add(IntStream.range(0, 25).mapToObj(each -> access(TUESDAY, 22, each, "wang", "", "n" + each)).toArray(AuditEvent[]::new));
        round(TUESDAY, UnusualRules.USUAL).look();
        assertThat(findings.judged()).contains(TUESDAY.minusDays(1));
        copy.add(IntStream.range(25, 40).mapToObj(each -> access(TUESDAY, 22, each, "wang", "", "n" + each)).toArray(AuditEvent[]::new));
        copy.add(access(TUESDAY.plusDays(1), 10, 0, "wang", "", "m"));
        round(TUESDAY.plusDays(1), UnusualRules.USUAL).look();
        assertThat(findings.judged()).contains(TUESDAY);
        assertThat(findings.newest(true, 10)).singleElement().satisfies(found -> assertThat(found.numbers()).startsWith("40", "40"));
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void onePersonSeenByManyACaseUsedForManyAndACanaryAreFoundOnceInTheirTime() {
        weeksOfWork();
        copy.add(IntStream.range(0, 9).mapToObj(each -> access(TUESDAY, 10, each, "actor-" + each, "", PERSON)).toArray(AuditEvent[]::new));
        copy.add(IntStream.range(0, 30).mapToObj(each -> access(TUESDAY, 11, each, "li", "案-1", "c" + each)).toArray(AuditEvent[]::new));
        UnusualRules usual = UnusualRules.USUAL;
        UnusualRules rules = new UnusualRules(usual.offHours(), usual.history(), usual.peers(), usual.onePerson(), new UnusualRules.Cases(List.of(java.util.regex.Pattern.compile("案-\\d+")), 30, 40, 500),
                new UnusualRules.Canaries(java.util.Set.of("c7")), java.util.Set.of());
        round(TUESDAY, rules).look();
        assertThat(findings.newest(true, 10)).extracting(Unusual::rule).containsExactlyInAnyOrder(Rule.ONE_PERSON, Rule.CASE_USE, Rule.CANARY);
        copy.add(access(TUESDAY.plusDays(1), 10, 0, "li", "案-1", PERSON));
        round(TUESDAY.plusDays(1), rules).look();
        assertThat(findings.newest(true, 10)).hasSize(3);
    }

    @Test
    void aLookUpOfANumberThatOnlyADecoyOfAReleaseHasNamesTheRelease() {
        AuditEvent usual = access(TUESDAY, 10, 0, "wang", "", "n1");
        copy.add(usual, new AuditEvent("decoy", usual.time(), "LOOKUP", "wang", usual.organisation(), "", "", usual.purpose(), "", usual.dataset(), List.of(), "", 0, 0, "PERMITTED", usual.rule(),
                List.of(), "", "", "", Map.of("canary", "01JRELEASE", "lookup.phone", "ab12")),
                new AuditEvent("forged", usual.time(), "LOOKUP", "li", usual.organisation(), "", "", usual.purpose(), "", usual.dataset(), List.of(), "", 0, 0, "PERMITTED", usual.rule(),
                        List.of(), "", "", "", Map.of("reason", "\"canary\":\"01JOTHER\"")));
        round(TUESDAY, UnusualRules.USUAL).look();
        assertThat(findings.newest(true, 10)).filteredOn(found -> found.rule() == Rule.CANARY_LOOKUP).singleElement().satisfies(found -> {
            assertThat(found.about()).isEqualTo("wang");
            assertThat(found.numbers()).containsExactly("01JRELEASE");
            assertThat(found.events()).containsExactly(1L);
        });
    }

    @Test
    void anAuditorLooksAtAFindingOnceWithANoteThatNamesNobody() {
        copy.add(IntStream.range(0, 25).mapToObj(each -> access(TUESDAY, 22, each, "wang", "", "n" + each)).toArray(AuditEvent[]::new));
        UnusualRound round = round(TUESDAY, UnusualRules.USUAL);
        round.look();
        String id = findings.newest(true, 10).getFirst().id();
        assertThat(round.review(id, "li.audit", "bureau", " ")).contains("NOTE");
        assertThat(round.review(id, "li.audit", "bureau", "王说加班")).contains("NOTE_PERSONAL");
        assertThat(round.review("nothing", "li.audit", "bureau", "汛期值班")).contains("GONE");
        assertThat(round.review(id, "li.audit", "bureau", "汛期值班")).isEmpty();
        assertThat(round.review(id, "sun.audit", "bureau", "再看")).contains("REVIEWED");
        assertThat(findings.newest(true, 10)).isEmpty();
        assertThat(findings.newest(false, 10)).singleElement().satisfies(found -> assertThat(found.review()).hasValueSatisfying(review -> assertThat(review.note()).isEqualTo("汛期值班")));
        assertThat(waiting()).hasSize(2).last().asString().contains("\"kind\":\"UNUSUAL_REVIEWED\"", "\"actor_id\":\"li.audit\"");
    }
}
