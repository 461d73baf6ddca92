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

    private String trouble = "";

    TableConsumer(TableEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        setDelay(60_000);
    }

    @Override
    protected int poll() throws Exception {
        Optional<DataSource> database = endpoint.component().database(endpoint);
        if (database.isEmpty()) {
            return nothing("nothing is pulled from " + endpoint.table() + ", for no datong.datasources." + endpoint.getDataSource() + " is configured; set its url, username and password");
        }
        try {
            int pulled = pull(database.get(), endpoint.component().watermarks().apply(getRouteId()).map(TablePull.Mark::parse));
            trouble = "";
            return pulled;
        } catch (SQLException unreadable) {
            return nothing(endpoint.table() + " could not be read (SQLSTATE " + unreadable.getSQLState() + "); it is tried again, see that the database answers and the columns "
                    + endpoint.getWatermark() + " and " + endpoint.getKey() + " exist");
        } catch (RuntimeException failure) {
            return nothing("the hub's own database is away (SQLSTATE " + DatabaseAway.state(failure).orElseThrow(() -> failure) + "); " + endpoint.table()
                    + " is pulled again once it is back");
        }
    }

    /** Says each trouble once, not at every poll. */
    private int nothing(String why) {
        if (!why.equals(trouble)) {
            LOG.warn("{}: {}", getRouteId(), why);
            trouble = why;
        }
        return 0;
    }

    /** An exchange that fails has been said by the end of its route, or by Camel. */
    private int pull(DataSource database, Optional<TablePull.Mark> mark) throws Exception {
        if (!anythingNew(database, mark)) {
            return 0;
        }
        Exchange exchange = createExchange(true);
        exchange.getMessage().setBody(new TablePull(getRouteId(), endpoint, database, mark));
        getProcessor().process(exchange);
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
