package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.audit.jdbc.OutboxDrain;
import datong.calendar.yaml.CalendarFolder;
import datong.catalogue.Catalogue;
import datong.catalogue.CatalogueWatch;
import datong.catalogue.CollectionCheck;
import datong.catalogue.CollectionDesk;
import datong.catalogue.EntryReview;
import datong.catalogue.EntryVersions;
import datong.catalogue.Standings;
import datong.catalogue.SubmissionClocks;
import datong.catalogue.SubmissionDesk;
import datong.catalogue.SubmissionEvents;
import datong.catalogue.SubmissionRound;
import datong.catalogue.Submissions;
import datong.catalogue.jdbc.JdbcCollectionNotes;
import datong.catalogue.jdbc.JdbcEntryVersions;
import datong.catalogue.jdbc.JdbcSubmissions;
import datong.catalogue.rdf4j.Departments;
import datong.catalogue.yaml.CatalogueFolder;
import datong.classification.PersonalDataScanner;
import datong.oversight.jdbc.Cells;
import datong.oversight.jdbc.JdbcUses;
import datong.policy.Organisations;
import datong.policy.ranger.PolicyFolder;
import datong.quality.Timekeeper;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import datong.sharing.Applications;
import datong.sharing.SharingWatch;
import datong.sharing.State;
import datong.sharing.yaml.ClockFile;
import datong.studio.DraftDesk;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stewards say of the datasets, and the versions of what they said. */
@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
    private static final Set<State> USING = Set.of(State.AGREED, State.IN_USE, State.SUSPENDED);

    @Bean
    CatalogueFolder catalogueFolder(HubSettings settings) {
        return new CatalogueFolder(settings.folder("mappings/catalogue"));
    }

    @Bean
    Standings standings(DataSource database, Cells cells, Timekeeper timekeeper, Clock clock) {
        return new KnownStandings(new JdbcUses(database, cells), timekeeper, clock);
    }

    @Bean
    EntryVersions entryVersions(DataSource database) {
        return new JdbcEntryVersions(database);
    }

    @Bean
    CollectionDesk collectionDesk(Catalogue catalogue, DraftDesk drafts, DataSource database, AuditLog log, PersonalDataScanner scanner, Clock clock) {
        return new CollectionDesk(catalogue::read, new CollectionCheck(drafts::proposal), new JdbcCollectionNotes(database), log, text -> !scanner.scan(text).isEmpty(),
                () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Departments departments(PolicyFolder policies) {
        return (code, english) -> policies.organisations().find(code).map(known -> english ? known.english() : known.chinese()).orElse(code);
    }

    @Bean(destroyMethod = "close")
    CatalogueWatch catalogueWatch(CatalogueFolder folder, Catalogue catalogue, PolicyFolder policies, EntryVersions versions, Clock clock) {
        return new CatalogueWatch(() -> {
            folder.refresh();
            return folder.problems();
        }, () -> catalogue.nationalItems(policies.organisations()), versions, clock);
    }

    /** Once the hub is up: versions need the database. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> catalogueClockwork(CatalogueWatch watch, HubSettings settings) {
        return ready -> watch.start(settings.watch());
    }

    @DependsOnDatabaseInitialization
    @Bean
    Submissions submissions(DataSource database, OutboxDrain drain) {
        return new JdbcSubmissions(database, drain::drain);
    }

    @Bean
    SubmissionEvents submissionEvents(Clock clock) {
        return new SubmissionEvents(() -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    SubmissionDesk submissionDesk(Submissions submissions, CatalogueFolder folder, Datasets datasets, ExtensionFolder extensions, PolicyFolder policies, CollectionDesk collections,
            Applications applications, ClockFile clocks, CalendarFolder calendar, PersonalDataScanner scanner, SubmissionEvents events, Clock clock) {
        return new SubmissionDesk(submissions, new EntryReview(folder, datasets, extensions::schema, folder::register,
                code -> policies.organisations().find(code).map(Organisations.KnownOrganisation::chinese).orElse(code)), collections, inForce(clocks, calendar),
                dataset -> applications.open().stream().anyMatch(application -> application.terms().dataset().equals(dataset) && USING.contains(application.state())),
                text -> !scanner.scan(text).isEmpty(), events, clock);
    }

    private static Supplier<SubmissionClocks> inForce(ClockFile clocks, CalendarFolder calendar) {
        return () -> new SubmissionClocks(clocks.required(SubmissionClocks.UPDATE), clocks.required(SubmissionClocks.REVIEW), calendar.days());
    }

    @Bean(destroyMethod = "close")
    SharingWatch submissionWatch(Submissions submissions, ClockFile clocks, CalendarFolder calendar, SubmissionEvents events, Clock clock) {
        return new SharingWatch("catalogue entries", new SubmissionRound(submissions, inForce(clocks, calendar), events, clock)::look);
    }
}
