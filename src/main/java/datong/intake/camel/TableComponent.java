package datong.intake.camel;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code table:<schema.table>?watermark=<column>&key=<column>}: pulls the rows of a table whose watermark has moved on since the last
 * committed batch. {@code dataSource} names one of {@code datong.datasources}; {@code overlap} re-reads that many seconds, for
 * transactions that committed late.
 */
public final class TableComponent extends DefaultComponent {
    private final Function<String, Optional<DataSource>> databases;
    private final Function<String, Optional<String>> watermarks;

    /** @param databases by name; @param watermarks the last committed one of a source */
    public TableComponent(Function<String, Optional<DataSource>> databases, Function<String, Optional<String>> watermarks) {
        this.databases = databases;
        this.watermarks = watermarks;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String table, Map<String, Object> parameters) throws Exception {
        TableEndpoint endpoint = new TableEndpoint(uri, this, table);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    Function<String, Optional<DataSource>> databases() {
        return databases;
    }

    Function<String, Optional<String>> watermarks() {
        return watermarks;
    }
}
