package datong.northbound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A superior platform on this machine that takes each key once, and that can be made to fail, to hang and to refuse. */
public final class SuperiorStandIn implements AutoCloseable {
    /** Instead of an answer: nothing at all. */
    public static final int HANG = 0;
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private final HttpServer server;
    public final Map<String, String> taken = new ConcurrentHashMap<>();
    public final CopyOnWriteArrayList<String> asked = new CopyOnWriteArrayList<>();
    /** Statuses of the next answers. */
    public final ConcurrentLinkedDeque<Integer> next = new ConcurrentLinkedDeque<>();
    public volatile String token = "";
    /** Part of a key that is refused. */
    public volatile String refusing = "";

    public SuperiorStandIn() throws IOException {
        this(HttpServer.create(HERE, 0));
    }

    /** Over TLS, and to nobody but who shows a certificate. @param known whom it believes, and as whom it is known */
    public static SuperiorStandIn knowing(SSLContext known) throws IOException {
        HttpsServer server = HttpsServer.create(HERE, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(known) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanded = known.getDefaultSSLParameters();
                demanded.setNeedClientAuth(true);
                parameters.setSSLParameters(demanded);
            }
        });
        return new SuperiorStandIn(server);
    }

    private SuperiorStandIn(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/northbound/", this::take);
        server.start();
    }

    public String url() {
        return (server instanceof HttpsServer ? "https://localhost:" : "http://127.0.0.1:") + server.getAddress().getPort() + "/northbound";
    }

    private void take(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestURI().getPath().substring("/northbound/".length()) + " " + key);
        Integer instead = next.pollFirst();
        if (instead != null && instead == HANG) {
            return;
        }
        if (instead != null) {
            answer(exchange, instead, "{}");
        } else if (!token.isEmpty() && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
        } else if (!refusing.isEmpty() && key.contains(refusing)) {
            answer(exchange, 422, "{\"title\": \"Unprocessable\", \"detail\": \"category_codes is missing\"}");
        } else {
            answer(exchange, taken.putIfAbsent(key, body) == null ? 201 : 409, "{}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
