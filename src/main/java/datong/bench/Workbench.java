package datong.bench;

import com.github.f4b6a3.ulid.UlidCreator;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import datong.EmbeddedDatabase;
import datong.audit.Ed25519Signer;
import datong.audit.EventJson;
import datong.audit.MerkleLog;
import datong.audit.jdbc.OutboxDrain;
import datong.classification.Classifier;
import datong.classification.RuleBasedScanner;
import datong.classification.hanlp.HanlpNames;
import datong.intake.BatchEvents;
import datong.intake.Delivery;
import datong.intake.Intake;
import datong.intake.Mends;
import datong.intake.Outcome;
import datong.intake.Stages;
import datong.intake.jdbc.JdbcDeliveries;
import datong.ledger.jdbc.JdbcLedger;
import datong.ledger.jdbc.JdbcLedgerWriter;
import datong.ledger.jdbc.JdbcPresence;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.mapping.yaml.Loaded;
import datong.mapping.yaml.MappingFiles;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.SubjectVault;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.quality.QualityGate;
import datong.quality.jdbc.JdbcMeasurements;
import datong.resolution.EvidenceKeys;
import datong.resolution.Knowledge;
import datong.resolution.jdbc.ResolutionPass;
import datong.schema.CodeTables;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.source.StreamingReaders;
import datong.validation.RecordValidator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hub's intake with everything real in it (PostgreSQL with fsync, key ring, audit log), in a folder that is thrown away. */
final class Workbench implements AutoCloseable {
    private static final String MAPPING = "bench-hotline.mapping.yaml";
    private final EmbeddedDatabase server;
    private final HikariDataSource database;
    private final SubjectVault vault;
    private final MerkleLog log;
    private final ExecutorService workers;
    private final Mapping mapping;
    private final Intake intake;
    private final KeyRing ring;
    private final BouncyCastleSuites suites = new BouncyCastleSuites();

    Workbench(Path folder, Suite suite, int batch, int writers) throws IOException {
        this(folder, suite, batch, writers, MAPPING);
    }

    /** @param file mapping beside this class */
    Workbench(Path folder, Suite suite, int batch, int writers, String file) throws IOException {
        Clock clock = Clock.systemUTC();
        server = EmbeddedDatabase.start(folder.resolve("data"), folder.resolve("keys"), 0);
        database = pool(server);
        Flyway.configure().dataSource(database).load().migrate();
        ring = KeyRing.openOrCreate(folder.resolve("keys").resolve("ring"), suite, suites);
        vault = new SubjectVault(ring, suites);
        log = MerkleLog.open(MerkleLog.Settings.of(folder.resolve("data").resolve("audit"), "datong/bench"), List.of(Ed25519Signer.generate("datong/bench")), clock);
        workers = Executors.newFixedThreadPool(writers);
        mapping = mapping(file, clock);
        intake = intake(batch, writers, clock);
    }

    private Intake intake(int batch, int writers, Clock clock) {
        OutboxDrain drain = new OutboxDrain(database, log);
        RecordValidator validator = new RecordValidator(CodeTableFiles.standard(), clock);
        Classifier classifier = new Classifier(new RuleBasedScanner(new HanlpNames()), vault::keyDigest, clock);
        return new Intake(new OneMapping(mapping), new Stages(validator::validate, classifier::classify, classifier::ledgerKey), new JdbcLedgerWriter(database, vault),
                new JdbcPresence(database), new JdbcDeliveries(JdbcClient.create(database), clock), new BatchEvents(EventJson::write, log::append, drain::drain, clock), new QualityGate(new JdbcMeasurements(database)),
                Mends.NONE, workers, new Intake.Settings(batch, writers + 1), clock);
    }

    private static Mapping mapping(String file, Clock clock) throws IOException {
        CodeTables codes = CodeTableFiles.standard();
        try (InputStream text = Workbench.class.getResourceAsStream(file)) {
            Loaded loaded = new MappingFiles(LedgerSchema.standard(), codes, clock).load(file, new String(text.readAllBytes(), StandardCharsets.UTF_8));
            return switch (loaded) {
                case Loaded.Good good -> good.mapping();
                case Loaded.Refused refused -> throw new IllegalStateException(refused.errors().toString());
            };
        }
    }

    private static HikariDataSource pool(EmbeddedDatabase server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url());
        config.setUsername(server.username());
        config.setPassword(server.password());
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.setMaximumPoolSize(16);
        return new HikariDataSource(config);
    }

    Outcome take(Path file) throws IOException {
        String id = UlidCreator.getMonotonicUlid().toString();
        return intake.take(new Delivery(id, mapping.source(), file.getFileName().toString(), Files.size(file), Optional.empty(),
                Clock.systemUTC().instant(), Optional.empty(), () -> new StreamingReaders().open(file, mapping.format())));
    }

    /** Resolution over the same ledger, with the stewards' places. */
    ResolutionPass resolution(Knowledge knowledge, int portion) {
        EvidenceKeys keys = new EvidenceKeys(ring.digest(KeyPurpose.RESOLUTION));
        OutboxDrain drain = new OutboxDrain(database, log);
        return new ResolutionPass(database, LedgerSchema.standard(), vault, keys, () -> new ResolutionPass.Held(knowledge, "bench"), drain::drain, Clock.systemUTC(), portion);
    }

    HikariDataSource database() {
        return database;
    }

    JdbcLedger ledger() {
        return new JdbcLedger(database, LedgerSchema::standard, vault);
    }

    Path postgres(Path folder) {
        return folder.resolve("data").resolve("postgres");
    }

    @Override
    public void close() throws IOException {
        workers.shutdown();
        log.close();
        vault.close();
        database.close();
        server.close();
    }

    private record OneMapping(Mapping mapping) implements Mappings {
        @Override
        public Optional<Mapping> find(String source) {
            return Optional.of(mapping);
        }

        @Override
        public List<Mapping> all() {
            return List.of(mapping);
        }
    }
}
