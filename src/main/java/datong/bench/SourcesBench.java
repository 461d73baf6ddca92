package datong.bench;

import datong.DatongApplication;
import datong.sample.SampleDistrict;
import datong.sample.ServiceCases;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Each source of the district alone, from its delivery to the ledger, through the hub as it is wired; only resolution rests meanwhile. Time is that
 * of the deliveries, without what a poll waits. A tenth of the records warms each source up, so that a tenth of those measured is known already.
 */
public final class SourcesBench {
    private static final long SEED = 20261103;
    private static final String TABLE = "service-cases";
    private static final long PATIENCE_NANOS = 600_000_000_000L;
    private final PrintWriter out;

    public SourcesBench(PrintWriter out) {
        this.out = out;
    }

    /** @param records of each source, 1,000 or more */
    public void run(int records) throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("datong-bench");
        try (SampleServer server = SampleServer.start();
                ConfigurableApplicationContext hub = SpringApplication.run(DatongApplication.class, "--datong.data=" + folder.resolve("data"),
                        "--datong.config=" + config(folder.resolve("config"), server), "--datong.sample.load=false", "--datong.resolution.every=1d", "--server.port=0",
                        "--logging.level.root=OFF", "--logging.level.datong=OFF")) {
            new Round(folder, server, hub.getBean(DataSource.class), new CpuClock(folder.resolve("data/postgres"))).measureAll(records);
        } finally {
            IntakeBench.delete(folder);
        }
    }

    /** With shorter pauses between two pulls, and with the addresses of the servers. */
    private static Path config(Path copy, SampleServer server) throws IOException {
        StewardsCopy.of(copy, text -> text.replace("delay: 60000", "delay: 1000"));
        Files.writeString(copy.resolve("integrations/settings.properties"), server.settings());
        return copy;
    }

    /** One hub, and what is put before it. */
    private final class Round {
        private final Path folder;
        private final SampleServer server;
        private final DataSource database;
        private final JdbcClient sql;
        private final CpuClock cpu;

        Round(Path folder, SampleServer server, DataSource database, CpuClock cpu) {
            this.folder = folder;
            this.server = server;
            this.database = database;
            this.sql = JdbcClient.create(database);
            this.cpu = cpu;
        }

        void measureAll(int records) throws IOException, SQLException, InterruptedException {
            out.printf("sources      %,d records each, one source after the other; hub and PostgreSQL on %d cores, at most %,d MB of heap%n", records,
                    Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() >> 20);
            out.printf("%-22s %10s %10s %12s %14s %10s%n", "source", "records", "records/s", "hub us each", "database us", "peak MB");
            for (String source : Stream.concat(SampleDistrict.sources().stream(), Stream.of(TABLE)).toList()) {
                take(source, Math.max(500, records / 10), SEED + 1);
                PeakHeap.reset();
                CpuClock.Used before = cpu.used();
                Taken taken = take(source, records, SEED);
                CpuClock.Used used = cpu.used().minus(before);
                out.printf("%-22s %,10d %,10.0f %,12.1f %,14.1f %,10d%n", source, taken.rows(), taken.rows() / taken.seconds(), used.hub() / taken.rows() * 1e6,
                        used.database() / taken.rows() * 1e6, PeakHeap.bytes() >> 20);
                out.flush();
            }
        }

        private Taken take(String source, int records, long seed) throws IOException, SQLException, InterruptedException {
            long before = sql.sql("SELECT count(*) FROM intake.delivery WHERE source = ?").param(source).query(Long.class).single();
            if (source.equals(TABLE)) {
                fill(new SampleDistrict(seed, records * 100 / 6).serviceCases());
                return pulled(source, before, records * 9L / 10);
            }
            Path written = folder.resolve("written");
            SampleDistrict.write(source, records, seed, written);
            if (server.serves(source)) {
                server.serve(source, written);
                Taken taken = pulled(source, before, records * 9L / 10);
                server.rest();
                return taken;
            }
            return delivered(source, before, deliver(source, written, seed));
        }

        private int deliver(String source, Path written, long seed) throws IOException {
            Path inbox = Files.createDirectories(folder.resolve("data/inbox").resolve(source));
            List<Path> files;
            try (Stream<Path> found = Files.list(written)) {
                files = found.sorted(Comparator.naturalOrder()).toList();
            }
            for (Path file : files) {
                Files.move(file, inbox.resolve(seed + "-" + file.getFileName()));
            }
            return files.size();
        }

        private void fill(ServiceCases cases) throws SQLException {
            String columns = cases.columns().stream().map(column -> column + (column.equals("updated_at") ? " timestamptz" : " text")).collect(Collectors.joining(", "));
            String places = cases.columns().stream().map(column -> column.equals("updated_at") ? "?::timestamptz + (SELECT count(*) FROM intake.delivery) * interval '1 day'" : "?").collect(Collectors.joining(", "));
            sql.sql("CREATE SCHEMA IF NOT EXISTS sample_source").update();
            sql.sql("CREATE TABLE IF NOT EXISTS sample_source.service_case (" + columns + ")").update();
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                connection.createStatement().execute("DELETE FROM sample_source.service_case");
                try (PreparedStatement insert = connection.prepareStatement("INSERT INTO sample_source.service_case VALUES (" + places + ")")) {
                    for (Iterator<String[]> rows = cases.rows().iterator(); rows.hasNext(); ) {
                        String[] row = rows.next();
                        for (int column = 0; column < row.length; column++) {
                            insert.setString(column + 1, row[column]);
                        }
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                connection.commit();
            }
        }

        private Taken delivered(String source, long before, int files) throws InterruptedException {
            return await(source, before, done -> done.deliveries() >= files);
        }

        private Taken pulled(String source, long before, long rows) throws InterruptedException {
            return await(source, before, done -> done.rows() >= rows);
        }

        private Taken await(String source, long before, Predicate<Taken> enough) throws InterruptedException {
            for (long start = System.nanoTime(); System.nanoTime() - start < PATIENCE_NANOS; Thread.sleep(200)) {
                Taken done = sql.sql("""
                        SELECT count(*) AS deliveries, coalesce(sum(rows_read), 0) AS rows, coalesce(sum(extract(epoch FROM finished_at - received_at)), 0) AS seconds
                        FROM (SELECT * FROM intake.delivery WHERE source = ? ORDER BY received_at, id OFFSET ?) AS new
                        WHERE state <> 'RUNNING' AND rows_read > 1""").params(source, before).query(Taken.class).single();
                if (enough.test(done)) {
                    return done;
                }
            }
            throw new IllegalStateException(source + " was not taken in ten minutes");
        }
    }

    /** What became of deliveries that are through. */
    private record Taken(long deliveries, long rows, double seconds) {}
}
