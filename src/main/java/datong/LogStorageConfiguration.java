package datong;

import datong.audit.Archiving;
import datong.audit.DiskWatch;
import datong.audit.LogDisposal;
import datong.audit.LogIndex;
import datong.audit.MerkleLog;
import datong.audit.OwnEvents;
import datong.audit.jdbc.AuditProjection;
import datong.correction.Correcting;
import datong.correction.Disputes;
import datong.intake.VerificationRequests;
import datong.oversight.Findings;
import datong.oversight.LogRetention;
import datong.oversight.jdbc.DisposedCopy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Where the audit log's files lie, how long, and the alarm before there is no more room for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogStorageConfiguration.StorageSettings.class)
class LogStorageConfiguration {
    private static final int MOST = 100_000;

    /**
     * @param archive folder, on another disk, that old files of events are moved to; empty: none
     * @param archiveAfter how long the newest event of a file has to be over
     * @param retentionYears whole years that events are kept besides the current one; 3 at least
     * @param holds times whose events stay for longer, by name: everything from that day on
     * @param alarmBelow less room than this on the log's disk is an alarm
     */
    @ConfigurationProperties("datong.log.storage")
    record StorageSettings(@DefaultValue("") String archive, @DefaultValue("400d") Duration archiveAfter, @DefaultValue("3") int retentionYears, @DefaultValue Map<String, LocalDate> holds,
            @DefaultValue("5GB") DataSize alarmBelow) {
        StorageSettings {
            if (archiveAfter.isNegative()) {
                throw new IllegalArgumentException("datong.log.storage.archive-after is " + archiveAfter + "; expected a time such as 400d");
            }
            if (retentionYears < LogRetention.FEWEST_YEARS) {
                throw new IllegalArgumentException("datong.log.storage.retention-years is " + retentionYears + "; expected " + LogRetention.FEWEST_YEARS + " or more");
            }
        }

        List<LogRetention.Hold> held() {
            return holds.entrySet().stream().map(hold -> new LogRetention.Hold(hold.getValue().atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant(), hold.getKey())).toList();
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

    /** Besides the holds by settings, whatever still asks who was shown what. */
    @Bean
    LogRetention logRetention(StorageSettings settings, HubSettings hub, MerkleLog log, OwnEvents events, Disputes disputes, Correcting correcting, VerificationRequests requests, Findings findings,
            DataSource database, AuditProjection projection, Clock clock) {
        return new LogRetention(settings.retentionYears(), new LogDisposal(hub.dataFolder().resolve("audit"), log, events), () -> Stream.of(settings.held().stream(),
                Stream.concat(disputes.open().stream(), disputes.searching().stream().map(Disputes.Search::dispute)).map(dispute -> new LogRetention.Hold(correcting.since(dispute.cell()), "dispute " + dispute.id())),
                disputes.unacknowledged().stream().map(recall -> new LogRetention.Hold(recall.first(), "recall " + recall.id())),
                requests.all(Optional.empty(), Optional.empty(), MOST).stream().filter(request -> request.closedBy().isEmpty())
                        .map(request -> new LogRetention.Hold(request.requestedAt(), "verification " + request.id())),
                findings.newest(true, MOST).stream().flatMap(finding -> finding.events().stream().min(Long::compare).stream())
                        .flatMap(event -> log.reader().find(new LogIndex(event)).stream()).map(entry -> new LogRetention.Hold(entry.event().time(), "unusual access, event " + entry.index())))
                .flatMap(holds -> holds).toList(), new DisposedCopy(database, projection), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    @ConditionalOnProperty("datong.log.storage.archive")
    Archiving archiving(StorageSettings settings, HubSettings hub, MerkleLog log, OwnEvents events) {
        return new Archiving(hub.dataFolder().resolve("audit"), log.reader(), Path.of(settings.archive()), settings.archiveAfter(), events);
    }
}
