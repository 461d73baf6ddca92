package datong.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import datong.oversight.Unusual.Rule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnusualJudgeTest {
    /** A Tuesday. */
    private static final LocalDate DAY = LocalDate.of(2026, 11, 17);
    private static final Instant NOW = Instant.parse("2026-11-18T01:00:00Z");
    private final FactsInMemory facts = new FactsInMemory();

    private List<Unusual> judged(UnusualRules rules) {
        return new UnusualJudge(rules, facts, UnusualJudgeTest::weekday).judge(DAY, NOW);
    }

    private static boolean weekday(LocalDate day) {
        return day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
    }

    private static UnusualRules rules(List<Pattern> forms, Set<String> canaries, Set<String> exempt) {
        UnusualRules usual = UnusualRules.USUAL;
        return new UnusualRules(usual.offHours(), usual.history(), usual.peers(), usual.onePerson(), new UnusualRules.Cases(forms, 30, 500, 300), new UnusualRules.Canaries(canaries), exempt);
    }

    private void weeks(String actor, int hour, long accesses) {
        IntStream.rangeClosed(1, 28).mapToObj(DAY::minusDays).filter(UnusualJudgeTest::weekday).forEach(day -> facts.day(day, hour, actor, accesses));
    }

    @Test
    void aNightOfLookUpsByOneWhoWorksByDayIsFoundWithItsNumbers() {
        weeks("wang", 10, 30);
        facts.day(DAY, 10, "wang", 12);
        facts.day(DAY, 23, "wang", 41);
        assertThat(judged(UnusualRules.USUAL)).singleElement().satisfies(found -> {
            assertThat(found.rule()).isEqualTo(Rule.OFF_HOURS);
            assertThat(found.about()).isEqualTo("wang");
            assertThat(found.numbers()).containsExactly("41", "53", "07:00", "20:00", "28", "0", "20");
            assertThat(found.events()).containsExactly(1L);
        });
    }

    @Test
    void whoAlwaysWorksByNightIsNotFoundNorAnExemptSystem() {
        weeks("night-desk", 23, 60);
        facts.day(DAY, 23, "night-desk", 70);
        facts.day(DAY, 3, "nightly-system", 90);
        assertThat(judged(rules(List.of(), Set.of(), Set.of("nightly-system")))).isEmpty();
    }

    @Test
    void aDayOffIsOutsideOfficeHours() {
        facts.day(DAY, 10, "wang", 60);
        assertThat(new UnusualJudge(UnusualRules.USUAL, facts, day -> !day.equals(DAY)).judge(DAY, NOW)).extracting(Unusual::rule).containsExactly(Rule.OFF_HOURS);
    }

    @Test
    void threeTimesTheBusiestDayIsFoundAgainstOnesOwnHistory() {
        weeks("li", 10, 80);
        facts.day(DAY, 10, "li", 260);
        assertThat(judged(UnusualRules.USUAL)).singleElement().satisfies(found -> {
            assertThat(found.rule()).isEqualTo(Rule.HISTORY);
            assertThat(found.numbers()).containsExactly("260", "130", "28", "20", "80", "3.0", "100");
        });
    }

    @Test
    void aNewcomerIsHeldAgainstThePeers() {
        List.of("a", "b", "c", "d").forEach(actor -> facts.day(DAY, 10, actor, 20));
        facts.day(DAY, 10, "newcomer", 400);
        assertThat(judged(UnusualRules.USUAL)).singleElement().satisfies(found -> {
            assertThat(found.rule()).isEqualTo(Rule.PEERS);
            assertThat(found.about()).isEqualTo("newcomer");
            assertThat(found.numbers()).containsExactly("400", "200", "4", "20", "10.0", "100");
        });
    }

    @Test
    void whoDoesMostEveryDayIsNotFoundAgainstThePeers() {
        List.of("a", "b", "c", "d").forEach(actor -> facts.day(DAY, 10, actor, 20));
        weeks("hotline", 10, 500);
        facts.day(DAY, 10, "hotline", 480);
        assertThat(judged(UnusualRules.USUAL)).isEmpty();
    }

    @Test
    void onePersonSeenByManyIsFound() {
        facts.seen.add(new Facts.Seen("0a1b", 8, 3, List.of(7L, 9L)));
        facts.seen.add(new Facts.Seen("ffff", 7, 1, List.of(8L)));
        assertThat(judged(UnusualRules.USUAL)).singleElement().satisfies(found -> {
            assertThat(found.rule()).isEqualTo(Rule.ONE_PERSON);
            assertThat(found.numbers()).containsExactly("7", "8", "3", "8");
            assertThat(found.events()).containsExactly(7L, 9L);
        });
    }

    @Test
    void aCaseNumberWithoutFormIsFoundOnceAnActorAndOneUsedForTooManyIsFound() {
        facts.named.add(new Facts.Named("wang", "street", "1", List.of(3L)));
        facts.named.add(new Facts.Named("wang", "street", "test", List.of(4L)));
        facts.named.add(new Facts.Named("li", "street", "京办〔2026〕17号", List.of(5L)));
        facts.used.add(new Facts.Used("京办〔2026〕17号", 80, 301, 2, List.of(5L)));
        List<Unusual> found = judged(rules(List.of(Pattern.compile("京办〔\\d{4}〕\\d+号")), Set.of(), Set.of()));
        assertThat(found).extracting(Unusual::rule).containsExactly(Rule.CASE_FORM, Rule.CASE_USE);
        assertThat(found.getFirst().numbers()).containsExactly("2", "1");
        assertThat(found.getLast().numbers()).containsExactly("30", "80", "301", "2", "500", "300");
        assertThat(judged(rules(List.of(), Set.of(), Set.of()))).extracting(Unusual::rule).containsExactly(Rule.CASE_USE);
    }

    @Test
    void oneLookAtACanaryIsEnough() {
        facts.shown.add(new Facts.Shown("wang", "street", "cafe", List.of(11L)));
        assertThat(judged(rules(List.of(), Set.of("cafe"), Set.of()))).extracting(Unusual::rule).containsExactly(Rule.CANARY);
    }

    @Test
    void aLookUpOfANumberThatOnlyADecoyOfAReleaseHasIsFoundAndNamesTheRelease() {
        facts.tried.add(new Facts.Tried("wang", "street", "01JRELEASE", List.of(11L)));
        assertThat(judged(UnusualRules.USUAL)).singleElement().satisfies(found -> {
            assertThat(found.rule()).isEqualTo(Rule.CANARY_LOOKUP);
            assertThat(found.numbers()).containsExactly("01JRELEASE");
            assertThat(found.events()).containsExactly(11L);
        });
    }

    @Test
    void theSameFactsGiveTheSameFindings() {
        facts.day(DAY, 23, "wang", 41);
        assertThat(judged(UnusualRules.USUAL)).isEqualTo(judged(UnusualRules.USUAL));
    }

    /** 60 people of 6 departments and 6 systems, weekdays with overtime, busy Mondays, holidays, colleagues on leave who come back, and two who are new. */
    @Test
    void aQuietYearRaisesAlmostNoAlarm() {
        Random chance = new Random(20260101);
        LocalDate first = LocalDate.of(2026, 1, 1);
        int judged = 0;
        List<Unusual> alarms = new ArrayList<>();
        UnusualJudge judge = new UnusualJudge(UnusualRules.USUAL, facts, UnusualJudgeTest::weekday);
        for (LocalDate day = first; day.getYear() == 2026; day = day.plusDays(1)) {
            for (int person = 0; person < 60; person++) {
                boolean there = weekday(day) && chance.nextDouble() > 0.08 && (day.getDayOfYear() / 10 + person) % 17 != 0;
                if (there && (person < 58 || day.getMonthValue() > 5)) {
                    double usual = 10 + person * 2.5;
                    double busy = day.getDayOfWeek() == DayOfWeek.MONDAY ? 1.4 : 1;
                    long accesses = Math.max(1, Math.round(usual * busy * Math.exp(chance.nextGaussian() * 0.35)));
                    facts.worked.add(new Facts.Worked(day, 8 + chance.nextInt(11), "person-" + person, "department-" + person % 6, accesses, accesses * 2 / 3));
                    if (chance.nextDouble() < 0.05) {
                        facts.worked.add(new Facts.Worked(day, 20 + chance.nextInt(3), "person-" + person, "department-" + person % 6, 1 + chance.nextInt(9), 1));
                    }
                }
            }
            for (int system = 0; system < 6; system++) {
                for (int hour = 0; hour < 24; hour++) {
                    long accesses = Math.round(200 * (system + 1) * Math.exp(chance.nextGaussian() * 0.2));
                    facts.worked.add(new Facts.Worked(day, hour, "system-" + system, "department-" + system, accesses, accesses));
                }
            }
            judged += (int) facts.worked(day, day).stream().map(Facts.Worked::actor).distinct().count();
            alarms.addAll(judge.judge(day, NOW));
            facts.forget(day.minusDays(40));
        }
        long afterTheFirstWeek = alarms.stream().filter(alarm -> alarm.day().isAfter(first.plusDays(7))).count();
        assertThat(judged).isGreaterThan(15_000);
        assertThat(alarms).as("the systems' first nights").filteredOn(alarm -> !alarm.day().isAfter(first.plusDays(7))).extracting(Unusual::about).allMatch(about -> about.startsWith("system"));
        assertThat(afterTheFirstWeek).as("false alarms of a year").isLessThanOrEqualTo(2);
    }
}
