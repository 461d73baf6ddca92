package datong.subscription;

import datong.policy.Subject;
import datong.query.ChangeRequest;
import datong.query.QueryRequest;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A standing wish to be told what changes. It grants nothing: what is delivered is what the policies give the subscriber at that moment.
 *
 * @param name the file's name without its ending
 * @param file where it stands
 * @param subscriber a system of {@code policies/subjects.yaml}
 * @param items empty: every item that the subscriber may see
 * @param fromStart every record first, and then what changes; otherwise only what changes from the first round on
 * @param limit changes of a delivery at most
 * @param patience for how long a delivery is tried before the subscription pauses
 */
public record Subscription(String name, String file, String subscriber, DatasetCode dataset, String purpose, Optional<String> scene, List<ItemName> items, boolean fromStart, int limit,
        Duration patience, Target target) {

    /** Where it goes. */
    public sealed interface Target {
        /** For people; no secret and no parameter of an address. */
        String words();

        /** @param secret generation of the secret that deliveries are signed with; signed with the one before as well */
        record Webhook(URI url, int secret) implements Target {
            @Override
            public String words() {
                return "webhook " + url.getScheme() + "://" + url.getAuthority() + url.getPath();
            }
        }

        /**
         * @param properties file of further settings of the producer, such as those of TLS and SASL
         * @param recordIds whether messages have the record's id as key, instead of a pseudonym; only where the policies show it
         */
        record Kafka(String brokers, String topic, Optional<String> properties, boolean recordIds) implements Target {
            @Override
            public String words() {
                return "kafka " + topic + " @ " + brokers;
            }
        }
    }

    ChangeRequest request(Subject subject, Optional<String> cursor) {
        QueryRequest question = new QueryRequest(subject, dataset, items, List.of(), List.of(), Optional.empty(), limit, purpose, scene, Optional.empty(), Optional.empty(), "hub");
        return new ChangeRequest(question, cursor.orElse(fromStart ? ChangeRequest.START : ChangeRequest.NOW), "subscription " + name);
    }
}
