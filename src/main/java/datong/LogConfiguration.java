package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.Anchoring;
import datong.audit.Indexing;
import datong.audit.LogTiles;
import datong.audit.MerkleLog;
import datong.audit.OwnEvents;
import datong.audit.Witnessing;
import datong.web.api.LogDoor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit log's side that outsiders see, and those outsiders. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
class LogConfiguration {

    /** With witnesses, only what enough of them cosigned is shown. */
    @Bean
    LogDoor logDoor(LogSettings log, HubSettings hub) {
        Path folder = folder(hub);
        return new LogDoor(log.open(), log.witnesses().isEmpty() ? LogTiles.of(folder) : new LogTiles(folder, () -> Witnessing.published(folder)));
    }

    @Bean
    OwnEvents ownEvents(MerkleLog log, Clock clock) {
        return new OwnEvents(log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("datong.log.witnesses[0].url")
    Witnessing witnessing(LogSettings settings, HubSettings hub, MerkleLog log, OwnEvents events) {
        Witnessing witnessing = new Witnessing(folder(hub), log.reader(), settings.witnesses().stream().map(LogSettings.Witness::seat).toList(), settings.needed(), events);
        witnessing.start(settings.witnessEvery());
        return witnessing;
    }

    @Bean
    @ConditionalOnProperty("datong.log.witnesses[0].url")
    WitnessHealth auditWitnessesHealth(Witnessing witnessing) {
        return new WitnessHealth(witnessing);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Anchoring anchoring(LogSettings settings, HubSettings hub, LogDoor door, OwnEvents events) throws IOException {
        return new Anchoring(folder(hub), door.tiles()::checkpoint, settings.places(Authorities.read(hub.authorities()).context().getSocketFactory()), settings.anchorEvery(), events);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Indexing indexing(LogSettings settings, HubSettings hub, MerkleLog log, OwnEvents events) {
        return new Indexing(folder(hub), log.reader(), settings.indexEvery(), events);
    }

    private static Path folder(HubSettings hub) {
        return hub.dataFolder().resolve("audit");
    }
}
