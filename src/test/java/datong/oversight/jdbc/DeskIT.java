package datong.oversight.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.PersonEvents;
import datong.oversight.Answer;
import datong.oversight.Comparison;
import datong.oversight.Desk;
import datong.oversight.Question;
import datong.oversight.Question.Part;
import datong.oversight.SavedQuestions.Saved;
import datong.oversight.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskIT {
    private static final String STREET = "11110199MB00DEM264";
    private static final String PERSON = "00112233445566778899aabbccddeeff";
    private static Copy copy;
    private Cells cells;
    private JdbcDesk desk;

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
        cells = new Cells(copy.database());
        desk = new JdbcDesk(copy.database(), cells, key -> new PersonEvents.Found(new long[0], 0));
    }

    private static AuditEvent event(int number, String at, String actor, String dataset, String decision, String item) {
        return new AuditEvent("e-" + number, Instant.parse(at), decision.equals("DENIED") ? "REFUSED" : "QUERY", actor, STREET, number % 2 == 0 ? "案-" + number : "", "SC01", "SERVICE.REQUEST", "", dataset,
                List.of("title", item), "L3", 10, 3, decision, "matter.policy.yaml", List.of(), "v1", "", "", number == 3 ? List.of(PERSON) : List.of(), Map.of());
    }

    private void aWeek() {
        copy.add(event(0, "2026-11-16T02:00:00Z", "wang", "matter", "PERMITTED", "phone"), event(1, "2026-11-16T02:30:00Z", "wang", "matter", "DENIED", "phone"),
                event(2, "2026-11-16T17:00:00Z", "li", "person", "PERMITTED", "name"), event(3, "2026-11-18T02:00:00Z", "wang", "person", "PERMITTED", "name"),
                event(4, "2026-11-19T02:00:00Z", "wang", "matter", "PERMITTED", "phone"));
    }

    @Test
    void aQuestionComesToCountsByDayHourAndGroup() {
        aWeek();
        Answer answer = desk.answer(Question.everything());
        assertThat(answer.all()).isEqualTo(new Tally(4, 1, 0));
        assertThat(answer.records()).isEqualTo(50);
        assertThat(answer.days()).containsExactly(Map.entry(LocalDate.of(2026, 11, 16), new Tally(1, 1, 0)), Map.entry(LocalDate.of(2026, 11, 17), new Tally(1, 0, 0)),
                Map.entry(LocalDate.of(2026, 11, 18), new Tally(1, 0, 0)), Map.entry(LocalDate.of(2026, 11, 19), new Tally(1, 0, 0)));
        assertThat(answer.hours().get(10)).isEqualTo(new Tally(3, 1, 0));
        assertThat(answer.hours().get(1)).isEqualTo(new Tally(1, 0, 0));
        assertThat(answer.groups().get(Part.DATASET)).containsExactly(new Answer.Group("matter", new Tally(2, 1, 0)), new Answer.Group("person", new Tally(2, 0, 0)));
    }

    @Test
    void everyPartNarrows() {
        aWeek();
        assertThat(found("actor", "li")).containsExactly(2L);
        assertThat(found("dataset", "matter")).containsExactly(4L, 1L, 0L);
        assertThat(found("item", "name")).containsExactly(3L, 2L);
        assertThat(found("item", "nam")).isEmpty();
        assertThat(found("person", PERSON)).containsExactly(3L);
        assertThat(found("case", "案-2")).containsExactly(2L);
        assertThat(found("decision", "DENIED")).containsExactly(1L);
        assertThat(found("scene", "SC02")).isEmpty();
        assertThat(found("scene", "SC01")).hasSize(5);
        assertThat(found("rule", "MATTER.policy")).hasSize(5);
        assertThat(found("organisation", STREET)).hasSize(5);
        assertThat(found("kind", "REFUSED")).containsExactly(1L);
        assertThat(found("from", "2026-11-17")).containsExactly(4L, 3L, 2L);
        assertThat(found("to", "2026-11-16")).containsExactly(1L, 0L);
        assertThat(desk.answer(Question.of(Map.of("person", PERSON))).all()).isEqualTo(new Tally(1, 0, 0));
        assertThat(desk.answer(Question.of(Map.of("item", "phone", "actor", "wang"))).all()).isEqualTo(new Tally(2, 1, 0));
        assertThat(desk.kinds()).containsExactly("QUERY", "REFUSED");
    }

    private List<Long> found(String part, String value) {
        return desk.events(Question.of(Map.of(part, value)), Optional.empty(), 100).stream().map(Desk.Found::index).toList();
    }

    @Test
    void pagesFollowOneAnotherWithoutAGapOrARepetition() {
        AuditEvent[] many = new AuditEvent[700];
        for (int each = 0; each < many.length; each++) {
            many[each] = event(each, Instant.parse("2026-11-16T02:00:00Z").plusSeconds(each * 40L).toString(), each % 7 == 0 ? "wang" : "li", each % 3 == 0 ? "matter" : "person", "PERMITTED", "phone");
        }
        copy.add(many);
        Question question = Question.of(Map.of("dataset", "matter", "actor", "li"));
        List<Long> all = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        for (List<Desk.Found> page = desk.events(question, before, 30); !page.isEmpty(); page = desk.events(question, before, 30)) {
            page.forEach(found -> all.add(found.index()));
            before = Optional.of(page.getLast().index());
        }
        assertThat(all).hasSize(200).isSortedAccordingTo((one, other) -> Long.compare(other, one)).doesNotHaveDuplicates();
    }

    @Test
    void periodsAreComparedTheLargestChangeFirst() {
        aWeek();
        Comparison compared = desk.compare(Question.everything(), new Comparison.Period(LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 16)),
                new Comparison.Period(LocalDate.of(2026, 11, 17), LocalDate.of(2026, 11, 19)), Part.DATASET);
        assertThat(compared.lines()).containsExactly(new Comparison.Line("person", 0, 2, 0, 0), new Comparison.Line("matter", 2, 1, 1, 0));
    }

    @Test
    void eachEventIsCountedOnceHoweverOftenItIsCountedAndAnotherLogIsCountedAnew() {
        aWeek();
        desk.answer(Question.everything());
        cells.catchUp();
        new Cells(copy.database()).catchUp();
        assertThat(desk.answer(Question.everything()).all().events()).isEqualTo(5);
        copy.clear();
        copy.add(event(9, "2026-11-20T02:00:00Z", "wang", "matter", "PERMITTED", "phone"));
        assertThat(desk.answer(Question.everything()).all().events()).isEqualTo(1);
    }

    @Test
    void aQuestionIsKeptForOneselfOrForAll() {
        JdbcSavedQuestions questions = new JdbcSavedQuestions(copy.database());
        Saved own = new Saved("1", "li", "拒绝", false, "decision=DENIED", Instant.parse("2026-11-20T02:00:00Z"));
        Saved shared = new Saved("2", "sun", "夜间", true, "from=2026-11-01", Instant.parse("2026-11-20T02:00:00Z"));
        questions.save(own);
        questions.save(shared);
        assertThat(questions.of("li")).containsExactlyInAnyOrder(own, shared);
        assertThat(questions.of("sun")).containsExactly(shared);
        questions.forget("1", "sun");
        assertThat(questions.of("li")).hasSize(2);
        questions.forget("1", "li");
        assertThat(questions.of("li")).containsExactly(shared);
    }
}
