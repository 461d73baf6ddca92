package datong.intake.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.intake.Deliveries;
import datong.intake.Delivery;
import datong.intake.Outcome;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries in PostgreSQL. */
public final class JdbcDeliveries implements Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDeliveries.class);
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    private static final int LONGEST = 4_000;
    private static final int TRIES = 5;
    private final JdbcClient database;
    private final Clock clock;
    private final Map<String, OffsetDateTime> interrupted = new ConcurrentHashMap<>();

    public JdbcDeliveries(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void begin(Delivery delivery) {
        writeInterrupted();
        database.sql("INSERT INTO intake.delivery (id, source, name, bytes, sha256, received_at, state) VALUES (?, ?, ?, ?, ?, ?, 'RUNNING')")
                .params(uuid(delivery.id()), delivery.source(), delivery.name(), delivery.bytes() < 0 ? null : delivery.bytes(),
                        delivery.sha256().orElse(null), delivery.receivedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void progress(String delivery, long rows, long bytes) {
        database.sql("UPDATE intake.delivery SET rows_read = ?, bytes_read = ? WHERE id = ?").params(rows, bytes, uuid(delivery)).update();
    }

    @Override
    public void end(Outcome outcome, long rows, long bytes) {
        switch (outcome) {
            case Outcome.Done done -> end(done.delivery(), "DONE", null, null, rows, bytes);
            case Outcome.SetAside aside -> end(aside.delivery(), "SET_ASIDE", aside.rule(), aside.message(), rows, bytes);
            case Outcome.Stopped stopped -> end(stopped.delivery(), "STOPPED", stopped.rule(), stopped.message(), rows, bytes);
        }
    }

    /** Written later if the database is what interrupted it. */
    @Override
    public void interrupted(String delivery) {
        interrupted.put(delivery, now());
        try {
            writeInterrupted();
        } catch (DataAccessException away) {
            LOG.warn("that delivery {} was interrupted is noted once the database is back", delivery);
        }
    }

    private void writeInterrupted() {
        interrupted.forEach((delivery, at) -> {
            database.sql("UPDATE intake.delivery SET state = 'INTERRUPTED', finished_at = ? WHERE id = ?").params(at, uuid(delivery)).update();
            interrupted.remove(delivery);
        });
    }

    /** Notes at the start what a crash cut off. */
    public void cutOff() {
        database.sql("UPDATE intake.delivery SET state = 'INTERRUPTED', finished_at = ? WHERE state = 'RUNNING'").param(now()).update();
    }

    /** Interrupted deliveries that were not taken again since; one that is interrupted every time is given up after some tries. */
    public List<Cut> toBeTakenAgain() {
        writeInterrupted();
        return database.sql("""
                SELECT d.source, d.name FROM intake.delivery d WHERE d.state = 'INTERRUPTED'
                    AND NOT EXISTS (SELECT 1 FROM intake.delivery later WHERE later.source = d.source AND later.name = d.name
                        AND later.received_at > d.received_at AND later.state <> 'INTERRUPTED')
                GROUP BY d.source, d.name HAVING count(*) <= ?""")
                .param(TRIES)
                .query((answer, row) -> new Cut(answer.getString(1), answer.getString(2)))
                .list();
    }

    public record Cut(String source, String name) {}

    private void end(String id, String state, String rule, String message, long rows, long bytes) {
        database.sql("UPDATE intake.delivery SET state = ?, rule = ?, message = ?, rows_read = ?, bytes_read = ?, finished_at = ? WHERE id = ?")
                .params(state, rule, printable(message), rows, bytes, now(), uuid(id))
                .update();
    }

    /** A message names columns as the source wrote them, which may hold what the database cannot, or thousands of them. */
    private static String printable(String message) {
        if (message == null) {
            return null;
        }
        String clean = UNPRINTABLE.matcher(message).replaceAll("\uFFFD");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + " …";
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static UUID uuid(String ulid) {
        return Ulid.from(ulid).toUuid();
    }
}
