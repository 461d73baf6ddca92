package datong;

import com.zaxxer.hikari.HikariDataSource;
import datong.audit.EventJson;
import datong.audit.MerkleLog;
import datong.audit.jdbc.OutboxDrain;
import datong.classification.Classifier;
import datong.classification.RuleBasedScanner;
import datong.classification.hanlp.HanlpNames;
import datong.intake.BatchEvents;
import datong.intake.Intake;
import datong.intake.Mending;
import datong.intake.Outcome;
import datong.intake.Quarantine;
import datong.intake.Replay;
import datong.intake.Stages;
import datong.intake.camel.Handover;
import datong.intake.jdbc.JdbcDeliveries;
import datong.intake.jdbc.JdbcFlowFiles;
import datong.intake.jdbc.JdbcMends;
import datong.intake.jdbc.JdbcQuarantine;
import datong.ledger.ContentSeal;
import datong.ledger.LedgerRow;
import datong.ledger.QuarantineSeal;
import datong.ledger.Selection;
import datong.ledger.jdbc.JdbcLedger;
import datong.ledger.jdbc.JdbcLedgerWriter;
import datong.ledger.jdbc.JdbcPresence;
import datong.mapping.Given;
import datong.mapping.Mapping;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.protection.KeyRing;
import datong.protection.SubjectVault;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.quality.QualityGate;
import datong.quality.jdbc.JdbcMeasurements;
import datong.schema.Dataset;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.source.StreamingReaders;
import datong.validation.RecordValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way in, wired as in {@link DatongConfiguration} but without web, routes and policies: a file through intake into the ledger. */
final class TestIntake implements AutoCloseable {
    static final LedgerSchema SCHEMA = Given.EXTENSIONS.schema();
    private final HikariDataSource database;
    private final SubjectVault vault;
    private final KeyRing ring;
    private final MerkleLog log;
    private final OutboxDrain drain;
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final MappingFolder mappings;
    private final JdbcLedger ledger;
    private final JdbcDeliveries deliveries;
    private final Handover handover;
    private final Replay replay;

    /** @param folder keys and audit log; @param mappings folder of mapping files, all of which must be good */
    TestIntake(DataSource server, Path folder, Path mappings, int batch) {
        Clock clock = Clock.systemUTC();
        BouncyCastleSuites suites = new BouncyCastleSuites();
        this.ring = KeyRing.openOrCreate(folder.resolve("keys"), Suite.INTERNATIONAL, suites);
        this.database = pool(server);
        this.vault = new SubjectVault(ring, suites);
        this.log = MerkleLog.open(MerkleLog.Settings.of(folder.resolve("audit"), "datong.test/intake"),
                AuditSigner.of(ring, suites), clock);
        this.drain = new OutboxDrain(database, log);
        this.mappings = new MappingFolder(mappings, new MappingFiles(SCHEMA, CodeTableFiles.standard(), clock));
        if (!this.mappings.refresh().problems().isEmpty()) {
            throw new IllegalStateException(this.mappings.problems().toString());
        }
        this.ledger = new JdbcLedger(database, () -> SCHEMA, vault);
        this.deliveries = new JdbcDeliveries(JdbcClient.create(database), clock);
        RecordValidator validator = new RecordValidator(CodeTableFiles.standard(), clock);
        Classifier classifier = new Classifier(new RuleBasedScanner(new HanlpNames()), vault::keyDigest, clock);
        Intake intake = new Intake(this.mappings, new Stages(validator::validate, classifier::classify, classifier::ledgerKey), new JdbcLedgerWriter(database, vault),
                new JdbcPresence(database), deliveries, new BatchEvents(EventJson::write, log::append, drain::drain, clock), new QualityGate(new JdbcMeasurements(database)),
                new JdbcMends(database, new QuarantineSeal(vault), clock), workers, new Intake.Settings(batch, 3), clock);
        this.replay = new Replay(quarantine(), this.mappings, new Stages(validator::validate, classifier::classify, classifier::ledgerKey), new JdbcLedgerWriter(database, vault),
                new BatchEvents(EventJson::write, log::append, drain::drain, clock), batch, clock);
        this.handover = new Handover(intake, this.mappings, new StreamingReaders(), new datong.intake.Spool(folder.resolve("spool")), () -> true, clock);
        deliveries.cutOff();
        drain.drain();
    }

    private static HikariDataSource pool(DataSource server) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(server);
        pool.setMaximumPoolSize(6);
        return pool;
    }

    /** Changed files come into force. */
    void remap() {
        mappings.refresh();
    }

    Outcome take(String source, Path file) throws IOException {
        return handover.take(source, file, file.getFileName().toString());
    }

    JdbcQuarantine quarantine() {
        return new JdbcQuarantine(JdbcClient.create(database), new QuarantineSeal(vault));
    }

    Replay replay() {
        return replay;
    }

    Mending mending() {
        QuarantineSeal seal = new QuarantineSeal(vault);
        return new Mending(quarantine(), new JdbcMends(database, seal, Clock.systemUTC()), replay, new RuleBasedScanner(new HanlpNames()), seal::valueDigest, log,
                () -> com.github.f4b6a3.ulid.UlidCreator.getMonotonicUlid().toString(), Clock.systemUTC());
    }

    /** Reads changed mapping files. */
    void refresh() {
        if (!mappings.refresh().problems().isEmpty()) {
            throw new IllegalStateException(mappings.problems().toString());
        }
    }

    DataSource pool() {
        return database;
    }

    SubjectVault vault() {
        return vault;
    }

    KeyRing ring() {
        return ring;
    }

    void drain() {
        drain.drain();
    }

    /** What the audit log holds of a kind. */
    long audited(String kind) {
        drain();
        return log.reader().read(0, (int) log.size()).stream().filter(entry -> entry.event().kind().equals(kind)).count();
    }

    MerkleLog log() {
        return log;
    }

    Handover handover() {
        return handover;
    }

    JdbcDeliveries deliveries() {
        return deliveries;
    }

    JdbcFlowFiles flowFiles() {
        return new JdbcFlowFiles(database, new ContentSeal(vault), Clock.systemUTC());
    }

    Mapping mapping(String source) {
        return mappings.find(source).orElseThrow();
    }

    JdbcClient database() {
        return JdbcClient.create(database);
    }

    long number(String sql, Object... parameters) {
        return database().sql(sql).params(parameters).query(Long.class).single();
    }

    Dataset dataset(String code) {
        return mappings.datasets().all().stream().filter(dataset -> dataset.code().value().equals(code)).findFirst().orElseThrow();
    }

    /** The current records of a dataset in clear: values of the named items, in the order of their source keys. */
    List<List<Object>> records(String code, String... items) {
        Dataset dataset = dataset(code);
        List<ItemName> names = Stream.of(items).map(ItemName::new).toList();
        List<List<Object>> records = new java.util.ArrayList<>();
        stream(dataset, names, row -> records.add(Arrays.asList(row.values())));
        return records;
    }

    /** Everything of every dataset but what differs from run to run (ids, times): key, level, flags and all items. */
    List<String> content() {
        List<String> content = new java.util.ArrayList<>();
        for (Dataset dataset : mappings.datasets().all()) {
            List<ItemName> names = Stream.concat(Stream.of("source_record_key", "level", "quality_flags", "mapping_version").map(ItemName::new),
                    dataset.items().stream().sorted(java.util.Comparator.comparing(ItemName::value))).toList();
            stream(dataset, names, row -> content.add(dataset.code().value() + Arrays.stream(row.values()).map(Objects::toString).toList()));
        }
        return content.stream().sorted().toList();
    }

    private void stream(Dataset dataset, List<ItemName> names, Consumer<LedgerRow> rows) {
        ledger.stream(new Selection(dataset.code(), dataset.element(), names, new Selection.Scope(true, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of()),
                List.of(), List.of(new Selection.Order(new ItemName("source_record_key"), false)), Optional.empty(), 0), rows);
    }

    /** What waits in quarantine: cells and reasons, opened. */
    List<String> quarantined() {
        JdbcQuarantine quarantine = new JdbcQuarantine(JdbcClient.create(database), new QuarantineSeal(vault));
        return mappings.all().stream().map(Mapping::source)
                .flatMap(source -> quarantine.open(new Quarantine.Filter(source, Optional.empty(), List.of()), Optional.empty(), 1_000_000).stream()
                        .map(held -> source + " " + held.raw().row() + " " + Arrays.toString(held.raw().cells()) + reasons(held.id())))
                .sorted().toList();
    }

    private String reasons(String id) {
        return database().sql("SELECT rule || ' ' || reasons::text FROM intake.quarantine WHERE id = ?").param(com.github.f4b6a3.ulid.Ulid.from(id).toUuid())
                .query(String.class).single();
    }

    @Override
    public void close() {
        workers.shutdown();
        drain.drain();
        log.close();
        vault.close();
        database.close();
    }
}
