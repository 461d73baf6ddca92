package datong;

import datong.policy.ranger.PolicyFolder;
import datong.policy.ranger.RangerAdmin;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A Ranger Admin in charge of the policies, if one is named. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RangerConfiguration.RangerSettings.class)
class RangerConfiguration {
    /**
     * @param url of the Ranger Admin; empty: the folder of policies is in charge
     * @param password file that holds the password
     * @param service its name there
     * @param every how often it is asked; @param stale how long its last word may count unconfirmed
     */
    @ConfigurationProperties("datong.ranger")
    record RangerSettings(@DefaultValue("") String url, @DefaultValue("datong") String user, @DefaultValue("ranger.pass") String password,
            @DefaultValue("datong") String service, @DefaultValue("1s") Duration every, @DefaultValue("10m") Duration stale) {
        RangerAdmin.Settings admin() {
            return new RangerAdmin.Settings(URI.create(url), user, Path.of(password), service, every, stale);
        }
    }

    /** Closed with the folder of policies that asks it. */
    @Bean(destroyMethod = "")
    @ConditionalOnProperty("datong.ranger.url")
    RangerAdmin rangerAdmin(RangerSettings settings, HubSettings hub, KeyRing ring, Clock clock) {
        return new RangerAdmin(settings.admin(), Optional.of(Authorities.read(hub.authorities()).context()), hub.dataFolder().resolve("policies/ranger.cache"),
                ring.digest(KeyPurpose.POLICY_CACHE), clock).start();
    }

    /** Down while nothing is allowed because of the policies themselves. */
    @Bean
    HealthIndicator policiesHealthIndicator(PolicyFolder policies) {
        return () -> {
            Health.Builder health = policies.admin().flatMap(RangerAdmin.State::refusal).map(refusal -> Health.down().withDetail("refusal", refusal)).orElseGet(Health::up);
            health.withDetail("version", policies.policyVersion()).withDetail("problems", policies.problems().size());
            policies.admin().ifPresent(admin -> health.withDetail("service", admin.service()).withDetail("confirmed", admin.confirmed().map(Object::toString).orElse("never"))
                    .withDetail("stale_after", admin.stale().toString()));
            return health.build();
        };
    }
}
