package datong.notices;

import static org.assertj.core.api.Assertions.assertThat;

import datong.approval.Request;
import datong.approval.Request.Kind;
import datong.persons.PersonRequest;
import datong.policy.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told of what takes a second person, and of requests of persons. */
class InHouseTest {
    private static final String DATA = "11110199MB00DEM264";
    private static final String AUTHORITY = "11110199MB00DEN65T";
    private static final String AUDIT = "11110199MB00DEN495";
    private static final String STREET = "11110199MB00DEN308";
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final List<Subject> PEOPLE = List.of(person("zhang.steward", DATA, "data-steward"), person("sun.security", STREET, "security-administrator"),
            person("wu.authority", AUTHORITY, "platform-authority"), person("li.auditor", AUDIT, "auditor"), person("wang.street", STREET, "street-office"),
            new Subject("a-system", Subject.Kind.SYSTEM, "系统", "11110199MB00DEN22D", "", Set.of("data-steward"), Set.of()));
    private final List<Request> approvals = new ArrayList<>();
    private final List<PersonRequest> persons = new ArrayList<>();
    private final InHouse inHouse = new InHouse(most -> approvals, most -> persons, () -> PEOPLE, subject -> subject.groups().contains("data-steward"), Clock.fixed(NOW, ZoneOffset.UTC));

    private static Subject person(String id, String office, String group) {
        return new Subject(id, Subject.Kind.PERSON, id, office, "110199", Set.of(group), Set.of());
    }

    private List<String> told() {
        return inHouse.all().stream().map(notice -> notice.office() + " " + notice.key() + " " + notice.words()).toList();
    }

    private void approval(Kind kind, String by, Request.State state, Optional<String> decidedBy, Instant at) {
        approvals.add(new Request("R1", kind, Map.of("numbers", "2"), "reason", by, at, at.plus(Duration.ofHours(72)), state, decidedBy, decidedBy.map(decided -> at), Map.of()));
    }

    @Test
    void whatWaitsForASecondPersonIsToldWhereSomebodyElseMayConfirmItAndNowhereElse() {
        approval(Kind.ERASURE, "zhang.steward", Request.State.OPEN, Optional.empty(), NOW);
        assertThat(told()).as("the only steward asked").containsExactly(AUTHORITY + " approval/R1/OPEN notices.approval.OPEN");
        assertThat(inHouse.all().getFirst().due()).contains(NOW.plus(Duration.ofHours(72)));
        approvals.clear();
        approval(Kind.KEY_ROTATION, "wu.authority", Request.State.OPEN, Optional.empty(), NOW);
        assertThat(told()).containsExactly(STREET + " approval/R1/OPEN notices.approval.OPEN");
        approvals.clear();
        approval(Kind.LOG_DISPOSAL, "wu.authority", Request.State.OPEN, Optional.empty(), NOW);
        assertThat(told()).containsExactly(AUDIT + " approval/R1/OPEN notices.approval.OPEN");
    }

    @Test
    void whatIsTooLateToConfirmIsToldToNobody() {
        approval(Kind.ERASURE, "zhang.steward", Request.State.OPEN, Optional.empty(), NOW.minus(Duration.ofHours(72)));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatAnotherPersonDecidedIsToldWhereItWasAskedAndNothingOld() {
        approval(Kind.RELINKING, "zhang.steward", Request.State.CONFIRMED, Optional.of("wu.authority"), NOW);
        assertThat(told()).containsExactly(DATA + " approval/R1/CONFIRMED notices.approval.CONFIRMED");
        assertThat(inHouse.all().getFirst().due()).as("the answer can be seen until then").isPresent();
        approvals.clear();
        approval(Kind.ERASURE, "zhang.steward", Request.State.DONE, Optional.of("wu.authority"), NOW);
        assertThat(told()).as("the same news once it is done").containsExactly(DATA + " approval/R1/CONFIRMED notices.approval.CONFIRMED");
        approvals.clear();
        approval(Kind.ERASURE, "zhang.steward", Request.State.REFUSED, Optional.of("wu.authority"), NOW);
        assertThat(told()).containsExactly(DATA + " approval/R1/REFUSED notices.approval.REFUSED");
        approvals.clear();
        approval(Kind.ERASURE, "zhang.steward", Request.State.REFUSED, Optional.of("zhang.steward"), NOW);
        approval(Kind.ERASURE, "zhang.steward", Request.State.DONE, Optional.of("wu.authority"), NOW.minus(Duration.ofDays(31)));
        assertThat(told()).as("taken back, and long since done").isEmpty();
    }

    @Test
    void aRequestOfAPersonIsToldWhenItComesWhenItIsPastItsTargetAndWhenItIsOverdue() {
        received(NOW);
        assertThat(told()).containsExactly(DATA + " person/P1/RECEIVED notices.person.RECEIVED");
        received(NOW.minus(Duration.ofDays(15)));
        assertThat(told()).containsExactly(DATA + " person/P1/PRESSING notices.person.PRESSING");
        received(NOW.minus(Duration.ofDays(60)));
        assertThat(told()).as("however old").containsExactly(DATA + " person/P1/LATE notices.person.LATE");
        received(NOW.minus(Duration.ofDays(60)), PersonRequest.State.DONE);
        assertThat(told()).isEmpty();
    }

    private void received(Instant at) {
        received(at, PersonRequest.State.GRANTED);
    }

    private void received(Instant at, PersonRequest.State state) {
        persons.clear();
        persons.add(new PersonRequest("P1", PersonRequest.Type.ACCESS, PersonRequest.Proof.DOCUMENT, at, at.plus(Duration.ofDays(15)), at.plus(Duration.ofDays(30)), "zhang.steward", state,
                Optional.empty(), Optional.empty(), Optional.empty(), "", "", Optional.empty()));
    }
}
