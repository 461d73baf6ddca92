package datong.web.console;

import datong.approval.TwoPersons.Person;
import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.ledger.Concerned;
import datong.ledger.SubjectId;
import datong.persons.AccessesInMemory;
import datong.persons.Candidate;
import datong.persons.Finding;
import datong.persons.PersonRequest;
import datong.persons.PersonRequest.Proof;
import datong.persons.PersonRequest.State;
import datong.persons.PersonRequest.Type;
import datong.persons.PersonRequestsInMemory;
import datong.persons.Receipt;
import datong.persons.Register;
import datong.persons.RestrictionsInMemory;
import datong.persons.Sought;
import datong.schema.Dataset;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.sharing.StatutoryClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests of persons in the console's test district: one whose person is still to be found, late; one that is granted. */
final class TestPersons {
    static final String LATE = "01K8000000000000000000D001";
    static final String ACCESS = "01K8000000000000000000D003";
    static final String RESTRICTED = "01K8000000000000000000D004";
    static final String GRANTED = "01K8000000000000000000D002";

    private TestPersons() {}

    static Register register(AuditLog log, Dataset dataset) {
        PersonRequestsInMemory requests = new PersonRequestsInMemory();
        requests.enter(request(LATE, Type.ACCESS, Duration.ofDays(40)));
        requests.enter(request(GRANTED, Type.ERASE, Duration.ofDays(3)));
        requests.name(GRANTED, Concerned.parse("15400001001", "").orElseThrow(), 4);
        requests.decide(GRANTED, State.GRANTED, "chen.authority", TestViews.NOON, "本人书面申请（示例）", "");
        requests.enter(request(ACCESS, Type.ACCESS, Duration.ofDays(1)));
        requests.name(ACCESS, Concerned.parse("15400001001", "").orElseThrow(), 4);
        requests.decide(ACCESS, State.GRANTED, "chen.authority", TestViews.NOON, "本人书面申请（示例）", "");
        requests.enter(request(RESTRICTED, Type.RESTRICT, Duration.ofDays(2)));
        requests.decide(RESTRICTED, State.GRANTED, "chen.authority", TestViews.NOON, "本人书面申请（示例）", "");
        RestrictionsInMemory restrictions = new RestrictionsInMemory();
        restrictions.put(RESTRICTED, Set.of(new SubjectId(1, 2)), TestViews.NOON);
        AtomicInteger ids = new AtomicInteger(10);
        return new Register(requests, new OneFound(dataset), restrictions, AccessesInMemory.of(List.of(shown()), subject -> Set.of("key")), () -> new Register.Running(new StatutoryClock(Register.CLOCK, StatutoryClock.Unit.CALENDAR_DAYS, 30, 0, 15, "", ""),
                datong.calendar.WorkingDays.NONE), text -> false, log, () -> "01K8000000000000000000D0" + ids.getAndIncrement(), Clock.fixed(TestViews.NOON, ZoneOffset.UTC));
    }

    private static PersonRequest request(String id, Type type, Duration ago) {
        Instant received = TestViews.NOON.minus(ago);
        return new PersonRequest(id, type, Proof.DOCUMENT, received, received.plus(Duration.ofDays(15)), received.plus(Duration.ofDays(30)), "zhang.steward", State.RECEIVED,
                Optional.empty(), Optional.empty(), Optional.empty(), "", "", Optional.empty());
    }

    private static AuditEvent shown() {
        return new AuditEvent("01K8000000000000000000A001", TestViews.NOON, "QUERY", "wang.street", "11110199MB00DEM264", "CASE-1", "", "SERVICE.REQUEST", "", "matter-hotline-12345",
                List.of("reporter_phone"), "L3", 1, 1, "PERMITTED", "street-office", List.of("reporter_phone=mask"), "p-1", "", "", List.of("key"), Map.of());
    }

    private record OneFound(Dataset dataset) implements Finding {
        @Override
        public List<Candidate> candidates(Sought sought) {
            return List.of(new Candidate(Set.of(new SubjectId(1, 2)), 4, Set.of("matter-hotline-12345"), told()));
        }

        private static List<Candidate.Told> told() {
            return List.of(new Candidate.Told(LedgerSchema.standard().element(Element.PERSON).item(new ItemName("mobile")).orElseThrow(), "15400001001"));
        }

        @Override
        public List<Receipt.Kept> kept(Concerned person) {
            return List.of(new Receipt.Kept("01K8000000000000000000R001", dataset, told()));
        }

        @Override
        public Set<SubjectId> subjects(Concerned person) {
            return Set.of(new SubjectId(1, 2));
        }

        @Override
        public int records(Concerned person) {
            return 4;
        }
    }
}
