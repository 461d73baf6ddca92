package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.jdbc.OutboxDrain;
import datong.calendar.yaml.CalendarFolder;
import datong.classification.PersonalDataScanner;
import datong.policy.ranger.PolicyFolder;
import datong.review.PolicyFiles;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.yaml.ExtensionFolder;
import datong.sharing.ApplicationClocks;
import datong.sharing.Applications;
import datong.sharing.ClockRound;
import datong.sharing.Sharing;
import datong.sharing.SharingEvents;
import datong.sharing.SharingWatch;
import datong.sharing.jdbc.JdbcApplications;
import datong.sharing.yaml.ClockFile;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
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

    @Bean
    SharingEvents sharingEvents(Clock clock) {
        return new SharingEvents(() -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Sharing sharing(Applications applications, HubSettings settings, PolicyFolder policies, Datasets datasets, ExtensionFolder extensions, ClockFile clocks,
            CalendarFolder calendar, PersonalDataScanner scanner, SharingEvents events, Clock clock) {
        return new Sharing(applications, new FolderGrants(new PolicyFiles(settings.folder("policies")), policies, datasets), datasets,
                dataset -> extensions.schema().element(dataset.element()).items().stream().filter(item -> dataset.items().contains(item.name()))
                        .sorted(Comparator.comparingInt(ItemDefinition::ordinal)).toList(),
                inForce(clocks, calendar), text -> !scanner.scan(text).isEmpty(), events, clock);
    }

    private static Supplier<ApplicationClocks> inForce(ClockFile clocks, CalendarFolder calendar) {
        return () -> new ApplicationClocks(clocks.clocks(), calendar.days());
    }

    /** Once the hub is up, so that a grant that has run out finds the policies in force. */
    @Bean(destroyMethod = "close")
    SharingWatch sharingWatch(Sharing sharing, Applications applications, ClockFile clocks, CalendarFolder calendar, SharingEvents events, Clock clock) {
        return new SharingWatch(new ClockRound(sharing, applications, inForce(clocks, calendar), events, clock));
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> sharingClockwork(SharingWatch watch) {
        return ready -> watch.start(BETWEEN_LOOKS);
    }
}
