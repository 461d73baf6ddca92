package datong.query;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ledger.Selection;
import datong.ledger.Selection.Operator;
import datong.policy.Decision;
import datong.policy.Treatment;
import datong.policy.UsageInMemory;
import datong.protection.ShowingProtector;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PIPL 28: of a child under fourteen all personal items are of level L4. */
class ChildrenTest {
    private static final DatasetCode RESIDENTS = new DatasetCode("residents");
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final TestHouse.Log log = new TestHouse.Log();
    private final ListLedger ledger = new ListLedger();
    private QueryConductor conductor;

    @BeforeEach
    void fill() {
        Set<ItemName> items = Stream.of("name", "sex", "id_type", "is_minor_u14").map(ItemName::new).collect(Collectors.toSet());
        Dataset residents = new Dataset(RESIDENTS, Element.PERSON, "居民", "Residents", "11110199MB00DEM264", ShareAttribute.CONDITIONAL, items, Set.of("household-register"));
        LedgerSchema schema = LedgerSchema.standard();
        conductor = new QueryConductor(TestHouse.datasets(residents), () -> schema, decisions, ledger, new ShowingProtector(), log, new UsageInMemory(), TestHouse::digest,
                reason -> reason, () -> "event", Clock.systemUTC());
        decisions.then = decision -> {
            Decision.Permitted permitted = (Decision.Permitted) decision;
            Map<ItemName, Treatment> treatments = new HashMap<>(permitted.treatments());
            treatments.replaceAll((item, treatment) -> item.value().equals("is_minor_u14") ? new Treatment.Drop() : item.value().equals("name") ? new Treatment.Pseudonymise() : new Treatment.Reveal());
            return new Decision.Permitted(permitted.scope(), treatments, permitted.lookups(), List.of(), "rule", "v1");
        };
        person(1, "1", null);
        person(2, "2", true);
        person(3, "2", null);
    }

    private void person(int number, String sex, Boolean child) {
        Map<String, Object> record = new HashMap<>(Map.of("record_id", ListLedger.id(number), "name", "示例" + number, "sex", sex, "id_type", "RESIDENT_ID", "division_code", "110199001001"));
        record.put("is_minor_u14", child);
        ledger.with(record);
    }

    private List<List<Object>> ask(List<QueryRequest.Filter> filters, int limit, Optional<String> caseNumber) {
        QueryRequest request = new QueryRequest(TestHouse.STREET, RESIDENTS, List.of(new ItemName("name"), new ItemName("sex"), new ItemName("id_type")), filters,
                List.<Selection.Order>of(), Optional.empty(), limit, "SERVICE.REQUEST", Optional.empty(), caseNumber, Optional.empty(), "127.0.0.1");
        return ((QueryAnswer.Answered) conductor.ask(request)).rows().stream().map(row -> row.values()).toList();
    }

    private static QueryRequest.Filter filter(String item, String value) {
        return new QueryRequest.Filter(new ItemName(item), Operator.EQ, List.of(value));
    }

    @Test
    void amongOthersAChildShowsAPseudonymAndNothingElseOfItself() {
        List<List<Object>> rows = ask(List.of(), 10, Optional.of("CASE-1"));
        assertThat(rows).extracting(row -> row.get(0)).containsOnly("pseudonymise");
        assertThat(rows).extracting(row -> row.get(1)).containsExactly("1", null, "2");
        assertThat(rows).extracting(row -> row.get(2)).containsOnly("RESIDENT_ID");
    }

    @Test
    void aChildIsNotFoundByWhatItIs() {
        assertThat(ask(List.of(filter("sex", "2")), 10, Optional.empty())).hasSize(1);
        assertThat(ask(List.of(filter("id_type", "RESIDENT_ID")), 10, Optional.empty())).hasSize(3);
        assertThat(log.events.getFirst().records()).isEqualTo(1);
    }

    @Test
    void onBehalfOfACaseASingleChildIsShownAsThePoliciesSay() {
        List<QueryRequest.Filter> byId = List.of(filter("record_id", ListLedger.id(2)));
        assertThat(ask(byId, 1, Optional.of("CASE-1"))).extracting(row -> row.get(1)).containsExactly("2");
        assertThat(ask(byId, 1, Optional.empty())).extracting(row -> row.get(1)).containsExactly((Object) null);
    }

    @Test
    void sortedByWhatIsSaidOfPersonsAChildIsNotThereAndLeavesNoGap() {
        for (int number = 4; number <= 9; number++) {
            person(number, number % 2 == 0 ? "1" : "2", number % 3 == 0 ? null : true);
        }
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            QueryAnswer.Answered page = (QueryAnswer.Answered) conductor.ask(new QueryRequest(TestHouse.STREET, RESIDENTS, List.of(new ItemName("sex")), List.of(),
                    List.of(new Selection.Order(new ItemName("sex"), false)), cursor, 1, "SERVICE.REQUEST", Optional.empty(), Optional.empty(), Optional.empty(), "127.0.0.1"));
            assertThat(page.rows()).hasSize(1);
            seen.add(page.rows().getFirst().id().value());
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(seen).containsExactly(ListLedger.id(1), ListLedger.id(6), ListLedger.id(3), ListLedger.id(9));
    }
}
