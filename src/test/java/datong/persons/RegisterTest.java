package datong.persons;

import static org.assertj.core.api.Assertions.assertThat;

import datong.approval.TwoPersons.Person;
import datong.audit.AuditEvent;
import datong.audit.LogIndex;
import datong.calendar.WorkingDays;
import datong.ledger.Concerned;
import datong.ledger.Restrictions;
import datong.ledger.SubjectId;
import datong.persons.PersonRequest.Proof;
import datong.persons.PersonRequest.State;
import datong.persons.PersonRequest.Type;
import datong.persons.Register.Result;
import datong.sharing.StatutoryClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private static final Instant NOW = Instant.parse("2026-11-03T04:00:00Z");
    private static final Person STEWARD = new Person("steward", "11110199MB00DEM264", Set.of("data-steward"));
    private static final Concerned PHONE = Concerned.parse("15400009901", "").orElseThrow();
    private final List<AuditEvent> log = new ArrayList<>();
    private final PersonRequestsInMemory requests = new PersonRequestsInMemory();
    private final AtomicInteger ids = new AtomicInteger();
    private final Register register = new Register(requests, new NobodyFound(), new RestrictionsInMemory(), AccessesInMemory.of(List.of(), subject -> Set.of()),
            () -> new Register.Running(new StatutoryClock(Register.CLOCK, StatutoryClock.Unit.CALENDAR_DAYS, 30, 0, 15, "", "PIPL 50"), WorkingDays.NONE),
            text -> text.contains("欧阳"), event -> {
                log.add(event);
                return new LogIndex(log.size());
            }, () -> "id-" + ids.incrementAndGet(), Clock.fixed(NOW, ZoneOffset.UTC));

    private static final class NobodyFound implements Finding {
        @Override
        public List<Candidate> candidates(Sought sought) {
            return List.of();
        }

        @Override
        public List<Receipt.Kept> kept(Concerned person) {
            return List.of();
        }

        @Override
        public Set<SubjectId> subjects(Concerned person) {
            return Set.of(new SubjectId(1, 1));
        }

        @Override
        public int records(Concerned person) {
            return 3;
        }
    }

    private String received(Proof proof) {
        return ((Result.Done) register.receive(Type.ERASE, proof, NOW, STEWARD)).request().id();
    }

    @Test
    void theTargetIsFifteenDaysAndTheLimitThirty() {
        PersonRequest request = requests.find(received(Proof.DOCUMENT)).orElseThrow();
        assertThat(request.targetAt()).isEqualTo("2026-11-18T16:00:00Z");
        assertThat(request.dueAt()).isEqualTo("2026-12-03T16:00:00Z");
    }

    @Test
    void aRequestRunsFromReceivedToDoneAndForgetsWhoItWas() {
        String id = received(Proof.DOCUMENT);
        register.name(id, PHONE, STEWARD);
        assertThat(register.person(id)).contains(PHONE);
        register.decide(id, true, "本人申请（示例）", "", STEWARD);
        register.close(id, STEWARD);
        assertThat(requests.find(id).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(register.person(id)).isEmpty();
    }

    @Test
    void everyStepIsInTheLogAndNoneNamesThePerson() {
        String id = received(Proof.DOCUMENT);
        register.candidates(requests.find(id).orElseThrow(), Sought.of("欧阳灭迹", "", "9901", "").orElseThrow(), STEWARD);
        register.name(id, PHONE, STEWARD);
        register.decide(id, true, "本人申请（示例）", "", STEWARD);
        register.close(id, STEWARD);
        assertThat(log).extracting(AuditEvent::kind).containsExactly("PERSON_REQUEST_RECEIVED", "PERSON_REQUEST_SOUGHT", "PERSON_REQUEST_CANDIDATES", "PERSON_REQUEST_NAMED",
                "PERSON_REQUEST_GRANTED", "PERSON_REQUEST_DONE");
        assertThat(log.toString()).doesNotContain("欧阳", "9901");
    }

    @Test
    void aRestrictionStandsFromTheYesUntilItIsLiftedWithAReason() {
        String id = ((Result.Done) register.receive(Type.RESTRICT, Proof.DOCUMENT, NOW, STEWARD)).request().id();
        register.name(id, PHONE, STEWARD);
        assertThat(register.restriction(id)).isEmpty();
        register.decide(id, true, "本人申请（示例）", "", STEWARD);
        register.close(id, STEWARD);
        assertThat(register.restriction(id)).contains(new Restrictions.Standing(NOW, 1));
        assertThat(register.lift(id, " ", STEWARD)).isEqualTo(new Result.Refused("REASON"));
        assertThat(register.lift(id, "欧阳某撤回", STEWARD)).isEqualTo(new Result.Refused("PERSONAL"));
        assertThat(register.lift(id, "本人撤回（示例）", STEWARD)).isInstanceOf(Result.Done.class);
        assertThat(log.getLast().kind()).isEqualTo("PERSON_REQUEST_LIFTED");
        assertThat(register.restriction(id)).isEmpty();
        assertThat(register.lift(id, "再次", STEWARD)).isEqualTo(new Result.Refused("NOT_RESTRICTED"));
    }

    @Test
    void aRefusalRestrictsNobody() {
        String id = ((Result.Done) register.receive(Type.RESTRICT, Proof.DOCUMENT, NOW, STEWARD)).request().id();
        register.name(id, PHONE, STEWARD);
        register.decide(id, false, "理由", "个人信息保护法 第四十四条", STEWARD);
        assertThat(register.restriction(id)).isEmpty();
        assertThat(register.lift(id, "理由", STEWARD)).isEqualTo(new Result.Refused("NOT_RESTRICTED"));
    }

    @Test
    void nothingIsGrantedToSomebodyWhoHasNotShownADocument() {
        String id = received(Proof.CONTACT);
        register.name(id, PHONE, STEWARD);
        assertThat(register.decide(id, true, "理由", "", STEWARD)).isEqualTo(new Result.Refused("PROOF"));
    }

    @Test
    void nothingIsGrantedBeforeItIsSaidWhoItIs() {
        assertThat(register.decide(received(Proof.IN_PERSON), true, "理由", "", STEWARD)).isEqualTo(new Result.Refused("PERSON"));
    }

    @Test
    void aRefusalNamesTheExemptionItRestsOn() {
        String id = received(Proof.NONE);
        assertThat(register.decide(id, false, "理由", "", STEWARD)).isEqualTo(new Result.Refused("ARTICLE"));
        assertThat(register.decide(id, false, "理由", "个人信息保护法 第十八条", STEWARD)).isInstanceOf(Result.Done.class);
        assertThat(log.getLast().decision()).isEqualTo("DENIED");
    }

    @Test
    void aReasonThatNamesSomebodyIsNotTaken() {
        assertThat(register.decide(received(Proof.NONE), false, "欧阳某申请", "第十八条", STEWARD)).isEqualTo(new Result.Refused("PERSONAL"));
    }

    @Test
    void aReceiptIsForWhoAskedToSeeAndWasGrantedIt() {
        String id = ((Result.Done) register.receive(Type.ACCESS, Proof.DOCUMENT, NOW, STEWARD)).request().id();
        register.name(id, PHONE, STEWARD);
        assertThat(register.receipt(requests.find(id).orElseThrow(), STEWARD)).isEmpty();
        register.decide(id, true, "理由", "", STEWARD);
        assertThat(register.receipt(requests.find(id).orElseThrow(), STEWARD)).isPresent();
        assertThat(log.getLast().kind()).isEqualTo("PERSON_REQUEST_RECEIPT");
    }

    @Test
    void whatIsToComeWasNotReceived() {
        assertThat(register.receive(Type.ACCESS, Proof.NONE, NOW.plusSeconds(1), STEWARD)).isEqualTo(new Result.Refused("RECEIVED"));
    }

    @Test
    void aNameAloneIsNotLookedFor() {
        assertThat(Sought.of("欧阳灭迹", "", "", "")).isEmpty();
        assertThat(Sought.of("欧阳灭迹", "", "990", "")).isEmpty();
        assertThat(Sought.of("欧阳灭迹", "1.1.1980", "9901", "")).isEmpty();
        assertThat(Sought.of("欧阳灭迹", "1980-01-01", "", "")).map(Object::toString).contains("name, born");
    }
}
