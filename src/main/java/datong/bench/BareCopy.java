package datong.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** The limit intake is measured against: the same final rows by bare binary COPY into an empty table with the same indexes, on two connections. */
final class BareCopy {
    private static final int PARTS = 2;
    private static final int PIECE = 1 << 18;
    private final DataSource database;
    private final Path folder;

    /** @param folder where the rows lie as files meanwhile */
    BareCopy(DataSource database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** Seconds it took; the rows are taken out of the ledger's table before the clock starts. */
    double seconds(String table) throws SQLException, IOException, InterruptedException {
        List<Path> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(out(part, "COPY (SELECT * FROM " + table + " WHERE source_row % " + PARTS + " = " + part + " ORDER BY source_row) TO STDOUT (FORMAT binary)"));
        }
        execute("CREATE TABLE bare_copy (LIKE " + table + " INCLUDING ALL)");
        execute("CHECKPOINT");
        long start = System.nanoTime();
        inParallel(parts);
        return (System.nanoTime() - start) / 1e9;
    }

    private void inParallel(List<Path> parts) throws InterruptedException, SQLException {
        try (ExecutorService connections = Executors.newFixedThreadPool(PARTS)) {
            List<Callable<Void>> copies = parts.stream().<Callable<Void>>map(part -> () -> in(part)).toList();
            for (Future<Void> copy : connections.invokeAll(copies)) {
                copy.get();
            }
        } catch (ExecutionException failed) {
            throw new SQLException(failed.getCause());
        }
    }

    private Void in(Path part) throws SQLException, IOException {
        try (Connection connection = database.getConnection(); InputStream rows = Files.newInputStream(part)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY bare_copy FROM STDIN (FORMAT binary)", rows, PIECE);
        }
        return null;
    }

    private Path out(int part, String sql) throws SQLException, IOException {
        Path file = folder.resolve("part-" + part);
        try (Connection connection = database.getConnection(); OutputStream rows = Files.newOutputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, rows);
        }
        return file;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
