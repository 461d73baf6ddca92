package datong.retrieval;

import datong.audit.AuditLog;
import datong.ledger.EntryId;
import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
import datong.mapping.Given;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.mapping.yaml.Loaded;
import datong.policy.Treatment;
import datong.protection.ProtectedRow;
import datong.protection.ShowingProtector;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.still.StillsInMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sample district's camera alarms, three of them with a still, and a street that sees them; what was asked is kept. */
public final class RetrievalHouse implements Mappings {
    public static final String RECORD = "01K8000000000000000000R00";
    public static final String STILL = "01K8000000000000000000S00";
    public final StillsInMemory stills = new StillsInMemory();
    public final List<QueryRequest> asked = new ArrayList<>();
    public final List<Retrieval> register = new ArrayList<>();
    private final Mapping alarms = ((Loaded.Good) Given.FILES.load(Path.of("mappings/camera-alarms.mapping.yaml"))).mapping();
    /** What is done to the reference, by its word. */
    public volatile String treatment = "reveal";

    /** @param entries how many times somebody retrieved one before */
    public RetrievalDesk desk(AuditLog log, Clock clock, int entries) {
        for (int number = 0; number < entries; number++) {
            register.add(new Retrieval("01K8000000000000000000T00" + number, clock.instant().minusSeconds(3_600L * (number + 1)), STILL + "1", "camera-alarms", RECORD + "1", "GOVERNANCE.GRID",
                    Optional.of("SG20261103001031"), "11110199MB00DEN308", "wang.street", "王街道", "核查垃圾桶满溢告警是否属实", "桶周边垃圾堆放情况", 230 - number));
        }
        int[] next = {0};
        return new RetrievalDesk(this, this::ask, stills, register(), log, words -> words.replaceAll("1[0-9]{10}", "***"), () -> "01K8000000000000000000U" + String.format("%03d", next[0]++), clock);
    }

    private Retrievals register() {
        return new Retrievals() {
            @Override
            public void enter(Retrieval retrieval) {
                register.addFirst(retrieval);
            }

            @Override
            public List<Retrieval> newest(Optional<String> unit, int most) {
                return register.stream().filter(one -> unit.filter(other -> !other.equals(one.unit())).isEmpty()).limit(most).toList();
            }
        };
    }

    private QueryAnswer ask(QueryRequest request) {
        asked.add(request);
        List<ItemDefinition> items = request.items().stream().map(name -> alarms.outputs().getFirst().schema().item(name).orElseThrow()).toList();
        List<Treatment> treatments = items.stream().<Treatment>map(item -> new Treatment.Reveal()).toList();
        List<ProtectedRow> rows = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            String record = RECORD + number;
            if (request.filters().isEmpty() || request.filters().getFirst().values().contains(record)) {
                rows.add(new ShowingProtector().plan(items, treatments, null).protect(new LedgerRow(new EntryId(record), new SubjectId(0, number), Level.L3, values(items, number))));
            }
        }
        Map<String, String> words = new LinkedHashMap<>();
        items.forEach(item -> words.put(item.name().value(), item.name().equals(new ItemName("still")) ? treatment : "reveal"));
        return new QueryAnswer.Answered(items, rows, Optional.empty(), words, "street allow 1", "p-1", 239);
    }

    private static Object[] values(List<ItemDefinition> items, int number) {
        Map<String, Object> known = new TreeMap<>(Map.of("source_no", "AL2026110308301100" + number, "event_code", "SC02", "reported_at", Instant.parse("2026-11-03T00:30:11Z"), "division_code",
                "110199001003", "status", "REGISTERED", "still", STILL + number));
        return items.stream().map(item -> known.get(item.name().value())).toArray();
    }

    @Override
    public Optional<Mapping> find(String source) {
        return all().stream().filter(mapping -> mapping.source().equals(source)).findFirst();
    }

    @Override
    public List<Mapping> all() {
        return List.of(alarms);
    }
}
