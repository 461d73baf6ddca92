package datong.sharing.jdbc;

import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.sharing.Application;
import datong.sharing.Applications;
import datong.sharing.Finding;
import datong.sharing.Move;
import datong.sharing.Role;
import datong.sharing.State;
import datong.sharing.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code sharing.application}, {@code sharing.step} and {@code sharing.finding}. Steps and findings are only ever added. */
public final class JdbcApplications implements Applications {
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Runnable committed;
    private volatile Optional<Set<String>> inUse = Optional.empty();
    private final TermsJson json = new TermsJson();

    /** @param committed after each commit: moves the outbox into the log */
    public JdbcApplications(DataSource database, Runnable committed) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.committed = committed;
    }

    @Override
    public void begin(Application application, AuditEvent event) {
        transactions.executeWithoutResult(status -> {
            database.sql("""
                            INSERT INTO sharing.application (id, demander, provider, dataset, unconditional, terms, begun, begun_by, begun_at, state, steps, changed_at)
                            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, 0, ?)""")
                    .params(application.id(), application.terms().demander(), application.provider(), application.terms().dataset(), application.unconditional(),
                            json.write(application.terms()), application.begun().name(), application.begunBy(), at(application.begunAt()), application.begun().name(),
                            at(application.begunAt())).update();
            outbox(event);
        });
        committed.run();
    }

    @Override
    public boolean step(Application after, AuditEvent event) {
        boolean first;
        try {
            first = Boolean.TRUE.equals(transactions.execute(status -> moved(after, event)));
        } finally {
            forgetInUse();
        }
        committed.run();
        return first;
    }

    /** A reading that was under way when the step was committed has ended then. */
    private synchronized void forgetInUse() {
        inUse = Optional.empty();
    }

    @Override
    public boolean inUse(String id) {
        return inUse.orElseGet(this::readInUse).contains(id);
    }

    /** While no answer comes from the database nothing counts as being in use. */
    private synchronized Set<String> readInUse() {
        Optional<Set<String>> known = inUse;
        if (known.isEmpty()) {
            known = Optional.of(Set.copyOf(database.sql("SELECT id FROM sharing.application WHERE state = 'IN_USE'").query(String.class).list()));
            inUse = known;
        }
        return known.get();
    }

    private boolean moved(Application after, AuditEvent event) {
        Step step = after.steps().getLast();
        int rows = database.sql("UPDATE sharing.application SET state = ?, unconditional = ?, terms = ?::jsonb, steps = ?, changed_at = ? WHERE id = ? AND steps = ?")
                .params(step.reached().name(), after.unconditional(), json.write(after.terms()), step.number(), at(step.at()), after.id(), step.number() - 1).update();
        if (rows == 0) {
            return false;
        }
        database.sql("INSERT INTO sharing.step (application, number, move, reached, at, actor, role, said) VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb)")
                .params(after.id(), step.number(), step.move().name(), step.reached().name(), at(step.at()), step.actor(), step.role().name(), json.write(step.said())).update();
        outbox(event);
        return true;
    }

    private void outbox(AuditEvent event) {
        database.sql("INSERT INTO audit.outbox (id, event) VALUES (?, ?)").params(event.id(), EventJson.write(event)).update();
    }

    @Override
    public Optional<Application> find(String id) {
        return read("WHERE id = ?", List.of(id)).stream().findFirst();
    }

    @Override
    public List<Application> newest(Optional<String> organisation, int most) {
        return organisation.map(code -> read("WHERE demander = ? OR provider = ? ORDER BY changed_at DESC, id DESC LIMIT ?", List.of(code, code, most)))
                .orElseGet(() -> read("ORDER BY changed_at DESC, id DESC LIMIT ?", List.of(most)));
    }

    @Override
    public List<Application> open() {
        return read("WHERE state NOT IN ('CLOSED', 'WITHDRAWN') ORDER BY id", List.of());
    }

    private List<Application> read(String where, List<Object> values) {
        Map<String, Application> found = new LinkedHashMap<>();
        database.sql("SELECT * FROM sharing.application " + where).params(values).query((row, number) -> application(row)).list().forEach(one -> found.put(one.id(), one));
        Map<String, List<Step>> steps = steps(found.keySet().toArray(String[]::new));
        return found.values().stream().map(one -> new Application(one.id(), one.provider(), one.unconditional(), one.terms(), one.begun(), one.begunBy(), one.begunAt(),
                steps.getOrDefault(one.id(), List.of()))).toList();
    }

    private Application application(ResultSet row) throws SQLException {
        return new Application(row.getString("id"), row.getString("provider"), row.getBoolean("unconditional"), json.terms(row.getString("terms")),
                State.valueOf(row.getString("begun")), row.getString("begun_by"), instant(row, "begun_at"), List.of());
    }

    private record Of(String application, Step step) {}

    private Map<String, List<Step>> steps(String[] ids) {
        return database.sql("SELECT * FROM sharing.step WHERE application = ANY (?) ORDER BY application, number").param(ids)
                .query((row, number) -> new Of(row.getString("application"), new Step(row.getInt("number"), Move.valueOf(row.getString("move")), State.valueOf(row.getString("reached")),
                        instant(row, "at"), row.getString("actor"), Role.valueOf(row.getString("role")), json.said(row.getString("said"))))).list().stream()
                .collect(Collectors.groupingBy(Of::application, Collectors.mapping(Of::step, Collectors.toList())));
    }

    @Override
    public boolean record(Finding finding, AuditEvent event) {
        boolean first = Boolean.TRUE.equals(transactions.execute(status -> {
            int rows = database.sql("""
                            INSERT INTO sharing.finding (application, clock, step, kind, due, responsible, violation, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                            ON CONFLICT DO NOTHING""")
                    .params(finding.application(), finding.clock(), finding.step(), finding.kind().name(), at(finding.due()), finding.responsible(), finding.violation(),
                            at(finding.foundAt())).update();
            if (rows == 1) {
                outbox(event);
            }
            return rows == 1;
        }));
        if (first) {
            committed.run();
        }
        return first;
    }

    @Override
    public List<Finding> findings(Optional<String> organisation, int most) {
        return organisation.map(code -> database.sql("SELECT * FROM sharing.finding WHERE responsible = ? ORDER BY found_at DESC LIMIT ?").params(code, most))
                .orElseGet(() -> database.sql("SELECT * FROM sharing.finding ORDER BY found_at DESC LIMIT ?").param(most)).query((row, number) -> finding(row)).list();
    }

    @Override
    public List<Finding> findingsOf(String application) {
        return database.sql("SELECT * FROM sharing.finding WHERE application = ? ORDER BY found_at").param(application).query((row, number) -> finding(row)).list();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(row.getString("application"), row.getString("clock"), row.getInt("step"), Finding.Kind.valueOf(row.getString("kind")), row.getString("responsible"),
                row.getString("violation"), instant(row, "due"), instant(row, "found_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
