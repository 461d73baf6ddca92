package datong.bench;

import com.github.f4b6a3.ulid.Ulid;
import com.zaxxer.hikari.HikariDataSource;
import datong.DatongApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Point look-ups and pages of 100 over HTTP, through policy, protection and durable audit, against the same SQL by JDBC in the same
 * run. Client, hub and database share this machine's cores.
 */
public final class QueryBench {
    private static final int CLIENTS = 8;
    private static final String SYSTEM = "market-system";
    private static final String DATASET = "hotline-12345";
    private static final List<String> ITEMS = List.of("matter_type", "channel", "urgency", "reported_at", "division_code", "status", "reporter_name", "reporter_phone");
    private final PrintWriter out;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public QueryBench(PrintWriter out) {
        this.out = out;
    }

    public void run(int records, int seconds, int perSecond) throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("datong-bench");
        Path config = withoutDailyLimits(folder.resolve("config"));
        try (ConfigurableApplicationContext hub = SpringApplication.run(DatongApplication.class, "--datong.data=" + folder.resolve("data"),
                "--datong.config=" + config, "--datong.sample.records=" + records, "--server.port=0", "--logging.level.root=ERROR")) {
            String base = "http://localhost:" + ((WebServerApplicationContext) hub).getWebServer().getPort();
            DataSource database = hub.getBean(HikariDataSource.class);
            List<UUID> ids = loaded(database, records);
            measure(base, token(base, folder), database, ids, seconds, perSecond);
        } finally {
            IntakeBench.delete(folder);
        }
    }

    /** The stewards' folders as they are, but for the limits a day, which a measurement would meet in seconds. */
    private static Path withoutDailyLimits(Path copy) throws IOException {
        for (String folder : List.of("integrations", "mappings", "policies")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(copy.resolve(file).getParent());
                    Files.writeString(copy.resolve(file), Files.readString(file).replaceAll("PerDay: \\d+", "PerDay: 100000000"));
                }
            }
        }
        return copy;
    }

    private void measure(String base, String token, DataSource database, List<UUID> ids, int seconds, int perSecond)
            throws IOException, InterruptedException {
        Load load = new Load(CLIENTS);
        out.printf("query        %,d records in the dataset; %d clients, %,d look-ups/s and %,d pages/s, %d s each; client, hub and database on %d cores%n",
                ids.size(), CLIENTS, perSecond, perSecond / 10, seconds, Runtime.getRuntime().availableProcessors());
        Load.Call lookUp = (client, number) -> ask(base + "/api/v1/datasets/" + DATASET + "/records/" + id(ids, client, number)
                + "?purpose=SERVICE.REQUEST&select=" + String.join(",", ITEMS), token);
        Load.Call page = (client, number) -> ask(base + "/api/v1/datasets/" + DATASET + "/records?purpose=SERVICE.REQUEST&limit=100&select="
                + String.join(",", ITEMS), token);
        try (Bare bare = new Bare(database)) {
            load.run(perSecond, perSecond * 5, lookUp);
            load.run(perSecond, perSecond * 2, (client, number) -> bare.lookUp(client, ids.get(Math.floorMod(client * 7_919 + number * 31, ids.size()))));
            Load.Result barePoint = load.run(perSecond, perSecond * seconds,
                    (client, number) -> bare.lookUp(client, ids.get(Math.floorMod(client * 7_919 + number * 31, ids.size()))));
            Load.Result point = load.run(perSecond, perSecond * seconds, lookUp);
            Load.Result barePage = load.run(perSecond / 10, perSecond / 10 * seconds, (client, number) -> bare.page(client));
            load.run(perSecond / 10, perSecond / 10 * 2, page);
            Load.Result pages = load.run(perSecond / 10, perSecond / 10 * seconds, page);
            print("look-up", barePoint, point);
            print("page of 100", barePage, pages);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        out.flush();
    }

    private void print(String what, Load.Result bare, Load.Result governed) {
        out.printf("%-12s bare SQL p50 %,d p99 %,d us; governed over HTTP p50 %,d p99 %,d us at %,.0f/s (%d failed); added at p99 %,.2f ms (goal 3)%n", what,
                bare.percentile(0.5), bare.percentile(0.99), governed.percentile(0.5), governed.percentile(0.99), governed.rate(), governed.failed(),
                (governed.percentile(0.99) - bare.percentile(0.99)) / 1e3);
    }

    private static String id(List<UUID> ids, int client, int number) {
        return Ulid.from(ids.get(Math.floorMod(client * 7_919 + number * 31, ids.size()))).toString();
    }

    private void ask(String address, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token)
                .header("Accept", "application/json").build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
    }

    private String token(String base, Path folder) throws IOException, InterruptedException {
        Matcher secret = Pattern.compile("system\\s+" + SYSTEM + "\\s+(\\S+)").matcher(Files.readString(folder.resolve("data/secrets/first-start.txt")));
        if (!secret.find()) {
            throw new IOException("no secret of " + SYSTEM + " among those of the first start");
        }
        String basic = Base64.getEncoder().encodeToString((SYSTEM + ":" + secret.group(1)).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/oauth2/token")).header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=records")).build();
        Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!token.find()) {
            throw new IOException("no token was given to " + SYSTEM);
        }
        return token.group(1);
    }

    /** Waits until intake has come to rest, and gives the dataset's record ids. */
    private static List<UUID> loaded(DataSource database, int records) throws SQLException, InterruptedException {
        for (long before = -1, now = 0; now < records / 2 || now != before; ) {
            Thread.sleep(3_000);
            before = now;
            now = number(database, "SELECT coalesce(sum(read_count), 0) FROM intake.batch");
        }
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = database.getConnection(); ResultSet answer = connection.createStatement().executeQuery(
                "SELECT record_id FROM ledger.matter WHERE terms_id IN (SELECT id FROM ledger.terms WHERE dataset = '" + DATASET + "') AND division_code LIKE '110199%'")) {
            while (answer.next()) {
                ids.add(answer.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static long number(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection(); ResultSet answer = connection.createStatement().executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** The same rows and columns by JDBC, a connection a client. */
    private static final class Bare implements AutoCloseable {
        private static final String ROWS = "SELECT e.record_id, e.subject, e.level, e." + String.join(", e.", ITEMS)
                + " FROM ledger.matter e JOIN ledger.terms t ON t.id = e.terms_id JOIN ledger.origin o ON o.id = e.origin_id"
                + " WHERE e.origin_id = (SELECT DISTINCT origin_id FROM ledger.terms WHERE dataset = ?) AND e.terms_id = ANY (ARRAY(SELECT id FROM ledger.terms WHERE dataset = ?)) AND e.division_code LIKE ?";
        private final List<Connection> connections = new ArrayList<>();
        private final List<PreparedStatement> lookUps = new ArrayList<>();
        private final List<PreparedStatement> pages = new ArrayList<>();

        Bare(DataSource database) throws SQLException {
            for (int client = 0; client < CLIENTS; client++) {
                Connection connection = database.getConnection();
                connections.add(connection);
                lookUps.add(connection.prepareStatement(ROWS + " AND e.record_id = ?"));
                pages.add(connection.prepareStatement(ROWS + " ORDER BY e.record_id LIMIT 101"));
            }
        }

        void lookUp(int client, UUID id) throws SQLException {
            PreparedStatement statement = lookUps.get(client);
            statement.setObject(4, id);
            read(statement);
        }

        void page(int client) throws SQLException {
            read(pages.get(client));
        }

        private static void read(PreparedStatement statement) throws SQLException {
            statement.setString(1, DATASET);
            statement.setString(2, DATASET);
            statement.setString(3, "110199%");
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    for (int column = 1; column <= ITEMS.size() + 3; column++) {
                        answer.getObject(column);
                    }
                }
            }
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }
}
