package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.audit.MerkleLog;
import datong.audit.PersonEvents;
import datong.audit.jdbc.OutboxDrain;
import datong.calendar.WorkCalendar;
import datong.calendar.WorkingDays;
import datong.catalogue.Submissions;
import datong.classification.PersonalDataScanner;
import datong.oversight.Desk;
import datong.oversight.Exports;
import datong.oversight.Findings;
import datong.oversight.LegalReport;
import datong.oversight.LogProofs;
import datong.oversight.SavedQuestions;
import datong.oversight.UnusualRound;
import datong.oversight.jdbc.Cells;
import datong.oversight.jdbc.JdbcDesk;
import datong.oversight.jdbc.JdbcFacts;
import datong.oversight.jdbc.JdbcFindings;
import datong.oversight.jdbc.JdbcSavedQuestions;
import datong.oversight.yaml.UnusualFile;
import datong.sharing.Applications;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The auditor's desk. */
@Configuration(proxyBeanMethods = false)
class OversightConfiguration {
    private static final int MOST_FINDINGS = 100_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    @DependsOnDatabaseInitialization
    @Bean(initMethod = "start", destroyMethod = "close")
    Cells auditCells(DataSource database) {
        return new Cells(database);
    }

    @Bean
    Desk auditorsDesk(DataSource database, Cells cells, HubSettings hub, MerkleLog log) {
        return new JdbcDesk(database, cells, new PersonEvents(folder(hub), log.reader())::of);
    }

    @DependsOnDatabaseInitialization
    @Bean
    SavedQuestions savedQuestions(DataSource database) {
        return new JdbcSavedQuestions(database);
    }

    @Bean
    Exports auditExports(Desk desk, AuditLog audit, HubSettings hub, MerkleLog log, Clock clock) {
        return new Exports(desk, audit, new LogProofs(folder(hub), log.reader()), () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    LegalReport legalReport(Desk desk, Applications applications, Submissions submissions) {
        return new LegalReport(desk, applications, () -> submissions.findings(Optional.empty(), MOST_FINDINGS));
    }

    /** Read at once: a hub whose thresholds cannot be read does not start. */
    @Bean
    UnusualFile unusualFile(HubSettings settings) {
        UnusualFile file = new UnusualFile(settings.folder("policies/oversight").resolve("unusual.yaml"));
        file.rules();
        return file;
    }

    @DependsOnDatabaseInitialization
    @Bean
    Findings unusualFindings(DataSource database, OutboxDrain drain) {
        return new JdbcFindings(database, drain::drain);
    }

    @Bean(destroyMethod = "close")
    UnusualRound unusualRound(UnusualFile file, DataSource database, Cells cells, Findings findings, WorkCalendar calendar, PersonalDataScanner scanner, Clock clock) {
        return new UnusualRound(file::rules, new JdbcFacts(database, cells), findings, day -> worked(calendar, day), text -> !scanner.scan(text).isEmpty(),
                () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    /** A year that no calendar tells of is judged by its weekdays: better a finding too many than none. */
    private static boolean worked(WorkCalendar calendar, LocalDate day) {
        try {
            return calendar.isWorkingDay(day);
        } catch (WorkingDays.YearUnknown unknown) {
            return day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
        }
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> unusualClockwork(UnusualRound round) {
        return ready -> round.start(BETWEEN_LOOKS);
    }

    private static Path folder(HubSettings hub) {
        return hub.dataFolder().resolve("audit");
    }
}
