package datong;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * A real PostgreSQL inside the hub, for a first start without set-up. Durable (fsync on), reachable from this machine only
 * and by password; its data outlives the process, and a server orphaned by a kill is taken over on the same port.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");
    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    public static EmbeddedDatabase start(Path data, Path keys, int wantedPort) {
        try {
            OwnerOnly.folder(data);
            String password = OwnerOnly.secret(OwnerOnly.folder(keys).resolve("database.password"), EmbeddedDatabase::random);
            int port = Integer.parseInt(OwnerOnly.secret(data.resolve("database.port"), () -> String.valueOf(wantedPort > 0 ? wantedPort : FreePort.find())));
            EmbeddedDatabase database = new EmbeddedDatabase(server(data, keys, port, password), password);
            closeProgram(program(data));
            database.demandDurability();
            return database;
        } catch (IOException | SQLException | IllegalStateException broken) {
            throw new IllegalStateException("the embedded PostgreSQL in " + data + " did not start: " + broken.getMessage()
                    + "; stop another hub that uses this folder, or set SPRING_DATASOURCE_URL to use an existing server instead", broken);
        }
    }

    /** It is not there if another server of this process, started elsewhere before, unpacked it. */
    private static void closeProgram(Path program) throws IOException {
        if (Files.isDirectory(program)) {
            OwnerOnly.close(program);
        }
    }

    private static EmbeddedPostgres server(Path data, Path keys, int port, String password) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("postgres").toFile())
                .setOverrideWorkingDirectory(program(data).toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(3))
                .setPort(port)
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", keys.resolve("database.password").toAbsolutePath().toString())
                .setConnectConfig("password", password)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("timezone", "UTC")
                .start();
    }

    /** Where the server's program is unpacked. All servers of a process run the first one's, so tests name a place that outlives them. */
    static Path program(Path data) {
        String named = System.getProperty("datong.postgres-program");
        return named == null ? data.resolve("postgres-program") : Path.of(named);
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    public String username() {
        return "postgres";
    }

    public String password() {
        return password;
    }

    private void demandDurability() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), username(), password); Statement statement = connection.createStatement()) {
            for (String setting : DURABLE) {
                try (ResultSet shown = statement.executeQuery("SHOW " + setting)) {
                    shown.next();
                    if (!"on".equals(shown.getString(1))) {
                        throw new SQLException(setting + " is " + shown.getString(1) + ", but a record that is stored must survive a crash");
                    }
                }
            }
        }
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
