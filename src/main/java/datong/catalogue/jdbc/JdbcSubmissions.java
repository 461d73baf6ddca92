package datong.catalogue.jdbc;

import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.catalogue.Submission;
import datong.catalogue.Submission.Kind;
import datong.catalogue.Submission.Move;
import datong.catalogue.Submission.State;
import datong.catalogue.Submission.Step;
import datong.catalogue.Submissions;
import datong.sharing.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code catalogue.submission}, {@code submission_step} and {@code submission_finding}. Steps and findings are only ever added. */
public final class JdbcSubmissions implements Submissions {
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Runnable committed;

    /** @param committed after each commit: moves the outbox into the log */
    public JdbcSubmissions(DataSource database, Runnable committed) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.committed = committed;
    }

    @Override
    public void begin(Submission submission, AuditEvent event) {
        noted(event, "INSERT INTO catalogue.submission (id, dataset, kind, provider, occurred_on, reason, noted_by, noted_at, state, steps, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                submission.id(), submission.dataset(), submission.kind().name(), submission.provider(), submission.occurredOn(), submission.reason(), submission.notedBy(),
                at(submission.notedAt()), submission.state().name(), at(submission.notedAt()));
    }

    @Override
    public boolean step(Submission after, AuditEvent event) {
        Step step = after.steps().getLast();
        return noted(event, """
                        WITH moved AS (UPDATE catalogue.submission SET state = ?, steps = ?, changed_at = ? WHERE id = ? AND steps = ? RETURNING id)
                        INSERT INTO catalogue.submission_step (submission, number, move, reached, at, actor, words, entry, collection)
                        SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM moved""",
                step.reached().name(), step.number(), at(step.at()), after.id(), step.number() - 1, step.number(), step.move().name(), step.reached().name(), at(step.at()), step.actor(),
                step.words(), step.text(), step.collection());
    }

    @Override
    public boolean record(Finding finding, AuditEvent event) {
        return noted(event, """
                        INSERT INTO catalogue.submission_finding (submission, clock, step, kind, due, responsible, violation, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING""",
                finding.application(), finding.clock(), finding.step(), finding.kind().name(), at(finding.due()), finding.responsible(), finding.violation(), at(finding.foundAt()));
    }

    private boolean noted(AuditEvent event, String sql, Object... values) {
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
            boolean changed = database.sql(sql).params(values).update() == 1;
            if (changed) {
                database.sql("INSERT INTO audit.outbox (id, event) VALUES (?, ?)").params(event.id(), EventJson.write(event)).update();
            }
            return changed;
        }));
        committed.run();
        return done;
    }

    @Override
    public Optional<Submission> find(String id) {
        return read("WHERE id = ?", List.of(id)).stream().findFirst();
    }

    @Override
    public List<Submission> newest(Optional<String> provider, int most) {
        return provider.map(code -> read("WHERE provider = ? ORDER BY changed_at DESC, id DESC LIMIT ?", List.<Object>of(code, most)))
                .orElseGet(() -> read("ORDER BY changed_at DESC, id DESC LIMIT ?", List.of(most)));
    }

    @Override
    public List<Submission> open() {
        return read("WHERE state IN ('OWED', 'SUBMITTED') ORDER BY id", List.of());
    }

    private List<Submission> read(String where, List<Object> values) {
        Map<String, Submission> found = new LinkedHashMap<>();
        database.sql("SELECT * FROM catalogue.submission " + where).params(values).query((row, number) -> submission(row, List.of())).list().forEach(one -> found.put(one.id(), one));
        Map<String, List<Step>> steps = steps(found.keySet().toArray(String[]::new));
        return found.values().stream().map(one -> new Submission(one.id(), one.dataset(), one.kind(), one.provider(), one.occurredOn(), one.reason(), one.notedBy(), one.notedAt(),
                steps.getOrDefault(one.id(), List.of()))).toList();
    }

    private static Submission submission(ResultSet row, List<Step> steps) throws SQLException {
        return new Submission(row.getString("id"), row.getString("dataset"), Kind.valueOf(row.getString("kind")), row.getString("provider"), row.getObject("occurred_on", LocalDate.class),
                row.getString("reason"), row.getString("noted_by"), instant(row, "noted_at"), steps);
    }

    private record Of(String submission, Step step) {}

    private Map<String, List<Step>> steps(String[] ids) {
        return database.sql("SELECT * FROM catalogue.submission_step WHERE submission = ANY (?) ORDER BY submission, number").param(ids)
                .query((row, number) -> new Of(row.getString("submission"), new Step(row.getInt("number"), Move.valueOf(row.getString("move")), State.valueOf(row.getString("reached")),
                        instant(row, "at"), row.getString("actor"), row.getString("words"), row.getString("entry"), row.getString("collection")))).list().stream()
                .collect(Collectors.groupingBy(Of::submission, Collectors.mapping(Of::step, Collectors.toList())));
    }

    @Override
    public List<Finding> findings(Optional<String> responsible, int most) {
        return responsible.map(code -> database.sql("SELECT * FROM catalogue.submission_finding WHERE responsible = ? ORDER BY found_at DESC LIMIT ?").params(code, most))
                .orElseGet(() -> database.sql("SELECT * FROM catalogue.submission_finding ORDER BY found_at DESC LIMIT ?").param(most))
                .query((row, number) -> new Finding(row.getString("submission"), row.getString("clock"), row.getInt("step"), Finding.Kind.valueOf(row.getString("kind")),
                        row.getString("responsible"), row.getString("violation"), instant(row, "due"), instant(row, "found_at"))).list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
