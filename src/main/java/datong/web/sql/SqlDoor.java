package datong.web.sql;

import datong.policy.Subjects;
import datong.query.Queries;
import datong.query.Readables;
import datong.web.api.Turns;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Arrow Flight SQL on a port of its own, by TLS, or without it for this machine only. */
public final class SqlDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlDoor.class);
    private static final long MOST_MEMORY = 512L << 20;
    /** Of callers, who send statements and handles. */
    private static final int LARGEST_MESSAGE = 128 << 10;
    private final RootAllocator memory;
    private final FlightServer server;

    private SqlDoor(RootAllocator memory, FlightServer server) {
        this.memory = memory;
        this.server = server;
    }

    /** @param subjectClaim of the token, that names a subject of the policies */
    static SqlDoor open(SqlSettings settings, Queries queries, Readables readables, Turns turns, JwtDecoder tokens, Subjects subjects, String subjectClaim, Clock clock) {
        RootAllocator memory = new RootAllocator(MOST_MEMORY);
        SqlCallers callers = new SqlCallers(tokens, subjects, subjectClaim);
        boolean tls = settings.certificate().isPresent();
        Consumer<NettyServerBuilder> address = server -> server.intercept(callers);
        FlightServer.Builder builder = FlightServer.builder(memory, tls ? Location.forGrpcTls("0.0.0.0", settings.port()) : Location.forGrpcInsecure("127.0.0.1", settings.port()),
                new SqlProducer(new SqlAnswers(queries, subjects, turns, memory, clock), new SqlMetadata(readables, memory))).middleware(SqlCaller.KEY, callers).maxInboundMessageSize(LARGEST_MESSAGE)
                .transportHint("grpc.builderConsumer", address);
        try {
            if (tls) {
                builder.useTls(settings.certificate().orElseThrow().toFile(), settings.key().orElseThrow().toFile());
            }
            SqlDoor door = new SqlDoor(memory, builder.build().start());
            LOG.info("the SQL door is open at port {}{}", door.port(), tls ? ", by TLS" : ", to this machine only; set datong.sql.certificate and datong.sql.key for others");
            return door;
        } catch (IOException refused) {
            memory.close();
            throw new UncheckedIOException("the SQL door does not open at port " + settings.port() + "; see that the port is free and that certificate and key are PEM files", refused);
        }
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
        memory.close();
    }
}
