package datong.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.approval.TwoPersons.Person;
import datong.approval.TwoPersons.Result;
import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TwoPersonsTest {
    private static final Person FIRST = new Person("zhang.steward", "11110199MB00DEM264", Set.of("data-steward"));
    private static final Person SECOND = new Person("wu.authority", "11110199MB00DEN65T", Set.of("platform-authority"));
    private static final Person SECURITY = new Person("sun.security", "11110199MB00DEM264", Set.of("security-administrator"));
    private static final Person SECOND_SECURITY = new Person("qian.security", "11110199MB00DEM264", Set.of("security-administrator"));
    private final List<AuditEvent> events = new ArrayList<>();
    private final List<String> deeds = new ArrayList<>();
    private final RequestsInMemory requests = new RequestsInMemory();
    private Instant now = Instant.parse("2026-11-03T04:05:06Z");
    private boolean logWrites = true;
    private boolean deedFails;
    private int ids;
    private java.util.concurrent.Executor later = Runnable::run;

    @Test
    void whatTwoPersonsWantIsDoneOnceAndEveryStepIsInTheLogBefore() {
        String id = ask(Request.Kind.ERASURE);
        assertThat(deeds).isEmpty();
        assertThat(persons().confirm(id, SECOND)).isInstanceOfSatisfying(Result.Done.class, done -> assertThat(done.request().state()).isEqualTo(Request.State.DONE));
        assertThat(deeds).containsExactly("ERASURE secret");
        assertThat(persons().confirm(id, SECOND)).isEqualTo(new Result.Refused("NOT_OPEN"));
        assertThat(persons().carryOut(id, SECOND)).isEqualTo(new Result.Refused("NOT_CONFIRMED"));
        assertThat(events).extracting(AuditEvent::kind).containsExactly("ERASURE_ASKED", "ERASURE_CONFIRMED", "ERASURE_DONE");
        assertThat(events).extracting(AuditEvent::actor).containsExactly("zhang.steward", "wu.authority", "wu.authority");
        assertThat(events.getLast().details()).containsEntry("asked_by", "zhang.steward").containsEntry("pieces", "3").containsEntry("request", id);
        assertThat(events.toString()).doesNotContain("secret");
        assertThat(requests.terms(id)).as("what it takes is destroyed").isEmpty();
    }

    @Test
    void whoAsksDoesNotConfirm() {
        String id = ask(Request.Kind.ERASURE);
        assertThat(persons().confirm(id, FIRST)).isEqualTo(new Result.Refused("SAME_PERSON"));
        assertThat(deeds).isEmpty();
        assertThat(events).hasSize(1);
    }

    @Test
    void afterThreeDaysNobodyConfirms() {
        String id = ask(Request.Kind.ERASURE);
        now = now.plus(Duration.ofHours(72));
        assertThat(persons().confirm(id, SECOND)).isEqualTo(new Result.Refused("EXPIRED"));
        assertThat(deeds).isEmpty();
    }

    @Test
    void keysAreRenewedBySecurityAdministratorsAndNotByStewards() {
        assertThat(persons().ask(Request.Kind.KEY_ROTATION, Map.of("numbers", "secret"), "a year has passed", FIRST)).isEqualTo(new Result.Refused("ROLE"));
        String id = ((Result.Done) persons().ask(Request.Kind.KEY_ROTATION, Map.of("numbers", "secret"), "a year has passed", SECURITY)).request().id();
        assertThat(persons().confirm(id, FIRST)).isEqualTo(new Result.Refused("ROLE"));
        assertThat(persons().refuse(id, FIRST)).isEqualTo(new Result.Refused("ROLE"));
        assertThat(persons().confirm(id, SECURITY)).isEqualTo(new Result.Refused("SAME_PERSON"));
        assertThat(deeds).isEmpty();
        assertThat(persons().confirm(id, SECOND_SECURITY)).isInstanceOf(Result.Done.class);
        assertThat(deeds).containsExactly("KEY_ROTATION secret");
    }

    @Test
    void theSecurityAdministratorHasNoSayInPersonsData() {
        for (Request.Kind kind : List.of(Request.Kind.ERASURE, Request.Kind.RELINKING)) {
            assertThat(persons().ask(kind, Map.of("numbers", "secret"), "wanted", SECURITY)).isEqualTo(new Result.Refused("ROLE"));
            String id = ask(kind);
            assertThat(persons().confirm(id, SECURITY)).isEqualTo(new Result.Refused("ROLE"));
            assertThat(persons().refuse(id, SECURITY)).isEqualTo(new Result.Refused("ROLE"));
            persons().confirm(id, SECOND);
            assertThat(persons().carryOut(id, SECURITY)).isInstanceOf(Result.Refused.class);
            assertThat(kind.openTo(Set.of("data-steward", "security-administrator"))).as("not by a second role either").isFalse();
        }
    }

    @Test
    void anAnswerIsForTheOneWhoAskedAndForOneLookWithinADay() {
        String id = ask(Request.Kind.RELINKING);
        assertThat(persons().confirm(id, SECOND)).isInstanceOfSatisfying(Result.Done.class, done -> assertThat(done.answer()).isEmpty());
        assertThat(deeds).as("not before it is looked at").isEmpty();
        assertThat(persons().carryOut(id, SECOND)).isEqualTo(new Result.Refused("NOT_YOURS"));
        assertThat(persons().carryOut(id, FIRST)).isInstanceOfSatisfying(Result.Done.class, done -> assertThat(done.answer()).contains("赵一二"));
        assertThat(persons().carryOut(id, FIRST)).isEqualTo(new Result.Refused("NOT_CONFIRMED"));
        assertThat(requests.find(id).orElseThrow().toString() + events).doesNotContain("赵一二");
        String late = ask(Request.Kind.RELINKING);
        persons().confirm(late, SECOND);
        now = now.plus(Duration.ofHours(24));
        assertThat(persons().carryOut(late, FIRST)).isEqualTo(new Result.Refused("EXPIRED"));
        assertThat(requests.terms(late)).isEmpty();
    }

    @Test
    void aRefusedRequestIsOver() {
        String id = ask(Request.Kind.ERASURE);
        assertThat(persons().refuse(id, SECOND)).isInstanceOf(Result.Done.class);
        assertThat(persons().confirm(id, SECOND)).isEqualTo(new Result.Refused("NOT_OPEN"));
        assertThat(events).extracting(AuditEvent::kind).containsExactly("ERASURE_ASKED", "ERASURE_REFUSED");
        assertThat(requests.terms(id)).isEmpty();
    }

    @Test
    void whatWasCutOffIsCarriedOutAgain() {
        String id = ask(Request.Kind.ERASURE);
        deedFails = true;
        persons().confirm(id, SECOND);
        assertThat(requests.find(id).orElseThrow().state()).isEqualTo(Request.State.CONFIRMED);
        deedFails = false;
        assertThat(persons().carryOut(id, SECOND)).isInstanceOf(Result.Done.class);
        assertThat(deeds).containsExactly("ERASURE secret");
    }

    @Test
    void whatTakesLongIsDoneBehindAllElseAndTakenUpAfterTheHubEnded() {
        List<Runnable> waiting = new ArrayList<>();
        later = waiting::add;
        TwoPersons persons = persons();
        String id = ((Result.Done) persons.ask(Request.Kind.ERASURE, Map.of("numbers", "secret"), "she asked for it", FIRST)).request().id();
        assertThat(persons.confirm(id, SECOND)).isInstanceOfSatisfying(Result.Done.class, done -> assertThat(done.request().state()).isEqualTo(Request.State.CONFIRMED));
        assertThat(persons.underWay(id)).isTrue();
        assertThat(persons.carryOut(id, FIRST)).isEqualTo(new Result.Refused("UNDER_WAY"));
        assertThat(deeds).isEmpty();

        now = now.plus(Duration.ofDays(9));
        TwoPersons restarted = persons();
        restarted.resume();
        restarted.resume();
        assertThat(waiting).hasSize(2);
        waiting.getLast().run();
        assertThat(deeds).containsExactly("ERASURE secret");
        assertThat(restarted.underWay(id)).isFalse();
        assertThat(requests.find(id).orElseThrow().state()).isEqualTo(Request.State.DONE);
        assertThat(events.getLast().actor()).isEqualTo("wu.authority");
        waiting.getFirst().run();
        assertThat(deeds).hasSize(1);
    }

    @Test
    void nothingIsDoneThatTheLogCannotHold() {
        String id = ask(Request.Kind.ERASURE);
        logWrites = false;
        assertThatThrownBy(() -> persons().confirm(id, SECOND)).hasMessage("the log cannot write");
        assertThat(deeds).isEmpty();
        assertThat(requests.find(id).orElseThrow().state()).isEqualTo(Request.State.OPEN);
    }

    @Test
    void aRequestNeedsAReasonAndTermsThatCanBe() {
        assertThat(persons().ask(Request.Kind.ERASURE, Map.of("numbers", "secret"), " ", FIRST)).isEqualTo(new Result.Refused("REASON"));
        assertThat(persons().ask(Request.Kind.ERASURE, Map.of(), "she asked for it", FIRST)).isEqualTo(new Result.Refused("NUMBERS"));
        assertThat(events).isEmpty();
    }

    private String ask(Request.Kind kind) {
        return ((Result.Done) persons().ask(kind, Map.of("numbers", "secret"), "she asked for it", FIRST)).request().id();
    }

    private TwoPersons persons() {
        return new TwoPersons(requests, List.of(deed(Request.Kind.ERASURE), deed(Request.Kind.RELINKING), deed(Request.Kind.KEY_ROTATION)), log(), () -> "id-" + ids++, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        }, later);
    }

    private AuditLog log() {
        return event -> {
            if (!logWrites) {
                throw new IllegalStateException("the log cannot write");
            }
            events.add(event);
            return new LogIndex(events.size() - 1);
        };
    }

    private Deed deed(Request.Kind kind) {
        return new Deed() {
            @Override
            public Request.Kind kind() {
                return kind;
            }

            @Override
            public Asked check(Map<String, String> terms) {
                return terms.containsKey("numbers") ? new Asked.Possible(Map.of("records", "3")) : new Asked.Impossible("NUMBERS");
            }

            @Override
            public Done carryOut(Request request, Map<String, String> terms, Consumer<Map<String, String>> progress) {
                if (deedFails) {
                    throw new IllegalStateException("the disk is full");
                }
                deeds.add(kind + " " + terms.get("numbers"));
                return new Done(Map.of("pieces", "3"), kind.answers() ? Optional.of("赵一二") : Optional.empty());
            }
        };
    }
}
