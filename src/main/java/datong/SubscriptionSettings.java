package datong;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param refuse blocks of addresses that nothing is delivered to, joined by commas, such as the hub's own network: {@code 10.1.0.0/16}
 * @param patience for a receiver's answer
 */
@ConfigurationProperties("datong.subscriptions")
record SubscriptionSettings(@DefaultValue("") String refuse, @DefaultValue("15s") Duration patience) {
    SubscriptionSettings {
        if (patience.isNegative() || patience.isZero() || patience.compareTo(Duration.ofMinutes(2)) > 0) {
            throw new IllegalArgumentException("datong.subscriptions.patience is " + patience.toSeconds() + " s; expected more than nothing and 2 minutes at most");
        }
    }
}
