package datong.intake.camel;

import datong.source.Columns;
import datong.source.Format;
import datong.source.RawRecord;
import datong.source.RecordReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The new rows of a table, streamed in the order of (watermark, key). */
final class TablePull implements Handover.Pull {
    private static final int FETCH = 2_000;
    private final String channel;
    private final TableEndpoint endpoint;
    private final DataSource database;
    private final Optional<Mark> mark;

    TablePull(String channel, TableEndpoint endpoint, DataSource database, Optional<Mark> mark) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.database = database;
        this.mark = mark;
    }

    /** Where the last pull ended: its last row's watermark and key as texts. {@code overlap} in seconds is taken off the watermark. */
    record Mark(String watermark, String key, int overlap) {
        private static final String BETWEEN = "\u001f";

        static Mark parse(String text) {
            int between = text.indexOf(BETWEEN);
            return new Mark(text.substring(0, between), text.substring(between + 1), 0);
        }

        Mark exact() {
            return new Mark(watermark, key, 0);
        }

        Mark with(int seconds) {
            return new Mark(watermark, key, seconds);
        }

        static String text(String watermark, String key) {
            return watermark + BETWEEN + key;
        }
    }

    @Override
    public String name() {
        return endpoint.table();
    }

    @Override
    public String channel() {
        return channel;
    }

    /** Column texts compare as the database compares the columns, because the parameter is cast to the column's own type by the server. */
    static PreparedStatement statement(Connection connection, TableEndpoint endpoint, Optional<Mark> mark, String columns, String end)
            throws SQLException {
        String watermark = quoted(connection, endpoint.getWatermark());
        String key = quoted(connection, endpoint.getKey());
        String behind = mark.map(at -> at.overlap() > 0
                ? " WHERE " + watermark + " >= ? - INTERVAL '" + at.overlap() + "' SECOND"
                : " WHERE " + watermark + " > ? OR (" + watermark + " = ? AND " + key + " > ?)").orElse("");
        PreparedStatement statement = connection.prepareStatement("SELECT " + columns + " FROM " + endpoint.table() + behind
                + (end.isEmpty() ? " ORDER BY " + watermark + ", " + key : end));
        if (mark.isPresent()) {
            bind(statement, connection, endpoint, mark.get());
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, Connection connection, TableEndpoint endpoint, Mark mark) throws SQLException {
        Types types = Types.of(connection, endpoint);
        statement.setObject(1, mark.watermark(), types.watermark());
        if (mark.overlap() == 0) {
            statement.setObject(2, mark.watermark(), types.watermark());
            statement.setObject(3, mark.key(), types.key());
        }
    }

    private record Types(int watermark, int key) {
        static Types of(Connection connection, TableEndpoint endpoint) throws SQLException {
            try (PreparedStatement probe = connection.prepareStatement("SELECT " + quoted(connection, endpoint.getWatermark()) + ", "
                    + quoted(connection, endpoint.getKey()) + " FROM " + endpoint.table() + " WHERE 1 = 0")) {
                ResultSetMetaData columns = probe.getMetaData();
                return new Types(columns.getColumnType(1), columns.getColumnType(2));
            }
        }
    }

    /** As the source's database quotes names: MySQL and MariaDB by other marks than the standard. */
    private static String quoted(Connection connection, String column) throws SQLException {
        String mark = connection.getMetaData().getIdentifierQuoteString();
        return mark + column + mark;
    }

    @Override
    public RecordReader open(Format format) throws IOException {
        try {
            return new Rows(database.getConnection());
        } catch (SQLException failure) {
            throw new IOException("the source database did not answer", failure);
        }
    }

    /** The rows; the mark of each stands in a cell behind the last column. */
    private final class Rows implements RecordReader {
        private final Connection connection;
        private final PreparedStatement statement;
        private final ResultSet answer;
        private final Columns columns;
        private final int watermark;
        private final int key;
        private long row;

        Rows(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            this.statement = statement(connection, endpoint, mark.map(at -> at.with(endpoint.getOverlap())), "*", "");
            statement.setFetchSize(FETCH);
            this.answer = statement.executeQuery();
            List<String> names = new ArrayList<>();
            for (int index = 1; index <= answer.getMetaData().getColumnCount(); index++) {
                names.add(answer.getMetaData().getColumnLabel(index));
            }
            this.columns = new Columns(names);
            this.watermark = columns.indexOf(endpoint.getWatermark());
            this.key = columns.indexOf(endpoint.getKey());
        }

        @Override
        public List<RawRecord> next(int most) throws IOException {
            List<RawRecord> records = new ArrayList<>(most);
            try {
                while (records.size() < most && answer.next()) {
                    String[] cells = new String[columns.names().size() + 1];
                    for (int index = 0; index < cells.length - 1; index++) {
                        cells[index] = answer.getString(index + 1);
                    }
                    cells[cells.length - 1] = Mark.text(cells[watermark], cells[key]);
                    records.add(new RawRecord(columns, cells, ++row));
                }
            } catch (SQLException failure) {
                throw new IOException("the source database broke off", failure);
            }
            return records;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() throws IOException {
            try (connection; statement; answer) {
                connection.rollback();
                connection.setReadOnly(false);
            } catch (SQLException failure) {
                throw new IOException("the source database did not let go", failure);
            }
        }
    }
}
