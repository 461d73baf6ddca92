package datong.intake.camel.changes;

import io.debezium.connector.postgresql.PostgresConnector;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/** What Debezium is told about a channel. */
final class Following {
    private static final String HEARTBEAT = "10000";
    /** Kafka Connect's configuration demands one; nobody ever speaks to it. */
    private static final String NO_KAFKA = "localhost:1";
    private static final String STOP = "10000";

    private Following() {}

    static PGSimpleDataSource database(ChangesEndpoint endpoint) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(endpoint.getUrl());
        database.setUser(endpoint.getUser());
        database.setPassword(endpoint.getPassword());
        return database;
    }

    static Properties properties(String channel, ChangesEndpoint endpoint, Optional<Position> position) {
        Properties properties = new Properties();
        engine(properties, channel, position);
        properties.setProperty("max.batch.size", String.valueOf(endpoint.getMost()));
        properties.setProperty("max.queue.size", String.valueOf(endpoint.getMost() * 4));
        server(properties, endpoint);
        words(properties);
        return properties;
    }

    /** A batch is one call, in order, and its offset counts at once. */
    private static void engine(Properties properties, String channel, Optional<Position> position) {
        properties.setProperty("name", channel);
        properties.setProperty("topic.prefix", channel);
        properties.setProperty("connector.class", PostgresConnector.class.getName());
        properties.setProperty("offset.storage", LedgerOffsets.class.getName());
        properties.setProperty(LedgerOffsets.ENGINE, channel);
        properties.setProperty(LedgerOffsets.POSITION, position.map(Position::text).orElse(""));
        properties.setProperty("bootstrap.servers", NO_KAFKA);
        properties.setProperty("offset.flush.interval.ms", "0");
        properties.setProperty("record.processing.threads", "1");
        properties.setProperty("record.processing.order", "ORDERED");
        properties.setProperty("record.processing.shutdown.timeout.ms", STOP);
        properties.setProperty("task.management.timeout.ms", STOP);
        properties.setProperty("errors.max.retries", "0");
        properties.setProperty("heartbeat.interval.ms", HEARTBEAT);
    }

    private static void server(Properties properties, ChangesEndpoint endpoint) {
        PGSimpleDataSource database = database(endpoint);
        properties.setProperty("database.hostname", database.getServerNames()[0]);
        properties.setProperty("database.port", String.valueOf(database.getPortNumbers()[0] == 0 ? 5432 : database.getPortNumbers()[0]));
        properties.setProperty("database.dbname", database.getDatabaseName());
        properties.setProperty("database.user", endpoint.getUser());
        properties.setProperty("database.password", endpoint.getPassword());
        Optional.ofNullable(database.getSslMode()).ifPresent(mode -> properties.setProperty("database.sslmode", mode));
        Optional.ofNullable(database.getSslRootCert()).ifPresent(file -> properties.setProperty("database.sslrootcert", file));
        properties.setProperty("plugin.name", "pgoutput");
        properties.setProperty("slot.name", endpoint.getSlot());
        properties.setProperty("publication.name", endpoint.getPublication());
        properties.setProperty("publication.autocreate.mode", "filtered");
        properties.setProperty("table.include.list", endpoint.table().replace(".", "\\."));
        properties.setProperty("snapshot.mode", "initial");
    }

    private static void words(Properties properties) {
        properties.setProperty("tombstones.on.delete", "false");
        properties.setProperty("decimal.handling.mode", "string");
        properties.setProperty("time.precision.mode", "adaptive_time_microseconds");
        properties.setProperty("binary.handling.mode", "bytes");
        properties.setProperty("interval.handling.mode", "string");
        properties.setProperty("include.unknown.datatypes", "true");
    }
}
