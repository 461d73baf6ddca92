package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.audit.EventJson;
import datong.audit.MerkleLog;
import datong.audit.jdbc.AuditProjection;
import datong.audit.jdbc.OutboxDrain;
import datong.calendar.WorkCalendar;
import datong.calendar.WorkingDays;
import datong.catalogue.Catalogue;
import datong.catalogue.OtherNames;
import datong.catalogue.hanlp.HanlpWords;
import datong.catalogue.yaml.CatalogueFolder;
import datong.classification.Classifier;
import datong.classification.PersonalDataScanner;
import datong.classification.RuleBasedScanner;
import datong.classification.hanlp.HanlpNames;
import datong.intake.BatchEvents;
import datong.intake.Corrections;
import datong.intake.FlowFiles;
import datong.intake.Intake;
import datong.intake.Mending;
import datong.intake.Mends;
import datong.intake.PushIntake;
import datong.intake.Quarantine;
import datong.intake.Replay;
import datong.intake.SourcePush;
import datong.intake.Spool;
import datong.intake.Stages;
import datong.intake.VerificationRequests;
import datong.intake.Verifying;
import datong.intake.camel.Integrations;
import datong.intake.jdbc.JdbcDeliveries;
import datong.intake.jdbc.JdbcFlowFiles;
import datong.intake.jdbc.JdbcMends;
import datong.intake.jdbc.JdbcQuarantine;
import datong.intake.jdbc.JdbcVerificationRequests;
import datong.ledger.Changes;
import datong.ledger.ContentSeal;
import datong.ledger.Ledger;
import datong.ledger.LedgerWriter;
import datong.ledger.Presence;
import datong.ledger.QuarantineSeal;
import datong.ledger.jdbc.JdbcChanges;
import datong.ledger.jdbc.JdbcLedger;
import datong.ledger.jdbc.JdbcLedgerWriter;
import datong.ledger.jdbc.JdbcPresence;
import datong.lineage.HttpLineageSink;
import datong.lineage.LineageSender;
import datong.lineage.LineageSink;
import datong.lineage.RunEvents;
import datong.lineage.Traces;
import datong.lineage.WrittenMappingReader;
import datong.lineage.jdbc.JdbcTraces;
import datong.lineage.jdbc.JdbcUnsentRuns;
import datong.lineage.jdbc.JdbcWrittenMappings;
import datong.lineage.kafka.KafkaLineageSink;
import datong.mapping.Mappings;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.policy.AccessDecisions;
import datong.policy.UsageCounter;
import datong.policy.ranger.PolicyFolder;
import datong.protection.CryptoSuites;
import datong.protection.Envelopes;
import datong.protection.FileEnvelopes;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.bouncycastle.PemEnvelopes;
import datong.protection.Protector;
import datong.protection.RowProtector;
import datong.protection.SubjectVault;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.protection.keeper.KeyKeepers;
import datong.publication.CanaryRegister;
import datong.publication.CsvTable;
import datong.publication.Publisher;
import datong.publication.Releases;
import datong.publication.jdbc.JdbcReleases;
import datong.publication.parquet.ParquetTable;
import datong.publication.yaml.PublicationFolder;
import datong.quality.Measurements;
import datong.quality.QualityGate;
import datong.quality.jdbc.JdbcMeasurements;
import datong.query.ChangeConductor;
import datong.query.ChangeQueries;
import datong.query.KeyedDigest;
import datong.query.LookConductor;
import datong.query.Looks;
import datong.query.Queries;
import datong.query.QueryConductor;
import datong.review.RecentQuestions;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.schema.yaml.ExtensionFolder;
import datong.statistics.yaml.OfferFolder;
import datong.subscription.SubscriptionDesk;
import datong.subscription.yaml.SubscriptionFolder;
import datong.web.open311.Open311Folder;
import datong.source.RecordReaders;
import datong.source.StreamingReaders;
import datong.studio.DraftDesk;
import datong.studio.KeptSamples;
import datong.studio.SampleKeeper;
import datong.studio.SampleSeal;
import datong.studio.SaveDesk;
import datong.studio.jdbc.JdbcKeptSamples;
import datong.studio.Synonyms;
import datong.studio.yaml.SynonymFiles;
import datong.validation.RecordValidator;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All wiring, in the order in which data flows. */
@Configuration(proxyBeanMethods = false)
class DatongConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(DatongConfiguration.class);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    // ---- schema

    /** The standard schema with the district's own items; watched. */
    @Bean
    ExtensionFolder extensionFolder(HubSettings settings) {
        return new ExtensionFolder(settings.folder("mappings/extensions"), LedgerSchema.standard(), CodeTableFiles.standard());
    }

    // ---- source and mapping

    @Bean
    RecordReaders recordReaders() {
        return new StreamingReaders();
    }

    @Bean
    MappingFiles mappingFiles(ExtensionFolder extensions, Clock clock) {
        return new MappingFiles(extensions::schema, extensions::codeTables, clock);
    }

    @Bean
    MappingFolder mappingFolder(HubSettings settings, MappingFiles files) {
        MappingFolder folder = new MappingFolder(settings.folder("mappings"), files);
        folder.refresh();
        return folder;
    }

    @Bean
    Datasets datasets(MappingFolder mappings) {
        return mappings.datasets();
    }

    // ---- validation and classification

    @Bean
    PersonalDataScanner personalDataScanner() {
        return new RuleBasedScanner(new HanlpNames());
    }

    @Bean
    Stages stages(ExtensionFolder extensions, PersonalDataScanner scanner, SubjectVault vault, Corrections corrections, Clock clock) {
        Supplier<RecordValidator> validators = extensions.derived(inForce -> new RecordValidator(inForce.codeTables(), clock));
        Classifier classifier = new Classifier(scanner, vault::keyDigest, clock);
        return new Stages(mapped -> validators.get().validate(mapped), classifier::classify, classifier::ledgerKey, corrections);
    }

    // ---- protection

    @Bean
    CryptoSuites cryptoSuites() {
        return new BouncyCastleSuites();
    }

    @Bean
    KeyRing keyRing(HubSettings settings, CryptoSuites suites) {
        return KeyRing.openOrCreate(settings.keyFolder().resolve("ring"), settings.suite(), suites, KeyKeepers.of(settings.crypto().keeper()));
    }

    @Bean(destroyMethod = "close")
    SubjectVault vault(KeyRing ring, CryptoSuites suites) {
        return new SubjectVault(ring, suites);
    }

    @Bean
    Protector protector(KeyRing ring, CryptoSuites suites, PersonalDataScanner scanner, Envelopes envelopes) {
        return new RowProtector(ring, suites, scanner, envelopes);
    }

    @Bean
    PemEnvelopes envelopes(HubSettings settings, KeyRing ring, CryptoSuites suites) {
        return new PemEnvelopes(settings.folder("policies/recipients"), settings.suite(), suites);
    }

    // ---- ledger

    @DependsOnDatabaseInitialization
    @Bean
    KeyRingMatchesDatabase keyRingMatchesDatabase(DataSource database, KeyRing ring) {
        return KeyRingMatchesDatabase.check(database, ring.fingerprint());
    }

    @Bean
    LedgerWriter ledgerWriter(DataSource database, SubjectVault vault, KeptSamples samples, HubSettings settings, Clock clock, KeyRingMatchesDatabase checked) {
        return new SampleKeeper(new JdbcLedgerWriter(database, vault), samples, settings.studio().keeping(), clock);
    }

    @Bean
    KeptSamples keptSamples(DataSource database, SubjectVault vault) {
        return new JdbcKeptSamples(JdbcClient.create(database), new SampleSeal(vault));
    }

    @Bean
    Ledger ledger(DataSource database, ExtensionFolder extensions, SubjectVault vault, KeyRingMatchesDatabase checked) {
        return new JdbcLedger(database, extensions::schema, vault);
    }

    // ---- audit

    @Bean(destroyMethod = "close")
    MerkleLog auditLog(HubSettings settings, KeyRing ring, CryptoSuites suites, Clock clock) throws IOException {
        OwnerOnly.folder(settings.dataFolder());
        return MerkleLog.open(MerkleLog.Settings.of(settings.dataFolder().resolve("audit"), AuditSigner.origin(ring)), AuditSigner.of(ring, suites), AuditSigner.former(ring, suites), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KeyRewrapping keyRewrapping(KeyRing ring, SubjectVault vault, MerkleLog log, Clock clock) {
        return new KeyRewrapping(ring, vault, log, clock);
    }

    @Bean
    AuditHealth auditLogHealth(MerkleLog log) {
        return new AuditHealth(log);
    }

    @DependsOnDatabaseInitialization
    @Bean
    OutboxDrain outboxDrain(DataSource database, MerkleLog log) {
        return new OutboxDrain(database, log);
    }

    @DependsOnDatabaseInitialization
    @Bean(initMethod = "start", destroyMethod = "close")
    AuditProjection auditProjection(DataSource database, MerkleLog log) {
        return new AuditProjection(database, log.reader());
    }

    // ---- conductors

    @Bean
    BatchEvents batchEvents(AuditLog log, OutboxDrain drain, Clock clock) {
        return new BatchEvents(EventJson::write, log::append, drain::drain, clock);
    }

    @DependsOnDatabaseInitialization
    @Bean
    JdbcDeliveries deliveries(DataSource database, Clock clock) {
        return new JdbcDeliveries(JdbcClient.create(database), clock);
    }

    @Bean
    JdbcQuarantine quarantine(DataSource database, SubjectVault vault) {
        return new JdbcQuarantine(JdbcClient.create(database), new QuarantineSeal(vault));
    }

    @Bean
    Mends mends(DataSource database, SubjectVault vault, Clock clock) {
        return new JdbcMends(database, new QuarantineSeal(vault), clock);
    }

    @Bean
    Measurements measurements(DataSource database) {
        return new JdbcMeasurements(database);
    }

    @DependsOnDatabaseInitialization
    @Bean
    FlowFiles flowFiles(DataSource database, SubjectVault vault, Clock clock) {
        return new JdbcFlowFiles(database, new ContentSeal(vault), clock);
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService intakeWorkers(HubSettings settings) {
        return Executors.newFixedThreadPool(settings.intake().writers(), Thread.ofPlatform().name("intake-", 1).factory());
    }

    @Bean
    Presence presence(DataSource database) {
        return new JdbcPresence(database);
    }

    @Bean
    Intake intake(Mappings mappings, Stages stages, LedgerWriter ledger, Presence presence, JdbcDeliveries deliveries, BatchEvents events, Measurements measurements,
            Mends mends, ExecutorService intakeWorkers, HubSettings settings, Clock clock) {
        Intake.Settings intake = new Intake.Settings(settings.intake().batch(), settings.intake().writers() + 1);
        return new Intake(mappings, stages, ledger, presence, deliveries, events, new QualityGate(measurements), mends, intakeWorkers, intake, clock);
    }

    @Bean
    Spool spool(HubSettings settings) {
        return new Spool(settings.dataFolder().resolve("spool"));
    }

    @Bean
    SourcePush sourcePush(Intake intake, Mappings mappings, RecordReaders readers, JdbcQuarantine quarantine, Clock clock) {
        return new PushIntake(intake, mappings, readers, quarantine, clock);
    }

    @Bean
    Replay replay(Quarantine quarantine, Mappings mappings, Stages stages, LedgerWriter ledger, BatchEvents events, HubSettings settings,
            Clock clock) {
        return new Replay(quarantine, mappings, stages, ledger, events, settings.intake().batch(), clock);
    }

    @Bean
    Mending mending(Quarantine quarantine, Mends mends, Replay replay, PersonalDataScanner scanner, SubjectVault vault, AuditLog log, Clock clock) {
        return new Mending(quarantine, mends, replay, scanner, new QuarantineSeal(vault)::valueDigest, log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @DependsOnDatabaseInitialization
    @Bean
    VerificationRequests verificationRequests(DataSource database) {
        return new JdbcVerificationRequests(database);
    }

    @Bean
    Verifying verifying(VerificationRequests requests, Mappings mappings, PersonalDataScanner scanner, WorkCalendar calendar, AuditLog log, Clock clock) {
        return new Verifying(requests, mappings, scanner, (day, count) -> workingDays(calendar, day, count), log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    private static Optional<LocalDate> workingDays(WorkCalendar calendar, LocalDate day, int count) {
        try {
            return Optional.of(calendar.plusWorkingDays(day, count));
        } catch (WorkingDays.YearUnknown unknown) {
            return Optional.empty();
        }
    }

    @Bean
    Queries queries(Datasets datasets, ExtensionFolder extensions, AccessDecisions decisions, Ledger ledger, Protector protector, AuditLog log,
            UsageCounter usage, KeyRing ring, PersonalDataScanner scanner, Clock clock) {
        KeyedDigest digest = ring.digest(KeyPurpose.QUESTION_DIGEST)::apply;
        return new QueryConductor(datasets, extensions::schema, decisions, ledger, protector, log, usage, digest, scanner::redact,
                () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Changes changes(DataSource database, ExtensionFolder extensions, SubjectVault vault, KeyRingMatchesDatabase checked) {
        return new JdbcChanges(database, extensions::schema, vault);
    }

    @Bean
    ChangeQueries changeQueries(Datasets datasets, ExtensionFolder extensions, AccessDecisions decisions, Ledger ledger, Changes changes, Protector protector, AuditLog log,
            UsageCounter usage, KeyRing ring, PersonalDataScanner scanner, Clock clock) {
        return new ChangeConductor(datasets, extensions::schema, decisions, ledger, changes, protector, log, usage, ring.digest(KeyPurpose.QUESTION_DIGEST)::apply,
                () -> ring.digests(KeyPurpose.QUESTION_DIGEST).stream().<KeyedDigest>map(digest -> digest::apply).toList(), scanner::redact,
                () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Looks looks(Datasets datasets, ExtensionFolder extensions, PolicyFolder policies, Ledger ledger, Protector protector, Queries queries, AuditLog log, UsageCounter usage, KeyRing ring,
            Clock clock) {
        return new LookConductor(datasets, extensions::schema, policies, policies, ledger, protector, queries, log, usage, ring.digest(KeyPurpose.QUESTION_DIGEST)::apply,
                () -> UlidCreator.getMonotonicUlid().toString(), new SecureRandom(), clock);
    }

    @Bean
    Catalogue catalogue(Datasets datasets, ExtensionFolder extensions, CatalogueFolder register, HubSettings settings, AccessDecisions decisions, Ledger ledger, AuditLog log, Clock clock) {
        return new Catalogue(datasets, extensions::schema, register::register, new HanlpWords(), () -> names(SynonymFiles.withDistrict(settings.folder("mappings/synonyms.yaml"))), decisions, ledger, log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    private static OtherNames names(Synonyms synonyms) {
        return (element, item) -> synonyms.of(element, item).stream().filter(word -> !word.weak()).map(Synonyms.Word::text).toList();
    }

    @Bean
    PublicationFolder publicationFolder(HubSettings settings) {
        return new PublicationFolder(settings.folder("policies/publications"));
    }

    @Bean
    CanaryRegister canaryRegister(HubSettings settings, KeyRing ring) {
        return new CanaryRegister(settings.dataFolder().resolve("releases"), ring.digest(KeyPurpose.WATERMARK));
    }

    @Bean
    Releases releases(DataSource database) {
        return new JdbcReleases(database);
    }

    @DependsOnDatabaseInitialization
    @Bean
    Publisher publisher(PublicationFolder publications, Datasets datasets, ExtensionFolder extensions, PolicyFolder policies, Ledger ledger,
            Protector protector, FileEnvelopes envelopes, PersonalDataScanner scanner, CanaryRegister canaries, Releases releases, HubSettings settings, AuditLog log, Clock clock) {
        Publisher publisher = new Publisher(publications, datasets, extensions::schema, policies, policies.organisations(), ledger, protector, envelopes, scanner, canaries, releases,
                List.of(new CsvTable(), new ParquetTable()), settings.dataFolder().resolve("releases"), log,
                () -> UlidCreator.getMonotonicUlid().toString(), clock);
        settle(publisher);
        return publisher;
    }

    /** A release that cannot be settled now keeps nobody from working: it is seen by no register, and settled before the next. */
    private static void settle(Publisher publisher) {
        try {
            publisher.settle();
        } catch (IOException stuck) {
            LOG.error("a release that was cut off could not be finished or removed; see that the hub may write in <data>/releases, then restart it", stuck);
        }
    }

    // ---- lineage

    @Bean
    Traces traces(DataSource database, ExtensionFolder extensions) {
        return new JdbcTraces(database, extensions::schema);
    }

    @Bean
    WrittenMappingReader writtenMappings(DataSource database, MappingFiles files) {
        return new WrittenMappingReader(new JdbcWrittenMappings(database), files);
    }

    @Bean
    LineageSink lineageSink(HubSettings settings) throws IOException {
        HubSettings.Lineage lineage = settings.lineage();
        return lineage.to().startsWith("kafka:") ? KafkaLineageSink.at(lineage.to()) : new HttpLineageSink(URI.create(lineage.to()), lineage.bearer());
    }

    /** Without an address nothing is sent; what has ended waits, and is sent once there is one. */
    @DependsOnDatabaseInitialization
    @Bean(destroyMethod = "close")
    LineageSender lineageSender(HubSettings settings, DataSource database, WrittenMappingReader written, Datasets datasets, ExtensionFolder extensions, LineageSink sink) {
        HubSettings.Lineage lineage = settings.lineage();
        RunEvents events = new RunEvents(lineage.namespace(), written::byVersion, datasets, extensions::schema, HubVersion.text());
        LineageSender sender = new LineageSender(new JdbcUnsentRuns(database), events, sink);
        if (!lineage.to().isEmpty()) {
            sender.start(Duration.ofSeconds(5));
        }
        return sender;
    }

    // ---- studio

    @Bean
    DraftDesk draftDesk(ExtensionFolder extensions, MappingFolder mappings, HubSettings settings, Clock clock) {
        return new DraftDesk(extensions::schema, extensions::codeTables, () -> SynonymFiles.withDistrict(settings.folder("mappings/synonyms.yaml")), mappings, clock);
    }

    @Bean
    SaveDesk saveDesk(MappingFolder mappings, Integrations integrations, HubSettings settings, AuditLog log, PolicyFolder policies, Clock clock) {
        return new SaveDesk(mappings, settings.folder("integrations"), source -> integrations.states().containsKey(source), log,
                () -> UlidCreator.getMonotonicUlid().toString(), policies::policyVersion, clock);
    }

    // ---- the stewards' folders

    @Bean
    Open311Folder open311Folder(HubSettings settings) {
        return new Open311Folder(settings.folder("policies/open311"));
    }

    @Bean
    FolderWatch folderWatch(HubSettings settings, ExtensionFolder extensions, MappingFolder mappings, PolicyFolder policies, RecentQuestions recent, Integrations integrations, CamelContext camel,
            JdbcDeliveries deliveries, PublicationFolder publications, OfferFolder offers, Open311Folder open311, SubscriptionFolder subscriptions, SubscriptionDesk desk,
            AuditLog audit, Clock clock) {
        return new FolderWatch(settings, extensions, mappings, policies, recent, publications, offers, open311, subscriptions, desk, integrations, camel, deliveries, audit, clock);
    }

    @Bean
    SampleLoad sampleLoad(HubSettings settings, DataSource database, JdbcDeliveries deliveries) {
        return new SampleLoad(settings, database);
    }
}
