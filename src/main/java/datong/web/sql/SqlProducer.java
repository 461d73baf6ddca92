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
import org.apache.arrow.flight.sql.NoOpFlightSqlProducer;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.vector.types.pojo.Schema;

/** Statements, prepared or not; of Flight SQL nothing else is answered. */
final class SqlProducer extends NoOpFlightSqlProducer {
    private final SqlAnswers answers;

    SqlProducer(SqlAnswers answers) {
        this.answers = answers;
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
}
