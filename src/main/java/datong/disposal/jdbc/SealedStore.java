package datong.disposal.jdbc;

import datong.disposal.Certificate;
import datong.disposal.Certificates;
import datong.disposal.Rule;
import datong.disposal.Rules;
import datong.disposal.Store;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Contents that lie sealed under a key of their own: with the key they are destroyed in every copy of the database too. */
public final class SealedStore implements Store {
    private static final int PORTION = 200;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Vault vault;
    private final Certificates certificates;
    private final Rule.Kind what;
    private final String over;
    private final String destroy;

    private SealedStore(DataSource database, Vault vault, Certificates certificates, Rule.Kind what, String over, String destroy) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.vault = vault;
        this.certificates = certificates;
        this.what = what;
        this.over = over;
        this.destroy = destroy;
    }

    /** Those that wait for somebody, and those with a value mended by hand, are needed. That there was one stays known, with its reasons. */
    public static SealedStore quarantine(DataSource database, Vault vault, Certificates certificates) {
        return new SealedStore(database, vault, certificates, Rule.Kind.QUARANTINE, "FROM intake.quarantine q WHERE sealed IS NOT NULL AND state IN ('REPLAYED', 'SETTLED') AND last_seen < ? "
                + "AND NOT EXISTS (SELECT 1 FROM intake.mend m WHERE m.quarantine_id = q.id)", "UPDATE intake.quarantine SET sealed = NULL WHERE id = ?");
    }

    public static SealedStore samples(DataSource database, Vault vault, Certificates certificates) {
        return new SealedStore(database, vault, certificates, Rule.Kind.SAMPLES, "FROM studio.sample WHERE kept_at < ?", "DELETE FROM studio.sample WHERE id = ?");
    }

    /**
     * Of a still, its case's closing counts: of all matters with the case's number, once all are closed; where none is known, or one is open for as long as records of the source are kept, the end of
     * that time; where it belongs to no case, its arrival. That there was one stays known.
     */
    public static SealedStore stills(DataSource database, Vault vault, Certificates certificates) {
        return new SealedStore(database, vault, certificates, Rule.Kind.STILLS, "FROM still.picture p LEFT JOIN (SELECT source_no, CASE WHEN bool_and(closed_at IS NOT NULL) THEN max(closed_at) END AS closed "
                + "FROM ledger.matter WHERE matter_type <> 'ALARM' AND source_no IN (SELECT case_no FROM still.picture WHERE state IN ('WAITING', 'KEPT')) GROUP BY source_no) c ON c.source_no = p.case_no "
                + "WHERE p.state IN ('WAITING', 'KEPT') AND CASE WHEN p.case_no IS NULL THEN p.taken_at ELSE greatest(p.taken_at, least(p.latest, coalesce(c.closed, p.latest))) END < ?",
                "UPDATE still.picture SET state = 'DESTROYED', why = NULL, picture = NULL, address = NULL WHERE id = ?");
    }

    private record Content(UUID id, UUID subject) {
        SubjectId key() {
            return new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
        }
    }

    @Override
    public Rule.Kind what() {
        return what;
    }

    @Override
    public List<Part> parts(Rules rules) {
        return rules.of(what).map(rule -> new Part("", rule)).stream().toList();
    }

    @Override
    public boolean any(String scope, Instant cutoff) {
        return database.sql("SELECT EXISTS (SELECT 1 " + over + ")").param(JdbcCertificates.at(cutoff)).query(Boolean.class).single();
    }

    /** First the keys: cut off behind that, the same contents are found again, and booked. */
    @Override
    public boolean destroy(Certificate certificate) {
        List<Content> contents = database.sql("SELECT id, subject " + over + " ORDER BY id LIMIT " + PORTION).param(JdbcCertificates.at(certificate.cutoff())).query(Content.class).list();
        contents.forEach(content -> vault.erase(content.key()));
        transactions.executeWithoutResult(status -> {
            contents.forEach(content -> database.sql(destroy).param(content.id()).update());
            if (!contents.isEmpty()) {
                certificates.add(certificate.id(), contents.stream().map(content -> content.id() + " " + content.key()).toList());
            }
        });
        return contents.size() == PORTION;
    }
}
