package datong.intake.camel;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code table:<schema.table>?watermark=<column>&key=<column>}: pulls the rows of a table whose watermark has moved on since the last
 * committed batch. {@code url}, {@code user} and {@code password} say where it is, or {@code dataSource} names one of {@code datong.datasources}; {@code overlap} re-reads that many seconds, for
 * transactions that committed late.
 */
public final class TableComponent extends DefaultComponent {
    private final Function<String, Optional<DataSource>> databases;
    private final Addresses addresses;
    private final Function<String, Optional<String>> watermarks;

    /** A database by its address, for an integration that names its own. */
    @FunctionalInterface
    public interface Addresses {
        DataSource at(String url, String user, String password);
    }

    /** @param databases by name; @param watermarks the last committed one of a channel */
    public TableComponent(Function<String, Optional<DataSource>> databases, Addresses addresses, Function<String, Optional<String>> watermarks) {
        this.databases = databases;
        this.addresses = addresses;
        this.watermarks = watermarks;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String table, Map<String, Object> parameters) throws Exception {
        TableEndpoint endpoint = new TableEndpoint(uri, this, table);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    Optional<DataSource> database(TableEndpoint endpoint) {
        return endpoint.getUrl().isBlank() ? databases.apply(endpoint.getDataSource()) : Optional.of(addresses.at(endpoint.getUrl(), endpoint.getUser(), endpoint.getPassword()));
    }

    Function<String, Optional<String>> watermarks() {
        return watermarks;
    }
}
