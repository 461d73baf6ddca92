package datong.subscription;

import java.util.List;
import java.util.Optional;

/** The subscriptions in force. */
public interface Subscriptions {
    List<Subscription> all();

    default Optional<Subscription> find(String name) {
        return all().stream().filter(subscription -> subscription.name().equals(name)).findFirst();
    }
}
