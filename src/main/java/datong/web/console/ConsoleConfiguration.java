package datong.web.console;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.Anchoring;
import datong.audit.AuditLog;
import datong.audit.DiskWatch;
import datong.audit.MerkleLog;
import datong.audit.Witnessing;
import datong.calendar.WorkCalendar;
import datong.calendar.yaml.CalendarFolder;
import datong.catalogue.Catalogue;
import datong.catalogue.EntryVersions;
import datong.classification.PersonalDataScanner;
import datong.intake.Mending;
import datong.intake.Quarantine;
import datong.intake.Replay;
import datong.intake.Stages;
import datong.intake.VerificationRequests;
import datong.intake.camel.Integrations;
import datong.intake.camel.nifi.KeptFlowFiles;
import datong.intake.camel.nifi.NifiServers;
import datong.intake.camel.nifi.NifiStates;
import datong.lineage.Traces;
import datong.lineage.WrittenMappingReader;
import datong.mapping.MappingError;
import datong.mapping.yaml.MappingFolder;
import datong.policy.PolicyProblem;
import datong.policy.Vocabulary;
import datong.policy.ranger.PolicyFolder;
import datong.protection.Protector;
import datong.publication.Publications;
import datong.publication.Publisher;
import datong.publication.Releases;
import datong.quality.Conformance;
import datong.quality.Measurements;
import datong.quality.Timekeeper;
import datong.query.Looks;
import datong.query.Queries;
import datong.resolution.Resolutions;
import datong.resolution.jdbc.ResolutionWorker;
import datong.resolution.yaml.KnowledgeFolder;
import datong.review.Comparisons;
import datong.review.PolicyChanges;
import datong.review.PolicyDesk;
import datong.review.PolicyEvents;
import datong.schema.CodeTables;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import datong.source.RecordReaders;
import datong.statistics.Answers;
import datong.statistics.BudgetBook;
import datong.statistics.OfferCheck;
import datong.statistics.Offers;
import datong.web.VerificationRows;
import java.time.Clock;
import java.util.List;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The console's views over the hub's rooms. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {
    private static final String EMERGENCY = "EMERGENCY";
    /** What the policies call their version while there are none. */
    private static final String NO_POLICIES = "none";

    @Bean
    LevelMask levelMask(Protector protector) {
        return new LevelMask(protector);
    }

    @Bean
    Jobs consoleJobs(Clock clock) {
        return new Jobs(clock);
    }

    @Bean
    Routes consoleRoutes(Integrations integrations) {
        return new Routes(integrations::channels, integrations::problems);
    }

    @Bean
    ConsoleAudit consoleAudit(AuditLog log, PolicyFolder policies, Clock clock) {
        return new ConsoleAudit(log, () -> UlidCreator.getMonotonicUlid().toString(), policies::policyVersion, clock);
    }

    @Bean
    RefusedPages refusedPages(ConsoleAudit audit) {
        return RefusedPages.in(audit);
    }

    @Bean
    NifiView nifiView(NifiServers nifi, NifiStates states, KeptFlowFiles kept, JdbcClient database, ConsoleAudit audit) {
        return new HubNifiView(nifi.all(), states, kept, database, audit);
    }

    @Bean
    IntakeView intakeView(JdbcClient database, MappingFolder mappings, Routes routes) {
        return new JdbcIntakeView(database, mappings, mappings::problems, routes);
    }

    @Bean
    QuarantineView quarantineView(JdbcClient database, Quarantine quarantine, MappingFolder mappings, Protector protector, ConsoleAudit audit,
            Clock clock) {
        return new JdbcQuarantineView(database, quarantine, mappings, new LevelMask(protector), audit, clock);
    }

    @Bean
    Replays replays(Replay replay, Mending mending) {
        return new HubReplays(replay, mending);
    }

    @Bean
    VerificationRows verificationRows(VerificationRequests requests, Quarantine quarantine, QuarantineView view, MappingFolder mappings, Protector protector,
            PersonalDataScanner scanner) {
        return new HubVerificationRows(requests, quarantine, view, mappings, new LevelMask(protector), scanner);
    }

    @Bean
    MappingView mappingView(MappingFolder mappings, RecordReaders readers, Stages stages, Protector protector, ConsoleAudit audit) {
        return new HubMappingView(mappings, mappings::problems, readers, stages, new LevelMask(protector), audit);
    }

    @Bean
    ResolutionView resolutionView(Resolutions resolutions, ExtensionFolder extensions, Protector protector, ConsoleAudit audit, JdbcClient database) {
        return new HubResolutionView(resolutions, extensions.schema(), new LevelMask(protector), audit, database);
    }

    @Bean
    StudioMask studioMask(Protector protector, PersonalDataScanner scanner) {
        return new StudioMask(new LevelMask(protector), scanner);
    }

    @Bean
    HubStudio hubStudio(ExtensionFolder extensions, MappingFolder mappings, Stages stages, StudioMask mask) {
        return new HubStudio(extensions::schema, extensions::codeTables, mappings, stages, mask);
    }

    @Bean
    StudioDiffs studioDiffs(MappingFolder mappings, Stages stages, ObjectProvider<Publications> publications, StudioMask mask) {
        return new StudioDiffs(mappings, stages, Optional.ofNullable(publications.getIfAvailable()), mask);
    }

    @Bean
    AuditView auditView(MerkleLog log, ObjectProvider<Witnessing> witnesses, Anchoring anchors, Clock clock) {
        return new HubAuditView(log.reader(), log.verifier(), log.evidence(), () -> outsiders(witnesses, anchors), clock);
    }

    private static List<AuditView.Outsider> outsiders(ObjectProvider<Witnessing> witnesses, Anchoring anchors) {
        List<AuditView.Outsider> outsiders = new ArrayList<>();
        witnesses.ifAvailable(witnessing -> witnessing.standing().outcomes().forEach((name, outcome) -> outsiders.add(new AuditView.Outsider("witness", name, outcome.equals("cosigned"), outcome))));
        anchors.outcomes().forEach((name, outcome) -> outsiders.add(new AuditView.Outsider("anchor", name, outcome.equals("kept"), outcome)));
        return outsiders;
    }

    @Bean
    CatalogueView catalogueView(Catalogue catalogue, EntryVersions versions, Queries queries, ExtensionFolder extensions, MappingFolder mappings) {
        return new HubCatalogueView(catalogue, versions, queries, extensions::schema, mappings);
    }

    @Bean
    LookView lookView(PolicyFolder policies, Looks looks) {
        return new HubLookView(policies, looks);
    }

    @Bean
    PublicationView publicationView(ObjectProvider<Publications> publications, ObjectProvider<Releases> releases, ObjectProvider<Publisher> publisher) {
        if (publisher.getIfAvailable() == null) {
            return new NothingPublished();
        }
        return new HubPublicationView(publications.getObject(), releases.getObject(), publisher.getObject());
    }

    @Bean
    PolicyView policyView(PolicyFolder policies, PolicyChanges changes, PolicyDesk desk, PolicyEvents events, Comparisons comparisons) {
        return new HubPolicyView(policies, changes, desk, events, comparisons);
    }

    @Bean
    QualityView qualityView(Measurements measurements, MappingFolder mappings, Routes routes, Conformance conformance, Timekeeper timekeeper, ConsoleAudit audit,
            Clock clock) {
        return new HubQualityView(measurements, mappings, routes, conformance, timekeeper, audit, clock);
    }

    @Bean
    StatisticsView statisticsView(Offers offers, ExtensionFolder extensions, Datasets datasets, Answers answers, BudgetBook budgets) {
        return new HubStatisticsView(offers, new OfferCheck(extensions::schema, extensions::codeTables), datasets, answers, budgets);
    }

    @Bean
    LineageView lineageView(Traces traces, WrittenMappingReader written, MappingFolder mappings, Publications publications, Resolutions resolutions,
            ExtensionFolder extensions) {
        return new HubLineageView(traces, written, mappings, publications, resolutions, extensions::schema);
    }

    @Bean
    FlowView flowView(JdbcClient database, IntakeView intake, QuarantineView quarantine, PublicationView publications, Datasets datasets, AuditView audit,
            PolicyFolder policies, MappingFolder mappings, Routes routes, Standing standing, Clock clock) {
        return new JdbcFlowView(database, intake, publications, datasets, () -> new FlowView.Health(
                Optional.of(policies.policyVersion()).filter(version -> !version.equals(NO_POLICIES)),
                policies.admin().map(admin -> new FlowView.PolicyAdmin(admin.host(), admin.service(), admin.confirmed(), admin.refusal().isEmpty())), problems(policies, mappings, routes, standing), audit.checkpoint(),
                quarantine.count(QuarantineView.Filter.ALL)), clock);
    }

    @Bean
    Directory directory(PolicyFolder policies) {
        return new Directory() {
            @Override
            public String organisation(String creditCode, boolean english) {
                return policies.organisations().find(creditCode).map(known -> english ? known.english() : known.chinese()).orElse(creditCode);
            }

            @Override
            public List<Vocabulary.Term> purposes() {
                return policies.vocabulary().purposes().stream().filter(purpose -> !purpose.code().startsWith("CATALOGUE")).toList();
            }

            @Override
            public List<Vocabulary.Term> scenes() {
                return policies.vocabulary().scenes().stream().filter(scene -> !scene.code().equals(EMERGENCY)).toList();
            }
        };
    }

    /** What else stands against the day: files of resolution and calendar, a year without a calendar, resolution that waits, a disk that fills. */
    @Bean
    Standing standing(KnowledgeFolder knowledge, CalendarFolder calendars, WorkCalendar calendar, ResolutionWorker resolution, DiskWatch disk) {
        return new Standing(() -> Stream.of(knowledge.problems().stream(), calendars.problems().stream(), calendar.alarm().stream(), resolution.trouble().stream(), disk.alarm().stream())
                .flatMap(problems -> problems).toList());
    }

    record Standing(Supplier<List<String>> problems) {}

    private static List<String> problems(PolicyFolder policies, MappingFolder mappings, Routes routes, Standing standing) {
        return Stream.of(standing.problems().get().stream(), policies.problems().stream().map(PolicyProblem::toString), mappings.problems().stream().map(MappingError::toString),
                routes.problems().get().stream()).flatMap(problems -> problems).toList();
    }
}
