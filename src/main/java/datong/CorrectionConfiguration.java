package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.audit.jdbc.AuditProjection;
import datong.audit.jdbc.OutboxDrain;
import datong.calendar.yaml.CalendarFolder;
import datong.catalogue.Authorities;
import datong.catalogue.yaml.CatalogueFolder;
import datong.classification.PersonalDataScanner;
import datong.correction.Amendments;
import datong.correction.AnswerLog;
import datong.correction.CorrectionDesk;
import datong.correction.CorrectionEvents;
import datong.correction.Correcting;
import datong.correction.Disputes;
import datong.correction.RecallRound;
import datong.correction.Recipients;
import datong.correction.jdbc.JdbcAmendments;
import datong.correction.jdbc.JdbcDisputes;
import datong.correction.jdbc.ValueSeal;
import datong.intake.Stages;
import datong.ledger.LedgerWriter;
import datong.ledger.jdbc.JdbcLedger;
import datong.ledger.QuarantineSeal;
import datong.lineage.Traces;
import datong.mapping.Mappings;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.SubjectVault;
import datong.query.PersonKey;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import datong.sharing.SharingWatch;
import datong.sharing.yaml.ClockFile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Disputed values: their owners, the corrected values, and the recalls. */
@Configuration(proxyBeanMethods = false)
class CorrectionConfiguration {
    private static final int PORTION = 2_000;

    @DependsOnDatabaseInitialization
    @Bean
    JdbcAmendments amendments(DataSource database, SubjectVault vault, ExtensionFolder extensions, PersonalDataScanner scanner, OutboxDrain drain) {
        return new JdbcAmendments(database, new ValueSeal(vault), extensions::schema, scanner::redact, drain::drain);
    }

    @DependsOnDatabaseInitialization
    @Bean
    Disputes disputes(DataSource database, SubjectVault vault, OutboxDrain drain) {
        return new JdbcDisputes(database, new ValueSeal(vault), drain::drain);
    }

    /** A restricted person's value is corrected like any other (PIPL 46). */
    @Bean
    Correcting correcting(Traces traces, Mappings mappings, Stages stages, DataSource database, ExtensionFolder extensions, LedgerWriter writer, Amendments amendments, SubjectVault vault,
            OutboxDrain drain, Clock clock) {
        return new Correcting(traces, mappings, stages, JdbcLedger.whole(database, extensions::schema, vault), writer, amendments, new QuarantineSeal(vault)::valueDigest, drain::drain, clock);
    }

    @Bean
    CorrectionEvents correctionEvents(Clock clock) {
        return new CorrectionEvents(() -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Recipients recipients(KeyRing ring) {
        return new Recipients(subject -> ring.digests(KeyPurpose.QUESTION_DIGEST).stream().map(digest -> PersonKey.of(subject, digest::apply).value()).collect(Collectors.toSet()));
    }

    /** The projection is brought up to the log's end first, so that an answer of this moment is among them. */
    @Bean
    AnswerLog answerLog(AuditProjection projection) {
        return (dataset, since, from) -> {
            projection.catchUp();
            return portion(projection, dataset, since, from);
        };
    }

    private static AnswerLog.Portion portion(AuditProjection projection, String dataset, Instant since, long from) {
        AuditProjection.Filter none = AuditProjection.Filter.none();
        AuditProjection.Filter filter = new AuditProjection.Filter(Optional.of(since), none.to(), none.actor(), none.organisation(), Optional.of(dataset), none.kind(),
                Optional.of("PERMITTED"), none.purpose(), none.rule());
        List<AuditProjection.Found> found = projection.ascending(filter, from, PORTION);
        return new AnswerLog.Portion(found.stream().map(AuditProjection.Found::event).toList(), found.isEmpty() ? from : found.getLast().index() + 1, found.size() < PORTION);
    }

    private static Supplier<CorrectionDesk.Clocks> inForce(ClockFile clocks, CalendarFolder calendar) {
        return () -> new CorrectionDesk.Clocks(clocks.required(CorrectionDesk.VERIFY), clocks.required(CorrectionDesk.RECALL), calendar.days());
    }

    @Bean
    RecallRound recallRound(Disputes disputes, Amendments amendments, Correcting correcting, Recipients recipients, AnswerLog log, ClockFile clocks, CalendarFolder calendar,
            CorrectionEvents events, Clock clock) {
        return new RecallRound(disputes, amendments, correcting, recipients, log, inForce(clocks, calendar), events, clock);
    }

    @Bean(destroyMethod = "close")
    SharingWatch correctionWatch(RecallRound round) {
        return new SharingWatch("disputes and recalls", round::look);
    }

    @Bean
    CorrectionDesk correctionDesk(Disputes disputes, Correcting correcting, Datasets datasets, ExtensionFolder extensions, CatalogueFolder register, Recipients recipients,
            AnswerLog answers, ClockFile clocks, CalendarFolder calendar, PersonalDataScanner scanner, CorrectionEvents events, AuditLog log, SharingWatch correctionWatch,
            Clock clock) {
        return new CorrectionDesk(disputes, correcting, datasets, (dataset, item) -> extensions.schema().item(dataset.element(), item),
                (dataset, item) -> new Authorities(datasets.all(), register.register()).of(dataset, item).orElse(dataset.provider()), recipients.in(answers), inForce(clocks, calendar),
                text -> !scanner.scan(text).isEmpty(), events, log, correctionWatch::soon, clock);
    }
}
