package datong.disposal.jdbc;

import datong.disposal.Certificate;
import datong.disposal.Certificates;
import datong.disposal.Rule;
import datong.disposal.Rules;
import datong.disposal.Store;
import datong.schema.DatasetCode;
import datong.schema.Element;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions of records that were replaced, or left the ledger. A scope is an element and a dataset, e.g. {@code person household-register}. */
public final class HistoryStore implements Store {
    private static final int PORTION = 1_000;
    /** Whoever follows changes from before these batches cannot be told any more what left with them. */
    private static final String FORGET = """
            INSERT INTO ledger.forgotten SELECT ?::text, max(b.xact::text::int8) FROM intake.batch b WHERE b.source IN (SELECT o.source FROM ledger.origin o JOIN ledger.terms t ON t.origin_id = o.id
                WHERE t.dataset = ?) AND b.committed_at < ? HAVING count(*) > 0 ON CONFLICT (dataset) DO UPDATE SET xact = greatest(forgotten.xact, excluded.xact)""";
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Certificates certificates;

    public HistoryStore(DataSource database, Certificates certificates) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.certificates = certificates;
    }

    private record Scope(Element element, String dataset) {
        static Scope of(String text) {
            String[] words = text.split(" ");
            return new Scope(Element.of(words[0]).orElseThrow(), words[1]);
        }

        String text() {
            return element.code() + " " + dataset;
        }

        /** With a place for the columns or the word DELETE in front. */
        String over() {
            return "FROM ledger." + element.code() + "_history WHERE valid_to < ? AND terms_id IN (SELECT id FROM ledger.terms WHERE dataset = ?)";
        }
    }

    @Override
    public Rule.Kind what() {
        return Rule.Kind.HISTORY;
    }

    @Override
    public List<Part> parts(Rules rules) {
        return database.sql("SELECT DISTINCT o.element, t.dataset FROM ledger.terms t JOIN ledger.origin o ON o.id = t.origin_id ORDER BY 1, 2")
                .query((row, number) -> new Scope(Element.of(row.getString(1)).orElseThrow(), row.getString(2))).list().stream()
                .flatMap(scope -> rules.of(Rule.Kind.HISTORY, scope.element(), new DatasetCode(scope.dataset())).map(rule -> new Part(scope.text(), rule)).stream()).toList();
    }

    @Override
    public boolean any(String scope, Instant cutoff) {
        Scope where = Scope.of(scope);
        return database.sql("SELECT EXISTS (SELECT 1 " + where.over() + ")").params(JdbcCertificates.at(cutoff), where.dataset()).query(Boolean.class).single();
    }

    @Override
    public boolean destroy(Certificate certificate) {
        Scope where = Scope.of(certificate.scope());
        return Boolean.TRUE.equals(transactions.execute(status -> {
            List<String> pieces = database.sql("DELETE FROM ledger." + where.element().code() + "_history WHERE ctid IN (SELECT ctid " + where.over() + " LIMIT " + PORTION
                            + ") RETURNING record_id || ' ' || extract(epoch FROM valid_to) || ' ' || encode(record_hash, 'hex')")
                    .params(JdbcCertificates.at(certificate.cutoff()), where.dataset()).query(String.class).list();
            if (!pieces.isEmpty()) {
                certificates.add(certificate.id(), pieces);
                database.sql(FORGET).params(where.dataset(), where.dataset(), JdbcCertificates.at(certificate.cutoff())).update();
            }
            return pieces.size() == PORTION;
        }));
    }
}
