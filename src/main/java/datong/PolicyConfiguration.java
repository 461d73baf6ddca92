package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.MerkleLog;
import datong.audit.jdbc.AuditProjection;
import datong.policy.UsageCounter;
import datong.policy.UsageInMemory;
import datong.policy.Withdrawals;
import datong.policy.jdbc.JdbcUsage;
import datong.policy.ranger.PolicyFolder;
import datong.policy.ranger.RangerAdmin;
import datong.policy.yaml.PolicyVersions;
import datong.review.Comparisons;
import datong.review.PolicyChanges;
import datong.review.PolicyComparison;
import datong.review.PolicyDesk;
import datong.review.PolicyEvents;
import datong.review.RecentQuestions;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policies in force, and how a change of them comes into force. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicyConfiguration.PolicySettings.class)
class PolicyConfiguration {
    private static final int LATEST = 1_000;

    /** @param approval changes that wait until somebody approves them: {@code none}, {@code widening} or {@code every} */
    @ConfigurationProperties("datong.policies")
    record PolicySettings(@DefaultValue("none") String approval) {
        PolicySettings {
            if (Arrays.stream(PolicyChanges.Approved.values()).noneMatch(known -> known.name().equalsIgnoreCase(approval))) {
                throw new IllegalArgumentException("datong.policies.approval is '" + approval + "'; expected none, widening or every");
            }
        }

        PolicyChanges.Approved approved() {
            return PolicyChanges.Approved.valueOf(approval.toUpperCase(Locale.ROOT));
        }
    }

    @DependsOnDatabaseInitialization
    @Bean
    UsageCounter usageCounter(DataSource database, Clock clock) {
        JdbcUsage usage = new JdbcUsage(database);
        usage.forget(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return usage;
    }

    @Bean
    PolicyVersions policyVersions(HubSettings settings) {
        return new PolicyVersions(settings.dataFolder().resolve("policy-versions"));
    }

    @Bean
    RecentQuestions recentQuestions(MerkleLog log, Clock clock) {
        return new RecentQuestions(log.reader(), RecentQuestions.Settings.USUAL, clock);
    }

    @Bean
    PolicyComparison policyComparison(RecentQuestions recent, Datasets datasets, Clock clock) {
        return new PolicyComparison(recent, datasets, clock);
    }

    @Bean
    PolicyEvents policyEvents(MerkleLog log, AuditProjection projection, Clock clock) {
        return new PolicyEvents(log, kind -> {
            projection.catchUp();
            return projection.search(AuditProjection.Filter.none().ofKind(kind), Optional.empty(), LATEST).stream().map(AuditProjection.Found::event).toList();
        }, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    PolicyChanges policyChanges(PolicyComparison comparison, PolicyEvents events, PolicySettings settings, Optional<RangerAdmin> admin, Clock clock) {
        if (admin.isPresent() && settings.approved() != PolicyChanges.Approved.NONE) {
            throw new IllegalArgumentException("datong.policies.approval is '" + settings.approval() + "', but a Ranger Admin is in charge; expected none, for changes are approved there");
        }
        return new PolicyChanges(comparison, events, settings.approved(), clock);
    }

    @Bean(destroyMethod = "close")
    PolicyFolder policyFolder(HubSettings settings, ExtensionFolder extensions, Datasets datasets, UsageCounter usage, Optional<RangerAdmin> admin, PolicyVersions versions,
            PolicyChanges changes, Withdrawals withdrawals) {
        return new PolicyFolder(settings.folder("policies"), extensions::schema, codes(datasets), usage, withdrawals, admin, Optional.of(versions), changes);
    }

    @Bean
    PolicyDesk policyDesk(HubSettings settings, ExtensionFolder extensions, Datasets datasets, PolicyFolder policies, PolicyVersions versions, PolicyComparison comparison,
            PolicyEvents events) {
        return new PolicyDesk(settings.folder("policies"), policies, folder -> new PolicyFolder(folder, extensions::schema, codes(datasets), new UsageInMemory()), extensions::schema,
                versions, comparison, events);
    }

    @Bean(destroyMethod = "close")
    Comparisons comparisons(PolicyDesk desk, Clock clock) {
        return new Comparisons(desk::compare, clock);
    }

    private static Supplier<Set<DatasetCode>> codes(Datasets datasets) {
        return () -> datasets.all().stream().map(Dataset::code).collect(Collectors.toSet());
    }
}
