package datong.web.sql;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import datong.publication.arrow.ArrowBatch;
import java.util.List;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.BasicFlightSqlProducer;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.vector.types.pojo.Schema;

/** Statements, prepared or not, and what tools ask about tables; of Flight SQL nothing else is answered. */
final class SqlProducer extends BasicFlightSqlProducer {
    private final SqlAnswers answers;
    private final SqlMetadata metadata;

    SqlProducer(SqlAnswers answers, SqlMetadata metadata) {
        this.answers = answers;
        this.metadata = metadata;
    }

    private static SqlCaller caller(CallContext context) {
        return context.getMiddleware(SqlCaller.KEY);
    }

    private static FlightInfo info(SqlStatement statement, FlightDescriptor descriptor, Message ticket) {
        return new FlightInfo(ArrowBatch.schema(statement.columns()), descriptor, List.of(new FlightEndpoint(new Ticket(Any.pack(ticket).toByteArray()))), -1, -1);
    }

    @Override
    public FlightInfo getFlightInfoStatement(CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        SqlAnswers.Asked asked = answers.ask(command.getQuery(), caller(context));
        return info(asked.statement(), descriptor, TicketStatementQuery.newBuilder().setStatementHandle(ByteString.copyFromUtf8(asked.handle())).build());
    }

    @Override
    public void getStreamStatement(TicketStatementQuery ticket, CallContext context, ServerStreamListener listener) {
        answers.streamOnce(ticket.getStatementHandle().toStringUtf8(), caller(context), listener);
    }

    @Override
    public void createPreparedStatement(ActionCreatePreparedStatementRequest request, CallContext context, StreamListener<Result> listener) {
        SqlAnswers.Asked asked = answers.ask(request.getQuery(), caller(context));
        Schema schema = ArrowBatch.schema(asked.statement().columns());
        listener.onNext(new Result(Any.pack(ActionCreatePreparedStatementResult.newBuilder().setPreparedStatementHandle(ByteString.copyFromUtf8(asked.handle()))
                .setDatasetSchema(ByteString.copyFrom(schema.serializeAsMessage())).setParameterSchema(ByteString.copyFrom(new Schema(List.of()).serializeAsMessage())).build()).toByteArray()));
        listener.onCompleted();
    }

    @Override
    public FlightInfo getFlightInfoPreparedStatement(CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return info(answers.find(command.getPreparedStatementHandle().toStringUtf8(), caller(context)), descriptor, command);
    }

    @Override
    public void getStreamPreparedStatement(CommandPreparedStatementQuery command, CallContext context, ServerStreamListener listener) {
        answers.stream(answers.find(command.getPreparedStatementHandle().toStringUtf8(), caller(context)), listener);
    }

    @Override
    public void closePreparedStatement(ActionClosePreparedStatementRequest request, CallContext context, StreamListener<Result> listener) {
        answers.close(request.getPreparedStatementHandle().toStringUtf8(), caller(context));
        listener.onCompleted();
    }

    /** What is asked about tables is asked again by the ticket; nothing waits in between. */
    @Override
    protected <T extends Message> List<FlightEndpoint> determineEndpoints(T command, FlightDescriptor descriptor, Schema schema) {
        return List.of(new FlightEndpoint(new Ticket(Any.pack(command).toByteArray())));
    }

    @Override
    public void getStreamTables(CommandGetTables command, CallContext context, ServerStreamListener listener) {
        metadata.tables(command, caller(context), listener);
    }

    @Override
    public void getStreamPrimaryKeys(CommandGetPrimaryKeys command, CallContext context, ServerStreamListener listener) {
        metadata.primaryKeys(command, caller(context), listener);
    }

    @Override
    public void getStreamTableTypes(CallContext context, ServerStreamListener listener) {
        metadata.tableTypes(listener);
    }

    @Override
    public void getStreamSqlInfo(CommandGetSqlInfo command, CallContext context, ServerStreamListener listener) {
        metadata.about(command.getInfoList(), listener);
    }

    @Override
    public void getStreamCatalogs(CallContext context, ServerStreamListener listener) {
        metadata.none(Schemas.GET_CATALOGS_SCHEMA, listener);
    }

    @Override
    public void getStreamSchemas(CommandGetDbSchemas command, CallContext context, ServerStreamListener listener) {
        metadata.none(Schemas.GET_SCHEMAS_SCHEMA, listener);
    }

    @Override
    public void getStreamTypeInfo(CommandGetXdbcTypeInfo command, CallContext context, ServerStreamListener listener) {
        metadata.none(Schemas.GET_TYPE_INFO_SCHEMA, listener);
    }

    @Override
    public void getStreamExportedKeys(CommandGetExportedKeys command, CallContext context, ServerStreamListener listener) {
        metadata.none(Schemas.GET_EXPORTED_KEYS_SCHEMA, listener);
    }

    @Override
    public void getStreamImportedKeys(CommandGetImportedKeys command, CallContext context, ServerStreamListener listener) {
        metadata.none(Schemas.GET_IMPORTED_KEYS_SCHEMA, listener);
    }

    @Override
    public void getStreamCrossReference(CommandGetCrossReference command, CallContext context, ServerStreamListener listener) {
        metadata.none(Schemas.GET_CROSS_REFERENCE_SCHEMA, listener);
    }
}
