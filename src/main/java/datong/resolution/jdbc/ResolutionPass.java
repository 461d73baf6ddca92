package datong.resolution.jdbc;

import datong.ledger.Vault;
import datong.resolution.Decisions.Actor;
import datong.resolution.EvidenceKeys;
import datong.resolution.Facet;
import datong.resolution.Facets;
import datong.resolution.Knowledge;
import datong.resolution.Opened;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Looks at what the ledger has taken in since the last time, one portion of batches in one transaction: evidence, merges by rule,
 * candidates, and the mark that it was done. A crash repeats a portion and changes nothing.
 */
public final class ResolutionPass {
    private static final Duration SETTLED = Duration.ofDays(1);
    private static final Actor HUB = new Actor("hub", "");
    private final DataSource database;
    private final LedgerSchema schema;
    private final Vault vault;
    private final EvidenceKeys keys;
    private final Supplier<Held> knowledge;
    private final Transactions transactions;
    private final Clock clock;
    private final int portion;

    /** What the stewards have written down, and a digest of it: with another digest all records are looked at anew. */
    public record Held(Knowledge knowledge, String version) {}

    /** @param more whether there is work left; @param merged facets that joined by rule */
    public record Progress(long records, int merged, int candidates, boolean more) {}

    private record Batch(UUID id, String source, long changed, boolean removed) {}

    /** @param portion records that are looked at in one transaction, about */
    public ResolutionPass(DataSource database, LedgerSchema schema, Vault vault, EvidenceKeys keys, Supplier<Held> knowledge, Runnable drain, Clock clock,
            int portion) {
        this.database = database;
        this.schema = schema;
        this.vault = vault;
        this.keys = keys;
        this.knowledge = knowledge;
        this.transactions = new Transactions(database, drain);
        this.clock = clock;
        this.portion = portion;
    }

    /** Everything that is there to do now. */
    public Progress run() {
        Progress total = new Progress(0, 0, 0, true);
        while (total.more()) {
            Progress step = step();
            total = new Progress(total.records() + step.records(), total.merged() + step.merged(), total.candidates() + step.candidates(), step.more());
        }
        return total;
    }

    /** One portion. */
    public Progress step() {
        Held held = knowledge.get();
        begin(held);
        List<Batch> batches = next();
        if (batches.isEmpty()) {
            rest();
            return new Progress(0, 0, 0, false);
        }
        List<Element> elements = elements(batches);
        summarise(elements);
        return transactions.run((connection, sql) -> look(connection, sql, batches, elements, held));
    }

    /** Looks at all records anew from the next step on; what people decided stays. */
    public void rebuild() {
        transactions.run((connection, sql) -> {
            sql.update("UPDATE resolution.cursor SET knowledge = ''");
            return 0;
        });
    }

    private void begin(Held held) {
        transactions.run((connection, sql) -> {
            String fingerprint = keys.fingerprint(Facets.VERSION);
            record Cursor(String fingerprint, String knowledge) {}
            List<Cursor> cursor = sql.list("SELECT fingerprint, knowledge FROM resolution.cursor", row -> new Cursor(row.getString(1), row.getString(2)));
            if (!cursor.isEmpty() && cursor.getFirst().equals(new Cursor(fingerprint, held.version()))) {
                return 0;
            }
            if (!cursor.isEmpty() && !cursor.getFirst().fingerprint().equals(fingerprint)) {
                forgetEvidence(sql);
            }
            sql.update("DELETE FROM resolution.looked_at");
            sql.update("UPDATE resolution.division SET records = 0");
            sql.update("DELETE FROM resolution.organisation_name");
            sql.update("INSERT INTO resolution.cursor (horizon, fingerprint, knowledge, rebuilt_at) VALUES ('-infinity', ?, ?, ?) ON CONFLICT (single) DO UPDATE "
                    + "SET horizon = '-infinity', fingerprint = excluded.fingerprint, knowledge = excluded.knowledge, rebuilt_at = excluded.rebuilt_at",
                    fingerprint, held.version(), clock.instant());
            return 0;
        });
    }

    /** Digests of another key or making can be compared with nothing; memberships stay and find their evidence again. */
    private static void forgetEvidence(Statements sql) throws SQLException {
        sql.update("TRUNCATE resolution.facet, resolution.cluster_identity");
        sql.update("UPDATE resolution.member SET identity = NULL");
    }

    private List<Batch> next() {
        return transactions.run((connection, sql) -> {
            List<Batch> waiting = sql.list("SELECT b.id, b.source, b.stored_count + b.removed_count AS changed, b.removed_count > 0 AS removed FROM intake.batch b, resolution.cursor c WHERE b.committed_at >= c.horizon "
                            + "AND b.stored_count + b.removed_count > 0 AND NOT EXISTS (SELECT FROM resolution.looked_at l WHERE l.batch_id = b.id) ORDER BY b.committed_at, b.id LIMIT 500",
                    row -> new Batch(Statements.id(row, "id"), row.getString("source"), row.getLong("changed"), row.getBoolean("removed")));
            List<Batch> taken = new ArrayList<>();
            long records = 0;
            for (Batch batch : waiting) {
                if (!taken.isEmpty() && records + batch.changed() > portion) {
                    break;
                }
                taken.add(batch);
                records += batch.changed();
            }
            return taken;
        });
    }

    private List<Element> elements(List<Batch> batches) {
        return transactions.run((connection, sql) -> sql.list("SELECT DISTINCT element FROM ledger.origin WHERE source = ANY (?)",
                row -> Element.of(row.getString(1)).orElseThrow(), (Object) batches.stream().map(Batch::source).distinct().toArray(String[]::new)));
    }

    /** So that the batch index tells of the newest pages too; a page it does not tell of is read in vain but never missed. */
    private void summarise(List<Element> elements) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            for (Element element : elements) {
                new Statements(connection).list("SELECT brin_summarize_new_values(?::regclass)", row -> 0, "ledger." + element.code() + "_batch");
            }
        } catch (SQLException failure) {
            throw new Transactions.ResolutionUnavailable("the batch index could not be brought up to date", failure);
        }
    }

    private Progress look(Connection connection, Statements sql, List<Batch> batches, List<Element> elements, Held held) throws SQLException {
        Instant now = clock.instant();
        Plans.byIndex(sql);
        Knowledge known = withAnswers(sql, held.knowledge());
        ChangedRecords records = new ChangedRecords(schema, vault);
        TextCandidates texts = new TextCandidates(connection, records, known);
        Observations observed = new Observations(known);
        Facets facets = new Facets(keys, known, this::personIndex);
        List<Facet> fresh = new ArrayList<>();
        UUID[] ids = batches.stream().map(Batch::id).toArray(UUID[]::new);
        long[] read = {0};
        for (Element element : elements) {
            records.ofBatches(connection, element, ids, record -> {
                read[0]++;
                fresh.addAll(facets.of(record));
                texts.remember(record);
                observed.see(record);
            });
        }
        FacetRows.write(sql, fresh);
        Plans.count(sql);
        Clusters clusters = new Clusters(sql, now);
        new GoneRecords(sql, clusters, now).ofBatches(elements, batches.stream().filter(Batch::removed).map(Batch::id).toArray(UUID[]::new));
        repeats(sql, clusters, known);
        int merged = new IdentityMerges(sql, clusters).merge();
        Plans.count(sql);
        int candidates = candidates(sql, now, known, texts);
        observed.write(sql, now);
        sql.update("INSERT INTO resolution.looked_at (batch_id, committed_at) SELECT id, committed_at FROM intake.batch WHERE id = ANY (?)", (Object) ids);
        if (merged > 0) {
            Notes.write(sql, "RESOLUTION_MERGED", HUB, null, "BY_RULE", 0, read[0], now, Map.of("merges", String.valueOf(merged),
                    "candidates", String.valueOf(candidates), "last_event", String.valueOf(
                            sql.list("SELECT max(seq) FROM resolution.merge_event", row -> row.getLong(1)).getFirst())));
        }
        return new Progress(read[0], merged, candidates, true);
    }

    private byte[] personIndex(String number) {
        ItemDefinition item = schema.element(Element.PERSON).item(new ItemName("id_number")).orElseThrow();
        return vault.blindIndex(Element.PERSON, item, number);
    }

    private static Knowledge withAnswers(Statements sql, Knowledge knowledge) throws SQLException {
        Map<String, String> answers = new java.util.HashMap<>();
        sql.list("SELECT code, current FROM resolution.division WHERE answered_by IS NOT NULL", row -> answers.put(row.getString(1), row.getString(2)));
        return new Knowledge(knowledge.rules(), knowledge.topics(), knowledge.gazetteer(), knowledge.organisations(), knowledge.successions().answered(answers));
    }

    private static int candidates(Statements sql, Instant now, Knowledge known, TextCandidates texts) throws SQLException {
        List<Found> found = new ArrayList<>(new ClueCandidates(sql, known.rules().mostPerRecord()).find());
        found.addAll(texts.find());
        int written = new CandidateRows(sql, now, known.rules().matterDays()).write(found);
        settle(sql, now, "left", "right");
        settle(sql, now, "right", "left");
        return written;
    }

    /** Questions about a fresh record, on the one side, and one that it is together with by now, on the other. */
    private static void settle(Statements sql, Instant now, String fresh, String other) throws SQLException {
        sql.update("UPDATE resolution.candidate c SET state = 'SETTLED', decided_at = ?, decided_by = 'hub' FROM fresh f "
                + "JOIN resolution.member l ON l.record_id = f.record_id AND l.role = f.role JOIN resolution.member r ON r.cluster = l.cluster "
                + "WHERE c.state = 'OPEN' AND c.%1$s_id = f.record_id AND c.%1$s_role = f.role AND c.%2$s_id = r.record_id AND c.%2$s_role = r.role"
                        .formatted(fresh, other), now);
    }

    /** An alarm takes the identity of the one before it by the same device and scene, if that was minutes ago. */
    private static void repeats(Statements sql, Clusters clusters, Knowledge known) throws SQLException {
        new DeviceRepeats(sql, clusters, known.rules().repeatWithin()).merge();
    }

    /** Nothing waits: batches long committed need no mark of their own any more, and records that left the ledger leave here too. */
    private void rest() {
        Instant settled = clock.instant().minus(SETTLED);
        transactions.run((connection, sql) -> {
            if (sql.list("SELECT horizon < ?::timestamptz - interval '1 hour' FROM resolution.cursor", row -> row.getBoolean(1), settled).getFirst()) {
                sql.update("UPDATE resolution.cursor SET horizon = ?", settled);
                sql.update("DELETE FROM resolution.looked_at WHERE committed_at < ?", settled);
                Instant now = clock.instant();
                new GoneRecords(sql, new Clusters(sql, now), now).all(Arrays.stream(Element.values()).filter(one -> one != Element.THING).toList());
            }
            return 0;
        });
    }
}
