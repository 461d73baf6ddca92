package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditEvent;
import datong.audit.jdbc.AuditProjection;
import datong.audit.jdbc.OutboxDrain;
import datong.calendar.yaml.CalendarFolder;
import datong.catalogue.yaml.CatalogueFolder;
import datong.classification.PersonalDataScanner;
import datong.policy.Decision;
import datong.policy.Withdrawals;
import datong.policy.ranger.PolicyFolder;
import datong.review.PolicyFiles;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.yaml.ExtensionFolder;
import datong.sharing.Application;
import datong.sharing.ApplicationClocks;
import datong.sharing.Applications;
import datong.sharing.ClockRound;
import datong.sharing.PurposeDrift;
import datong.sharing.Sharing;
import datong.sharing.SharingEvents;
import datong.sharing.SharingWatch;
import datong.sharing.jdbc.JdbcApplications;
import datong.sharing.yaml.ClockFile;
import datong.sharing.yaml.GrantText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sharing loop: applications, their clocks and the grants that follow. */
@Configuration(proxyBeanMethods = false)
class SharingConfiguration {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration LOOKING_BACK = Duration.ofDays(2);
    private static final int MOST_REFUSALS = 1_000;

    /** Read at once: a hub whose clocks cannot be read does not start. */
    @Bean
    ClockFile clockFile(HubSettings settings) {
        ClockFile file = new ClockFile(settings.folder("mappings/calendar").resolve("clocks.yaml"));
        file.clocks();
        return file;
    }

    @DependsOnDatabaseInitialization
    @Bean
    Applications applications(DataSource database, OutboxDrain drain) {
        return new JdbcApplications(database, drain::drain);
    }

    /** What a step or the catalogue says counts at once, even while the folder of policies cannot be taken. */
    @Bean
    Withdrawals withdrawals(Applications applications, CatalogueFolder catalogue) {
        return new Withdrawals() {
            @Override
            public boolean withdrawn(String file) {
                return GrantText.application(file).filter(id -> !applications.inUse(id)).isPresent();
            }

            @Override
            public boolean withheld(DatasetCode dataset, ItemName item) {
                return catalogue.register().withholds(dataset, item);
            }
        };
    }

    @Bean
    SharingEvents sharingEvents(Clock clock) {
        return new SharingEvents(() -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Sharing sharing(Applications applications, HubSettings settings, PolicyFolder policies, Datasets datasets, ExtensionFolder extensions, CatalogueFolder catalogue, ClockFile clocks,
            CalendarFolder calendar, PersonalDataScanner scanner, SharingEvents events, Clock clock) {
        return new Sharing(applications, new FolderGrants(new PolicyFiles(settings.folder("policies")), policies, datasets), datasets,
                dataset -> extensions.schema().element(dataset.element()).items().stream().filter(item -> dataset.items().contains(item.name()))
                        .sorted(Comparator.comparingInt(ItemDefinition::ordinal)).toList(),
                (dataset, item) -> catalogue.register().share(dataset, item), inForce(clocks, calendar), text -> !scanner.scan(text).isEmpty(), events, clock);
    }

    private static Supplier<ApplicationClocks> inForce(ClockFile clocks, CalendarFolder calendar) {
        return () -> new ApplicationClocks(clocks.clocks(), calendar.days());
    }

    @Bean
    PurposeDrift purposeDrift(Applications applications, AuditProjection projection, SharingEvents events, Clock clock) {
        return new PurposeDrift(applications, application -> drifted(projection, application, clock.instant().minus(LOOKING_BACK)), events, clock);
    }

    /** Refusals of its grant, or of no grant that the rule names. */
    private static List<Instant> drifted(AuditProjection projection, Application application, Instant since) {
        AuditProjection.Filter none = AuditProjection.Filter.none();
        AuditProjection.Filter refused = new AuditProjection.Filter(Optional.of(since), none.to(), none.actor(), Optional.of(application.terms().demander()),
                Optional.of(application.terms().dataset()), Optional.of("REFUSED"), none.decision(), none.purpose(), none.rule());
        return projection.search(refused, Optional.empty(), MOST_REFUSALS).stream().map(AuditProjection.Found::event)
                .filter(event -> Decision.Check.PURPOSE.name().equals(event.details().get("check")))
                .filter(event -> !event.rule().contains(" application-") || event.rule().contains(application.id().toLowerCase(Locale.ROOT))).map(AuditEvent::time).toList();
    }

    @Bean
    ClockRound clockRound(Sharing sharing, Applications applications, ClockFile clocks, CalendarFolder calendar, SharingEvents events, Clock clock) {
        return new ClockRound(sharing, applications, inForce(clocks, calendar), events, clock);
    }

    /** Once the hub is up, so that a grant that has run out finds the policies in force. */
    @Bean(destroyMethod = "close")
    SharingWatch sharingWatch(ClockRound round, PurposeDrift drift) {
        return new SharingWatch("applications", () -> {
            round.look();
            drift.look();
        });
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> sharingClockwork(List<SharingWatch> watches) {
        return ready -> watches.forEach(watch -> watch.start(BETWEEN_LOOKS));
    }
}
