package datong.intake.camel.changes;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code changes:<schema.table>?url=jdbc:postgresql://…}: every row of a PostgreSQL table once, then its inserts, updates and deletes as
 * they are committed, by logical replication. How far it came is saved with each batch, in the batch's own transaction; the server
 * keeps what is not saved yet.
 */
public final class ChangesComponent extends DefaultComponent {
    private final Function<String, Optional<String>> watermarks;
    private final Watermarks saved;

    /** Saves how far a channel came where there is no batch to save it with. */
    @FunctionalInterface
    public interface Watermarks {
        void save(String channel, String value);
    }

    /** @param watermarks the last committed one of a channel */
    public ChangesComponent(Function<String, Optional<String>> watermarks, Watermarks saved) {
        this.watermarks = watermarks;
        this.saved = saved;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String table, Map<String, Object> parameters) throws Exception {
        ChangesEndpoint endpoint = new ChangesEndpoint(uri, this, table);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    Optional<Position> position(String channel) {
        return watermarks.apply(channel).map(Position::parse);
    }

    void save(String channel, Position position) {
        saved.save(channel, position.text());
    }
}
