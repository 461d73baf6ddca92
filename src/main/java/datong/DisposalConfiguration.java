package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.jdbc.OutboxDrain;
import datong.disposal.Certificates;
import datong.disposal.Disposal;
import datong.disposal.jdbc.FileStore;
import datong.disposal.jdbc.HistoryStore;
import datong.disposal.jdbc.JdbcCertificates;
import datong.disposal.jdbc.SealedStore;
import datong.disposal.yaml.RetentionFile;
import datong.protection.SubjectVault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is over its term, and where it lies. */
@Configuration(proxyBeanMethods = false)
class DisposalConfiguration {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    @DependsOnDatabaseInitialization
    @Bean
    Certificates certificates(DataSource database, OutboxDrain drain) {
        return new JdbcCertificates(database, drain::drain);
    }

    /** Read at once: a hub whose terms cannot be read does not start. */
    @Bean
    RetentionFile retentionFile(HubSettings settings) {
        RetentionFile file = new RetentionFile(settings.folder("mappings").resolve("retention.yaml"));
        file.rules();
        return file;
    }

    @Bean(destroyMethod = "close")
    Disposal disposal(DataSource database, SubjectVault vault, HubSettings settings, Certificates certificates, RetentionFile terms, Clock clock) {
        return new Disposal(List.of(new HistoryStore(database, certificates), SealedStore.quarantine(database, vault, certificates), SealedStore.samples(database, vault, certificates), SealedStore.stills(database, vault, certificates),
                FileStore.deliveries(database, certificates, settings.inboxes()), FileStore.releases(database, certificates, settings.dataFolder().resolve("releases"))),
                terms::rules, certificates, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> disposalClockwork(Disposal disposal) {
        return ready -> disposal.start(BETWEEN_LOOKS);
    }
}
