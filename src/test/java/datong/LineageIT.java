package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import datong.lineage.HttpLineageSink;
import datong.lineage.LineageSender;
import datong.lineage.RunEvents;
import datong.lineage.Trace;
import datong.lineage.WrittenMappingReader;
import datong.lineage.jdbc.JdbcTraces;
import datong.lineage.jdbc.JdbcUnsentRuns;
import datong.lineage.jdbc.JdbcWrittenMappings;
import datong.mapping.Mapping;
import datong.mapping.yaml.MappingFiles;
import datong.schema.Datasets;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record's way by the real ledger, and lineage sent to a real endpoint that fails first. */
class LineageIT {
    private static final String HEAD = "number,title,at,caller,phone\n";
    private final DataSource database = TestDatabase.fresh();
    private final LedgerSchema schema = LedgerSchema.standard();

    @TempDir
    Path folder;

    private Path mappings;
    private TestIntake intake;

    @BeforeEach
    void open() throws IOException {
        mappings = Files.createDirectory(folder.resolve("mappings"));
        Files.copy(Path.of("src/test/resources/kill/orders.mapping.yaml"), mappings.resolve("orders.mapping.yaml"));
        intake = new TestIntake(database, folder, mappings, 100);
    }

    @AfterEach
    void close() {
        intake.close();
    }

    private void take(String name, String rows) throws IOException {
        intake.take("orders", Files.writeString(folder.resolve(name), HEAD + rows));
    }

    private WrittenMappingReader written() {
        return new WrittenMappingReader(new JdbcWrittenMappings(database), new MappingFiles(schema, CodeTableFiles.standard(), Clock.systemUTC()));
    }

    private Trace onlyMatter() {
        String id = intake.database().sql("SELECT record_id FROM ledger.matter").query((row, number) -> com.github.f4b6a3.ulid.Ulid.from(row.getObject(1, java.util.UUID.class)).toString()).single();
        return new JdbcTraces(database, () -> schema).of(id).orElseThrow();
    }

    @Test
    void aRecordNamesDeliveryRowBatchAndMappingOfEachOfItsVersions() throws IOException {
        take("monday.csv", "N-1,lamp,2026-11-02 08:00:00,赵示例,15400000001\n");
        take("tuesday.csv", "N-2,bad,whenever,赵示例,15400000001\nN-1,lamp again,2026-11-02 08:00:00,赵示例,15400000001\n");
        Trace trace = onlyMatter();

        assertThat(trace.source()).isEqualTo("orders");
        assertThat(trace.versions()).extracting(version -> version.arrival().name()).containsExactly("tuesday.csv", "monday.csv");
        assertThat(trace.versions()).extracting(version -> version.row().orElseThrow()).containsExactly(3L, 2L);
        assertThat(trace.versions().getFirst().until()).isEmpty();
        assertThat(trace.versions().getLast().until()).contains(trace.versions().getFirst().from());
        assertThat(trace.versions().getFirst().arrival().sha256()).isPresent();
        assertThat(trace.versions().getFirst().filled()).contains(new ItemName("title")).doesNotContain(new ItemName("closed_at"));
        assertThat(trace.links()).singleElement().matches(link -> link.otherElement().equals("person"));
    }

    @Test
    void theMappingThatWroteARecordIsThereAfterItWasChanged() throws IOException {
        take("monday.csv", "N-1,lamp,2026-11-02 08:00:00,赵示例,15400000001\n");
        Path file = mappings.resolve("orders.mapping.yaml");
        String first = Files.readString(file);
        intake.close();
        Files.writeString(file, first.replaceFirst("version: .*", "version: 9.9.9"));
        intake = new TestIntake(database, folder, mappings, 100);
        take("tuesday.csv", "N-1,lamp again,2026-11-02 08:00:00,赵示例,15400000001\n");
        List<Trace.Version> versions = onlyMatter().versions();

        assertThat(written().byFingerprint(versions.getLast().fingerprint()).orElseThrow().text()).isEqualTo(first);
        assertThat(written().byFingerprint(versions.getFirst().fingerprint()).map(Mapping::version)).contains("9.9.9");
        assertThat(written().byVersion("orders", "9.9.9")).isPresent();
    }

    @Test
    void whatIsNoRecordHasNoWay() {
        JdbcTraces traces = new JdbcTraces(database, () -> schema);

        assertThat(traces.of("01K80000000000000000000000")).isEmpty();
        assertThat(traces.of("'; DROP TABLE")).isEmpty();
    }

    @Test
    void lineageIsSentOnceItIsTakenAndNeverForgotten() throws IOException {
        take("monday.csv", "N-1,lamp,2026-11-02 08:00:00,赵示例,15400000001\n");
        intake.take("orders", Files.writeString(folder.resolve("drifted.csv"), "nummer,titel\nN-2,lamp\n"));
        List<String> taken = new CopyOnWriteArrayList<>();
        HttpServer endpoint = endpoint(taken);
        try (HttpLineageSink sink = new HttpLineageSink(URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/api/v1/lineage"), Optional.of("s3cret"))) {
            LineageSender sender = new LineageSender(new JdbcUnsentRuns(database), new RunEvents("hub", written()::byVersion, none(), () -> schema, "1"), sink);
            sender.start(Duration.ofMillis(20));
            await().atMost(Duration.ofMinutes(10)).until(() -> intake.number("SELECT count(*) FROM intake.delivery WHERE NOT lineage_sent") == 0);
            sender.close();
        } finally {
            endpoint.stop(0);
        }
        ObjectMapper json = new ObjectMapper();
        assertThat(taken).extracting(event -> json.readTree(event).get("eventType").asText()).contains("COMPLETE", "FAIL");
        assertThat(taken).extracting(event -> json.readTree(event).at("/run/runId").asText()).doesNotContain("").hasSizeBetween(4, 6);
        assertThat(String.join("", taken)).contains("intake.orders").doesNotContain("15400000001", "赵示例");
    }

    /** Refuses the first two events, and whoever does not show the token. */
    private static HttpServer endpoint(List<String> taken) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        int[] asked = {0};
        server.createContext("/api/v1/lineage", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean known = "Bearer s3cret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean takes = known && ++asked[0] > 2;
            if (takes) {
                taken.add(body);
            }
            exchange.sendResponseHeaders(takes ? 201 : known ? 503 : 401, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Datasets none() {
        return new Datasets() {
            @Override
            public Optional<datong.schema.Dataset> find(datong.schema.DatasetCode code) {
                return Optional.empty();
            }

            @Override
            public List<datong.schema.Dataset> all() {
                return List.of();
            }
        };
    }
}
