package datong.correction.jdbc;

import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.correction.Dispute;
import datong.correction.Disputes;
import datong.correction.Recall;
import datong.ledger.SubjectId;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code correction.dispute} and {@code correction.recall}. */
public final class JdbcDisputes implements Disputes {
    private static final String RECALLS = "SELECT r.id AS recall_id, r.organisation, r.certain, r.answers, r.first_at, r.last_at, r.noticed_at, r.due_at AS recall_due, r.overdue_at, "
            + "r.acknowledged_by, r.acknowledged_at, r.deed, r.words AS recall_words, d.* FROM correction.recall r JOIN correction.dispute d ON d.id = r.dispute ";
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final ValueSeal seal;
    private final Runnable committed;

    /** @param committed to be called after each commit: moves the outbox into the log */
    public JdbcDisputes(DataSource database, ValueSeal seal, Runnable committed) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.seal = seal;
        this.committed = committed;
    }

    private boolean noted(AuditEvent event, String sql, Object... values) {
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
            boolean first = database.sql(sql).params(values).update() == 1;
            if (first) {
                outbox(event);
            }
            return first;
        }));
        committed.run();
        return done;
    }

    private void outbox(AuditEvent event) {
        database.sql("INSERT INTO audit.outbox (id, event) VALUES (?, ?)").params(event.id(), EventJson.write(event)).update();
    }

    @Override
    public boolean file(Dispute dispute, Seen seen, AuditEvent event) {
        Dispute.Cell cell = dispute.cell();
        byte[] proposed = seen.proposed().isEmpty() ? null : seal.seal(cell, seen.subject(), seen.proposed());
        return noted(event, """
                INSERT INTO correction.dispute (id, record, dataset, element, item, demander, filed_by, on_behalf, reason, subject, seen, proposed, owner, filed_at, warn_at, due_at, violation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record, item, demander) WHERE state = 'OPEN' DO NOTHING""",
                dispute.id(), cell.record(), cell.dataset().value(), cell.element().code(), cell.item().value(), dispute.demander(), dispute.filedBy(), dispute.onBehalf(), dispute.reason(),
                seen.subject().toString(), seal.digest(cell, seen.value()), proposed, dispute.owner(), at(dispute.filedAt()), at(dispute.warnAt()), at(dispute.dueAt()), dispute.violation());
    }

    @Override
    public boolean seen(Dispute dispute, Object value) {
        return java.util.Arrays.equals(seal.digest(dispute.cell(), value), database.sql("SELECT seen FROM correction.dispute WHERE id = ?").param(dispute.id()).query(byte[].class).single());
    }

    @Override
    public Optional<String> proposed(Dispute dispute) {
        return database.sql("SELECT proposed FROM correction.dispute WHERE id = ? AND proposed IS NOT NULL").param(dispute.id()).query(byte[].class).optional()
                .flatMap(sealed -> seal.open(dispute.cell(), subject(dispute), sealed));
    }

    @Override
    public SubjectId subject(Dispute dispute) {
        return SubjectId.parse(database.sql("SELECT subject FROM correction.dispute WHERE id = ?").param(dispute.id()).query(String.class).single());
    }

    @Override
    public Optional<Dispute> find(String id) {
        return disputes("WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Dispute> newest(Optional<String> organisation, int most) {
        return organisation.map(code -> disputes("WHERE demander = ? OR owner = ? ORDER BY id DESC LIMIT ?", code, code, most)).orElseGet(() -> disputes("ORDER BY id DESC LIMIT ?", most));
    }

    @Override
    public List<Dispute> onBehalf(String request) {
        return disputes("WHERE on_behalf = ? ORDER BY id", request);
    }

    @Override
    public List<Dispute> open() {
        return disputes("WHERE state = 'OPEN' ORDER BY id");
    }

    private List<Dispute> disputes(String where, Object... values) {
        return database.sql("SELECT * FROM correction.dispute " + where).params(values).query((row, number) -> dispute(row)).list();
    }

    static Dispute dispute(ResultSet row) throws SQLException {
        Dispute.State state = Dispute.State.valueOf(row.getString("state"));
        Optional<Dispute.Answer> answer = state == Dispute.State.OPEN ? Optional.empty()
                : Optional.of(new Dispute.Answer(row.getString("answered_by"), instant(row, "answered_at").orElseThrow(), row.getString("words")));
        Dispute.Cell cell = new Dispute.Cell(row.getString("record"), new DatasetCode(row.getString("dataset")), Element.of(row.getString("element")).orElseThrow(), new ItemName(row.getString("item")));
        return new Dispute(row.getString("id"), cell, row.getString("demander"), row.getString("filed_by"), row.getString("on_behalf"), row.getString("reason"), row.getString("owner"),
                instant(row, "filed_at").orElseThrow(), instant(row, "warn_at").orElseThrow(), instant(row, "due_at").orElseThrow(), row.getString("violation"), state, answer,
                instant(row, "warned_at"), instant(row, "breached_at"));
    }

    @Override
    public boolean answer(Dispute answered, AuditEvent event) {
        Dispute.Answer answer = answered.answer().orElseThrow();
        return noted(event, "UPDATE correction.dispute SET state = ?, answered_by = ?, answered_at = ?, words = ? WHERE id = ? AND state = 'OPEN'",
                answered.state().name(), answer.by(), at(answer.at()), answer.words(), answered.id());
    }

    @Override
    public boolean warned(Dispute dispute, Instant at, AuditEvent event) {
        return noted(event, "UPDATE correction.dispute SET warned_at = ? WHERE id = ? AND warned_at IS NULL AND state = 'OPEN'", at(at), dispute.id());
    }

    @Override
    public boolean breached(Dispute dispute, Instant at, AuditEvent event) {
        return noted(event, "UPDATE correction.dispute SET breached_at = ? WHERE id = ? AND breached_at IS NULL", at(at), dispute.id());
    }

    @Override
    public List<Search> searching() {
        return database.sql("SELECT * FROM correction.dispute WHERE state = 'CORRECTED' AND NOT recalled ORDER BY id").query((row, number) -> new Search(dispute(row), row.getLong("scanned"))).list();
    }

    @Override
    public void found(Search search, List<Recall> recalls, long next, boolean over, Function<Recall, AuditEvent> event) {
        transactions.executeWithoutResult(status -> {
            recalls.forEach(recall -> keep(recall, event));
            database.sql("UPDATE correction.dispute SET scanned = ?, recalled = ? WHERE id = ?").params(next, over, search.dispute().id()).update();
        });
        committed.run();
    }

    private void keep(Recall recall, Function<Recall, AuditEvent> event) {
        int known = database.sql("UPDATE correction.recall SET certain = certain OR ?, answers = answers + ?, last_at = greatest(last_at, ?) WHERE dispute = ? AND organisation = ?")
                .params(recall.certain(), recall.answers(), at(recall.last()), recall.dispute().id(), recall.organisation()).update();
        if (known == 0) {
            database.sql("INSERT INTO correction.recall (id, dispute, organisation, certain, answers, first_at, last_at, noticed_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(recall.id(), recall.dispute().id(), recall.organisation(), recall.certain(), recall.answers(), at(recall.first()), at(recall.last()), at(recall.noticedAt()),
                            at(recall.dueAt())).update();
            outbox(event.apply(recall));
        }
    }

    @Override
    public Optional<Recall> recall(String id) {
        return recalls("WHERE r.id = ?", id).stream().findFirst();
    }

    @Override
    public List<Recall> recalls(Optional<String> organisation, int most) {
        return organisation.map(code -> recalls("WHERE r.organisation = ? ORDER BY r.id DESC LIMIT ?", code, most)).orElseGet(() -> recalls("ORDER BY r.id DESC LIMIT ?", most));
    }

    @Override
    public List<Recall> recallsOf(String dispute) {
        return recalls("WHERE r.dispute = ? ORDER BY r.organisation", dispute);
    }

    @Override
    public List<Recall> unacknowledged() {
        return recalls("WHERE r.acknowledged_at IS NULL AND r.overdue_at IS NULL ORDER BY r.id");
    }

    private List<Recall> recalls(String where, Object... values) {
        return database.sql(RECALLS + where).params(values).query((row, number) -> recall(row)).list();
    }

    private static Recall recall(ResultSet row) throws SQLException {
        Optional<Instant> acknowledged = instant(row, "acknowledged_at");
        Optional<Recall.Acknowledgement> word = acknowledged.isEmpty() ? Optional.empty()
                : Optional.of(new Recall.Acknowledgement(Recall.Deed.valueOf(row.getString("deed")), row.getString("recall_words"), row.getString("acknowledged_by"), acknowledged.get()));
        return new Recall(row.getString("recall_id"), dispute(row), row.getString("organisation"), row.getBoolean("certain"), row.getInt("answers"), instant(row, "first_at").orElseThrow(),
                instant(row, "last_at").orElseThrow(), instant(row, "noticed_at").orElseThrow(), instant(row, "recall_due").orElseThrow(), instant(row, "overdue_at"), word);
    }

    @Override
    public boolean overdue(Recall recall, Instant at, AuditEvent event) {
        return noted(event, "UPDATE correction.recall SET overdue_at = ? WHERE id = ? AND overdue_at IS NULL AND acknowledged_at IS NULL", at(at), recall.id());
    }

    @Override
    public boolean acknowledge(Recall recall, Recall.Acknowledgement word, AuditEvent event) {
        return noted(event, "UPDATE correction.recall SET acknowledged_by = ?, acknowledged_at = ?, deed = ?, words = ? WHERE id = ? AND acknowledged_at IS NULL",
                word.by(), at(word.at()), word.deed().name(), word.words(), recall.id());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
