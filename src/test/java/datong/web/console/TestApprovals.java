package datong.web.console;

import datong.approval.Deed;
import datong.approval.Request;
import datong.approval.RequestsInMemory;
import datong.approval.TwoPersons;
import datong.audit.AuditLog;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What takes two persons in the console's test district, from memory: one erasure that is done, one pseudonym whose answer waits. */
final class TestApprovals {
    static final String ERASURE = "01K8000000000000000000E001";
    static final String RELINKING = "01K8000000000000000000E002";

    private TestApprovals() {}

    static TwoPersons twoPersons(AuditLog log) {
        RequestsInMemory requests = new RequestsInMemory();
        requests.enter(request(ERASURE, Request.Kind.ERASURE, Map.of("numbers", "id_number 1, phone 1", "records", "3", "datasets", "hotline-12345, household-register")), Map.of());
        requests.decide(ERASURE, Request.State.CONFIRMED, "chen.authority", TestViews.NOON, TestViews.NOON.plus(TwoPersons.TIME_TO_CONFIRM));
        requests.done(ERASURE, Map.of("keys_destroyed", "2", "versions_deleted", "5", "releases_to_recall", ""), TestViews.NOON);
        requests.enter(request(RELINKING, Request.Kind.RELINKING, Map.of("dataset", "hotline-12345", "item", "reporter_phone", "recipient", "11110199MB00DEN14J", "purpose",
                "SERVICE.REQUEST")), Map.of());
        requests.decide(RELINKING, Request.State.CONFIRMED, "chen.authority", TestViews.NOON, TestViews.NOON.plus(TwoPersons.TIME_TO_ANSWER));
        return new TwoPersons(requests, Arrays.stream(Request.Kind.values()).map(TestApprovals::deed).toList(), log, () -> "01K8000000000000000000E003",
                Clock.fixed(TestViews.NOON, ZoneOffset.UTC), Runnable::run);
    }

    private static Request request(String id, Request.Kind kind, Map<String, String> about) {
        return new Request(id, kind, about, "本人书面申请（示例）", "zhang.steward", TestViews.NOON.minus(Duration.ofHours(2)), TestViews.NOON.plus(Duration.ofHours(70)), Request.State.OPEN,
                Optional.empty(), Optional.empty(), Map.of());
    }

    private static Deed deed(Request.Kind kind) {
        return new Deed() {
            @Override
            public Request.Kind kind() {
                return kind;
            }

            @Override
            public Asked check(Map<String, String> terms) {
                return new Asked.Possible(Map.of("records", "1"));
            }

            @Override
            public Done carryOut(Request request, Map<String, String> terms, Consumer<Map<String, String>> progress) {
                return new Done(Map.of("records", "1"), kind.answers() ? Optional.of("15400001001") : Optional.empty());
            }
        };
    }

    static final class Keys implements KeyView {
        @Override
        public List<Key> keys() {
            return List.of(new Key("subject-kek", List.of(1, 2)), new Key("pseudonym", List.of(1)));
        }

        @Override
        public Progress rewrapping() {
            return new Progress(40_960, 120_000);
        }
    }
}
