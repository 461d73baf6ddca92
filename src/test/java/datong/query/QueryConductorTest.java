package datong.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditLog;
import datong.ledger.Selection;
import datong.ledger.Selection.Operator;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.Treatment;
import datong.policy.UsageCounter;
import datong.policy.UsageInMemory;
import datong.protection.ProtectedRow;
import datong.protection.ShowingProtector;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryConductorTest {
    private static final String PHONE = "15400001001";
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final TestHouse.Log log = new TestHouse.Log();
    private final UsageInMemory usage = new UsageInMemory();
    private final ListLedger ledger = new ListLedger();
    private QueryConductor conductor;

    @BeforeEach
    void fill() {
        LedgerSchema schema = LedgerSchema.standard();
        AtomicInteger ids = new AtomicInteger();
        conductor = new QueryConductor(TestHouse.datasets(TestHouse.hotline()), () -> schema, decisions, ledger, new ShowingProtector(), log,
                usage, TestHouse::digest, reason -> reason.replace("赵示例", "〔姓名〕"), () -> "event-" + ids.incrementAndGet(), Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC));
        for (int number = 0; number < 10; number++) {
            Map<String, Object> record = new HashMap<>();
            record.put("record_id", ListLedger.id(number));
            record.put("title", "secret title");
            record.put("reported_at", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number / 3));
            record.put("division_code", number == 9 ? "110199002001" : "110199001001");
            record.put("reporter_phone", "1540000100" + number);
            record.put("status", number % 2 == 0 ? "OPEN" : "CLOSED");
            ledger.with(record);
        }
    }

    @Test
    void everyItemIsTreatedAsTheDecisionSays() {
        QueryAnswer.Answered answer = answered(ask("title", "status"));
        assertThat(answer.rows()).hasSize(9);
        assertThat(answer.rows().getFirst().values()).containsExactly("mask", "OPEN");
        assertThat(answer.treatments()).containsEntry("title", "mask").containsEntry("status", "reveal");
    }

    @Test
    void theRowScopeOfThePermissionIsHandedOnUnchanged() {
        ask("status");
        assertThat(ledger.asked.getFirst().scope().everywhere()).isFalse();
        assertThat(ledger.asked.getFirst().scope().divisions()).containsExactly("110199001");
    }

    @Test
    void anAnswerIsAuditedBeforeItReturnsWithoutAnyValueOfTheQuestion() {
        conductor.ask(request(List.of("title"), List.of(filter("reporter_phone", Operator.EQ, PHONE))));
        var event = log.events.getFirst();
        assertThat(event.kind()).isEqualTo("QUERY");
        assertThat(event.decision()).isEqualTo("PERMITTED");
        assertThat(event.records()).isEqualTo(1);
        assertThat(event.persons()).isEqualTo(1);
        assertThat(event.levelMax()).isEqualTo("L3");
        assertThat(event.items()).containsExactly("title", "reporter_phone");
        assertThat(event.obligations()).contains("title=mask");
        assertThat(event.details()).containsKey("lookup.reporter_phone");
        assertThat(event.personKeys()).singleElement().asString().matches("[0-9a-f]{32}");
        assertThat(event.toString()).doesNotContain(PHONE);
    }

    @Test
    void aLookUpOfADecoysNumberIsNotedWithItsRelease() {
        QueryConductor watching = new QueryConductor(TestHouse.datasets(TestHouse.hotline()), LedgerSchema::standard, decisions, ledger, new ShowingProtector(), log, usage, TestHouse::digest,
                reason -> reason, value -> value.equals(PHONE) ? Optional.of("01JRELEASE") : Optional.empty(), () -> "event", Clock.systemUTC());
        watching.ask(request(List.of("title"), List.of(filter("reporter_phone", Operator.EQ, PHONE))));
        watching.ask(request(List.of("title"), List.of(filter("status", Operator.EQ, "CLOSED"))));
        assertThat(log.events).extracting(event -> event.details().getOrDefault("canary", "")).containsExactly("01JRELEASE", "");
    }

    @Test
    void aValueThatTheDatabaseCannotHoldIsTheCallersMistake() {
        for (String text : List.of("a\0b", "a\u0007", "\ud800")) {
            assertThat(invalid(conductor.ask(request(List.of("status"), List.of(filter("status", Operator.EQ, text)))))).contains("control characters");
        }
        for (String moment : List.of("-999999999-01-01T00:00:00+18:00", "+999999999-12-31T23:59:59-18:00", "+10000-01-01T00:00:00Z")) {
            assertThat(invalid(conductor.ask(request(List.of("status"), List.of(filter("reported_at", Operator.LT, moment)))))).contains("expected a moment");
        }
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void aRefusalIsAuditedWithItsPolicyVersion() {
        decisions.then = permitted -> new Decision.Denied(Decision.Check.PURPOSE, "purpose-not-granted", "no", "v7");
        QueryAnswer.Refused refused = refused(ask("status"));
        assertThat(refused.denied().rule()).isEqualTo("purpose-not-granted");
        assertThat(log.events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("REFUSED");
            assertThat(event.policyVersion()).isEqualTo("v7");
            assertThat(event.details()).containsEntry("check", "PURPOSE");
        });
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void nothingIsAnsweredWhileTheAuditLogCannotWrite() {
        log.broken = true;
        assertThatThrownBy(() -> ask("status")).isInstanceOf(AuditLog.AuditUnavailable.class);
    }

    @Test
    void noRefusalIsAnsweredEitherWhileTheAuditLogCannotWrite() {
        log.broken = true;
        decisions.then = permitted -> new Decision.Denied(Decision.Check.GRANT, "none", "no", "v1");
        assertThatThrownBy(() -> ask("status")).isInstanceOf(AuditLog.AuditUnavailable.class);
    }

    @Test
    void aFilterOnAMaskedItemIsRefusedAsAnOracle() {
        for (Operator operator : List.of(Operator.EQ, Operator.STARTS_WITH, Operator.GE)) {
            assertThat(refused(conductor.ask(request(List.of("status"), List.of(filter("title", operator, "a"))))).denied().rule()).isEqualTo("FILTER_NOT_CLEAR");
        }
        assertThat(refused(conductor.ask(request(List.of("status"), List.of(new QueryRequest.Filter(new ItemName("title"), Operator.IS_NULL, List.of())))))
                .denied().rule()).isEqualTo("FILTER_NOT_CLEAR");
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void aSortByAMaskedItemIsRefusedAsAnOracle() {
        assertThat(refused(conductor.ask(request(List.of("status"), List.of(), new Selection.Order(new ItemName("title"), false)))).denied().rule())
                .isEqualTo("SORT_NOT_CLEAR");
    }

    @Test
    void anEncryptedItemIsMatchedByEqualityOnlyWhereTheDecisionListsIt() {
        assertThat(answered(conductor.ask(request(List.of("status"), List.of(filter("reporter_phone", Operator.EQ, PHONE))))).rows()).hasSize(1);
        assertThat(refused(conductor.ask(request(List.of("status"), List.of(filter("reporter_phone", Operator.STARTS_WITH, "154"))))).denied().rule())
                .isEqualTo("FILTER_NOT_CLEAR");
        assertThat(refused(conductor.ask(request(List.of("status"), List.of(filter("reporter_id_number", Operator.EQ, "1"))))).denied().rule())
                .isEqualTo("FILTER_NOT_CLEAR");
    }

    @Test
    void aNamedItemThatIsWithheldIsRefusedByName() {
        QueryAnswer.Refused refused = refused(ask("status", "reporter_id_number"));
        assertThat(refused.denied().reason()).contains("reporter_id_number");
        assertThat(refused.denied().rule()).isEqualTo("street-may-query");
    }

    @Test
    void withheldItemsAreLeftOutWhereNoneWasNamed() {
        QueryAnswer.Answered answer = answered(ask());
        assertThat(answer.items()).extracting(item -> item.name().value()).contains("reported_at", "ingested_at").doesNotContain("reporter_id_number");
        assertThat(answer.treatments()).containsEntry("reporter_id_number", "drop");
    }

    @Test
    void anItemThePoliciesForgotStaysIn() {
        decisions.then = decision -> {
            Decision.Permitted permitted = (Decision.Permitted) decision;
            return new Decision.Permitted(permitted.scope(), Map.of(), Set.of(), List.of(), "rule", "v1");
        };
        assertThat(refused(ask("status")).denied().rule()).isEqualTo("NO_TREATMENT");
    }

    @Test
    void anObligationNobodyKeepsIsARefusal() {
        obliged("WATERMARK:yes");
        assertThat(refused(ask("status")).denied().rule()).isEqualTo("UNKNOWN_OBLIGATION");
    }

    @Test
    void theObligedNumberOfRowsIsNotExceeded() {
        obliged("MAX_ROWS:2");
        QueryAnswer.Answered answer = answered(ask("status"));
        assertThat(answer.rows()).hasSize(2);
        assertThat(answer.next()).isPresent();
    }

    @Test
    void whatTheProtectorRefusesIsARefusal() {
        decisions.then = decision -> {
            Decision.Permitted permitted = (Decision.Permitted) decision;
            return new Decision.Permitted(permitted.scope(), Map.of(new ItemName("status"), new Treatment.EncryptForRecipient()), Set.of(), List.of(), "rule", "v1");
        };
        assertThat(refused(ask("status")).denied().rule()).isEqualTo("PROTECTION");
        assertThat(log.events).hasSize(1);
    }

    @Test
    void aDayThatHoldsNoMoreRowsRefusesByItsRuleAndCountsNothing() {
        decisions.then = decision -> {
            Decision.Permitted permitted = (Decision.Permitted) decision;
            return new Decision.Permitted(permitted.scope(), permitted.treatments(), permitted.lookups(), List.of(),
                    List.of(new Decision.DayLimit("fifty a day", new UsageCounter.Limits(OptionalLong.of(50), OptionalLong.empty()))), "rule", "v1");
        };
        assertThat(refused(ask("title")).denied().rule()).isEqualTo("fifty a day");
        assertThat(usage.used("street", TestHouse.HOTLINE, LocalDate.of(2026, 3, 1))).isEqualTo(UsageCounter.Used.NOTHING);
        assertThat(log.events).hasSize(1);
    }

    @Test
    void whatWasShownCountsTowardsTheDay() {
        ask("title");
        assertThat(usage.used("street", TestHouse.HOTLINE, LocalDate.of(2026, 3, 1))).isEqualTo(new UsageCounter.Used(9, 2));
    }

    @Test
    void pagesHoldEveryRowOnceAlsoWhereSortValuesRepeat() {
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            QueryAnswer.Answered page = answered(conductor.ask(paged(TestHouse.STREET, "status", cursor)));
            page.rows().stream().map(ProtectedRow::id).forEach(id -> seen.add(id.value()));
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(seen).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void theSortItemThatWasNotSelectedDoesNotLeave() {
        QueryAnswer.Answered page = answered(conductor.ask(paged(TestHouse.STREET, "status", Optional.empty())));
        assertThat(page.items()).extracting(item -> item.name().value()).containsExactly("status");
        assertThat(page.rows().getFirst().values()).hasSize(1);
    }

    @Test
    void aCursorOfAnotherCallerQuestionOrHandIsNotAccepted() {
        String cursor = answered(conductor.ask(paged(TestHouse.STREET, "status", Optional.empty()))).next().orElseThrow();
        Subject other = new Subject("other", Subject.Kind.PERSON, "Other", "11110199MB00DEM264", "110199001", Set.of(), Set.of());
        char last = cursor.charAt(cursor.length() - 2);
        String altered = cursor.substring(0, cursor.length() - 2) + (last == 'A' ? 'B' : 'A') + cursor.substring(cursor.length() - 1);
        assertThat(conductor.ask(paged(other, "status", Optional.of(cursor)))).isInstanceOf(QueryAnswer.Invalid.class);
        assertThat(conductor.ask(paged(TestHouse.STREET, "division_code", Optional.of(cursor)))).isInstanceOf(QueryAnswer.Invalid.class);
        for (String forged : List.of(altered, "", "!", "AAAA", "A".repeat(80))) {
            assertThat(conductor.ask(paged(TestHouse.STREET, "status", Optional.of(forged))))
                    .isInstanceOfSatisfying(QueryAnswer.Invalid.class, invalid -> assertThat(invalid.code()).isEqualTo("INVALID_CURSOR"));
        }
    }

    @Test
    void aLookUpIsForOneRecord() {
        QueryRequest byId = new QueryRequest(TestHouse.STREET, TestHouse.HOTLINE, List.of(), List.of(filter("record_id", Operator.EQ, ListLedger.id(3))),
                List.of(), Optional.empty(), 1, "SERVICE.REQUEST", Optional.empty(), Optional.of("CASE-1"), Optional.empty(), "127.0.0.1");
        assertThat(answered(conductor.ask(byId)).rows()).hasSize(1);
        assertThat(decisions.asked.getLast().action()).isEqualTo(Action.LOOKUP);
        assertThat(log.events.getLast().kind()).isEqualTo("LOOKUP");
        assertThat(log.events.getLast().caseNumber()).isEqualTo("CASE-1");
        ledger.with(Map.of("record_id", ListLedger.id(99), "reporter_phone", PHONE, "division_code", "110199001001", "status", "OPEN",
                "reported_at", Instant.EPOCH));
        QueryRequest byPhone = new QueryRequest(TestHouse.STREET, TestHouse.HOTLINE, List.of(new ItemName("status")),
                List.of(filter("reporter_phone", Operator.EQ, PHONE)), List.of(), Optional.empty(), 1, "SERVICE.REQUEST", Optional.empty(), Optional.empty(), Optional.empty(), "127.0.0.1");
        assertThat(refused(conductor.ask(byPhone)).denied().rule()).isEqualTo("LOOKUP_NOT_SINGLE");
    }

    @Test
    void whatIsMostSensitiveIsShownInClearForAReasonThatIsLoggedWithoutNames() {
        decisions.then = decision -> {
            Decision.Permitted permitted = (Decision.Permitted) decision;
            Map<ItemName, Treatment> treatments = new HashMap<>(permitted.treatments());
            treatments.put(new ItemName("reporter_id_number"), new Treatment.Reveal());
            return new Decision.Permitted(permitted.scope(), treatments, permitted.lookups(), List.of(), "rule", "v1");
        };
        for (Optional<String> none : List.of(Optional.<String>empty(), Optional.of("    "), Optional.of("why"), Optional.of("a".repeat(201)))) {
            assertThat(refused(conductor.ask(identity(none))).denied().rule()).isEqualTo("REASON_MISSING");
        }
        answered(conductor.ask(identity(Optional.of("核实赵示例身份"))));
        assertThat(log.events.getLast().details()).containsEntry("reason", "核实〔姓名〕身份");
    }

    private static QueryRequest identity(Optional<String> reason) {
        return new QueryRequest(TestHouse.STREET, TestHouse.HOTLINE, List.of(new ItemName("reporter_id_number")), List.of(filter("record_id", Operator.EQ, ListLedger.id(3))),
                List.of(), Optional.empty(), 1, "SERVICE.REQUEST", Optional.empty(), Optional.of("CASE-1"), reason, "127.0.0.1");
    }

    @Test
    void mistakesAreExplainedWithASuggestionAndWithoutTheValue() {
        assertThat(invalid(ask("statuss"))).isEqualTo("dataset hotline has no item 'statuss'; did you mean 'status'?");
        assertThat(invalid(conductor.ask(request(List.of(), List.of(filter("reported_at", Operator.GE, "15400001001"))))))
                .contains("reported_at").contains("expected a moment").doesNotContain("15400001001");
        assertThat(invalid(conductor.ask(request(List.of(), List.of(filter("involved_count", Operator.STARTS_WITH, "1")))))).contains("does not apply");
        QueryRequest elsewhere = new QueryRequest(TestHouse.STREET, new DatasetCode("hotlin"), List.of(), List.of(), List.of(), Optional.empty(), 10,
                "SERVICE.REQUEST", Optional.empty(), Optional.empty(), Optional.empty(), "127.0.0.1");
        assertThat(invalid(conductor.ask(elsewhere))).isEqualTo("there is no dataset 'hotlin'; did you mean 'hotline'?");
        assertThat(log.events).isEmpty();
    }

    @Test
    void whatStandsInTheAuditLogAsGivenMustBeACodeOrACaseNumber() {
        QueryRequest good = request(List.of(), List.of());
        assertThat(invalid(conductor.ask(with(good, "for my neighbour 15400001001", Optional.empty())))).contains("codes").doesNotContain("15400001001");
        assertThat(invalid(conductor.ask(with(good, "SERVICE.REQUEST", Optional.of("a\nb"))))).contains("case number");
        assertThat(invalid(conductor.ask(with(good, " ", Optional.empty())))).contains("for which purpose");
        answered(conductor.ask(with(good, "SERVICE.REQUEST", Optional.of("示热-261103-000147"))));
    }

    private static QueryRequest with(QueryRequest request, String purpose, Optional<String> caseNumber) {
        return new QueryRequest(request.subject(), request.dataset(), request.items(), request.filters(), request.order(), request.cursor(), request.limit(),
                purpose, request.scene(), caseNumber, request.reason(), request.clientAddress());
    }

    private void obliged(String obligation) {
        decisions.then = decision -> {
            Decision.Permitted permitted = (Decision.Permitted) decision;
            return new Decision.Permitted(permitted.scope(), permitted.treatments(), permitted.lookups(), List.of(obligation), "rule", "v1");
        };
    }

    private QueryAnswer ask(String... items) {
        return conductor.ask(request(List.of(items), List.of()));
    }

    private static QueryRequest paged(Subject subject, String item, Optional<String> cursor) {
        return new QueryRequest(subject, TestHouse.HOTLINE, List.of(new ItemName(item)), List.of(),
                List.of(new Selection.Order(new ItemName("reported_at"), true)), cursor, 2, "SERVICE.REQUEST", Optional.empty(), Optional.empty(), Optional.empty(), "127.0.0.1");
    }

    private static QueryRequest request(List<String> items, List<QueryRequest.Filter> filters, Selection.Order... order) {
        return new QueryRequest(TestHouse.STREET, TestHouse.HOTLINE, items.stream().map(ItemName::new).toList(), filters, List.of(order), Optional.empty(),
                100, "SERVICE.REQUEST", Optional.empty(), Optional.empty(), Optional.empty(), "127.0.0.1");
    }

    private static QueryRequest.Filter filter(String item, Operator operator, String value) {
        return new QueryRequest.Filter(new ItemName(item), operator, List.of(value));
    }

    private static QueryAnswer.Answered answered(QueryAnswer answer) {
        assertThat(answer).isInstanceOf(QueryAnswer.Answered.class);
        return (QueryAnswer.Answered) answer;
    }

    private static QueryAnswer.Refused refused(QueryAnswer answer) {
        assertThat(answer).isInstanceOf(QueryAnswer.Refused.class);
        return (QueryAnswer.Refused) answer;
    }

    private static String invalid(QueryAnswer answer) {
        assertThat(answer).isInstanceOf(QueryAnswer.Invalid.class);
        return ((QueryAnswer.Invalid) answer).message();
    }
}
