package datong.catalogue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.catalogue.Submission;
import datong.catalogue.Submission.Kind;
import datong.catalogue.Submission.Move;
import datong.catalogue.Submission.State;
import datong.catalogue.Submission.Step;
import datong.TestDatabase;
import datong.sharing.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcSubmissionsIT {
    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");
    private final DataSource database = TestDatabase.fresh();
    private final JdbcSubmissions submissions = new JdbcSubmissions(database, () -> { });

    private static Submission owed(Step... steps) {
        return new Submission("S1", "visits", Kind.CHANGED, "P", LocalDate.of(2026, 11, 20), "条例修订", "steward", AT, List.of(steps));
    }

    private static AuditEvent event() {
        return new AuditEvent(UUID.randomUUID().toString(), AT, "CATALOGUE_SUBMIT", "steward", "P", "", "", "", "S1", "visits", List.of(), "", 0, 0, "DONE", "R-809-10", List.of(), "", "", "", Map.of());
    }

    @Test
    void aSubmissionIsReadAsItWasWrittenAndItsSecondWriterComesTooLate() {
        Step submit = new Step(1, Move.SUBMIT, State.SUBMITTED, AT, "steward", "", "dataset: visits", "C1");
        submissions.begin(owed(), event());
        assertThat(submissions.open()).containsExactly(owed());
        assertThat(submissions.step(owed(submit), event())).isTrue();
        assertThat(submissions.step(owed(submit), event())).isFalse();
        assertThat(submissions.find("S1")).contains(owed(submit));
        Step announce = new Step(2, Move.ANNOUNCE, State.ANNOUNCED, AT.plusSeconds(1), "authority", "", "", "");
        submissions.step(owed(submit, announce), event());
        assertThat(submissions.open()).isEmpty();
        assertThat(submissions.newest(Optional.of("P"), 10)).containsExactly(owed(submit, announce));
        assertThat(submissions.newest(Optional.of("Q"), 10)).isEmpty();
        assertThat(JdbcClient.create(database).sql("SELECT count(*) FROM audit.outbox").query(Integer.class).single()).isEqualTo(3);
    }

    @Test
    void whatAClockToldIsRecordedOnce() {
        submissions.begin(owed(), event());
        Finding breach = new Finding("S1", "CLK-CAT-UPDATE", 0, Finding.Kind.BREACH, "P", "V809-39-1", AT, AT);
        assertThat(submissions.record(breach, event())).isTrue();
        assertThat(submissions.record(breach, event())).isFalse();
        assertThat(submissions.findings(Optional.of("P"), 10)).containsExactly(breach);
        assertThat(submissions.findings(Optional.of("Q"), 10)).isEmpty();
    }
}
