package datong.query;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Decision;
import datong.policy.Reasons;
import datong.policy.RowScope;
import datong.policy.Subject;
import datong.policy.Treatment;
import datong.policy.UsageCounter;
import datong.policy.UsageInMemory;
import datong.protection.ShowingProtector;
import datong.query.LookAnswer.Result;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who looks learns nothing that they may not see themselves. */
class LookConductorTest {
    private static final DatasetCode MATTERS = new DatasetCode("matters");
    private static final Subject VIEWER = subject("steward", "11110199MB00DEM264");
    private static final Subject OTHER = subject("market", "11110199MB00DEN14J");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-03T04:00:00Z"), ZoneOffset.UTC);
    private final Map<String, Map<String, Treatment>> treatments = new HashMap<>();
    private final Map<String, RowScope> scopes = new HashMap<>();
    private final TestHouse.Log log = new TestHouse.Log();
    private final ListLedger ledger = new ListLedger();
    private final UsageInMemory usage = new UsageInMemory();
    private List<Decision.DayLimit> daily = List.of();
    private LookConductor looks;

    private static Subject subject(String id, String organisation) {
        return new Subject(id, Subject.Kind.PERSON, id, organisation, "110199", Set.of("group"), Set.of());
    }

    /** By subject; a subject without treatments is refused. */
    private final class Decisions implements AccessDecisions {
        @Override
        public Decision decide(AccessRequest request) {
            Map<String, Treatment> own = treatments.get(request.subject().id());
            if (own == null) {
                return new Decision.Denied(Decision.Check.GRANT, "no grant", "not you", "v1");
            }
            return new Decision.Permitted(scopes.get(request.subject().id()), request.items().stream()
                    .collect(Collectors.toMap(item -> item, item -> own.getOrDefault(item.value(), new Treatment.Drop()))), Set.of(), List.of(),
                    request.subject().equals(OTHER) ? daily : List.of(), "rule", "v1");
        }

        @Override
        public String policyVersion() {
            return "v1";
        }
    }

    @BeforeEach
    void house() {
        LedgerSchema schema = LedgerSchema.standard();
        Set<ItemName> items = Stream.of("title", "status", "division_code", "reporter_phone", "accused_org_ids").map(ItemName::new).collect(Collectors.toSet());
        Dataset matters = new Dataset(MATTERS, Element.MATTER, "诉求", "Matters", "11110199MB00DEM264", ShareAttribute.CONDITIONAL, items, Set.of("hotline-12345"));
        Decisions decisions = new Decisions();
        QueryConductor own = new QueryConductor(TestHouse.datasets(matters), () -> schema, decisions, ledger, new ShowingProtector(), log, usage, TestHouse::digest, reason -> reason,
                () -> "event", CLOCK);
        looks = new LookConductor(TestHouse.datasets(matters), () -> schema, decisions, request -> Reasons.Said.NOTHING, ledger, new ShowingProtector(), own, log, usage, TestHouse::digest,
                () -> "event", new Random(7), CLOCK);
        for (int number = 1; number <= 8; number++) {
            Map<String, Object> record = new HashMap<>(Map.of("record_id", ListLedger.id(number), "title", "title " + number, "status", "NEW", "reporter_phone", "1540000100" + number,
                    "division_code", number <= 6 ? "110199001001" : "110199002001"));
            record.put("accused_org_ids", number == 3 ? List.of(OTHER.organisation()) : null);
            ledger.with(record);
        }
        may(OTHER, reach("110199001"), Map.of("title", new Treatment.Reveal(), "status", new Treatment.Reveal(), "reporter_phone", new Treatment.Mask()));
        may(VIEWER, reach("110199"), Map.of("title", new Treatment.Mask(), "status", new Treatment.Reveal(), "reporter_phone", new Treatment.Mask(), "division_code", new Treatment.Reveal(),
                "accused_org_ids", new Treatment.Mask()));
    }

    private static RowScope reach(String division) {
        return new RowScope(false, List.of(division), List.of(), List.of(), Optional.of("somebody"), List.of());
    }

    private void may(Subject subject, RowScope scope, Map<String, Treatment> how) {
        scopes.put(subject.id(), scope);
        treatments.put(subject.id(), how);
    }

    private LookAnswer ask(Optional<String> record, Optional<String> caseNumber) {
        return looks.look(new Look(VIEWER, "SERVICE.REQUEST", OTHER, true, MATTERS, "SERVICE.REQUEST", Optional.empty(), caseNumber, record, "127.0.0.1"));
    }

    private LookAnswer.Shown shown(Optional<String> record) {
        return (LookAnswer.Shown) ask(record, Optional.empty());
    }

    private static Result result(LookAnswer.Shown shown, String item) {
        List<String> leaving = shown.items().stream().map(one -> one.name().value()).filter(name -> !shown.treatments().get(name).equals("drop")).toList();
        return shown.records().getFirst().results().get(leaving.indexOf(item));
    }

    @Test
    void aValueIsShownWhereOnesOwnRightIsNoNarrowerAndElseItsForm() {
        LookAnswer.Shown shown = shown(Optional.of(ListLedger.id(1)));
        assertThat(result(shown, "status")).isEqualTo(new Result.Value("NEW"));
        assertThat(result(shown, "reporter_phone")).isEqualTo(new Result.Value("mask"));
        assertThat(result(shown, "title")).isEqualTo(new Result.FormOnly());
    }

    @Test
    void aValueUnderTheOthersKeyStaysTheirs() {
        for (Treatment keyed : List.of(new Treatment.Pseudonymise(), new Treatment.PreserveFormat())) {
            may(OTHER, reach("110199001"), Map.of("status", keyed));
            assertThat(result(shown(Optional.of(ListLedger.id(1))), "status")).isEqualTo(new Result.FormOnly());
            may(VIEWER, reach("110199"), Map.of("status", keyed, "division_code", new Treatment.Reveal(), "accused_org_ids", new Treatment.Mask()));
            assertThat(result(shown(Optional.of(ListLedger.id(1))), "status")).isEqualTo(new Result.FormOnly());
        }
    }

    @Test
    void whoHasNoRightOfTheirOwnLearnsNotEvenWhetherThereAreRecords() {
        treatments.remove(VIEWER.id());
        LookAnswer.Shown shown = shown(Optional.empty());
        assertThat(shown.sight()).isEqualTo(LookAnswer.Sight.NONE);
        assertThat(shown.records()).isEmpty();
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void whoDoesNotSeeWhatDrawsTheReachLearnsNotWhichRecordsAreInIt() {
        may(VIEWER, reach("110199"), Map.of("status", new Treatment.Reveal(), "accused_org_ids", new Treatment.Mask()));
        assertThat(shown(Optional.of(ListLedger.id(1))).sight()).isEqualTo(LookAnswer.Sight.REACH_HIDDEN);
        may(VIEWER, reach("110199"), Map.of("status", new Treatment.Reveal(), "division_code", new Treatment.Reveal()));
        assertThat(shown(Optional.of(ListLedger.id(1))).sight()).isEqualTo(LookAnswer.Sight.REACH_HIDDEN);
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void whomARecordAccusesDoesNotShowInWhoReachesIt() {
        assertThat(shown(Optional.of(ListLedger.id(3))).records()).isEmpty();
        for (int times = 0; times < 30; times++) {
            assertThat(shown(Optional.empty()).records()).isNotEmpty().extracting(seen -> seen.id().value()).doesNotContain(ListLedger.id(3), ListLedger.id(7), ListLedger.id(8));
        }
    }

    @Test
    void recordsBeyondOnesOwnReachAreNotShown() {
        may(VIEWER, reach("110199002"), treatments.get(VIEWER.id()));
        assertThat(shown(Optional.empty()).records()).isEmpty();
        assertThat(shown(Optional.of(ListLedger.id(1))).records()).isEmpty();
    }

    @Test
    void aLookIsTheViewersEventAndTheirQuestionAndNeverTheOthers() {
        shown(Optional.of(ListLedger.id(1)));
        assertThat(log.events).extracting(event -> event.kind()).containsExactly("QUERY", "LOOKED_AS");
        assertThat(log.events).extracting(event -> event.actor()).containsOnly("steward");
        assertThat(log.events.getLast().details()).containsEntry("as", "market").containsEntry("sight", "OWN");
        treatments.remove(OTHER.id());
        assertThat(ask(Optional.empty(), Optional.empty())).isInstanceOf(LookAnswer.Refused.class);
        assertThat(log.events.getLast()).satisfies(event -> assertThat(event.kind() + " " + event.decision()).isEqualTo("LOOKED_AS DENIED"));
    }

    @Test
    void theOthersDayIsKnownButNotCountedAndOnesOwnIs() {
        daily = List.of(new Decision.DayLimit("day", new UsageCounter.Limits(OptionalLong.of(6), OptionalLong.empty())));
        LocalDate today = LocalDate.of(2026, 11, 3);
        for (int times = 0; times < 4; times++) {
            assertThat(shown(Optional.empty()).records()).isNotEmpty();
        }
        assertThat(usage.used(OTHER.id(), MATTERS, today)).isEqualTo(UsageCounter.Used.NOTHING);
        assertThat(usage.used(VIEWER.id(), MATTERS, today).rows()).isPositive();
        usage.reserve(OTHER.id(), MATTERS, today, new UsageCounter.Used(4, 0), UsageCounter.Limits.NONE);
        assertThat(ask(Optional.empty(), Optional.empty())).isInstanceOf(LookAnswer.Refused.class);
    }

    @Test
    void anUnreadableRecordNumberIsSaidToBeOne() {
        assertThat(ask(Optional.of("' OR 1=1"), Optional.empty())).isInstanceOf(LookAnswer.Invalid.class);
        assertThat(log.events).isEmpty();
    }
}
