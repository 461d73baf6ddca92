package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.lineage.LineageSender;
import datong.lineage.RunEvents;
import datong.lineage.WrittenMappingReader;
import datong.lineage.jdbc.JdbcUnsentRuns;
import datong.lineage.jdbc.JdbcWrittenMappings;
import datong.lineage.kafka.KafkaLineageSink;
import datong.mapping.Given;
import datong.mapping.yaml.MappingFiles;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lineage to a topic of a real broker that is away at first. */
class KafkaLineageIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final DataSource database = TestDatabase.fresh();

    @TempDir
    Path folder;

    @Test
    void whatTheBrokerDidNotTakeWhileItWasAwayIsSentOnceItIsBackAndNothingIsLost() throws Exception {
        Path mappings = Files.createDirectory(folder.resolve("mappings"));
        Files.copy(Path.of("src/test/resources/kill/orders.mapping.yaml"), mappings.resolve("orders.mapping.yaml"));
        int port = FreePort.find();
        try (TestIntake intake = new TestIntake(database, folder, mappings, 100);
                KafkaLineageSink sink = KafkaLineageSink.at("kafka:lineage?brokers=127.0.0.1:" + port, Duration.ofSeconds(2))) {
            intake.take("orders", Files.writeString(folder.resolve("monday.csv"), "number,title,at,caller,phone\nN-1,lamp,2026-11-02 08:00:00,赵示例,15400000001\n"));
            LineageSender sender = sender(sink);
            sender.start(Duration.ofMillis(50));
            await().pollDelay(Duration.ofSeconds(3)).atMost(Duration.ofMinutes(10)).until(() -> unsent(intake) == 1);
            EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 3, "lineage");
            broker.afterPropertiesSet();
            try (ServerSocket gate = new ServerSocket(port)) {
                Thread.ofVirtual().start(() -> forward(gate, Integer.parseInt(broker.getBrokersAsString().replaceFirst(".*:", ""))));
                await().atMost(Duration.ofMinutes(10)).until(() -> unsent(intake) == 0);
                told(events(broker));
            } finally {
                sender.close();
                broker.destroy();
            }
        }
    }

    private static void told(List<ConsumerRecord<String, String>> events) {
        assertThat(events).hasSizeGreaterThanOrEqualTo(2).allSatisfy(event -> {
            JsonNode read = JSON.readTree(event.value());
            assertThat(event.key()).isEqualTo(read.at("/run/runId").asString());
            assertThat(event.value()).contains("intake.orders").doesNotContain("15400000001", "赵示例");
        });
        assertThat(events).extracting(ConsumerRecord::partition).containsOnly(events.getFirst().partition());
        assertThat(events).extracting(event -> JSON.readTree(event.value()).get("eventType").asString()).endsWith("START", "COMPLETE");
    }

    private static List<ConsumerRecord<String, String>> events(EmbeddedKafkaKraftBroker broker) {
        List<ConsumerRecord<String, String>> events = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", broker.getBrokersAsString(), "group.id", "test", "auto.offset.reset", "earliest"),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("lineage"));
            await().atMost(Duration.ofMinutes(10)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(events::add);
                return events.size() >= 2;
            });
        }
        return events;
    }

    private LineageSender sender(KafkaLineageSink sink) {
        WrittenMappingReader written = new WrittenMappingReader(new JdbcWrittenMappings(database), new MappingFiles(Given.EXTENSIONS.schema(), CodeTableFiles.standard(), Clock.systemUTC()));
        return new LineageSender(new JdbcUnsentRuns(database), new RunEvents("hub", written::byVersion, new NoDatasets(), LedgerSchema::standard, "1"), sink);
    }

    private static long unsent(TestIntake intake) {
        return intake.number("SELECT count(*) FROM intake.delivery WHERE NOT lineage_sent");
    }

    /** Opens the way to the broker at an address that was closed before. */
    private static void forward(ServerSocket gate, int broker) {
        while (!gate.isClosed()) {
            try {
                Socket one = gate.accept();
                Socket other = new Socket("127.0.0.1", broker);
                Thread.ofVirtual().start(() -> pour(one, other));
                Thread.ofVirtual().start(() -> pour(other, one));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void pour(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    private record NoDatasets() implements Datasets {
        @Override
        public Optional<Dataset> find(DatasetCode code) {
            return Optional.empty();
        }

        @Override
        public List<Dataset> all() {
            return List.of();
        }
    }
}
