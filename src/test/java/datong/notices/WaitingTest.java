package datong.notices;

import static org.assertj.core.api.Assertions.assertThat;

import datong.catalogue.Submission;
import datong.catalogue.SubmissionsInMemory;
import datong.correction.DisputesInMemory;
import datong.sharing.Application;
import datong.sharing.ApplicationsInMemory;
import datong.sharing.Finding;
import datong.sharing.Move;
import datong.sharing.Move.Field;
import datong.sharing.Role;
import datong.sharing.State;
import datong.sharing.Step;
import datong.sharing.Terms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a step concerns. */
class WaitingTest {
    private static final String MARKET = "11110199MB00DEN14J";
    private static final String DATA = "11110199MB00DEM264";
    private static final String AUTHORITY = "11110199MB00DEN65T";
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private final ApplicationsInMemory applications = new ApplicationsInMemory();
    private final SubmissionsInMemory submissions = new SubmissionsInMemory();
    private final Waiting waiting = new Waiting(applications, application -> List.of(), submissions, new DisputesInMemory(), () -> Set.of(AUTHORITY), () -> Set.of(MARKET, DATA, AUTHORITY),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private Application application;

    @BeforeEach
    void draft() {
        Terms terms = new Terms(MARKET, "grid-events", Set.of("status"), Set.of(), Set.of(), Set.of("query"), Set.of("GOVERNANCE.SUPERVISION"), Set.of(), Set.of(), "API",
                Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2027, 12, 31)), "条例（示例）", "检查", "", "", new Terms.Volume(100, Optional.empty(), Optional.empty()));
        application = new Application("A1", DATA, false, terms, State.DRAFT, "officer", NOW.minusSeconds(60), List.of());
        applications.all.put("A1", application);
    }

    private List<String> told() {
        return waiting.all().stream().map(notice -> notice.office() + " " + notice.key() + " " + notice.words()).toList();
    }

    private void step(Move move, Role role) {
        application = application.after(new Step(application.steps().size() + 1, move, move.from(application.state()).orElseThrow(), NOW, "somebody", role, Map.of(Field.DAYS, "5")), application.terms());
        applications.all.put("A1", application);
    }

    @Test
    void aDraftIsItsOwnDepartmentsAndEachStepIsToldToWhomItConcerns() {
        assertThat(told()).containsExactly(MARKET + " sharing/A1/0 sharing.state.DRAFT");
        step(Move.SUBMIT, Role.DEMANDER_HEAD);
        assertThat(told()).containsExactly(DATA + " sharing/A1/1 sharing.state.RECEIVED");
        step(Move.ASK_EXTENSION, Role.PROVIDER_OFFICER);
        assertThat(told()).containsExactlyInAnyOrder(AUTHORITY + " sharing/A1/2 sharing.state.RECEIVED", DATA + " sharing/A1/2 sharing.state.RECEIVED", MARKET + " sharing/A1/2 sharing.state.RECEIVED");
        step(Move.EXTEND, Role.AUTHORITY);
        step(Move.PROPOSE_YES, Role.PROVIDER_OFFICER);
        assertThat(told()).as("the head signs, and the demander sees it move").containsExactlyInAnyOrder(DATA + " sharing/A1/4 sharing.state.PROPOSED_YES", MARKET + " sharing/A1/4 sharing.state.PROPOSED_YES");
        step(Move.SIGN, Role.PROVIDER_HEAD);
        step(Move.DELIVER, Role.PROVIDER_OFFICER);
        assertThat(told()).containsExactly(MARKET + " sharing/A1/6 sharing.state.IN_USE");
        step(Move.RECORD_USE, Role.DEMANDER_OFFICER);
        step(Move.ASK_END, Role.PROVIDER_HEAD);
        step(Move.OBJECT, Role.DEMANDER_HEAD);
        step(Move.FILE, Role.PROVIDER_HEAD);
        assertThat(told()).as("a filing reaches the authority").containsExactlyInAnyOrder(AUTHORITY + " sharing/A1/10 sharing.state.IN_USE", MARKET + " sharing/A1/10 sharing.state.IN_USE");
    }

    @Test
    void aBreachIsToldToWhoAnswersForItAndToTheAuthorityAWarningToTheFirstAloneAndNothingOldAtAll() {
        applications.all.clear();
        record("W", Finding.Kind.WARNING, NOW);
        assertThat(told()).singleElement().asString().startsWith(DATA).endsWith("notices.WARNING");
        record("B", Finding.Kind.BREACH, NOW);
        record("O", Finding.Kind.BREACH, NOW.minus(Duration.ofDays(31)));
        assertThat(told()).filteredOn(line -> line.contains("/B/")).hasSize(2).anyMatch(line -> line.startsWith(AUTHORITY)).anyMatch(line -> line.startsWith(DATA));
        assertThat(told()).noneMatch(line -> line.contains("/O/"));
    }

    private void record(String clock, Finding.Kind kind, Instant found) {
        applications.findings.put(clock, new Finding("A1", clock, 1, kind, DATA, "V809-39-4", found, found));
    }

    @Test
    void anEntryIsToldToTheAuthorityAndOnceItIsAnnouncedToEveryDepartment() {
        applications.all.clear();
        Submission.Step submit = new Submission.Step(1, Submission.Move.SUBMIT, Submission.State.SUBMITTED, NOW, "officer", "", "text", "");
        submissions.all.put("E1", new Submission("E1", "visits", Submission.Kind.CHANGED, DATA, LocalDate.of(2026, 11, 20), "职责调整", "officer", NOW, List.of(submit)));
        assertThat(told()).containsExactly(AUTHORITY + " catalogue/E1/1 notices.entry.SUBMITTED");
        Submission.Step announce = new Submission.Step(2, Submission.Move.ANNOUNCE, Submission.State.ANNOUNCED, NOW, "authority", "", "", "");
        submissions.all.put("E1", new Submission("E1", "visits", Submission.Kind.CHANGED, DATA, LocalDate.of(2026, 11, 20), "职责调整", "officer", NOW, List.of(submit, announce)));
        assertThat(told()).hasSize(3).allMatch(line -> line.endsWith("catalogue/E1/2 notices.entry.ANNOUNCED"));
    }
}
