package datong.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.ledger.Selection.Operator;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.UsageInMemory;
import datong.query.QueryRequest.Filter;
import datong.query.ListLedger;
import datong.query.TestHouse;
import datong.schema.CodeTables;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatisticsConductorTest {
    private static final LedgerSchema SCHEMA = LedgerSchema.standard();
    private static final Instant BEFORE = Instant.parse("2026-10-20T00:00:00Z");
    private static final ItemName STATUS = new ItemName("status");
    private static final ItemName INVOLVED = new ItemName("involved_count");
    private static final Subject EXACT = TestHouse.STREET;
    private static final Subject NOISY = new Subject("noisy", Subject.Kind.SYSTEM, "Noisy", "11110199MB00DEN22D", "110199001", Set.of("department-system"), Set.of());
    private final MemorySurveys records = new MemorySurveys();
    private final MemoryAnswers answers = new MemoryAnswers();
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final TestHouse.Log log = new TestHouse.Log();
    private Instant now = Instant.parse("2026-11-03T00:00:00Z");
    private Offer offer = new Offer("policies/statistics/hotline.statistics.yaml", TestHouse.HOTLINE, Period.MONTH,
            List.of(new Offer.Grouping.Values(STATUS, List.of("OPEN", "CLOSED", "HUNG")), new Offer.Grouping.Divisions(new ItemName("division_code"), List.of("110199001", "110199001001", "110199001002")),
                    new Offer.Grouping.Months(new ItemName("reported_at"), 2)),
            List.of(new Offer.Summed(INVOLVED, BigDecimal.ZERO, BigDecimal.TEN, BigDecimal.ONE)), Optional.of(new Offer.Exact(Set.of(EXACT.organisation()), 10)),
            Optional.of(new Offer.Noise(500_000, 2_000_000, Period.YEAR, 2)));
    private Statistics statistics;

    @BeforeEach
    void open() {
        Offers offers = new Offers() {
            @Override
            public Optional<Offer> find(DatasetCode dataset) {
                return all().stream().filter(one -> one.dataset().equals(dataset)).findFirst();
            }

            @Override
            public List<Offer> all() {
                return List.of(offer);
            }
        };
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneId.of("Asia/Shanghai");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        statistics = new StatisticsConductor(TestHouse.datasets(TestHouse.hotline()), () -> SCHEMA, () -> new CodeTables(List.of()), offers, decisions, new ListLedger(), records, answers, answers,
                new UsageInMemory(), log, TestHouse::digest, new SplittableRandom(11), () -> "event", clock);
    }

    private void stored(int first, int count, String status, String division) {
        for (int number = first; number < first + count; number++) {
            records.add(number, number, BEFORE, Map.of("status", status, "division_code", division, "involved_count", 3, "reported_at", BEFORE));
        }
    }

    private static StatisticsRequest question(Subject subject, List<String> groups, Filter... filters) {
        return new StatisticsRequest(subject, TestHouse.HOTLINE, groups.stream().map(group -> new StatisticsRequest.Group(new ItemName(group.split("\\.")[0]),
                Optional.of(group).filter(name -> name.contains(".")).map(name -> name.split("\\.")[1]))).toList(), List.of(filters), Optional.empty(), "STATISTICS", Optional.empty(), Optional.empty(), "127.0.0.1");
    }

    private StatisticsAnswer.Answered answered(StatisticsRequest request) {
        StatisticsAnswer answer = statistics.ask(request);
        assertThat(answer).isInstanceOf(StatisticsAnswer.Answered.class);
        return (StatisticsAnswer.Answered) answer;
    }

    private static Map<String, String> counts(StatisticsAnswer.Answered answer) {
        Map<String, String> counts = new java.util.LinkedHashMap<>();
        answer.cells().forEach(cell -> counts.put(String.join("/", cell.labels()), cell.count().map(String::valueOf).orElse("withheld")));
        return counts;
    }

    private static Filter filter(ItemName item, Operator operator, String... values) {
        return new Filter(item, operator, List.of(values));
    }

    @Test
    void exactCountsAreGivenForEveryCellAndSmallOnesAreWithheld() {
        stored(0, 40, "OPEN", "110199001001");
        stored(40, 25, "CLOSED", "110199001001");
        stored(65, 4, "HUNG", "110199001002");
        stored(69, 30, "OPEN", "110199002001");
        assertThat(counts(answered(question(EXACT, List.of("status"))))).isEqualTo(Map.of("OPEN", "40", "CLOSED", "25", "HUNG", "withheld", "*", "withheld"));
    }

    @Test
    void aDivisionIsCountedByTheDigitsNamedAndTimesByMonth() {
        stored(0, 40, "OPEN", "110199001001");
        stored(40, 25, "OPEN", "110199001002");
        assertThat(counts(answered(question(EXACT, List.of("division_code.12"))))).containsEntry("110199001001", "40").containsEntry("110199001002", "25");
        assertThat(counts(answered(question(EXACT, List.of("division_code.9"))))).containsEntry("110199001", "65");
        assertThat(counts(answered(question(EXACT, List.of("reported_at"))))).containsEntry("2026-10", "65").containsKey("2026-11");
        assertThat(statistics.ask(question(EXACT, List.of("division_code")))).isInstanceOfSatisfying(StatisticsAnswer.Invalid.class,
                invalid -> assertThat(invalid.why().message()).contains("division_code.9 or division_code.12"));
    }

    @Test
    void whatAnotherDepartmentWasToldIsWatchedToo() {
        stored(0, 40, "OPEN", "110199001001");
        stored(40, 3, "HUNG", "110199001001");
        stored(43, 50, "CLOSED", "110199001002");
        offer = new Offer(offer.file(), offer.dataset(), offer.state(), offer.groupings(), offer.sums(), Optional.of(new Offer.Exact(Set.of(EXACT.organisation(), NOISY.organisation()), 10)), offer.noise());
        assertThat(counts(answered(question(EXACT, List.of("division_code.12"))))).containsEntry("110199001001", "43");
        assertThat(counts(answered(question(NOISY, List.of(), filter(STATUS, Operator.EQ, "OPEN"))))).containsEntry("", "withheld");
    }

    @Test
    void beforeAndAfterAChangeOfAFewRecordsIsADifferenceToo() {
        stored(0, 60, "OPEN", "110199001001");
        stored(60, 60, "CLOSED", "110199001001");
        assertThat(counts(answered(question(EXACT, List.of("status"))))).containsEntry("OPEN", "60").containsEntry("CLOSED", "60");
        for (int number = 0; number < 3; number++) {
            records.change(number, now.plusSeconds(60), Map.of("status", "CLOSED", "division_code", "110199001001", "reported_at", BEFORE));
        }
        assertThat(counts(answered(question(EXACT, List.of("status"))))).as("the same month, the same state").containsEntry("OPEN", "60");
        now = Instant.parse("2026-12-03T00:00:00Z");
        assertThat(counts(answered(question(EXACT, List.of("status"))))).as("three have changed since").containsEntry("OPEN", "withheld").containsEntry("CLOSED", "withheld");
        for (int number = 3; number < 20; number++) {
            records.change(number, now.plusSeconds(60), Map.of("status", "CLOSED", "division_code", "110199001001", "reported_at", BEFORE));
        }
        now = Instant.parse("2027-01-03T00:00:00Z");
        assertThat(counts(answered(question(EXACT, List.of("status"))))).as("twenty have changed since").containsEntry("OPEN", "40").containsEntry("CLOSED", "80");
    }

    @Test
    void theSameQuestionHoweverPutHasTheSameNoiseAndIsChargedOnce() {
        stored(0, 100, "OPEN", "110199001001");
        StatisticsAnswer.Answered first = answered(question(NOISY, List.of("status"), filter(STATUS, Operator.IN, "OPEN", "HUNG"), filter(INVOLVED, Operator.EQ, "3")));
        StatisticsAnswer.Answered again = answered(question(NOISY, List.of("status"), filter(INVOLVED, Operator.IN, "3", "3"), filter(STATUS, Operator.IN, "HUNG", "OPEN")));
        assertThat(counts(again)).isEqualTo(counts(first));
        assertThat(first.noise()).contains(new StatisticsAnswer.Noisy(500_000, 1_500_000, first.noise().orElseThrow().margin()));
        assertThat(again.noise().orElseThrow().charged()).isZero();
        assertThat(records.runs).isEqualTo(1);
    }

    @Test
    void aBudgetThatIsUsedUpRefusesWhatIsNewAndSaysUntilWhen() {
        stored(0, 100, "OPEN", "110199001001");
        for (String count : List.of("1", "2", "3", "4")) {
            answered(question(NOISY, List.of(), filter(INVOLVED, Operator.EQ, count)));
        }
        assertThat(statistics.ask(question(NOISY, List.of(), filter(INVOLVED, Operator.EQ, "5")))).isInstanceOfSatisfying(StatisticsAnswer.Refused.class, refused -> {
            assertThat(refused.denied().check()).isEqualTo(Decision.Check.VOLUME);
            assertThat(refused.denied().reason()).contains("2 of 2").contains("costs 0.5").contains("from 2027-01-01");
        });
        assertThat(answered(question(NOISY, List.of(), filter(INVOLVED, Operator.EQ, "1"))).noise().orElseThrow().remaining()).isZero();
        now = Instant.parse("2027-01-02T00:00:00Z");
        answered(question(NOISY, List.of(), filter(INVOLVED, Operator.EQ, "5")));
    }

    @Test
    void emptyCellsHaveNoiseLikeAllOthersAndOnePersonCountsNoMoreThanSoOften() {
        for (int number = 0; number < 500; number++) {
            records.add(number, 1, BEFORE, Map.of("status", "OPEN", "division_code", "110199001001"));
        }
        Map<String, String> counts = counts(answered(question(NOISY, List.of("status"))));
        assertThat(counts).hasSize(4).doesNotContainValue("withheld");
        assertThat(Long.parseLong(counts.get("OPEN"))).as("two records of the person and noise of scale 4").isBetween(-80L, 80L);
    }

    @Test
    void sumsLeaveWithNoiseWithinTheirRangeAndNeverExact() {
        for (int number = 0; number < 2_000; number++) {
            records.add(number, number, BEFORE, Map.of("status", "OPEN", "division_code", "110199001001", "involved_count", number == 0 ? 1_000_000 : 5));
        }
        StatisticsRequest sum = new StatisticsRequest(NOISY, TestHouse.HOTLINE, List.of(), List.of(), Optional.of(INVOLVED), "STATISTICS", Optional.empty(), Optional.empty(), "127.0.0.1");
        assertThat(answered(sum).cells().getFirst().sum().orElseThrow()).isBetween(BigDecimal.valueOf(9_000), BigDecimal.valueOf(11_000));
        StatisticsRequest exact = new StatisticsRequest(EXACT, TestHouse.HOTLINE, List.of(), List.of(), Optional.of(INVOLVED), "STATISTICS", Optional.empty(), Optional.empty(), "127.0.0.1");
        assertThat(statistics.ask(exact)).isInstanceOfSatisfying(StatisticsAnswer.Refused.class, refused -> assertThat(refused.denied().reason()).contains("with noise only"));
    }

    @Test
    void onlyItemsSeenInClearAndNeverKeysOrSealedOnesAreCountedBy() {
        stored(0, 50, "OPEN", "110199001001");
        decisions.then = decision -> {
            Decision.Permitted permitted = (Decision.Permitted) decision;
            Map<ItemName, datong.policy.Treatment> masked = new java.util.HashMap<>(permitted.treatments());
            masked.replace(STATUS, new datong.policy.Treatment.Mask());
            return new Decision.Permitted(permitted.scope(), masked, permitted.lookups(), permitted.obligations(), permitted.rule(), permitted.policyVersion());
        };
        assertThat(statistics.ask(question(EXACT, List.of("status")))).isInstanceOfSatisfying(StatisticsAnswer.Refused.class, refused -> assertThat(refused.denied().rule()).isEqualTo("COUNTED_NOT_CLEAR"));
        assertThat(statistics.ask(question(EXACT, List.of(), filter(STATUS, Operator.EQ, "OPEN")))).isInstanceOf(StatisticsAnswer.Refused.class);
        assertThat(statistics.ask(question(EXACT, List.of(), filter(new ItemName("reporter_phone"), Operator.EQ, "15400000001")))).isInstanceOfSatisfying(StatisticsAnswer.Invalid.class,
                invalid -> assertThat(invalid.why().message()).contains("level L3").doesNotContain("154"));
        assertThat(statistics.ask(question(EXACT, List.of(), filter(new ItemName("record_id"), Operator.EQ, "01JAAAAAAAAAAAAAAAAA000001")))).isInstanceOf(StatisticsAnswer.Invalid.class);
        assertThat(statistics.ask(question(EXACT, List.of("title")))).isInstanceOf(StatisticsAnswer.Invalid.class);
    }

    @Test
    void whatIsAnsweredOrRefusedIsAuditedFirstWithoutAnyNumber() {
        stored(0, 40, "OPEN", "110199001001");
        answered(question(NOISY, List.of("status"), filter(STATUS, Operator.EQ, "OPEN")));
        AuditEvent event = log.events.getLast();
        assertThat(event.kind()).isEqualTo(Action.STATISTICS.name());
        assertThat(event.items()).containsExactly("status");
        assertThat(event.details()).containsEntry("charged", "0.5").containsEntry("mechanism", "NOISE").doesNotContainValue("OPEN");
        assertThat(event.persons()).isZero();
        log.broken = true;
        assertThatThrownBy(() -> statistics.ask(question(NOISY, List.of()))).isInstanceOf(AuditLog.AuditUnavailable.class);
        log.broken = false;
        decisions.then = decision -> new Decision.Denied(Decision.Check.GRANT, "none", "no", "v1");
        assertThat(statistics.ask(question(NOISY, List.of()))).isInstanceOf(StatisticsAnswer.Refused.class);
        assertThat(log.events.getLast().details()).containsEntry("action", "STATISTICS");
    }

    /** Two districts that differ by one person's two records: whatever is told is at most exp(epsilon) times likelier in one than in the other. */
    @Test
    void neighbouringDistrictsLookAlike() {
        List<Map<Long, Integer>> told = new ArrayList<>();
        for (int persons : List.of(3, 4)) {
            Map<Long, Integer> found = new java.util.HashMap<>();
            MemorySurveys district = new MemorySurveys();
            for (int number = 0; number < persons * 2; number++) {
                district.add(number, number / 2, BEFORE, Map.of("status", "OPEN", "division_code", "110199001001"));
            }
            QuestionGrids grids = new QuestionGrids(() -> SCHEMA, () -> new CodeTables(List.of()));
            Grid grid = new Grid(List.of(), new datong.ledger.Selection.Scope(true, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of()), List.of(), false);
            SplittableRandom random = new SplittableRandom(persons);
            for (int draw = 0; draw < 40_000; draw++) {
                MemoryAnswers fresh = new MemoryAnswers();
                Mechanisms mechanisms = new Mechanisms(new Counting(district, new ListLedger(), grids, Clock.systemUTC()), fresh, fresh, random, Clock.fixed(now, ZoneId.of("Asia/Shanghai")));
                Long[] counts = mechanisms.make(new Mechanisms.Order(NOISY, TestHouse.hotline(), offer, new Counting.Dated(grid, now), Optional.empty())).kept().counts();
                found.merge(counts[0], 1, Integer::sum);
            }
            told.add(found);
        }
        for (long value = 4; value <= 10; value++) {
            double ratio = (double) told.get(0).getOrDefault(value, 0) / told.get(1).getOrDefault(value, 0);
            assertThat(Math.abs(Math.log(ratio))).as("told %d", value).isLessThan(0.5 + 0.1);
        }
        assertThat(Arrays.asList(told.get(0).size(), told.get(1).size())).allMatch(size -> size > 20);
    }
}
