package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.audit.EventJson;
import datong.audit.jdbc.OutboxDrain;
import datong.calendar.WorkCalendar;
import datong.calendar.WorkingDays;
import datong.classification.PersonalDataScanner;
import datong.intake.BatchEvents;
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
import datong.intake.jdbc.JdbcDeliveries;
import datong.intake.jdbc.JdbcFlowFiles;
import datong.intake.jdbc.JdbcMends;
import datong.intake.jdbc.JdbcQuarantine;
import datong.intake.jdbc.JdbcVerificationRequests;
import datong.ledger.ContentSeal;
import datong.ledger.LedgerWriter;
import datong.ledger.Presence;
import datong.ledger.QuarantineSeal;
import datong.ledger.jdbc.JdbcPresence;
import datong.mapping.Mappings;
import datong.protection.SubjectVault;
import datong.quality.Measurements;
import datong.quality.QualityGate;
import datong.quality.jdbc.JdbcMeasurements;
import datong.source.RecordReaders;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a delivery to the ledger or to quarantine, and back from there. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
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
}
