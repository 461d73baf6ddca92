package datong.query;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ledger.Selection.Operator;
import datong.policy.Decision;
import datong.policy.RowScope;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retaliation is to be feared: who brought a report or a confidential matter is for the unit that handles it. */
class ReportersTest {
    private static final DatasetCode ORDERS = new DatasetCode("orders");
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final ListLedger ledger = new ListLedger();
    private QueryConductor conductor;

    @BeforeEach
    void fill() {
        Set<ItemName> items = Stream.of("status", "reporter_phone", "reporter_name", "is_confidential", "request_kind").map(ItemName::new).collect(Collectors.toSet());
        Dataset orders = new Dataset(ORDERS, Element.MATTER, "工单", "Orders", "11110199MB00DEM264", ShareAttribute.CONDITIONAL, items, Set.of("hotline-12345"));
        LedgerSchema schema = LedgerSchema.standard();
        conductor = new QueryConductor(TestHouse.datasets(orders), () -> schema, decisions, ledger, new ShowingProtector(), new TestHouse.Log(), new UsageInMemory(), TestHouse::digest,
                reason -> reason, () -> "event", Clock.systemUTC());
        permit(List.of());
        order(1, "COMPLAINT", false);
        order(2, "REPORT", null);
        order(3, "COMPLAINT", true);
        order(4, null, null);
    }

    private void permit(List<String> handles) {
        decisions.then = decision -> {
            Decision.Permitted permitted = (Decision.Permitted) decision;
            Map<ItemName, Treatment> treatments = new HashMap<>(permitted.treatments());
            treatments.replaceAll((item, treatment) -> item.value().equals("reporter_name") ? new Treatment.Pseudonymise() : new Treatment.Reveal());
            return new Decision.Permitted(new RowScope(true, List.of(), List.of(), List.of(), Optional.empty(), handles), treatments, permitted.lookups(), List.of(), "rule", "v1");
        };
    }

    private void order(int number, String kind, Boolean confidential) {
        Map<String, Object> record = new HashMap<>(Map.of("record_id", ListLedger.id(number), "status", "CLOSED", "reporter_name", "示例" + number, "reporter_phone", "1540000100" + number,
                "division_code", "110199001001", "lead_org_name", "示范街道办事处"));
        record.put("request_kind", kind);
        record.put("is_confidential", confidential);
        ledger.with(record);
    }

    private List<List<Object>> ask(QueryRequest.Filter... filters) {
        QueryRequest request = new QueryRequest(TestHouse.STREET, ORDERS, List.of(new ItemName("status"), new ItemName("reporter_phone"), new ItemName("reporter_name")), List.of(filters),
                List.of(), Optional.empty(), 10, "SERVICE.REQUEST", Optional.empty(), Optional.of("CASE-1"), Optional.of("checking a case"), "127.0.0.1");
        return ((QueryAnswer.Answered) conductor.ask(request)).rows().stream().map(row -> row.values()).toList();
    }

    @Test
    void ofAReportAndOfAConfidentialMatterTheReporterIsAPseudonymAndNothingElse() {
        List<List<Object>> rows = ask();
        assertThat(rows).extracting(List::getFirst).containsOnly("CLOSED");
        assertThat(rows).extracting(row -> row.get(1)).containsExactly("15400001001", null, null, "15400001004");
        assertThat(rows).extracting(row -> row.get(2)).containsOnly("pseudonymise");
    }

    @Test
    void aReportIsNotFoundByWhoBroughtIt() {
        assertThat(ask(new QueryRequest.Filter(new ItemName("reporter_phone"), Operator.EQ, List.of("15400001002")))).isEmpty();
        assertThat(ask(new QueryRequest.Filter(new ItemName("reporter_phone"), Operator.EQ, List.of("15400001004")))).hasSize(1);
        assertThat(ask(new QueryRequest.Filter(new ItemName("status"), Operator.EQ, List.of("CLOSED")))).hasSize(4);
    }

    @Test
    void theUnitThatHandlesItKnows() {
        permit(List.of("示范街道办事处"));
        assertThat(ask()).extracting(row -> row.get(1)).doesNotContainNull();
    }
}
