package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.web.security.Caller;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.json.JsonMapper;

/** A whole hub killed ({@code kill -9}) while a delivery is being taken, once for each kind of channel: the next start loses and doubles nothing. */
@Order(1)
class ChannelKillIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int TRIES = 5;
    private static final String TOPIC = "orders";
    private static final String ALARMS = "cameras/alarms";
    @TempDir
    static Path folder;
    private static PGSimpleDataSource database;
    private static JdbcClient sql;
    private static SshServer ssh;
    private static EmbeddedKafkaKraftBroker kafka;
    private static KafkaProducer<byte[], byte[]> producer;
    private static Path orders;
    private static TestMqttBroker broker;
    private static MqttClient camera;
    private static int port;
    private static Process hub;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.fresh();
        sql = JdbcClient.create(database);
        port = FreePort.find();
        for (String stewards : List.of("integrations", "mappings", "policies")) {
            TestHub.copy(Path.of(stewards), folder.resolve(stewards));
        }
        TestHub.signingKey(folder.resolve("data"));
        kafka = new EmbeddedKafkaKraftBroker(1, 1, TOPIC);
        kafka.afterPropertiesSet();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.getBrokersAsString(), "key.serializer", ByteArraySerializer.class,
                "value.serializer", ByteArraySerializer.class));
        broker = new TestMqttBroker(folder.resolve("broker"));
        camera = broker.camera();
        Files.writeString(folder.resolve("integrations/settings.properties"), String.join("\n", sftp(), mqtt(),
                "hotline-12345-kafka.brokers=" + kafka.getBrokersAsString(), "hotline-12345-kafka.topic=" + TOPIC));
        launch();
    }

    private static String mqtt() throws IOException {
        return String.join("\n", "camera-push-mqtt.broker=" + broker.url(), "camera-push-mqtt.topic=" + ALARMS, "camera-push-mqtt.user=datong",
                "camera-push-mqtt.password-file=" + Files.writeString(folder.resolve("mqtt.password"), TestMqttBroker.PASSWORD + "\n"));
    }

    private static String sftp() throws Exception {
        orders = Files.createDirectories(folder.resolve("server/orders"));
        KeyPair key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        ssh = SshServer.setUpDefaultServer();
        ssh.setHost("127.0.0.1");
        ssh.setKeyPairProvider(KeyPairProvider.wrap(key));
        ssh.setPasswordAuthenticator((user, password, session) -> user.equals("datong") && password.equals("s&cr=t"));
        ssh.setFileSystemFactory(new VirtualFileSystemFactory(folder.resolve("server")));
        ssh.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        ssh.start();
        String known = "[127.0.0.1]:" + ssh.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n";
        return String.join("\n", List.of("host=127.0.0.1:" + ssh.getPort(), "folder=orders", "user=datong",
                "password-file=" + Files.writeString(folder.resolve("sftp.password"), "s&cr=t"), "known-hosts-file=" + Files.writeString(folder.resolve("known-hosts"), known),
                "delay=300", "min-age=0").stream().map(line -> "hotline-12345-sftp." + line).toList());
    }

    @AfterAll
    static void stop() throws Exception {
        hub.destroyForcibly().waitFor();
        producer.close();
        kafka.destroy();
        camera.disconnect();
        broker.close();
        ssh.stop();
    }

    private static void launch() throws IOException {
        hub = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                DatongApplication.class.getName(), "--server.port=" + port, "--datong.data=" + folder.resolve("data"), "--datong.config=" + folder,
                "--datong.sample.load=false", "--datong.watch=200ms", "--datong.intake.batch=100", "--spring.datasource.url=" + database.getUrl(),
                "--spring.datasource.username=" + database.getUser(), "--spring.datasource.password=" + database.getPassword()).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        BufferedReader lines = hub.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.contains("打通 Datong")) {
                TestHub.readOn(lines, rest -> { });
                return;
            }
        }
        throw new AssertionError("the hub did not start: " + String.join("\n", said));
    }

    /** Kills the hub while a delivery of the channel runs and starts it again; feeds more if the delivery ended first. @param deliveries their name, as LIKE takes it */
    private static void killInMidDelivery(String deliveries, Feed feed) throws Exception {
        long cut = 0;
        for (int attempt = 0; cut == 0 && attempt < TRIES; attempt++) {
            int number = attempt;
            CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed.some(number));
            await("it is being taken").atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                    .until(() -> number("SELECT count(*) FROM intake.delivery WHERE state = 'RUNNING' AND name LIKE '" + deliveries + "'") > 0);
            hub.toHandle().destroyForcibly();
            hub.waitFor();
            until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()") <= 1);
            cut = number("SELECT count(*) FROM intake.delivery WHERE state = 'RUNNING' AND name LIKE '" + deliveries + "'");
            launch();
            feeding.join();
        }
        assertThat(cut).as("deliveries that the kill cut off").isPositive();
    }

    /** Returns once its sender holds all of it to be delivered, or keeps it to deliver it again. */
    private interface Feed {
        void some(int number);
    }

    private static void nothingLostNothingDoubled(String keys, long fed) {
        assertThat(fed).as("fed").isPositive();
        until(() -> number("SELECT count(*) FROM ledger.matter WHERE source_key LIKE '" + keys + "'") >= fed);
        until(() -> number("SELECT count(*) FROM intake.delivery WHERE state = 'RUNNING'") == 0);
        assertThat(number("SELECT count(*) FROM ledger.matter WHERE source_key LIKE '" + keys + "'")).isEqualTo(fed);
        assertThat(number("SELECT count(DISTINCT source_key) FROM ledger.matter WHERE source_key LIKE '" + keys + "'")).isEqualTo(fed);
        assertThat(number("SELECT count(*) FROM ledger.matter_history")).as("versions").isZero();
        assertThat(number("SELECT count(*) FROM intake.quarantine")).as("quarantined").isZero();
        assertThat(number("SELECT count(*) FROM intake.batch WHERE read_count <> stored_count + unchanged_count + quarantined_count")).as("unbalanced").isZero();
    }

    @Test
    void aFileFetchedBySftpIsTakenAgainAndMovedOnce() throws Exception {
        int[] fed = {0};
        killInMidDelivery("sftp-%", number -> {
            put("sftp-" + number + ".csv", number * 2_500, 2_500);
            fed[0] += 2_500;
        });

        nothingLostNothingDoubled("SF-%", fed[0]);
        until(() -> orders.toFile().list((place, name) -> name.endsWith(".csv")).length == 0);
        assertThat(orders.resolve(".done").toFile().list()).hasSize(fed[0] / 2_500);
    }

    private static void put(String name, int from, int rows) {
        try {
            Files.write(folder.resolve(name), TestHub.hotline(List.of(), IntStream.range(from, from + rows).mapToObj(number -> TestHub.order("SF-" + number)).toList()));
            Files.move(folder.resolve(name), orders.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void messagesOfKafkaComeAgainFromTheirCommittedOffset() throws Exception {
        int[] fed = {0};
        killInMidDelivery("hotline-12345-kafka", number -> {
            IntStream.range(fed[0], fed[0] + 2_500).forEach(one -> producer.send(new ProducerRecord<>(TOPIC, ("KA-" + one).getBytes(StandardCharsets.UTF_8),
                    JSON.writeValueAsBytes(TestHub.order("KA-" + one)))));
            producer.flush();
            fed[0] += 2_500;
        });

        nothingLostNothingDoubled("KA-%", fed[0]);
    }

    /** The broker sends again what was not acknowledged, at the very moment at which the hub connects. */
    @Test
    void alarmsOfABrokerThatWereNotAcknowledgedComeAgain() throws Exception {
        await("the hub's session is there").atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            TestMqttBroker.publish(camera, ALARMS, CameraChannelsIT.alarm("FIRST"));
            return number("SELECT count(*) FROM ledger.matter WHERE source_key LIKE '%FIRST%'") == 1;
        });
        int[] fed = {0};
        killInMidDelivery("camera-push-mqtt", number -> {
            int from = fed[0];
            fed[0] += 1_500;
            IntStream.range(from, from + 1_500).forEach(one -> TestMqttBroker.publish(camera, ALARMS, CameraChannelsIT.alarm("MQ-" + one)));
        });

        nothingLostNothingDoubled("%MQ-%", fed[0]);
    }

    /** Its sender has no answer and pushes once more. */
    @Test
    void aPushWithoutAnAnswerIsPushedAgain() throws Exception {
        int[] fed = {0};
        killInMidDelivery("push by hotline-source", number -> {
            int from = fed[0];
            fed[0] += 2_500;
            String body = JSON.writeValueAsString(IntStream.range(from, from + 2_500).mapToObj(one -> TestHub.order("RE-" + one)).toList());
            await().atMost(PATIENCE).ignoreExceptions().pollInterval(Duration.ofMillis(500)).until(() -> pushed(body) == 200);
        });

        nothingLostNothingDoubled("RE-%", fed[0]);
    }

    private static int pushed(String body) throws IOException {
        Caller caller = new Caller("http://127.0.0.1:" + port);
        String token = caller.token("hotline-source", TestHub.secret(folder.resolve("data"), "hotline-source"), "intake");
        HttpResponse<String> answer = caller.post("/api/v1/intake/hotline-12345", "application/json", body, "Authorization", "Bearer " + token);
        return answer.statusCode();
    }

    private static long number(String question) {
        return sql.sql(question).query(Long.class).single();
    }

    private static void until(Callable<Boolean> holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(holds);
    }
}
