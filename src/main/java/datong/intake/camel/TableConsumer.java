package datong.intake.camel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls a table: one exchange a poll in which something is new. */
final class TableConsumer extends ScheduledPollConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(TableConsumer.class);
    private final TableEndpoint endpoint;

    TableConsumer(TableEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        setDelay(60_000);
    }

    @Override
    protected int poll() throws Exception {
        DataSource database = endpoint.component().databases().apply(endpoint.getDataSource()).orElseThrow(() -> new IllegalStateException(
                "no datong.datasources." + endpoint.getDataSource() + " is configured"));
        Optional<TablePull.Mark> mark = endpoint.component().watermarks().apply(getRouteId()).map(TablePull.Mark::parse);
        try {
            if (!anythingNew(database, mark)) {
                return 0;
            }
        } catch (SQLException unreadable) {
            LOG.warn("{}: {} could not be read (SQLSTATE {}); it is tried again", getRouteId(), endpoint.table(), unreadable.getSQLState());
            return 0;
        }
        Exchange exchange = createExchange(true);
        exchange.getMessage().setBody(new TablePull(endpoint, database, mark));
        getProcessor().process(exchange);
        if (exchange.getException() != null) {
            getExceptionHandler().handleException("the pull of " + endpoint.table() + " did not go through", exchange, exchange.getException());
        }
        return 1;
    }

    private boolean anythingNew(DataSource database, Optional<TablePull.Mark> mark) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = TablePull.statement(connection, endpoint, mark.map(TablePull.Mark::exact), "1", " LIMIT 1");
                ResultSet answer = statement.executeQuery()) {
            return answer.next();
        }
    }
}
