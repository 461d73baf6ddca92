package datong.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import datong.oversight.LegalReport.Period;
import datong.oversight.LegalReport.Table;
import datong.oversight.Question.Part;
import datong.sharing.Application;
import datong.sharing.ApplicationsInMemory;
import datong.sharing.Finding;
import datong.sharing.Move;
import datong.sharing.Move.Field;
import datong.sharing.Role;
import datong.sharing.State;
import datong.sharing.Step;
import datong.sharing.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LegalReportTest {
    private static final String PROVIDER = "11110199MB00DEM264";
    private static final Instant MAY = Instant.parse("2026-05-11T02:00:00Z");
    private final ApplicationsInMemory applications = new ApplicationsInMemory();
    private final List<Finding> further = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();

    private Table table(String period, String key) {
        return new LegalReport(new Counts(), applications, () -> further).of(Period.of(period).orElseThrow()).stream().filter(table -> table.key().equals(key)).findFirst().orElseThrow();
    }

    private void application(String id, String assessment, Instant from, Object... moves) {
        Terms terms = new Terms("11110199MB00DEN14J", "hotline-12345", Set.of("title"), Set.of(), Set.of(), Set.of("query"), Set.of("SERVICE.REQUEST"), Set.of(), Set.of(), "API", Optional.empty(),
                Optional.empty(), "条例", "场景", "", assessment, new Terms.Volume(100, Optional.empty(), Optional.empty()));
        List<Step> steps = new ArrayList<>();
        for (int each = 0; each < moves.length; each += 2) {
            steps.add(new Step(each / 2 + 1, (Move) moves[each], (State) moves[each + 1], from.plusSeconds(each * 3_600L), "somebody", Role.PROVIDER_HEAD, Map.of(Field.REASON, "NOT_NECESSARY")));
        }
        applications.all.put(id, new Application(id, PROVIDER, false, terms, State.DRAFT, "somebody", from, steps));
    }

    @Test
    void aPeriodIsAYearOrAQuarter() {
        assertThat(Period.of("2026-Q4")).contains(new Period("2026-Q4", LocalDate.of(2026, 10, 1), LocalDate.of(2026, 12, 31)));
        assertThat(Period.of("2026")).contains(new Period("2026", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)));
        assertThat(Period.of("2026-Q5")).isEmpty();
        assertThat(Period.quarter(LocalDate.of(2026, 3, 31)).name()).isEqualTo("2026-Q1");
    }

    @Test
    void applicationsAreCountedOfTheirPeriodAndLateOnesByTheClock() {
        application("A", "PIA-7", MAY, Move.SUBMIT, State.RECEIVED, Move.PROPOSE_YES, State.PROPOSED_YES, Move.SIGN, State.AGREED, Move.DELIVER, State.IN_USE);
        application("B", "", MAY, Move.SUBMIT, State.RECEIVED, Move.PROPOSE_NO, State.PROPOSED_NO, Move.SIGN, State.REFUSED);
        application("C", "", MAY.plusSeconds(90L * 86_400), Move.SUBMIT, State.RECEIVED);
        applications.record(new Finding("B", "CLK-APP-COND", 1, Finding.Kind.BREACH, PROVIDER, "V-1", MAY, MAY), null);
        assertThat(table("2026-Q2", "sharing").rows()).containsExactly(List.of(PROVIDER, "2", "2", "1", "1", "1", "1", "0", "1", "0"));
        assertThat(table("2026-Q2", "refused-sharing").rows()).containsExactly(List.of("B", PROVIDER, "11110199MB00DEN14J", "hotline-12345", "NOT_NECESSARY"));
        assertThat(table("2026-Q2", "assessments").rows()).containsExactly(List.of("A", "11110199MB00DEN14J", "hotline-12345", "PIA-7"));
        assertThat(table("2026-Q2", "clocks").rows()).containsExactly(List.of(PROVIDER, "CLK-APP-COND", "V-1", "0", "1"));
        assertThat(table("2026-Q1", "sharing").rows().getFirst()).startsWith(PROVIDER, "0", "0");
        assertThat(table("2026-Q1", "clocks").rows()).isEmpty();
    }

    @Test
    void breachesOfTheCataloguesClocksStandBesideThoseOfApplications() {
        further.add(new Finding("S1", "CLK-CAT-UPDATE", 0, Finding.Kind.BREACH, PROVIDER, "V809-39-1", MAY, MAY));
        assertThat(table("2026-Q2", "clocks").rows()).containsExactly(List.of(PROVIDER, "CLK-CAT-UPDATE", "V809-39-1", "0", "1"));
        assertThat(table("2026-Q3", "clocks").rows()).isEmpty();
    }

    @Test
    void useAndRefusalsAreAskedOfTheDeskForThePeriod() {
        assertThat(table("2026", "use-department").rows()).containsExactly(List.of(PROVIDER, "40", "2"));
        assertThat(table("2026", "refused").rows()).containsExactly(List.of("purpose-not-granted", "2"));
        assertThat(asked).allSatisfy(question -> assertThat(question.from()).contains(LocalDate.of(2026, 1, 1)));
    }

    private final class Counts implements Desk {
        @Override
        public List<Found> events(Question question, Optional<Long> before, int most) {
            return List.of();
        }

        @Override
        public Answer answer(Question question) {
            asked.add(question);
            return new Answer(new Tally(40, 2, 9), 0, 0, new TreeMap<>(), Collections.nCopies(24, Tally.NONE), Map.of(
                    Part.ORGANISATION, List.of(new Answer.Group(PROVIDER, new Tally(40, 2, 0)), new Answer.Group("", new Tally(0, 0, 9))),
                    Part.DATASET, List.of(), Part.RULE, List.of(new Answer.Group("purpose-not-granted", new Tally(0, 2, 0)))));
        }

        @Override
        public Comparison compare(Question question, Comparison.Period before, Comparison.Period after, Part by) {
            return new Comparison(before, after, List.of());
        }

        @Override
        public List<String> kinds() {
            return List.of();
        }
    }
}
