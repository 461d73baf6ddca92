package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.catalogue.Catalogue;
import datong.catalogue.CatalogueWatch;
import datong.catalogue.CollectionCheck;
import datong.catalogue.CollectionDesk;
import datong.catalogue.EntryVersions;
import datong.catalogue.jdbc.JdbcCollectionNotes;
import datong.catalogue.jdbc.JdbcEntryVersions;
import datong.catalogue.rdf4j.Departments;
import datong.catalogue.yaml.CatalogueFolder;
import datong.classification.PersonalDataScanner;
import datong.policy.ranger.PolicyFolder;
import datong.studio.DraftDesk;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stewards say of the datasets, and the versions of what they said. */
@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
    @Bean
    CatalogueFolder catalogueFolder(HubSettings settings) {
        return new CatalogueFolder(settings.folder("mappings/catalogue"));
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
}
