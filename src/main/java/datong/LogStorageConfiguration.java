package datong;

import datong.audit.Archiving;
import datong.audit.DiskWatch;
import datong.audit.MerkleLog;
import datong.audit.OwnEvents;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Where the audit log's files lie, and the alarm before there is no more room for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogStorageConfiguration.StorageSettings.class)
class LogStorageConfiguration {
    /**
     * @param archive folder, on another disk, that old files of events are moved to; empty: none
     * @param archiveAfter how long the newest event of a file has to be over
     * @param alarmBelow less room than this on the log's disk is an alarm
     */
    @ConfigurationProperties("datong.log.storage")
    record StorageSettings(@DefaultValue("") String archive, @DefaultValue("400d") Duration archiveAfter, @DefaultValue("5GB") DataSize alarmBelow) {
        StorageSettings {
            if (archiveAfter.isNegative()) {
                throw new IllegalArgumentException("datong.log.storage.archive-after is " + archiveAfter + "; expected a time such as 400d");
            }
        }
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    DiskWatch diskWatch(StorageSettings settings, HubSettings hub, OwnEvents events) {
        return new DiskWatch(DiskWatch.of(hub.dataFolder().resolve("audit")), settings.alarmBelow().toBytes(), events);
    }

    /** {@code ALARM}, as while witnesses are missing: the hub goes on answering, and somebody has to act. */
    @Bean
    HealthIndicator auditDiskHealthIndicator(DiskWatch disk) {
        return () -> disk.alarm().map(alarm -> Health.status("ALARM").withDetail("alarm", alarm).build()).orElseGet(() -> Health.up().build());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    @ConditionalOnProperty("datong.log.storage.archive")
    Archiving archiving(StorageSettings settings, HubSettings hub, MerkleLog log, OwnEvents events) {
        return new Archiving(hub.dataFolder().resolve("audit"), log.reader(), Path.of(settings.archive()), settings.archiveAfter(), events);
    }
}
