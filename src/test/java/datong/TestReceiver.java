package datong;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A department's end of a webhook. */
final class TestReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    volatile boolean fails;

    private record Taken(String body, Map<String, String> headers) {}

    private TestReceiver(HttpServer server) {
        this.server = server;
    }

    static TestReceiver start() throws IOException {
        TestReceiver receiver = new TestReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        receiver.server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!receiver.fails) {
                receiver.taken.add(new Taken(body, Map.of("id", exchange.getRequestHeaders().getFirst("webhook-id"), "timestamp", exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        "signature", exchange.getRequestHeaders().getFirst("webhook-signature"))));
            }
            exchange.sendResponseHeaders(receiver.fails ? 500 : 204, -1);
            exchange.close();
        });
        receiver.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.server.start();
        return receiver;
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<String> bodies() {
        return taken.stream().map(Taken::body).toList();
    }

    /** Numbers of the orders that were taken. */
    List<String> numbers() {
        return bodies().stream().flatMap(body -> Pattern.compile("\"source_no\":\"([^\"]+)\"").matcher(body).results().map(found -> found.group(1))).toList();
    }

    /** Whether the last delivery verifies as a receiver's library would verify it. */
    boolean signed(String secret) throws Exception {
        Taken last = taken.getLast();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        byte[] made = mac.doFinal((last.headers().get("id") + "." + last.headers().get("timestamp") + "." + last.body()).getBytes(StandardCharsets.UTF_8));
        return List.of(last.headers().get("signature").split(" ")).contains("v1," + Base64.getEncoder().encodeToString(made));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
