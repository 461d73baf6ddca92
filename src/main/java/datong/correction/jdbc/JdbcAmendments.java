package datong.correction.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.correction.Amendments;
import datong.correction.Dispute;
import datong.correction.Values;
import datong.intake.Corrections;
import datong.ledger.SubjectId;
import datong.mapping.Flag;
import datong.mapping.MappedRecord;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code correction.amendment}; those in force are kept in memory, sealed, since every record that comes in is held against them. */
public final class JdbcAmendments implements Amendments, Corrections {
    private static final String OVERWRITTEN = Arrays.stream(Element.values())
            .map(element -> "SELECT a.dispute, a.subject FROM correction.amendment a JOIN ledger.%1$s e ON e.record_id = a.record WHERE a.element = '%1$s' AND a.ended_at IS NULL "
                    .formatted(element.code()) + "AND e.batch_id IS DISTINCT FROM a.batch")
            .collect(Collectors.joining(" UNION ALL ", "SELECT o.subject AS of_subject, d.* FROM (", ") o JOIN correction.dispute d ON d.id = o.dispute"));
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final ValueSeal seal;
    private final Supplier<LedgerSchema> schema;
    private final UnaryOperator<String> redaction;
    private final Runnable committed;
    private volatile Optional<Map<String, Map<Place, List<Standing>>>> inForce = Optional.empty();

    /** @param redaction of free text, as intake does it; @param committed to be called after each commit: moves the outbox into the log */
    public JdbcAmendments(DataSource database, ValueSeal seal, Supplier<LedgerSchema> schema, UnaryOperator<String> redaction, Runnable committed) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.seal = seal;
        this.schema = schema;
        this.redaction = redaction;
        this.committed = committed;
    }

    /** @param key by which the ledger knows the record */
    private record Place(String output, String key) {}

    private record Standing(String source, Place place, Element element, ItemName item, SubjectId subject, byte[] wrong, byte[] sealed) {}

    private Map<Place, List<Standing>> of(String source) {
        return inForce.orElseGet(this::read).getOrDefault(source, Map.of());
    }

    private synchronized Map<String, Map<Place, List<Standing>>> read() {
        Map<String, Map<Place, List<Standing>>> read = database.sql("SELECT * FROM correction.amendment WHERE ended_at IS NULL").query((row, number) -> standing(row)).list().stream()
                .collect(Collectors.groupingBy(Standing::source, Collectors.groupingBy(Standing::place)));
        inForce = Optional.of(read);
        return read;
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(row.getString("source"), new Place(row.getString("output"), row.getString("source_key")), Element.of(row.getString("element")).orElseThrow(),
                new ItemName(row.getString("item")), SubjectId.parse(row.getString("subject")), row.getBytes("wrong"), row.getBytes("sealed"));
    }

    @Override
    public boolean any(String source) {
        return !of(source).isEmpty();
    }

    @Override
    public MappedRecord in(String source, String key, MappedRecord mapped) {
        MappedRecord corrected = mapped;
        for (Standing standing : of(source).getOrDefault(new Place(mapped.output().code(), key), List.of())) {
            corrected = in(standing, corrected);
        }
        return corrected;
    }

    private MappedRecord in(Standing standing, MappedRecord mapped) {
        Optional<ItemDefinition> item = mapped.output().schema().item(standing.item());
        if (item.isEmpty() || !delivers(standing, mapped, mapped.values()[item.get().ordinal()])) {
            return mapped;
        }
        Optional<String> right = seal.open(standing.element(), standing.subject(), standing.sealed());
        if (right.isEmpty()) {
            return mapped;
        }
        Object[] values = mapped.values().clone();
        values[item.get().ordinal()] = value(item.get(), right.get()).orElse(null);
        List<Flag> flags = new ArrayList<>(mapped.flags());
        flags.add(new Flag(CORRECTED, Optional.of(standing.item())));
        return new MappedRecord(mapped.output(), mapped.raw(), mapped.sourceKey(), values, mapped.sourceUpdatedAt(),
                mapped.problems().stream().filter(problem -> problem.item().filter(standing.item().value()::equals).isEmpty()).toList(), flags, mapped.redact());
    }

    /** Whether the source still delivers the wrong value. */
    private boolean delivers(Standing standing, MappedRecord mapped, Object value) {
        String text = Values.text(value);
        String stored = mapped.redact().contains(standing.item()) && !text.isEmpty() ? redaction.apply(text) : text;
        return Arrays.equals(standing.wrong(), seal.digest(standing.element(), standing.item(), stored));
    }

    private static Optional<Object> value(ItemDefinition item, String text) {
        return text.isEmpty() ? Optional.empty() : Values.read(item.type(), text);
    }

    @Override
    public void keep(Amendment made) {
        Dispute.Cell cell = made.dispute().cell();
        byte[] sealed = seal.seal(cell, made.subject(), Values.text(made.right()));
        transactions.executeWithoutResult(status -> {
            Optional<byte[]> before = database.sql("UPDATE correction.amendment SET ended_at = ?, ended = 'REPLACED' WHERE source = ? AND output = ? AND source_key = ? AND item = ? "
                    + "AND ended_at IS NULL RETURNING wrong").params(at(made.at()), made.source(), made.output(), made.key(), cell.item().value()).query(byte[].class).optional();
            database.sql("""
                    INSERT INTO correction.amendment (dispute, source, output, source_key, record, dataset, element, item, subject, wrong, sealed, made_at, made_by)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dispute) DO UPDATE SET sealed = excluded.sealed, subject = excluded.subject, wrong = excluded.wrong,
                    made_at = excluded.made_at, made_by = excluded.made_by, ended_at = NULL, ended = NULL""")
                    .params(made.dispute().id(), made.source(), made.output(), made.key(), Ulid.from(cell.record()).toUuid(), cell.dataset().value(), cell.element().code(), cell.item().value(),
                            made.subject().toString(), before.orElseGet(() -> seal.digest(cell, made.wrong())), sealed, at(made.at()), made.by()).update();
        });
        read();
    }

    @Override
    public void stands(String dispute, String batch) {
        database.sql("UPDATE correction.amendment SET batch = ? WHERE dispute = ?").params(Ulid.from(batch).toUuid(), dispute).update();
    }

    @Override
    public void forget(String dispute) {
        database.sql("DELETE FROM correction.amendment WHERE dispute = ?").param(dispute).update();
        read();
    }

    @Override
    public List<Overwritten> overwritten() {
        return database.sql(OVERWRITTEN).query((row, number) -> new Overwritten(JdbcDisputes.dispute(row), SubjectId.parse(row.getString("of_subject")))).list();
    }

    @Override
    public boolean wrong(Dispute dispute, Object value) {
        return database.sql("SELECT wrong FROM correction.amendment WHERE dispute = ?").param(dispute.id()).query(byte[].class).optional()
                .filter(wrong -> Arrays.equals(wrong, seal.digest(dispute.cell(), value))).isPresent();
    }

    @Override
    public Optional<Optional<Object>> right(Dispute dispute, SubjectId subject) {
        return database.sql("SELECT sealed FROM correction.amendment WHERE dispute = ?").param(dispute.id()).query(byte[].class).optional()
                .flatMap(sealed -> seal.open(dispute.cell(), subject, sealed))
                .map(text -> schema.get().item(dispute.cell().element(), dispute.cell().item()).flatMap(item -> value(item, text)));
    }

    @Override
    public void over(String dispute, Instant at, AuditEvent event) {
        transactions.executeWithoutResult(status -> {
            int rows = database.sql("UPDATE correction.amendment SET ended_at = ?, ended = 'SOURCE' WHERE dispute = ? AND ended_at IS NULL").params(at(at), dispute).update();
            if (rows == 1) {
                database.sql("INSERT INTO audit.outbox (id, event) VALUES (?, ?)").params(event.id(), EventJson.write(event)).update();
            }
        });
        read();
        committed.run();
    }

    private static java.time.OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
