package datong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** One real PostgreSQL for the tests of a JVM; each test class takes a database of its own in it. */
public final class TestDatabase {
    private static final String MIGRATED = "migrated";
    private static EmbeddedDatabase server;
    private static int databases;

    private TestDatabase() {}

    /** A fresh, migrated database: a copy of one that was migrated once. */
    public static synchronized PGSimpleDataSource fresh() {
        if (server == null) {
            server = start();
            Flyway.configure().dataSource(created(MIGRATED, "template1")).load().migrate();
        }
        return created("test_" + databases++, MIGRATED);
    }

    private static PGSimpleDataSource created(String name, String template) {
        try (Connection connection = dataSource("postgres").getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return dataSource(name);
    }

    private static EmbeddedDatabase start() {
        try {
            Path folder = Files.createTempDirectory("datong-test");
            EmbeddedDatabase started = EmbeddedDatabase.start(folder.resolve("data"), folder.resolve("keys"), 0);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
            return started;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void close(EmbeddedDatabase started) {
        try {
            started.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static PGSimpleDataSource dataSource(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url().replaceAll("/postgres$", "/" + name));
        source.setUser(server.username());
        source.setPassword(server.password());
        return source;
    }
}
