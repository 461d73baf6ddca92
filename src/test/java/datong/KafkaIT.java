package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.approval.Request;
import datong.approval.TwoPersons;
import datong.erasure.Erasure;
import datong.intake.camel.Channel;
import datong.intake.camel.Integrations;
import datong.subscription.Delivery;
import datong.subscription.Receiver;
import datong.subscription.RecordKeys;
import datong.subscription.Subscription;
import datong.subscription.SubscriptionDesk;
import datong.subscription.TestDeliveries;
import datong.subscription.kafka.KafkaReceiver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.json.JsonMapper;

/** Work orders from a real Kafka broker. */
class KafkaIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOPIC = "orders";
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static EmbeddedKafkaKraftBroker broker;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        broker = new EmbeddedKafkaKraftBroker(1, 3, TOPIC);
        broker.afterPropertiesSet();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.getBrokersAsString(), "key.serializer", ByteArraySerializer.class,
                "value.serializer", ByteArraySerializer.class));
        hub = TestHub.start(folder);
        hub.write("integrations/settings.properties", "hotline-12345-kafka.brokers=" + broker.getBrokersAsString() + "\nhotline-12345-kafka.topic=" + TOPIC + "\n");
        TestHub.until("the channel runs", () -> hub.part(Integrations.class).channels().stream()
                .anyMatch(channel -> channel.id().equals("hotline-12345-kafka") && channel.state() == Channel.State.RUNNING));
    }

    @AfterAll
    static void stop() {
        hub.close();
        producer.close();
        broker.destroy();
    }

    @Test
    void messagesAreTakenInBatchesAndTheirOffsetsCommittedOnceTheyAreDurable() throws Exception {
        IntStream.range(0, 3_000).forEach(number -> send("B-" + number, order("B-" + number)));
        producer.flush();
        TestHub.until("all are in", () -> count("B-%") == 3_000);
        TestHub.until("all offsets are committed", () -> committed() == ended());
        assertThat(hub.number("SELECT count(*) FROM intake.delivery WHERE name = 'hotline-12345-kafka'")).isLessThan(100);
    }

    @Test
    void aPoisonMessageWaitsInQuarantineWithItsReasonAndTheNextIsRead() throws Exception {
        send("P", order("P-1"));
        send("P", "{\"工单编号\": \"P-2\"");
        send("P", JSON.writeValueAsString(TestHub.order("P-3", "诉求人", "赵示例")));
        producer.send(new ProducerRecord<>(TOPIC, "P".getBytes(StandardCharsets.UTF_8), null)).get();
        send("P", new String(new byte[] {0, 1, 2}, StandardCharsets.ISO_8859_1));
        send("P", "[".repeat(200_000));
        send("P", order("P-4"));
        TestHub.until("the last one is in", () -> count("P-4") == 1);
        assertThat(hub.database().sql("SELECT rule FROM intake.quarantine WHERE source = 'hotline-12345' AND state = 'OPEN' ORDER BY rule").query(String.class).list())
                .containsExactlyInAnyOrder("BROKEN_JSON", "BROKEN_JSON", "BROKEN_JSON", "EMPTY_DELIVERY", "HEADER_DRIFT");
        assertThat(count("P-%")).isEqualTo(2);
    }

    @Test
    void aLaterMessageOfTheSameKeyIsTheNextVersion() {
        send("V", order("V-1"));
        send("V", JSON.writeValueAsString(TestHub.order("V-1", "办结时间", "2026-11-05 16:20:00")));
        TestHub.until("the second version is in", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'V-1' AND status = 'CLOSED'") == 1);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key = 'V-1'")).isEqualTo(1);
    }

    @Test
    void whatChangesGoesToTheTopicOfAGrantUnderKeysOfItsOwnWithItsSchemaBeside() throws Exception {
        Files.createDirectories(hub.file("policies/subscriptions"));
        hub.write("policies/subscriptions/market-topic.subscription.yaml", "subscriber: market-system\ndataset: hotline-12345\npurpose: SERVICE.REQUEST\nitems: [source_no, reporter_name, status]\n"
                + "kafka: { brokers: '" + broker.getBrokersAsString() + "', topic: market }\n");
        SubscriptionDesk desk = hub.part(SubscriptionDesk.class);
        TestHub.until("the subscription has its place", () -> desk.entries().stream().anyMatch(entry -> entry.standing().cursor().isPresent()));
        send("T", JSON.writeValueAsString(TestHub.order("T-1", "来电人", "赵示例")));
        TestHub.until("the record is in", () -> count("T-1") == 1);
        List<ConsumerRecord<String, String>> first = read("market", messages -> messages.stream().anyMatch(message -> message.value().contains("T-1")));
        send("T", JSON.writeValueAsString(TestHub.order("T-1", "来电人", "赵示例", "办结时间", "2026-11-05 16:20:00")));
        List<ConsumerRecord<String, String>> both = read("market", messages -> messages.stream().anyMatch(message -> message.value().contains("CLOSED")));
        ConsumerRecord<String, String> last = both.getLast();
        assertThat(both).allSatisfy(message -> assertThat(message.value()).doesNotContain("赵示例"));
        assertThat(last.key()).startsWith("r_").isEqualTo(first.stream().filter(message -> message.value().contains("T-1")).findFirst().orElseThrow().key());
        assertThat(JSON.readTree(last.value()).get("id").asString()).isEqualTo(last.key());
        String schema = header(last, "datong-schema");
        ConsumerRecord<String, String> described = read("market.schema", messages -> messages.stream().anyMatch(message -> message.key().equals(schema))).getLast();
        assertThat(JSON.readTree(described.value()).get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(JSON.readTree(last.value()).propertyNames());
        TestHub.until("the search of the log shows it", () -> hub.number("SELECT count(*) FROM audit.event WHERE log_index = ? AND actor = 'market-system'", Long.parseLong(header(last, "datong-audit"))) == 1);
        Files.delete(hub.file("policies/subscriptions/market-topic.subscription.yaml"));
    }

    @Test
    void whoIsErasedBecomesATombstoneInTheTopicsThatHaveThem() throws Exception {
        Files.createDirectories(hub.file("policies/subscriptions"));
        hub.write("policies/subscriptions/market-erased.subscription.yaml", "subscriber: market-system\ndataset: hotline-12345\npurpose: SERVICE.REQUEST\nitems: [source_no, status]\n"
                + "kafka: { brokers: '" + broker.getBrokersAsString() + "', topic: erased }\n");
        SubscriptionDesk desk = hub.part(SubscriptionDesk.class);
        TestHub.until("the subscription has its place", () -> desk.entries().stream().anyMatch(entry -> entry.subscription().name().equals("market-erased") && entry.standing().cursor().isPresent()));
        send("E", JSON.writeValueAsString(TestHub.order("E-1", "来电号码", "15400009933")));
        ConsumerRecord<String, String> record = read("erased", messages -> messages.stream().anyMatch(message -> String.valueOf(message.value()).contains("E-1"))).stream()
                .filter(message -> message.value().contains("E-1")).findFirst().orElseThrow();
        TwoPersons persons = hub.part(TwoPersons.class);
        TwoPersons.Result asked = persons.ask(Request.Kind.ERASURE, Map.of(Erasure.NUMBERS, "15400009933"), "本人申请（示例）", new TwoPersons.Person("steward", "11110199MB00DEM264", Set.of("data-steward")));
        persons.confirm(((TwoPersons.Result.Done) asked).request().id(), new TwoPersons.Person("authority", "11110199MB00DEN65T", Set.of("platform-authority")));
        List<ConsumerRecord<String, String>> after = read("erased", messages -> messages.stream().anyMatch(message -> message.value() == null));
        assertThat(after.stream().filter(message -> message.value() == null)).extracting(ConsumerRecord::key).containsOnly(record.key());
        Files.delete(hub.file("policies/subscriptions/market-erased.subscription.yaml"));
    }

    @Test
    void ofWhatIsGoneATombstoneIsWrittenAndABrokerThatIsAwayIsTriedAgain() throws Exception {
        Subscription subscription = TestDeliveries.subscription("gone", URI.create("http://localhost/"), 1);
        RecordKeys keys = new RecordKeys("gone", false, input -> input);
        Delivery removals = new Delivery(subscription, TestDeliveries.page("p", 0, 2, false));
        try (KafkaReceiver receiver = new KafkaReceiver(new Subscription.Target.Kafka(broker.getBrokersAsString(), "gone", Optional.empty(), false), keys, Duration.ofMinutes(1))) {
            assertThat(receiver.deliver(removals)).isInstanceOf(Receiver.Outcome.Taken.class);
            List<ConsumerRecord<String, String>> messages = read("gone", all -> all.size() >= 2);
            assertThat(messages).allSatisfy(message -> assertThat(message.value()).isNull());
            assertThat(messages).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(removals.page().changes().stream().map(change -> keys.key(change.id())).toList());
        }
        try (KafkaReceiver away = new KafkaReceiver(new Subscription.Target.Kafka("localhost:1", "gone", Optional.empty(), false), keys, Duration.ofMillis(500))) {
            assertThat(away.deliver(removals)).isInstanceOf(Receiver.Outcome.NotTaken.class);
        }
        try (KafkaReceiver clear = new KafkaReceiver(new Subscription.Target.Kafka(broker.getBrokersAsString(), "gone", Optional.empty(), true), new RecordKeys("gone", true, input -> input),
                Duration.ofMinutes(1))) {
            assertThat(clear.deliver(removals)).isInstanceOfSatisfying(Receiver.Outcome.NotTaken.class, not -> assertThat(not.why()).contains("record_id"));
        }
    }

    /** Reads a topic from its beginning until enough is there. */
    private static List<ConsumerRecord<String, String>> read(String topic, Predicate<List<ConsumerRecord<String, String>>> enough) {
        List<ConsumerRecord<String, String>> messages = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", broker.getBrokersAsString(), "key.deserializer", StringDeserializer.class, "value.deserializer",
                StringDeserializer.class, "auto.offset.reset", "earliest", "group.id", UUID.randomUUID().toString(), "metadata.max.age.ms", 1_000))) {
            consumer.subscribe(List.of(topic));
            TestHub.until("messages of " + topic, () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
                return enough.test(messages);
            });
        }
        return messages;
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String order(String number) {
        return JSON.writeValueAsString(TestHub.order(number));
    }

    private static void send(String key, String message) {
        producer.send(new ProducerRecord<>(TOPIC, key.getBytes(StandardCharsets.UTF_8), message.getBytes(StandardCharsets.UTF_8)));
    }

    private static long count(String keys) {
        return hub.number("SELECT count(*) FROM ledger.matter WHERE source_key LIKE ?", keys);
    }

    private static long committed() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            return admin.listConsumerGroupOffsets("datong").partitionsToOffsetAndMetadata().get().values().stream().mapToLong(OffsetAndMetadata::offset).sum();
        }
    }

    private static long ended() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            Map<org.apache.kafka.common.TopicPartition, org.apache.kafka.clients.admin.OffsetSpec> asked = IntStream.range(0, 3).boxed()
                    .collect(java.util.stream.Collectors.toMap(number -> new org.apache.kafka.common.TopicPartition(TOPIC, number), number -> org.apache.kafka.clients.admin.OffsetSpec.latest()));
            return admin.listOffsets(asked).all().get(10, TimeUnit.MINUTES).values().stream().mapToLong(answer -> answer.offset()).sum();
        }
    }
}
