package datong.web.sql;

import datong.audit.AuditLog;
import datong.policy.Treatment;
import datong.publication.RowFormat.Column;
import datong.publication.arrow.ArrowBatch;
import datong.query.Readables;
import datong.schema.ItemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlNullOrdering;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedCaseSensitivity;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedTransaction;
import org.apache.arrow.flight.sql.impl.FlightSql.SupportedSqlGrammar;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/** Tables and columns as tools list them: those that the caller may ask for under the purpose of the connection, and no others. There is no catalogue and no schema. */
final class SqlMetadata {
    private static final String TABLE = "TABLE";
    private final Readables readables;
    private final BufferAllocator memory;

    SqlMetadata(Readables readables, BufferAllocator memory) {
        this.readables = readables;
        this.memory = memory;
    }

    private record Table(String name, List<Column> columns) {
        static Table of(Readables.Readable readable) {
            List<Column> columns = new ArrayList<>(List.of(new Column(SqlQuestion.ID, ItemType.STRING)));
            readable.items().forEach(item -> columns.add(Column.of(item.definition(), item.treatment() instanceof Treatment.Reveal)));
            return new Table(readable.dataset().value().replace('-', '_'), columns);
        }
    }

    void tables(CommandGetTables command, SqlCaller caller, ServerStreamListener listener) {
        boolean nowhere = command.hasCatalog() && !command.getCatalog().isEmpty() || command.hasDbSchemaFilterPattern() && !like(command.getDbSchemaFilterPattern(), "")
                || command.getTableTypesCount() > 0 && !command.getTableTypesList().contains(TABLE);
        List<Table> tables = nowhere ? List.of() : readable(caller).stream().filter(table -> !command.hasTableNameFilterPattern() || like(command.getTableNameFilterPattern(), table.name())).toList();
        send(command.getIncludeSchema() ? Schemas.GET_TABLES_SCHEMA : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA, tables.stream().<List<Object>>map(table -> command.getIncludeSchema()
                ? Arrays.asList(null, null, table.name(), TABLE, bytes(ArrowBatch.schema(table.columns()))) : Arrays.asList(null, null, table.name(), TABLE)).toList(), listener);
    }

    void tableTypes(ServerStreamListener listener) {
        send(Schemas.GET_TABLE_TYPES_SCHEMA, List.of(List.of(TABLE)), listener);
    }

    void primaryKeys(CommandGetPrimaryKeys command, SqlCaller caller, ServerStreamListener listener) {
        send(Schemas.GET_PRIMARY_KEYS_SCHEMA, readable(caller).stream().filter(table -> table.name().equals(command.getTable()))
                .<List<Object>>map(table -> Arrays.asList(null, null, table.name(), SqlQuestion.ID, 1, null)).toList(), listener);
    }

    void none(Schema schema, ServerStreamListener listener) {
        send(schema, List.of(), listener);
    }

    void about(List<Integer> wanted, ServerStreamListener listener) {
        new SqlInfoBuilder().withFlightSqlServerName("Datong").withFlightSqlServerVersion("v1").withFlightSqlServerReadOnly(true).withFlightSqlServerSql(true).withFlightSqlServerSubstrait(false)
                .withFlightSqlServerTransaction(SqlSupportedTransaction.SQL_SUPPORTED_TRANSACTION_NONE).withFlightSqlServerCancel(false).withSqlIdentifierQuoteChar("\"").withSqlDdlCatalog(false)
                .withSqlDdlSchema(false).withSqlDdlTable(false).withSqlAllTablesAreSelectable(true).withSqlIdentifierCase(SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_LOWERCASE)
                .withSqlNullOrdering(SqlNullOrdering.SQL_NULLS_SORTED_AT_END).withSqlSupportedGrammar(SupportedSqlGrammar.SQL_MINIMUM_GRAMMAR).withSqlMaxTablesInSelect(1).withSqlTransactionsSupported(false)
                .withSqlSupportsOrderByUnrelated(true).withSqlSupportsTableCorrelationNames(false).withSqlSupportsColumnAliasing(false).send(wanted, listener);
    }

    private List<Table> readable(SqlCaller caller) {
        try {
            return readables.of(new Readables.Asking(caller.subject(), caller.purpose().orElse(""), caller.scene(), caller.caseNumber(), caller.reason(), caller.address())).stream().map(Table::of).toList();
        } catch (AuditLog.AuditUnavailable unavailable) {
            throw CallStatus.UNAVAILABLE.withDescription("the hub cannot answer at the moment; ask again in a while").withCause(unavailable).toRuntimeException();
        }
    }

    private void send(Schema schema, List<List<Object>> rows, ServerStreamListener listener) {
        try (VectorSchemaRoot vectors = VectorSchemaRoot.create(schema, memory)) {
            vectors.allocateNew();
            for (int row = 0; row < rows.size(); row++) {
                for (int at = 0; at < rows.get(row).size(); at++) {
                    set(vectors.getVector(at), row, rows.get(row).get(at));
                }
            }
            vectors.setRowCount(rows.size());
            listener.start(vectors);
            listener.putNext();
            listener.completed();
        }
    }

    private static void set(FieldVector column, int row, Object value) {
        switch (value) {
            case null -> column.setNull(row);
            case String text -> ((VarCharVector) column).setSafe(row, text.getBytes(StandardCharsets.UTF_8));
            case Integer number -> ((IntVector) column).setSafe(row, number);
            case byte[] bytes -> ((VarBinaryVector) column).setSafe(row, bytes);
            default -> throw new IllegalArgumentException("no metadata is of " + value.getClass());
        }
    }

    private static byte[] bytes(Schema schema) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            MessageSerializer.serialize(new WriteChannel(Channels.newChannel(bytes)), schema);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Whether a name is what a pattern says: {@code %} any text, {@code _} any sign, a backslash before them themselves. In a time that grows with both and no further, whatever the pattern.
     */
    static boolean like(String pattern, String name) {
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        for (int at = 0; at < pattern.length(); at++) {
            boolean quoted = pattern.charAt(at) == '\\' && at + 1 < pattern.length();
            char sign = quoted ? pattern.charAt(++at) : pattern.charAt(at);
            reached = !quoted && sign == '%' ? anyFurther(reached) : oneFurther(reached, name, !quoted && sign == '_', sign);
        }
        return reached[name.length()];
    }

    private static boolean[] anyFurther(boolean[] before) {
        boolean[] reached = before.clone();
        for (int at = 1; at < reached.length; at++) {
            reached[at] |= reached[at - 1];
        }
        return reached;
    }

    private static boolean[] oneFurther(boolean[] before, String name, boolean any, char sign) {
        boolean[] reached = new boolean[before.length];
        for (int at = 0; at < name.length(); at++) {
            reached[at + 1] = before[at] && (any || name.charAt(at) == sign);
        }
        return reached;
    }
}
