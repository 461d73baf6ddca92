package datong.resolution.jdbc;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Takes an erased person's records out of resolution: clusters, evidence, questions and denials. What happened to record numbers stays, without a word of whose they were. */
public final class ErasedEvidence {
    private final Transactions transactions;
    private final Clock clock;

    /** @param committed after the commit, e.g. moves the outbox into the log */
    public ErasedEvidence(DataSource database, Runnable committed, Clock clock) {
        this.transactions = new Transactions(database, committed);
        this.clock = clock;
    }

    /** How many pieces of evidence went. Doing it again finds nothing. */
    public long forget(List<UUID> records) {
        UUID[] ids = records.toArray(UUID[]::new);
        return transactions.run((connection, sql) -> {
            long pieces = sql.list("SELECT count(*) AS pieces FROM resolution.facet WHERE record_id = ANY (?)", row -> row.getLong("pieces"), (Object) ids).getFirst();
            new GoneRecords(sql, new Clusters(sql, clock.instant()), clock.instant()).these(ids);
            sql.update("DELETE FROM resolution.candidate WHERE left_id = ANY (?) OR right_id = ANY (?)", ids, ids);
            sql.update("DELETE FROM resolution.apart WHERE left_id = ANY (?) OR right_id = ANY (?)", ids, ids);
            return pieces;
        });
    }
}
