package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import datong.intake.camel.nifi.KeptFlowFiles.Answer;
import datong.intake.camel.nifi.NifiServer.Transport;
import datong.intake.camel.nifi.NifiState;
import datong.intake.camel.nifi.NifiState.Word;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.nifi.remote.Transaction;
import org.apache.nifi.remote.TransferDirection;
import org.apache.nifi.remote.client.SiteToSiteClient;
import org.apache.nifi.remote.protocol.DataPacket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With a real Apache NiFi: what waits at an output port comes into the ledger once, what is released reaches an input port, whatever happens. */
@Order(1)
class NifiIT {
    private static final Logger LOG = LoggerFactory.getLogger(NifiIT.class);
    private static final Path MAPPINGS = Path.of("src/test/resources/kill");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int KILLS = 5;
    private static final List<String> QUEUES = List.of("RAW", "HTTP", "bad", "mended", "twice", "quiet", "shut", "feed", "pushed");
    private static final Map<String, NifiHome.Through> PORTS = new HashMap<>();
    private static NifiHome nifi;

    @TempDir
    static Path place;

    @TempDir
    Path folder;

    @BeforeAll
    static void startNifi() throws IOException, InterruptedException {
        nifi = NifiHome.start(place);
        for (String queue : QUEUES) {
            PORTS.put(queue, nifi.through("in-" + queue, "out-" + queue, 10_000));
        }
        PORTS.put("narrow", nifi.through("in-narrow", "out-narrow", 3));
    }

    @AfterAll
    static void stopNifi() {
        if (nifi != null) {
            nifi.close();
        }
    }

    record FlowFile(String name, String content) {}

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aFlowFileIsADeliveryUnderItsOwnNameAndUuid(Transport transport) throws Exception {
        NifiHome.Through port = PORTS.get(transport.name());
        send("in-" + transport, List.of(new FlowFile("工单-1.csv", orders(0, 30)), new FlowFile("工单-2.csv", orders(30, 40))));
        try (NifiHub hub = hub(transport)) {
            hub.pull("orders", "nifi:test?port=out-" + transport);
            until(() -> hub.intake().number("SELECT count(*) FROM intake.delivery WHERE state = 'DONE'") == 2);
            until(() -> nifi.queued(port) == 0);

            assertThat(hub.intake().number("SELECT count(*) FROM ledger.matter")).isEqualTo(40);
            assertThat(hub.intake().database().sql("SELECT d.name || ' ' || f.name || ' ' || f.mime_type || ' ' || d.rows_read || ' ' || length(f.uuid) || ' ' || f.seen FROM intake.flowfile f JOIN intake.delivery d ON d.id = f.delivery_id ORDER BY 1")
                    .query(String.class).list()).containsExactly("工单-1.csv 工单-1.csv text/csv 30 36 1", "工单-2.csv 工单-2.csv text/csv 10 36 1");
            until(() -> hub.state("orders").orElseThrow().word() == Word.EMPTY);
            assertThat(hub.state("orders").orElseThrow()).extracting(NifiState::flowFiles, NifiState::again, NifiState::setAside).containsExactly(2L, 0L, 0L);
        }
    }

    @Test
    void aFlowFileThatCannotBeReadIsSetAsideWithItsBytesSealedAndTheNextIsRead() throws Exception {
        NifiHome.Through port = PORTS.get("bad");
        String drifted = "number,title,at,caller,telephone\nN-1,secret-title,2026-11-03 08:00:00,赵示例,15400000001\n";
        send("in-bad", List.of(new FlowFile("bad.csv", drifted), new FlowFile("good.csv", orders(0, 5))));
        try (NifiHub hub = hub(Transport.RAW)) {
            hub.pull("orders", "nifi:test?port=out-bad");
            until(() -> nifi.queued(port) == 0 && hub.state("orders").orElseThrow().word() == Word.EMPTY);

            assertThat(hub.intake().database().sql("SELECT d.name || ' ' || d.state || ' ' || coalesce(d.rule, '') FROM intake.delivery d ORDER BY d.name").query(String.class).list())
                    .containsExactly("bad.csv STOPPED HEADER_DRIFT", "good.csv DONE ");
            assertThat(hub.state("orders").orElseThrow().setAside()).isEqualTo(1);
            assertThat(hub.intake().number("SELECT count(*) FROM intake.flowfile WHERE kept_at IS NOT NULL")).isEqualTo(1);
            byte[] sealed = hub.intake().database().sql("SELECT sealed FROM intake.flowfile_piece").query(byte[].class).single();
            assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret-title");
            assertThat(sealed.length).isGreaterThan(drifted.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void whatWasSetAsideIsTakenAgainByHandOnceTheMappingIsMendedAndOnlyOnce() throws Exception {
        Path mending = Files.createDirectories(folder.resolve("mappings"));
        Path mapping = Files.copy(MAPPINGS.resolve("orders.mapping.yaml"), mending.resolve("orders.mapping.yaml"));
        NifiHome.Through port = PORTS.get("mended");
        send("in-mended", List.of(new FlowFile("drifted.csv", orders(0, 3).replace(",phone\n", ",telephone\n"))));
        try (NifiHub hub = new NifiHub(TestDatabase.fresh(), folder, mending, List.of(NifiHub.plain("test", nifi.url(), Transport.RAW)))) {
            hub.pull("orders", "nifi:test?port=out-mended");
            until(() -> nifi.queued(port) == 0 && hub.state("orders").orElseThrow().word() == Word.EMPTY);
            String uuid = hub.intake().database().sql("SELECT uuid FROM intake.flowfile WHERE kept_at IS NOT NULL").query(String.class).single();

            assertThat(hub.kept().take("orders", uuid)).isEqualTo(Answer.STILL_ASIDE);
            assertThat(hub.kept().take("no-such-route", uuid)).isEqualTo(Answer.NOT_KEPT);
            Files.writeString(mapping, Files.readString(mapping).replaceAll("(key|from|mobile): phone", "$1: telephone"));
            hub.intake().remap();
            assertThat(hub.kept().take("orders", uuid)).isEqualTo(Answer.TAKEN);
            assertThat(hub.kept().take("orders", uuid)).as("once more").isEqualTo(Answer.NOT_KEPT);
            assertThat(hub.intake().number("SELECT count(*) FROM ledger.matter")).isEqualTo(3);
            assertThat(hub.intake().number("SELECT count(*) FROM intake.flowfile_piece")).as("what is in the ledger need not be kept").isZero();
            assertThat(hub.intake().database().sql("SELECT d.name || ' ' || d.state FROM intake.delivery d ORDER BY d.received_at").query(String.class).list())
                    .containsExactly("drifted.csv STOPPED", "drifted.csv STOPPED", "drifted.csv DONE");
        }
    }

    /** The good one is in the ledger when the transaction breaks; NiFi hands both over again until the bad one is given up. */
    @Test
    void aFlowFileThatComesAgainIsTakenOnceAndARouteThatAlwaysFailsHoldsUpNobody() throws Exception {
        NifiHome.Through port = PORTS.get("twice");
        send("in-twice", List.of(new FlowFile("first.csv", orders(0, 5)), new FlowFile("poison.csv", orders(5, 9)), new FlowFile("last.csv", orders(9, 12))));
        try (NifiHub hub = hub(Transport.RAW)) {
            hub.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("nifi:test?port=out-twice&delay=100").routeId("orders")
                            .choice().when(header("CamelFileName").isEqualTo("poison.csv")).throwException(new IllegalArgumentException("poison")).end()
                            .to("ledger:orders");
                }
            });
            until(() -> nifi.queued(port) == 0 && hub.state("orders").orElseThrow().word() == Word.EMPTY);

            assertThat(hub.intake().database().sql("SELECT d.name || ' ' || d.state || ' ' || coalesce(d.rule, '') FROM intake.delivery d ORDER BY d.name").query(String.class).list())
                    .containsExactly("first.csv DONE ", "last.csv DONE ", "poison.csv SET_ASIDE ROUTE_FAILED");
            assertThat(hub.intake().number("SELECT seen FROM intake.flowfile WHERE name = 'first.csv'")).isEqualTo(5);
            assertThat(hub.intake().number("SELECT sum(read_count) FROM intake.batch")).isEqualTo(8);
        }
    }

    @Test
    void deniedAbsentStoppedEmptyAndUnreachableAreToldApart() throws Exception {
        NifiHome.Through quiet = PORTS.get("quiet");
        NifiHome.Through shut = PORTS.get("shut");
        nifi.run("output", shut.out(), "STOPPED");
        HttpServer denying = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        denying.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        denying.start();
        String denied = "http://127.0.0.1:" + denying.getAddress().getPort() + "/nifi";
        try (NifiHub hub = new NifiHub(TestDatabase.fresh(), folder, MAPPINGS, List.of(NifiHub.plain("test", nifi.url(), Transport.RAW),
                NifiHub.plain("denying", denied, Transport.HTTP), NifiHub.plain("gone", "http://127.0.0.1:1/nifi", Transport.RAW)))) {
            hub.pull("quiet", "nifi:test?port=out-quiet");
            hub.pull("shut", "nifi:test?port=out-shut");
            hub.pull("absent", "nifi:test?port=no-such-port");
            hub.pull("denied", "nifi:denying?port=out-quiet");
            hub.pull("gone", "nifi:gone?port=out-quiet");
            hub.pull("asleep", "nifi:nobody?port=out-quiet");
            until(() -> hub.state("quiet").map(NifiState::word).equals(java.util.Optional.of(Word.EMPTY)));
            Map<String, Word> expected = Map.of("shut", Word.PORT_STOPPED, "absent", Word.NO_SUCH_PORT, "denied", Word.DENIED, "gone", Word.UNREACHABLE, "asleep", Word.NOT_CONFIGURED);
            expected.forEach((route, word) -> until(() -> hub.state(route).map(NifiState::word).equals(java.util.Optional.of(word))));
            until(() -> hub.routeState("asleep").equals("Stopped"));
            assertThat(hub.state("asleep").orElseThrow().message()).contains("set datong.nifi.nobody.url");
            assertThat(hub.state("denied").orElseThrow().message()).contains("403", "grant");
            nifi.run("output", shut.out(), "RUNNING");
            until(() -> hub.state("shut").orElseThrow().word() == Word.EMPTY);
        } finally {
            denying.stop(0);
        }
        assertThat(nifi.queued(quiet)).isZero();
    }

    @Test
    void killsAtRandomMomentsLoseAndDoubleNothing() throws Exception {
        int flowFiles = 360;
        int rows = 10;
        NifiHome.Through port = PORTS.get("feed");
        List<FlowFile> feed = new ArrayList<>();
        for (int index = 0; index < flowFiles; index++) {
            feed.add(new FlowFile("orders-" + index + ".csv", orders(index * rows, (index + 1) * rows)));
        }
        send("in-feed", feed);
        PGSimpleDataSource database = TestDatabase.fresh();
        JdbcClient sql = JdbcClient.create(database);
        List<String> keys = release(database, folder.resolve("releases"), 60);
        Random dice = new Random(20261122);
        for (int kill = 0; kill < KILLS; kill++) {
            killAmongTheNextFlowFiles(database, sql, dice);
            assertThat(nifi.queued(port)).as("what waits at kill " + kill).isPositive();
        }
        until(() -> number(sql, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()") == 0);
        long cutOff = number(sql, "SELECT count(*) FROM intake.delivery WHERE state IN ('RUNNING', 'INTERRUPTED')");
        LOG.info("{} kills cut off {} deliveries and {} of {} FlowFiles still wait", KILLS, cutOff, nifi.queued(port), flowFiles);
        Process last = nifiForever(database);
        until(() -> nifi.queued(port) == 0 && number(sql, "SELECT count(*) FROM publication.outbox WHERE sent_at IS NOT NULL") == keys.size());
        last.toHandle().destroyForcibly();
        last.waitFor();
        LOG.info("{} FlowFiles came more than once", number(sql, "SELECT count(*) FROM intake.flowfile WHERE seen > 1"));

        assertThat(number(sql, "SELECT count(*) FROM ledger.matter")).as("lost none").isEqualTo(flowFiles * rows);
        assertThat(number(sql, "SELECT count(*) FROM ledger.matter_history")).as("made no version twice").isZero();
        assertThat(number(sql, "SELECT sum(stored_count) FROM intake.batch")).as("stored each once").isEqualTo(flowFiles * rows);
        assertThat(number(sql, "SELECT count(*) FROM intake.delivery WHERE state = 'DONE'")).as("took each to its end once").isEqualTo(flowFiles);
        assertThat(number(sql, "SELECT count(*) FROM intake.flowfile f JOIN intake.delivery d ON d.id = f.delivery_id WHERE d.state = 'DONE'")).isEqualTo(flowFiles);
        assertThat(number(sql, "SELECT count(*) FROM intake.flowfile WHERE seen > 1")).as("the kills hit").isPositive();
        List<String> pushed = drain("out-pushed").stream().map(attributes -> attributes.get("datong.key")).toList();
        LOG.info("{} files pushed {} times", keys.size(), pushed.size());
        assertThat(pushed.stream().distinct().toList()).as("each file at least once, none unknown").containsExactlyInAnyOrderElementsOf(keys);
        assertThat(pushed.size() - keys.size()).as("no more repetitions than kills").isLessThanOrEqualTo(KILLS);
    }

    @Test
    void aReleaseReachesItsPortWithAStableKeyAndWaitsWhileTheQueueBehindItIsFull() throws Exception {
        PGSimpleDataSource database = TestDatabase.fresh();
        List<String> keys = release(database, folder.resolve("releases"), 12);
        try (NifiHub hub = new NifiHub(database, folder, MAPPINGS, List.of(NifiHub.plain("test", nifi.url(), Transport.RAW)))) {
            hub.push("handover", "components", "nifi:test?port=in-narrow");
            until(() -> hub.state("handover").map(NifiState::word).equals(java.util.Optional.of(Word.BACK_PRESSURE)));
            assertThat(nifi.queued(PORTS.get("narrow"))).isBetween(3L, 11L);
            assertThat(hub.state("handover").orElseThrow().message()).contains("full");

            List<Map<String, String>> arrived = new ArrayList<>();
            until(() -> {
                arrived.addAll(drain("out-narrow"));
                return arrived.size() >= keys.size();
            });
            assertThat(arrived).extracting(attributes -> attributes.get("datong.key")).containsExactlyElementsOf(keys);
            assertThat(arrived.getFirst()).containsEntry("filename", "components-1.csv").containsEntry("datong.publication", "components")
                    .containsEntry("datong.purpose", "PUBLIC.SERVICE").containsKey("datong.sha256");
            until(() -> hub.intake().number("SELECT count(*) FROM publication.outbox WHERE sent_at IS NULL") == 0);
            assertThat(hub.intake().audited("HAND_OVER")).as("one event for all tries").isEqualTo(12);
        }
    }

    /** Releases of the publication components, of one file each; their keys in order. */
    private static List<String> release(PGSimpleDataSource database, Path folder, int count) throws IOException {
        return release(database, folder, count, 1);
    }

    /** @param rows of each file */
    static List<String> release(PGSimpleDataSource database, Path folder, int count, int rows) throws IOException {
        List<String> keys = new ArrayList<>();
        for (int version = 1; version <= count; version++) {
            String id = "R%04d".formatted(version);
            Path place = Files.createDirectories(folder.resolve("components").resolve(String.valueOf(version)));
            Files.writeString(place.resolve("components-" + version + ".csv"), "number\n" + (version + "\n").repeat(rows));
            String json = "{\"files\": [{\"name\": \"components-%d.csv\", \"bytes\": %d, \"sha256\": \"%s\"}]}".formatted(version,
                    Files.size(place.resolve("components-" + version + ".csv")), sha256(Files.readAllBytes(place.resolve("components-" + version + ".csv"))));
            JdbcClient.create(database).sql("""
                    INSERT INTO publication.release (id, publication, version, dataset, recipient, recipient_class, purpose, created_at, actor, records, persons, treatments,
                        files, policy_version, audit_index, state)
                    VALUES (?, 'components', ?, 'thing-city-components', '11110199MB00DEM264', 'department', 'PUBLIC.SERVICE', now(), 'steward', 1, 0, '[]', ?::jsonb, 'p1', 0, 'PUBLISHED')""")
                    .params(id, version, json).update();
            keys.add(id + "/components-" + version + ".csv");
        }
        return keys;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes out what waits at an output port; gives the attributes. */
    private static List<Map<String, String>> drain(String port) throws IOException {
        List<Map<String, String>> drained = new ArrayList<>();
        try (SiteToSiteClient client = new SiteToSiteClient.Builder().url(nifi.url()).portName(port).timeout(20, TimeUnit.SECONDS).build()) {
            for (int before = -1; before < drained.size(); ) {
                before = drained.size();
                Transaction transaction = await().atMost(PATIENCE).ignoreException(IOException.class).until(() -> client.createTransaction(TransferDirection.RECEIVE), found -> found != null);
                for (DataPacket packet = transaction.receive(); packet != null; packet = transaction.receive()) {
                    packet.getData().readAllBytes();
                    drained.add(packet.getAttributes());
                }
                transaction.confirm();
                transaction.complete();
            }
        }
        return drained;
    }

    /** Some FlowFiles further and some milliseconds later: in the middle of one, between two, or before a transaction is confirmed. */
    private void killAmongTheNextFlowFiles(PGSimpleDataSource database, JdbcClient sql, Random dice) throws Exception {
        long further = number(sql, "SELECT count(*) FROM intake.flowfile") + 1 + dice.nextInt(40);
        Process hub = nifiForever(database);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> number(sql, "SELECT count(*) FROM intake.flowfile") >= further);
        hub.waitFor(dice.nextLong(25), TimeUnit.MILLISECONDS);
        hub.toHandle().destroyForcibly();
        hub.waitFor();
    }

    private Process nifiForever(PGSimpleDataSource database) throws IOException {
        Process hub = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-Duser.timezone=UTC", "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                NifiForever.class.getName(), database.getUrl(), database.getUser(), database.getPassword(), folder.toString(), MAPPINGS.toString(), nifi.url(), "RAW")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        TestHub.readOn(hub.inputReader(), line -> {
            if (line.contains("WARN")) {
                LOG.info(line);
            }
        });
        return hub;
    }

    private NifiHub hub(Transport transport) throws Exception {
        return new NifiHub(TestDatabase.fresh(), folder, MAPPINGS, List.of(NifiHub.plain("test", nifi.url(), transport)));
    }

    private static void send(String port, List<FlowFile> flowFiles) throws IOException {
        send(nifi, port, flowFiles);
    }

    static void send(NifiHome nifi, String port, List<FlowFile> flowFiles) throws IOException {
        try (SiteToSiteClient client = new SiteToSiteClient.Builder().url(nifi.url()).portName(port).timeout(20, TimeUnit.SECONDS).build()) {
            Transaction transaction = await().atMost(PATIENCE).ignoreException(IOException.class).until(() -> client.createTransaction(TransferDirection.SEND), found -> found != null);
            for (FlowFile one : flowFiles) {
                transaction.send(one.content().getBytes(StandardCharsets.UTF_8), Map.of("filename", one.name(), "mime.type", "text/csv"));
            }
            transaction.confirm();
            transaction.complete();
        }
    }

    static String orders(int from, int to) {
        StringBuilder text = new StringBuilder("number,title,at,caller,phone\n");
        for (int number = from; number < to; number++) {
            text.append("N-%d,order %d,2026-11-03 08:%02d:%02d,赵示例,154%08d\n".formatted(number, number, number / 60 % 60, number % 60, number));
        }
        return text.toString();
    }

    private static long number(JdbcClient sql, String question) {
        return sql.sql(question).query(Long.class).single();
    }

    static void until(java.util.concurrent.Callable<Boolean> holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(holds);
    }
}
