package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.classification.PersonalDataScanner;
import datong.ledger.Ledger;
import datong.policy.ranger.PolicyFolder;
import datong.protection.FileEnvelopes;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.Protector;
import datong.publication.CanaryRegister;
import datong.publication.CsvTable;
import datong.publication.Publisher;
import datong.publication.Releases;
import datong.publication.jdbc.JdbcReleases;
import datong.publication.parquet.ParquetTable;
import datong.publication.yaml.PublicationFolder;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is published as files. */
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseConfiguration.class);

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
}
