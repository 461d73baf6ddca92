package datong.subscription.yaml;

import datong.policy.yaml.PolicyRefused;
import datong.policy.yaml.StrictMap;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.subscription.Subscription;
import datong.subscription.http.AllowedAddresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads one {@code *.subscription.yaml}, strictly: what is not understood refuses the file. */
final class SubscriptionReader {
    private static final Map<String, Boolean> SINCE = Map.of("start", true, "now", false);
    private static final Map<String, Boolean> KEYS = Map.of("record", true, "pseudonym", false);
    private static final long USUAL = 200;
    private static final long MOST = 1_000;
    private static final long USUAL_DAYS = 3;
    private static final long MOST_DAYS = 30;
    private static final int LONGEST_BROKERS = 1_000;
    private final String file;
    private final String name;
    private final StrictMap top;

    /** @param file path below the folder of policies */
    SubscriptionReader(String file, String name, String text) {
        this.file = file;
        this.name = name;
        this.top = StrictMap.read(file, text);
    }

    /** @throws PolicyRefused saying what is wrong and where */
    Subscription read() {
        top.only("subscriber", "dataset", "purpose", "scene", "items", "since", "limit", "pause_after_days", "webhook", "kafka");
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new PolicyRefused(file, 1, "the file's name must be lower-case letters, digits and '-'");
        }
        List<ItemName> items = top.words("items").stream().map(item -> word("items", item, ItemName::new)).toList();
        return new Subscription(name, "policies/" + file, top.text("subscriber"), word("dataset", top.text("dataset"), DatasetCode::new), top.text("purpose"), top.maybe("scene"), items,
                top.maybe("since").map(word -> top.known("since", word, SINCE, "beginning")).orElse(false), (int) number("limit", USUAL, MOST),
                Duration.ofDays(number("pause_after_days", USUAL_DAYS, MOST_DAYS)), target());
    }

    private <T> T word(String key, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw top.refuse(key, "'" + key + "': " + malformed.getMessage());
        }
    }

    private long number(String key, long usual, long most) {
        long number = top.number(key).orElse(usual);
        if (number > most) {
            throw top.refuse(key, "'" + key + "' is " + most + " at most");
        }
        return number;
    }

    private Subscription.Target target() {
        if (top.has("webhook") == top.has("kafka")) {
            throw new PolicyRefused(file, top.line(), "name either 'webhook' or 'kafka', where the changes go");
        }
        return top.has("webhook") ? webhook(top.map("webhook")) : kafka(top.map("kafka"));
    }

    private static Subscription.Target kafka(StrictMap map) {
        map.only("brokers", "topic", "properties", "key");
        if (!map.text("topic").matches("[A-Za-z0-9._-]{1,200}")) {
            throw map.refuse("topic", "a topic is letters, digits and . _ -, 200 at most");
        }
        if (map.text("brokers").length() > LONGEST_BROKERS || !map.text("brokers").matches("[^\\s,:]+:[0-9]{1,5}(,[^\\s,:]+:[0-9]{1,5})*")) {
            throw map.refuse("brokers", "'brokers' are like 'one.example:9092,two.example:9092'");
        }
        return new Subscription.Target.Kafka(map.text("brokers"), map.text("topic"), map.maybe("properties"), map.maybe("key").map(word -> map.known("key", word, KEYS, "kind of key")).orElse(false));
    }

    private static Subscription.Target webhook(StrictMap map) {
        map.only("url", "secret");
        try {
            URI url = new URI(map.text("url"));
            AllowedAddresses.wrong(url).ifPresent(wrong -> {
                throw map.refuse("url", wrong);
            });
            return new Subscription.Target.Webhook(url, map.number("secret").orElse(1L).intValue());
        } catch (URISyntaxException unreadable) {
            throw map.refuse("url", "a receiver's address is like https://receiver.example/hook");
        }
    }
}
