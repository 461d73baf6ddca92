package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.policy.Subjects;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.query.ChangeQueries;
import datong.subscription.Receiver;
import datong.subscription.RecordKeys;
import datong.subscription.Subscription;
import datong.subscription.SubscriptionDesk;
import datong.subscription.http.AllowedAddresses;
import datong.subscription.http.WebhookReceiver;
import datong.subscription.http.WebhookSecrets;
import datong.subscription.jdbc.JdbcStandings;
import datong.subscription.kafka.KafkaReceiver;
import datong.subscription.yaml.SubscriptionFolder;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What changes, carried to receivers of departments. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubscriptionSettings.class)
class SubscriptionConfiguration {
    @Bean
    SubscriptionFolder subscriptionFolder(HubSettings settings) {
        return new SubscriptionFolder(settings.folder("policies/subscriptions"));
    }

    @Bean
    WebhookSecrets webhookSecrets(KeyRing ring) {
        return new WebhookSecrets(ring.digest(KeyPurpose.SUBSCRIPTION));
    }

    @Bean
    Receiver.Maker receivers(WebhookSecrets secrets, KeyRing ring, SubscriptionSettings settings, Authorities authorities, Clock clock) {
        AllowedAddresses addresses = new AllowedAddresses(settings.refuse());
        return subscription -> switch (subscription.target()) {
            case Subscription.Target.Webhook webhook -> new WebhookReceiver(subscription, webhook, secrets, addresses, authorities.context(), settings.patience(), clock);
            case Subscription.Target.Kafka kafka -> new KafkaReceiver(kafka, new RecordKeys(subscription.name(), kafka.recordIds(), ring.digest(KeyPurpose.SUBSCRIPTION)), settings.patience());
        };
    }

    /** Its threads end before what they use is closed. */
    @DependsOnDatabaseInitialization
    @Bean(destroyMethod = "close")
    SubscriptionDesk subscriptionDesk(SubscriptionFolder folder, ChangeQueries changes, Subjects subjects, DataSource database, Receiver.Maker receivers, AuditLog log, Clock clock) {
        return new SubscriptionDesk(folder, changes, subjects, new JdbcStandings(database), receivers, log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }
}
