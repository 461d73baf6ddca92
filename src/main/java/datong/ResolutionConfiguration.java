package datong;

import datong.audit.jdbc.OutboxDrain;
import datong.calendar.yaml.CalendarFolder;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.SubjectVault;
import datong.resolution.Decisions;
import datong.resolution.EvidenceKeys;
import datong.resolution.Resolutions;
import datong.resolution.jdbc.JdbcDecisions;
import datong.resolution.jdbc.JdbcResolutions;
import datong.resolution.jdbc.ResolutionPass;
import datong.resolution.jdbc.ResolutionWorker;
import datong.resolution.yaml.KnowledgeFolder;
import datong.schema.yaml.ExtensionFolder;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Resolution behind intake: it reads what batches have committed and stands in nobody's way. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResolutionSettings.class)
class ResolutionConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ResolutionConfiguration.class);

    @Bean
    KnowledgeFolder knowledgeFolder(HubSettings settings) {
        KnowledgeFolder folder = new KnowledgeFolder(settings.folder("mappings"));
        folder.refresh();
        return folder;
    }

    @Bean
    Decisions resolutionDecisions(DataSource database, OutboxDrain drain, Clock clock) {
        return new JdbcDecisions(database, drain::drain, clock);
    }

    @Bean
    Resolutions resolutions(DataSource database, ExtensionFolder extensions, SubjectVault vault, KnowledgeFolder folder) {
        return new JdbcResolutions(database, extensions.schema(), vault, folder::knowledge);
    }

    @DependsOnDatabaseInitialization
    @Bean
    ResolutionPass resolutionPass(DataSource database, ExtensionFolder extensions, SubjectVault vault, KeyRing ring, KnowledgeFolder folder, OutboxDrain drain,
            ResolutionSettings settings, Clock clock) {
        return new ResolutionPass(database, extensions.schema(), vault, new EvidenceKeys(ring.digest(KeyPurpose.RESOLUTION)::apply),
                () -> new ResolutionPass.Held(folder.knowledge(), folder.version()), drain::drain, clock, settings.portion());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ResolutionWorker resolutionWorker(KnowledgeFolder folder, CalendarFolder calendar, ResolutionPass pass, ResolutionSettings settings, KeyRingMatchesDatabase checked) {
        return new ResolutionWorker(() -> refresh(folder, calendar), pass, settings.every());
    }

    private static void refresh(KnowledgeFolder folder, CalendarFolder calendar) {
        List<String> before = Stream.concat(folder.problems().stream(), calendar.problems().stream()).toList();
        Stream.concat(folder.refresh().stream(), calendar.refresh().stream()).filter(problem -> !before.contains(problem))
                .forEach(problem -> LOG.warn("refused: {}", problem));
    }
}
