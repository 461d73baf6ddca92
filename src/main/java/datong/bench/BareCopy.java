package datong.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import org.postgresql.copy.CopyIn;

/** The limit intake is measured against: the same final rows by bare binary COPY into an empty table with the same indexes, on two connections. */
final class BareCopy {
    private static final int PARTS = 2;
    private static final int PIECE = 1 << 16;
    private final DataSource database;

    BareCopy(DataSource database) {
        this.database = database;
    }

    /** Seconds it took; the rows are taken out of the ledger's table before the clock starts. */
    double seconds(String table) throws SQLException, IOException, InterruptedException {
        List<byte[]> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(out("COPY (SELECT * FROM " + table + " WHERE source_row % " + PARTS + " = " + part + " ORDER BY source_row) TO STDOUT (FORMAT binary)"));
        }
        execute("CREATE TABLE bare_copy (LIKE " + table + " INCLUDING ALL)");
        execute("CHECKPOINT");
        long start = System.nanoTime();
        inParallel(parts);
        return (System.nanoTime() - start) / 1e9;
    }

    private void inParallel(List<byte[]> parts) throws InterruptedException, SQLException {
        try (ExecutorService connections = Executors.newFixedThreadPool(PARTS)) {
            List<Callable<Void>> copies = parts.stream().<Callable<Void>>map(part -> () -> in(part)).toList();
            for (Future<Void> copy : connections.invokeAll(copies)) {
                copy.get();
            }
        } catch (ExecutionException failed) {
            throw new SQLException(failed.getCause());
        }
    }

    private Void in(byte[] part) throws SQLException {
        try (Connection connection = database.getConnection()) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY bare_copy FROM STDIN (FORMAT binary)");
            for (int offset = 0; offset < part.length; offset += PIECE) {
                copy.writeToCopy(part, offset, Math.min(PIECE, part.length - offset));
            }
            copy.endCopy();
        }
        return null;
    }

    private byte[] out(String sql) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, bytes);
            return bytes.toByteArray();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
