package datong.web.open311;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import datong.SharedData;
import datong.policy.Decision;
import datong.policy.RowScope;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.Treatment;
import datong.policy.UsageInMemory;
import datong.protection.ShowingProtector;
import datong.query.ListLedger;
import datong.query.QueryConductor;
import datong.query.TestHouse;
import datong.schema.Dataset;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class Open311RequestsTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-30T00:00:00Z"), ZoneOffset.UTC);
    private static final Subject EYES = new Subject("open-data", Subject.Kind.SYSTEM, "Open data", "11110199MB00DEN73M", "110199", Set.of("open-data"), Set.of());
    private final TestHouse.Log log = new TestHouse.Log();
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final ListLedger ledger = new ListLedger();
    private Open311Requests requests;

    @BeforeEach
    void district() {
        matter(1, "WEB", "DISPATCHED", "2026-06-20T08:00:00Z");
        matter(2, "WEB", "CLOSED", "2026-05-20T08:00:00Z");
        matter(3, "MAIL", "CLOSED", "2026-04-20T08:00:00Z");
        matter(4, "SECRET", "CLOSED", "2026-06-20T08:00:00Z");
        matter(5, "WEB", "CLOSED", "2026-01-20T08:00:00Z");
        Set<ItemName> items = Stream.of("title", "reporter_phone", "channel", "status", "reported_at", "closed_at", "due_at", "lead_org_name", "longitude", "latitude", "coord_system", "division_code")
                .map(ItemName::new).collect(Collectors.toSet());
        Dataset dataset = new Dataset(TestHouse.HOTLINE, Element.MATTER, "热线工单", "Hotline", "11110199MB00DEM264", ShareAttribute.CONDITIONAL, items, Set.of("hotline-12345"));
        LedgerSchema schema = LedgerSchema.standard();
        requests = new Open311Requests(new QueryConductor(TestHouse.datasets(dataset), () -> schema, decisions, ledger, new ShowingProtector(), log, new UsageInMemory(), TestHouse::digest, reason -> reason,
                () -> UUID.randomUUID().toString(), NOW), new Known(), NOW);
    }

    private void matter(int number, String channel, String status, String at) {
        Map<String, Object> record = new HashMap<>(Map.of("record_id", ListLedger.id(number), "channel", channel, "status", status, "title", "somebody's words", "division_code", "110199001001",
                "lead_org_name", "示范街道办事处", "longitude", new BigDecimal("116.456789"), "latitude", new BigDecimal("39.912345"), "coord_system", "WGS84"));
        record.put("reported_at", Instant.parse(at));
        ledger.with(record);
    }

    @Test
    void theLastNinetyDaysOfPublicServicesAreTold() {
        assertThat(list(Map.of())).extracting(request -> request.get("service_request_id")).containsExactly(ListLedger.id(1), ListLedger.id(2), ListLedger.id(3));
        Map<String, Object> first = list(Map.of()).getFirst();
        assertThat(first).containsEntry("status", "open").containsEntry("service_code", "WEB").containsEntry("service_name", "Web").containsEntry("agency_responsible", "示范街道办事处")
                .containsEntry("requested_datetime", "2026-06-20T08:00:00Z").containsEntry("description", null).containsEntry("lat", new BigDecimal("39.91")).containsEntry("long", new BigDecimal("116.46"));
        assertThat(first.toString()).doesNotContain("somebody's words");
        assertThat(log.events.getLast()).satisfies(event -> {
            assertThat(event.actor()).isEqualTo("public");
            assertThat(event.clientAddress()).isEqualTo("192.0.2.7");
        });
    }

    @Test
    void theFiltersOfTheSpecificationNarrowIt() {
        assertThat(ids(Map.of("status", "closed"))).containsExactly(2, 3);
        assertThat(ids(Map.of("service_code", "MAIL"))).containsExactly(3);
        assertThat(ids(Map.of("start_date", "2026-05-01T00:00:00Z", "end_date", "2026-06-01T00:00:00Z"))).containsExactly(2);
        assertThat(ids(Map.of("start_date", "2026-01-01T00:00:00Z"))).containsExactly(5);
        assertThat(ids(Map.of("service_request_id", ListLedger.id(5) + "," + ListLedger.id(4)))).containsExactly(5);
        assertThat(ids(Map.of("page_size", "2"))).containsExactly(1, 2);
        assertThat(ids(Map.of("page_size", "2", "page", "2"))).containsExactly(3);
        assertThat(requests.single(offer(), ListLedger.id(2), "192.0.2.7")).hasSize(1);
        assertRefused(404, () -> requests.single(offer(), ListLedger.id(4), "192.0.2.7"));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertRefused(400, () -> list(Map.of("start_date", "2026-01-01T00:00:00Z", "end_date", "2026-06-01T00:00:00Z")));
        assertRefused(400, () -> list(Map.of("start_date", "yesterday")));
        assertRefused(400, () -> list(Map.of("status", "pondered")));
        assertRefused(400, () -> list(Map.of("title", "x")));
        assertRefused(400, () -> list(Map.of("page_size", "1000", "page", "2")));
        assertRefused(404, () -> list(Map.of("service_code", "SECRET")));
        assertRefused(404, () -> list(Map.of("service_request_id", "1 OR 1=1")));
    }

    @Test
    void thePoliciesDecideAndAPlaceThatTheyWithholdIsNotTold() {
        decisions.then = decision -> new Decision.Denied(Decision.Check.GRANT, "no rule", "nobody allows it", "v2");
        assertRefused(403, () -> list(Map.of()));
        decisions.then = decision -> treated(decision, new Treatment.Mask(), "lead_org_name", "longitude", "latitude");
        assertThat(list(Map.of()).getFirst()).containsEntry("agency_responsible", null).containsEntry("lat", null).containsEntry("long", null);
        decisions.then = decision -> treated(decision, new Treatment.Mask(), "status");
        assertRefused(403, () -> list(Map.of()));
    }

    @Test
    void anItemAboveL1IsNotToldEvenWhereThePoliciesShowIt() {
        Open311Offer byKind = Open311Folder.read("open311/x", Open311FolderTest.FILE.replace("item: channel", "item: title").replace("WEB:", "\"somebody's words\":"));
        assertRefused(403, () -> requests.list(byKind, Map.of(), "192.0.2.7"));
    }

    @Test
    void answersKeepThePublishedSchemaAndXmlSaysTheSame() throws IOException {
        Schema published = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(Files.readString(SharedData.folder("open311-georeport-schema").resolve("request.json")));
        list(Map.of()).forEach(request -> assertThat(published.validate(JsonMapper.builder().build().writeValueAsString(request), InputFormat.JSON)).isEmpty());
        assertThat(Open311Format.XML.write(JsonMapper.builder().build(), "service_requests", "request", list(Map.of("service_code", "MAIL"))))
                .startsWith("<?xml").contains("<service_requests><request><service_request_id>" + ListLedger.id(3) + "</service_request_id><status>closed</status>", "<long>116.46</long>", "</request></service_requests>");
    }

    private static Decision treated(Decision decision, Treatment treatment, String... items) {
        Decision.Permitted permitted = (Decision.Permitted) decision;
        Map<ItemName, Treatment> treatments = new HashMap<>(permitted.treatments());
        Stream.of(items).forEach(item -> treatments.put(new ItemName(item), treatment));
        return new Decision.Permitted(new RowScope(true, List.of(), List.of(), List.of(), Optional.empty(), List.of()), treatments, permitted.lookups(), List.of(), permitted.rule(), permitted.policyVersion());
    }

    private static Open311Offer offer() {
        return Open311Folder.read("open311/x", Open311FolderTest.FILE + "coordinates: 2\n");
    }

    private List<Map<String, Object>> list(Map<String, String> parameters) {
        return requests.list(offer(), parameters.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> new String[] {entry.getValue()})), "192.0.2.7");
    }

    private List<Integer> ids(Map<String, String> parameters) {
        return list(parameters).stream().map(request -> Stream.of(1, 2, 3, 4, 5).filter(number -> ListLedger.id(number).equals(request.get("service_request_id"))).findFirst().orElseThrow()).toList();
    }

    private static void assertRefused(int code, Runnable question) {
        assertThatThrownBy(question::run).isInstanceOfSatisfying(Open311Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private record Known() implements Subjects {
        @Override
        public Optional<Subject> find(String id) {
            return all().stream().filter(subject -> subject.id().equals(id)).findFirst();
        }

        @Override
        public List<Subject> all() {
            return List.of(EYES);
        }
    }
}
