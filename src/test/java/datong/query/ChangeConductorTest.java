package datong.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditLog;
import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.UsageCounter;
import datong.policy.UsageInMemory;
import datong.protection.ShowingProtector;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeConductorTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final TestHouse.Log log = new TestHouse.Log();
    private final UsageInMemory usage = new UsageInMemory();
    private final ListLedger ledger = new ListLedger();
    private final ListChanges changes = new ListChanges(ledger);
    private List<KeyedDigest> keys = List.of(TestHouse::digest);
    private ChangeConductor conductor;

    @BeforeEach
    void fill() {
        LedgerSchema schema = LedgerSchema.standard();
        conductor = new ChangeConductor(TestHouse.datasets(TestHouse.hotline()), () -> schema, decisions, ledger, changes, new ShowingProtector(), log, usage, TestHouse::digest, () -> keys, reason -> reason,
                () -> "event", Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC));
        for (int number = 0; number < 5; number++) {
            Map<String, Object> record = new HashMap<>();
            record.put("record_id", ListLedger.id(number));
            record.put("title", "secret title");
            record.put("division_code", "110199001001");
            record.put("status", "OPEN");
            ledger.with(record);
        }
    }

    @Test
    void aChangedRecordIsTreatedAsInAQueryAndOfARemovedOneOnlyTheIdIsTold() {
        changes.changed(ListLedger.id(1));
        changes.removed(ListLedger.id(2));
        ChangeAnswer.Page page = page(conductor.changes(request(TestHouse.STREET, "start", 10)));
        assertThat(page.changes()).hasSize(2);
        assertThat(page.changes().getFirst().row().orElseThrow().values()).containsExactly("mask", "OPEN");
        assertThat(page.changes().getLast().row()).isEmpty();
        assertThat(page.changes().getLast().id().value()).isEqualTo(ListLedger.id(2));
        assertThat(page.more()).isFalse();
    }

    @Test
    void anyCursorOfAPageGoesOnBehindItsChange() {
        changes.changed(ListLedger.id(0), ListLedger.id(1), ListLedger.id(2));
        ChangeAnswer.Page first = page(conductor.changes(request(TestHouse.STREET, "start", 2)));
        assertThat(first.more()).isTrue();
        assertThat(ids(conductor.changes(request(TestHouse.STREET, first.next(), 2)))).containsExactly(ListLedger.id(2));
        assertThat(ids(conductor.changes(request(TestHouse.STREET, first.changes().getFirst().cursor(), 2)))).containsExactly(ListLedger.id(1), ListLedger.id(2));
        assertThat(ids(conductor.changes(request(TestHouse.STREET, "now", 2)))).isEmpty();
    }

    @Test
    void aCursorIsGoodForItsCallerAndQuestionOnlyAndNoCursorOfPages() {
        ChangeAnswer.Page page = page(conductor.changes(request(TestHouse.STREET, "now", 2)));
        Subject other = new Subject("other", Subject.Kind.SYSTEM, "Other", TestHouse.STREET.organisation(), "110199001", TestHouse.STREET.groups(), TestHouse.STREET.sources());
        assertThat(invalid(conductor.changes(request(other, page.next(), 2)))).isEqualTo("INVALID_CURSOR");
        assertThat(invalid(conductor.changes(request(TestHouse.STREET, page.next() + "A", 2)))).isEqualTo("INVALID_CURSOR");
        assertThat(invalid(conductor.changes(request(TestHouse.STREET, "yesterday", 2)))).isEqualTo("INVALID_CURSOR");
        QueryRequest question = request(TestHouse.STREET, "now", 2).question();
        String ofPages = new PageCursors(TestHouse::digest).write(new datong.ledger.Selection.Cursor(List.of(), new datong.ledger.EntryId(ListLedger.id(1))),
                new PageCursors(TestHouse::digest).fingerprint(question));
        assertThat(invalid(conductor.changes(request(TestHouse.STREET, ofPages, 2)))).isEqualTo("INVALID_CURSOR");
    }

    @Test
    void aCursorOutlivesTheKeyItWasSealedUnder() {
        KeyedDigest older = input -> TestHouse.digest(("older" + new String(input, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1));
        QueryRequest question = request(TestHouse.STREET, "now", 2).question();
        String before = new ChangeCursors(changes, older, List::of).write(changes.now(), new PageCursors(older).fingerprint(question));
        assertThat(invalid(conductor.changes(request(TestHouse.STREET, before, 2)))).isEqualTo("INVALID_CURSOR");
        keys = List.of(older, TestHouse::digest);
        assertThat(ids(conductor.changes(request(TestHouse.STREET, before, 2)))).isEmpty();
    }

    @Test
    void aCursorOfALedgerThatWasRestoredIsOver() {
        ChangeAnswer.Page page = page(conductor.changes(request(TestHouse.STREET, "now", 2)));
        changes.name = "restored";
        assertThat(invalid(conductor.changes(request(TestHouse.STREET, page.next(), 2)))).isEqualTo("CURSOR_OVER");
    }

    @Test
    void whateverIsToldIsAuditedFirstAndAnOpenStreamThatIsToldNothingIsNot() {
        changes.changed(ListLedger.id(0));
        ChangeAnswer.Page page = page(conductor.follow(request(TestHouse.STREET, "start", 10)));
        assertThat(log.events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("QUERY");
            assertThat(event.records()).isEqualTo(1);
            assertThat(event.details()).containsEntry("exit", "stream").containsEntry("removed", "0");
        });
        conductor.follow(request(TestHouse.STREET, page.next(), 10));
        conductor.standing(request(TestHouse.STREET, page.next(), 10));
        assertThat(log.events).hasSize(1);
        conductor.changes(request(TestHouse.STREET, page.next(), 10));
        assertThat(log.events).hasSize(2);
        log.broken = true;
        changes.changed(ListLedger.id(1));
        assertThatThrownBy(() -> conductor.follow(request(TestHouse.STREET, page.next(), 10))).isInstanceOf(AuditLog.AuditUnavailable.class);
        assertThat(usage.used("street", TestHouse.HOTLINE, TODAY).rows()).as("what was not told is not counted").isEqualTo(1);
    }

    @Test
    void aRefusalIsAuditedWhereverItComesInAStream() {
        changes.changed(ListLedger.id(0));
        String next = page(conductor.changes(request(TestHouse.STREET, "now", 10))).next();
        decisions.then = decision -> new Decision.Denied(Decision.Check.GRANT, "grant over", "the grant is over", "v2");
        assertThat(conductor.follow(request(TestHouse.STREET, next, 10))).isInstanceOfSatisfying(ChangeAnswer.Refused.class,
                refused -> assertThat(log.events.get((int) refused.auditIndex()).decision()).isEqualTo("DENIED"));
        assertThat(conductor.standing(request(TestHouse.STREET, next, 10))).isInstanceOf(ChangeAnswer.Refused.class);
        assertThat(changes.reads).as("nothing is read for whom it is refused").isEqualTo(1);
    }

    @Test
    void theLimitOfTheDayHoldsForChangesToo() {
        changes.changed(ListLedger.id(0), ListLedger.id(1), ListLedger.id(2));
        decisions.then = decision -> decision instanceof Decision.Permitted permitted ? new Decision.Permitted(permitted.scope(), permitted.treatments(), permitted.lookups(), permitted.obligations(),
                List.of(new Decision.DayLimit("two a day", new UsageCounter.Limits(OptionalLong.of(2), OptionalLong.empty()))), permitted.rule(), permitted.policyVersion()) : decision;
        ChangeAnswer.Page page = page(conductor.changes(request(TestHouse.STREET, "start", 2)));
        assertThat(conductor.changes(request(TestHouse.STREET, page.next(), 2))).isInstanceOfSatisfying(ChangeAnswer.Refused.class,
                refused -> assertThat(refused.denied().rule()).isEqualTo("two a day"));
    }

    private static ChangeRequest request(Subject subject, String since, int limit) {
        QueryRequest question = new QueryRequest(subject, TestHouse.HOTLINE, Stream.of("title", "status").map(ItemName::new).toList(), List.of(), List.of(), Optional.empty(), limit, "SERVICE.REQUEST",
                Optional.empty(), Optional.empty(), Optional.empty(), "127.0.0.1");
        return new ChangeRequest(question, since, "stream");
    }

    private static ChangeAnswer.Page page(ChangeAnswer answer) {
        assertThat(answer).isInstanceOf(ChangeAnswer.Page.class);
        return (ChangeAnswer.Page) answer;
    }

    private static List<String> ids(ChangeAnswer answer) {
        return page(answer).changes().stream().map(change -> change.id().value()).toList();
    }

    private static String invalid(ChangeAnswer answer) {
        assertThat(answer).isInstanceOf(ChangeAnswer.Invalid.class);
        return ((ChangeAnswer.Invalid) answer).why().code();
    }
}
