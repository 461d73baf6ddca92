package datong.audit.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import datong.audit.Checkpoint;
import datong.audit.Witness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A witness's door: {@code POST /add-checkpoint} and nothing else. */
public final class WitnessServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WitnessServer.class);
    private static final int LONGEST = 64 * 1024;
    private final Witness witness;
    private final HttpServer server;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    /** @param address port 0 takes a free one */
    public WitnessServer(Witness witness, InetSocketAddress address) throws IOException {
        this.witness = witness;
        this.server = HttpServer.create(address, 0);
        server.setExecutor(callers);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/add-checkpoint") || !exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 404, "text/plain", "POST /add-checkpoint is all there is here\n");
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST + 1);
            if (body.length > LONGEST) {
                answer(exchange, 400, "text/plain", "the request is longer than " + LONGEST + " bytes\n");
                return;
            }
            add(exchange, new String(body, StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException failed) {
            LOG.warn("A request to the witness failed", failed);
            throw failed;
        }
    }

    private void add(HttpExchange exchange, String body) throws IOException {
        WitnessRequest request;
        try {
            request = WitnessRequest.parse(body);
        } catch (IllegalArgumentException malformed) {
            answer(exchange, 400, "text/plain", malformed.getMessage() + "\n");
            return;
        }
        switch (witness.add(request.oldSize(), request.proof(), request.checkpoint())) {
            case Witness.Answer.Cosigned cosigned -> answer(exchange, 200, "text/plain; charset=utf-8",
                    cosigned.signatures().stream().map(Checkpoint.NoteSignature::line).collect(Collectors.joining()));
            case Witness.Answer.Conflict conflict -> answer(exchange, 409, "text/x.tlog.size", conflict.size() + "\n");
            case Witness.Answer.Refused refused -> answer(exchange, refused.status(), "text/plain", refused.reason() + "\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        callers.shutdown();
    }
}
