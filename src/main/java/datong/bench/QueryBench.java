package datong.bench;

import com.github.f4b6a3.ulid.Ulid;
import datong.DatongApplication;
import datong.EmbeddedDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Point look-ups and pages of 100 over HTTP, through policy, protection and durable audit, against the same SQL by JDBC in the same
 * run, and look-ups with the audit log against look-ups without. Client, hub and database share this machine's cores.
 */
public final class QueryBench {
    private static final int CLIENTS = 8;
    /** So many that the processors are the limit, and not the wait of each for the disk. */
    private static final int CROWD = 32;
    private static final int ROUNDS = 3;
    /** More a second than anybody can: each call is due at once. */
    private static final int FLAT_OUT = 100_000_000;
    private static final String SYSTEM = "market-system";
    private static final String DATASET = "hotline-12345";
    private static final List<String> ITEMS = List.of("matter_type", "channel", "urgency", "reported_at", "division_code", "status", "reporter_name", "reporter_phone");
    private static final String RECORDS = "/api/v1/datasets/" + DATASET + "/records";
    private static final String PAGE = RECORDS + "?purpose=SERVICE.REQUEST&limit=100&select=" + String.join(",", ITEMS);
    private final PrintWriter out;

    public QueryBench(PrintWriter out) {
        this.out = out;
    }

    /** @param warmUp seconds at the same rate before each figure, so that what runs is compiled */
    public void run(int records, int warmUp, int seconds, int perSecond) throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("datong-bench");
        // the limits a day would be met in seconds
        Path config = StewardsCopy.of(folder.resolve("config"), text -> text.replaceAll("PerDay: \\d+", "PerDay: 100000000"));
        try (ConfigurableApplicationContext hub = SpringApplication.run(new Class<?>[] {DatongApplication.class, SwitchedLog.InHub.class}, new String[] {
                "--datong.data=" + folder.resolve("data"), "--datong.config=" + config, "--datong.sample.records=" + records, "--server.port=0", "--logging.level.root=ERROR"})) {
            int port = ((WebServerApplicationContext) hub).getWebServer().getPort();
            List<UUID> ids = loaded(hub.getBean(DataSource.class), records);
            try (QueryPeer peer = new QueryPeer(hub.getBean(EmbeddedDatabase.class), CLIENTS, DATASET, ITEMS)) {
                CpuClock cpu = new CpuClock(folder.resolve("data/postgres"));
                String token = BenchToken.of("http://localhost:" + port, folder, SYSTEM);
                measure(port, token, cpu, peer, ids, warmUp, seconds, perSecond);
                weigh(hub.getBean(SwitchedLog.class), port, token, cpu, ids, seconds, perSecond);
            }
        } finally {
            IntakeBench.delete(folder);
        }
    }

    private void measure(int port, String token, CpuClock cpu, QueryPeer peer, List<UUID> ids, int warmUp, int seconds, int perSecond)
            throws IOException, SQLException, InterruptedException {
        List<QueryClient> clients = Stream.generate(() -> new QueryClient(port, token)).limit(CLIENTS).toList();
        demandSameRows(clients.getFirst(), peer, ids);
        Kind lookUps = new Kind("look-up", perSecond, (client, number) -> peer.lookUp(client, pick(ids, client, number)),
                (client, number) -> clients.get(client).get(lookUp(pick(ids, client, number))));
        Kind pages = new Kind("page of 100", perSecond / 10, (client, number) -> peer.page(client), (client, number) -> clients.get(client).get(PAGE));
        out.printf("query        %,d records in the dataset; %d clients, %,d look-ups/s and %,d pages/s, %d s each after %d s of warm-up each; "
                + "client, hub and PostgreSQL on %d cores%n", ids.size(), CLIENTS, perSecond, perSecond / 10, seconds, warmUp, Runtime.getRuntime().availableProcessors());
        for (Kind kind : List.of(lookUps, pages)) {
            measure(kind, cpu, warmUp, seconds);
        }
        for (QueryClient client : clients) {
            client.close();
        }
        out.flush();
    }

    /** What the log costs a look-up: as fast as the clients can, and at a steady rate, with it and without, in turns. */
    private void weigh(SwitchedLog log, int port, String token, CpuClock cpu, List<UUID> ids, int seconds, int perSecond) throws IOException, InterruptedException {
        List<QueryClient> clients = Stream.generate(() -> new QueryClient(port, token)).limit(CROWD).toList();
        Load crowd = new Load(CROWD);
        Load load = new Load(CLIENTS);
        Load.Call lookUp = (client, number) -> clients.get(client).get(lookUp(pick(ids, client, number)));
        double[] rate = new double[2];
        double[] each = new double[2];
        for (int round = 0; round < ROUNDS; round++) {
            for (int with = 0; with < 2; with++) {
                log.turn(with == 1);
                rate[with] += crowd.run(FLAT_OUT, 2 * perSecond * seconds / ROUNDS, lookUp).rate() / ROUNDS;
                Measured steady = measured(cpu, () -> load.run(perSecond, perSecond * seconds / ROUNDS, lookUp));
                each[with] += steady.each(steady.cpu().both() - steady.load().clientCpu()) / ROUNDS;
            }
        }
        out.printf("log          look-ups of %d clients flat out: %,.0f/s with the log, %,.0f/s without, ratio %.2f (goal: at least 0.70); "
                + "CPU of hub and PostgreSQL at %,d/s: %,.0f and %,.0f us each, the log adds %.0f %% (goal: at most 33 %%)%n",
                CROWD, rate[1], rate[0], rate[1] / rate[0], perSecond, each[1], each[0], 100 * (each[1] - each[0]) / each[0]);
        for (QueryClient client : clients) {
            client.close();
        }
        out.flush();
    }

    /** One kind of question, asked by JDBC and over HTTP at the same rate. */
    private record Kind(String name, int perSecond, Load.Call bare, Load.Call governed) {}

    private record Measured(Load.Result load, CpuClock.Used cpu) {
        /** Microseconds a call. */
        double each(double seconds) {
            return seconds / load.latencies().length * 1e6;
        }
    }

    private void measure(Kind kind, CpuClock cpu, int warmUp, int seconds) throws InterruptedException {
        Load load = new Load(CLIENTS);
        load.run(kind.perSecond(), kind.perSecond() * warmUp / 5, kind.bare());
        load.run(kind.perSecond(), kind.perSecond() * warmUp, kind.governed());
        Measured bare = measured(cpu, () -> load.run(kind.perSecond(), kind.perSecond() * seconds, kind.bare()));
        Measured governed = measured(cpu, () -> load.run(kind.perSecond(), kind.perSecond() * seconds, kind.governed()));
        print(kind, "bare SQL", bare, 0);
        print(kind, "governed", governed, governed.cpu().hub() - governed.load().clientCpu());
        out.printf("%-12s added by the hub: p50 %.2f ms, p99 %.2f ms (goal: 3 at p99 of 1,000 look-ups/s); CPU ratio %.1f of the bare question%n", kind.name(),
                added(governed, bare, 0.5), added(governed, bare, 0.99), governed.each(governed.cpu().both()) / bare.each(bare.cpu().both()));
        ThreadClock before = ThreadClock.now();
        Load.Result again = load.run(kind.perSecond(), kind.perSecond() * Math.min(seconds, 10), kind.governed());
        out.printf("%-12s us of CPU each by thread: %s%n", kind.name(), ThreadClock.now().minus(before).each(again.latencies().length));
        try (QueryProfile profile = QueryProfile.start()) {
            load.run(kind.perSecond(), kind.perSecond() * Math.min(seconds, 10), kind.governed());
            out.printf("%-12s dominates (samples of a further run): %s%n", kind.name(), profile.shares());
        }
        out.flush();
    }

    private interface Run {
        Load.Result run() throws InterruptedException;
    }

    private static Measured measured(CpuClock cpu, Run run) throws InterruptedException {
        CpuClock.Used before = cpu.used();
        Load.Result load = run.run();
        return new Measured(load, cpu.used().minus(before));
    }

    private static double added(Measured governed, Measured bare, double share) {
        return (governed.load().percentile(share) - bare.load().percentile(share)) / 1e3;
    }

    private void print(Kind kind, String how, Measured measured, double hub) {
        Load.Result load = measured.load();
        out.printf("%-12s %s p50 %,d, p95 %,d, p99 %,d us; %,.0f/s of %,d reached, %d failed; CPU us each: client %,.0f, hub %,.0f, PostgreSQL %,.0f%n", kind.name(), how,
                load.percentile(0.5), load.percentile(0.95), load.percentile(0.99), load.rate(), kind.perSecond(), load.failed(), measured.each(load.clientCpu()),
                measured.each(hub), measured.each(measured.cpu().database()));
    }

    private static UUID pick(List<UUID> ids, int client, int number) {
        return ids.get(Math.floorMod(client * 7_919 + number * 31, ids.size()));
    }

    private static String lookUp(UUID id) {
        return RECORDS + '/' + Ulid.from(id) + "?purpose=SERVICE.REQUEST&select=" + String.join(",", ITEMS);
    }

    /** A ratio between answers to different questions would say nothing. */
    private static void demandSameRows(QueryClient client, QueryPeer peer, List<UUID> ids) throws IOException, SQLException {
        List<String> bare = Stream.concat(peer.page(0).stream(), peer.lookUp(0, ids.getFirst()).stream()).toList();
        List<String> governed = Stream.of(PAGE, lookUp(ids.getFirst())).flatMap(path -> idsIn(client, path)).toList();
        if (!bare.equals(governed)) {
            throw new IllegalStateException("the hub and the bare SQL answer different rows; mend QueryPeer's SQL");
        }
    }

    private static Stream<String> idsIn(QueryClient client, String path) {
        try {
            return Pattern.compile("\"id\":\"([0-9A-Z]{26})\"").matcher(new String(client.get(path), StandardCharsets.UTF_8)).results().map(found -> found.group(1)).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until intake has come to rest, and gives the dataset's record ids. */
    private static List<UUID> loaded(DataSource database, int records) throws SQLException, InterruptedException {
        long before = -1;
        for (int still = 0; still < 3; ) {
            Thread.sleep(3_000);
            long now = number(database, "SELECT coalesce(sum(read_count), 0) FROM intake.batch");
            boolean rest = now >= records / 2 && now == before && number(database, "SELECT count(*) FROM intake.delivery WHERE state = 'RUNNING'") == 0;
            still = rest ? still + 1 : 0;
            before = now;
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
}
