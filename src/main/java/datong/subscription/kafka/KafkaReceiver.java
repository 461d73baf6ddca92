package datong.subscription.kafka;

import datong.query.ChangeAnswer;
import datong.subscription.ChangeMessage;
import datong.subscription.ChangeSchema;
import datong.subscription.Delivery;
import datong.subscription.Receiver;
import datong.subscription.RecordKeys;
import datong.subscription.Subscription;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes each change under its record's key, so that a record's changes lie in order in one partition, and its schema before into a topic beside. A delivery is taken once all
 * in-sync replicas have all of it; the connection is made when it is first needed, and anew after a failure.
 */
public final class KafkaReceiver implements Receiver {
    private final Subscription.Target.Kafka target;
    private final RecordKeys keys;
    private final Duration patience;
    private Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();
    private Optional<ChangeSchema> written = Optional.empty();

    /** @param patience for a delivery as a whole to be taken */
    public KafkaReceiver(Subscription.Target.Kafka target, RecordKeys keys, Duration patience) {
        this.target = target;
        this.keys = keys;
        this.patience = patience;
    }

    @Override
    public Outcome deliver(Delivery delivery) throws InterruptedException {
        if (!keys.allowed(delivery.page())) {
            return new Outcome.NotTaken("'key: record' shows record ids, and the policies do not show record_id in clear for this purpose; name it among the items and in the grant, or take pseudonyms",
                    Optional.empty());
        }
        ChangeSchema schema = ChangeSchema.of(delivery);
        try {
            KafkaProducer<byte[], byte[]> connected = connected();
            if (!written.equals(Optional.of(schema))) {
                connected.send(new ProducerRecord<>(target.topic() + ".schema", bytes(schema.name()), bytes(schema.text()))).get();
                written = Optional.of(schema);
            }
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ChangeAnswer.Change change : delivery.page().changes()) {
                sent.add(connected.send(message(delivery, change, schema)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
            return new Outcome.Taken();
        } catch (ExecutionException refused) {
            return away(refused.getCause());
        } catch (KafkaException | IOException unreachable) {
            return away(unreachable);
        }
    }

    private ProducerRecord<byte[], byte[]> message(Delivery delivery, ChangeAnswer.Change change, ChangeSchema schema) {
        String key = keys.key(change.id());
        byte[] value = change.row().map(row -> ChangeMessage.single(key, delivery.page().items(), row)).orElse(null);
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(target.topic(), bytes(key), value);
        message.headers().add("datong-change", bytes(Delivery.id(change))).add("datong-schema", bytes(schema.name()))
                .add("datong-dataset", bytes(delivery.subscription().dataset().value())).add("datong-policy", bytes(delivery.page().policyVersion()));
        delivery.page().auditIndex().ifPresent(index -> message.headers().add("datong-audit", bytes(String.valueOf(index))));
        return message;
    }

    private KafkaProducer<byte[], byte[]> connected() throws IOException {
        if (producer.isEmpty()) {
            producer = Optional.of(new KafkaProducer<>(settings()));
        }
        return producer.get();
    }

    /** Whatever the file of further settings says, a delivery is durable before it counts as taken. */
    private Properties settings() throws IOException {
        Properties settings = new Properties();
        if (target.properties().isPresent()) {
            try (Reader file = Files.newBufferedReader(Path.of(target.properties().get()), StandardCharsets.UTF_8)) {
                settings.load(file);
            }
        }
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.brokers());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(patience.toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(patience.toMillis() / 2));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(patience.toMillis()));
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "10000");
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "datong-subscription");
        return settings;
    }

    private Outcome away(Throwable cause) {
        close();
        return new Outcome.NotTaken("the topic " + target.topic() + " did not take it (" + cause.getClass().getSimpleName() + ")", Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.ifPresent(open -> open.close(Duration.ZERO));
        producer = Optional.empty();
        written = Optional.empty();
    }
}
