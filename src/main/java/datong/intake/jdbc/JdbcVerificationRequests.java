package datong.intake.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.intake.VerificationRequest;
import datong.intake.VerificationRequest.Answer;
import datong.intake.VerificationRequest.Verdict;
import datong.intake.VerificationRequests;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Verification requests in PostgreSQL. */
public final class JdbcVerificationRequests implements VerificationRequests {
    private static final String REQUEST = """
            SELECT id, source, provider, rule, column_name, record_count, note, requested_by, requested_at, due, verdict, answer_note, answered_by, answered_at, closed_by
            FROM intake.verification_request\s""";
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    public JdbcVerificationRequests(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @Override
    public long send(VerificationRequest request, int most) {
        return transaction.execute(status -> {
            List<UUID> records = database.sql("""
                    UPDATE intake.quarantine SET state = 'VERIFYING' WHERE id IN (SELECT id FROM intake.quarantine WHERE source = ? AND rule = ?
                        AND coalesce(reasons->0->>'column', '') = ? AND state = 'OPEN' AND sealed IS NOT NULL ORDER BY id LIMIT ? FOR UPDATE) RETURNING id""")
                    .params(request.source(), request.rule(), request.column(), most).query(UUID.class).list();
            if (!records.isEmpty()) {
                keep(request, records);
            }
            return (long) records.size();
        });
    }

    private void keep(VerificationRequest request, List<UUID> records) {
        database.sql("""
                INSERT INTO intake.verification_request (id, source, provider, rule, column_name, record_count, note, requested_by, requested_at, due)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(uuid(request.id()), request.source(), request.provider(), request.rule(), request.column(), records.size(), request.note(), request.requestedBy(),
                        utc(request.requestedAt()), request.due())
                .update();
        database.sql("INSERT INTO intake.verification_row (request_id, quarantine_id) SELECT ?, unnest(?::uuid[])")
                .params(uuid(request.id()), records.toArray(UUID[]::new)).update();
    }

    @Override
    public List<VerificationRequest> all(Optional<String> source, Optional<String> provider, int most) {
        return database.sql(REQUEST + "WHERE (?::text IS NULL OR source = ?) AND (?::text IS NULL OR provider = ?) ORDER BY id DESC LIMIT ?")
                .params(source.orElse(null), source.orElse(null), provider.orElse(null), provider.orElse(null), most).query(JdbcVerificationRequests::request).list();
    }

    @Override
    public Optional<VerificationRequest> find(String id) {
        return Ulid.isValid(id) ? database.sql(REQUEST + "WHERE id = ?").param(uuid(id)).query(JdbcVerificationRequests::request).optional() : Optional.empty();
    }

    @Override
    public boolean answer(String id, Answer answer) {
        return database.sql("UPDATE intake.verification_request SET state = 'ANSWERED', verdict = ?, answer_note = ?, answered_by = ?, answered_at = ? WHERE id = ? AND state = 'SENT'")
                .params(answer.verdict().name(), answer.note(), answer.by(), utc(answer.at()), uuid(id)).update() == 1;
    }

    @Override
    public boolean close(String id, String by, Instant at, boolean settled) {
        return transaction.execute(status -> {
            boolean first = database.sql("UPDATE intake.verification_request SET state = 'CLOSED', closed_by = ?, closed_at = ? WHERE id = ? AND state <> 'CLOSED'")
                    .params(by, utc(at), uuid(id)).update() == 1;
            if (first) {
                database.sql("UPDATE intake.quarantine SET state = ? WHERE state = 'VERIFYING' AND id IN (SELECT quarantine_id FROM intake.verification_row WHERE request_id = ?)")
                        .params(settled ? "SETTLED" : "OPEN", uuid(id)).update();
            }
            return first;
        });
    }

    @Override
    public List<String> records(String id) {
        return database.sql("SELECT quarantine_id FROM intake.verification_row WHERE request_id = ? ORDER BY 1").param(uuid(id))
                .query((row, number) -> Ulid.from(row.getObject(1, UUID.class)).toString()).list();
    }

    private static VerificationRequest request(ResultSet row, int number) throws SQLException {
        String verdict = row.getString(11);
        Optional<Answer> answer = verdict == null ? Optional.empty()
                : Optional.of(new Answer(Verdict.valueOf(verdict), row.getString(12), row.getString(13), row.getObject(14, OffsetDateTime.class).toInstant()));
        return new VerificationRequest(Ulid.from(row.getObject(1, UUID.class)).toString(), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getLong(6),
                row.getString(7), row.getString(8), row.getObject(9, OffsetDateTime.class).toInstant(), row.getObject(10, LocalDate.class), answer,
                Optional.ofNullable(row.getString(15)));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static UUID uuid(String id) {
        return Ulid.from(id).toUuid();
    }
}
