package datong.oversight.jdbc;

import datong.audit.jdbc.AuditProjection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes from the log's copy, and from what is counted and found there, what the log was disposed of. */
public final class DisposedCopy implements Runnable {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private final JdbcClient database;
    private final AuditProjection copy;

    public DisposedCopy(DataSource database, AuditProjection copy) {
        this.database = JdbcClient.create(database);
        this.copy = copy;
    }

    /** Counts of the last day stay: events that were late may stand behind the first that stayed. */
    @Override
    public void run() {
        Optional<Instant> oldest = copy.forgetDisposed().map(first -> first.minus(1, ChronoUnit.DAYS));
        oldest.ifPresent(before -> {
            LocalDate day = LocalDate.ofInstant(before, DISTRICT);
            database.sql("DELETE FROM oversight.cell WHERE hour < date_trunc('hour', ?::timestamptz, 'UTC')").param(before.atOffset(ZoneOffset.UTC)).update();
            database.sql("DELETE FROM oversight.margin WHERE day < ?").param(day).update();
            database.sql("DELETE FROM oversight.finding WHERE day < ? AND reviewed_at IS NOT NULL").param(day).update();
        });
    }
}
