package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.audit.MerkleLog;
import datong.audit.jdbc.AuditProjection;
import datong.audit.jdbc.OutboxDrain;
import datong.catalogue.Catalogue;
import datong.catalogue.OtherNames;
import datong.catalogue.Standings;
import datong.catalogue.hanlp.HanlpWords;
import datong.catalogue.yaml.CatalogueFolder;
import datong.classification.Classifier;
import datong.classification.PersonalDataScanner;
import datong.classification.RuleBasedScanner;
import datong.classification.hanlp.HanlpNames;
import datong.intake.Corrections;
import datong.intake.Stages;
import datong.intake.camel.Integrations;
import datong.intake.jdbc.JdbcDeliveries;
import datong.ledger.Ledger;
import datong.ledger.LedgerWriter;
import datong.ledger.jdbc.JdbcLedger;
import datong.ledger.jdbc.JdbcLedgerWriter;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.policy.AccessDecisions;
import datong.policy.ranger.PolicyFolder;
import datong.protection.CryptoSuites;
import datong.protection.Envelopes;
import datong.protection.KeyRing;
import datong.protection.Protector;
import datong.protection.RowProtector;
import datong.protection.SubjectVault;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.protection.bouncycastle.PemEnvelopes;
import datong.protection.keeper.KeyKeepers;
import datong.publication.yaml.PublicationFolder;
import datong.review.RecentQuestions;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.schema.yaml.ExtensionFolder;
import datong.source.RecordReaders;
import datong.source.StreamingReaders;
import datong.statistics.yaml.OfferFolder;
import datong.still.Coarsening;
import datong.still.StillWriter;
import datong.still.Stills;
import datong.studio.DraftDesk;
import datong.studio.KeptSamples;
import datong.studio.SampleKeeper;
import datong.studio.SampleSeal;
import datong.studio.SaveDesk;
import datong.studio.Synonyms;
import datong.studio.jdbc.JdbcKeptSamples;
import datong.studio.yaml.SynonymFiles;
import datong.subscription.SubscriptionDesk;
import datong.subscription.yaml.SubscriptionFolder;
import datong.validation.RecordValidator;
import datong.web.open311.Open311Folder;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every room works with: schema, mappings, keys, ledger and log; each room has a configuration of its own beside. */
@Configuration(proxyBeanMethods = false)
class DatongConfiguration {
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
    LedgerWriter ledgerWriter(DataSource database, SubjectVault vault, KeptSamples samples, Stills stills, Coarsening coarsening, HubSettings settings, Clock clock, KeyRingMatchesDatabase checked) {
        return new StillWriter(new SampleKeeper(new JdbcLedgerWriter(database, vault), samples, settings.studio().keeping(), clock), stills, coarsening);
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
    Catalogue catalogue(Datasets datasets, ExtensionFolder extensions, CatalogueFolder register, HubSettings settings, AccessDecisions decisions, Ledger ledger, Standings standings, AuditLog log,
            Clock clock) {
        return new Catalogue(datasets, extensions::schema, register::register, new HanlpWords(),
                () -> names(SynonymFiles.withDistrict(settings.folder("mappings/synonyms.yaml"))), decisions, ledger, standings, log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    private static OtherNames names(Synonyms synonyms) {
        return (element, item) -> synonyms.of(element, item).stream().filter(word -> !word.weak()).map(Synonyms.Word::text).toList();
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
