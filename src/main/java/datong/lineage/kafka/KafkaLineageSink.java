package datong.lineage.kafka;

import datong.lineage.LineageSink;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events to a topic, each with its run's id as key, so that a run's events lie in order in one partition. An event counts as
 * taken once all in-sync replicas have it. A broker that is away is asked again with the next event: the connection is made when it is
 * first needed, and anew after a failure. Not thread-safe.
 */
public final class KafkaLineageSink implements LineageSink, AutoCloseable {
    /** {@code kafka:<topic>?brokers=host:port,…[&properties=<file>]}. */
    public static final String ADDRESS = "kafka:([A-Za-z0-9._-]{1,249})\\?brokers=([^&\\s]+)(?:&properties=([^&]+))?";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final String topic;
    private final Properties settings;
    private Optional<KafkaProducer<String, String>> producer = Optional.empty();

    private KafkaLineageSink(String topic, Properties settings) {
        this.topic = topic;
        this.settings = settings;
    }

    /** @param address see {@link #ADDRESS}; the file holds further settings of the producer, such as those of TLS and SASL */
    public static KafkaLineageSink at(String address) throws IOException {
        return at(address, PATIENCE);
    }

    /** @param patience how long an event may take */
    public static KafkaLineageSink at(String address, Duration patience) throws IOException {
        Matcher parts = Pattern.compile(ADDRESS).matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException("datong.lineage.to is '" + address + "'; expected kafka:<topic>?brokers=<host:port,…>");
        }
        Properties settings = new Properties();
        if (parts.group(3) != null) {
            try (Reader file = Files.newBufferedReader(Path.of(parts.group(3)), StandardCharsets.UTF_8)) {
                settings.load(file);
            }
        }
        settings.putAll(durable(parts.group(2), patience));
        return new KafkaLineageSink(parts.group(1), settings);
    }

    private static Properties durable(String brokers, Duration patience) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(patience.toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(patience.toMillis() / 2));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(patience.toMillis()));
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, "1000");
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "10000");
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "datong-lineage");
        return settings;
    }

    @Override
    public void send(String event) throws IOException, InterruptedException {
        String run = JSON.readTree(event).path("run").path("runId").asString("");
        try {
            connected().send(new ProducerRecord<>(topic, run, event)).get();
        } catch (ExecutionException refused) {
            throw away(refused.getCause());
        } catch (KafkaException unreachable) {
            throw away(unreachable);
        }
    }

    private KafkaProducer<String, String> connected() {
        if (producer.isEmpty()) {
            producer = Optional.of(new KafkaProducer<>(settings));
        }
        return producer.get();
    }

    private IOException away(Throwable cause) {
        close();
        return new IOException("the topic " + topic + " did not take the event (" + cause.getClass().getSimpleName() + ")", cause);
    }

    @Override
    public void close() {
        producer.ifPresent(open -> open.close(Duration.ZERO));
        producer = Optional.empty();
    }
}
