package datong.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers for the sources that the hub pulls: a feed, and an Open311 server that pages. Between two measurements both have nothing new. */
final class SampleServer implements AutoCloseable {
    private static final String FEED = "opinion-feeds";
    private static final String REQUESTS = "open311";
    private static final byte[] QUIET_FEED = ("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>-</title><item><title>-</title><guid>-</guid>"
            + "<pubDate>Tue, 01 Sep 2026 00:00:00 GMT</pubDate></item></channel></rss>").getBytes(StandardCharsets.UTF_8);
    private static final Pattern MADE = Pattern.compile("\"requested_datetime\":\"([^\"]+)\"");
    private static final int PAGE = 100;
    private final HttpServer server;
    private volatile byte[] feed = QUIET_FEED;
    private volatile List<Request> requests = List.of();

    private record Request(OffsetDateTime made, String json) {}

    private SampleServer(HttpServer server) {
        this.server = server;
    }

    static SampleServer start() throws IOException {
        SampleServer sample = new SampleServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        sample.server.createContext("/feed", exchange -> answer(exchange, sample.feed));
        sample.server.createContext("/requests.json", exchange -> answer(exchange, sample.page(exchange)));
        sample.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        sample.server.start();
        return sample;
    }

    /** For {@code integrations/settings.properties}. */
    String settings() {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return "opinion-feeds.url=" + address + "/feed\nopinion-feeds.delay=1000\nopen311.url=" + address + "\nopen311.jurisdiction=sample\nopen311.start=2026-09-01T00:00:00Z\nopen311.delay=1000\n";
    }

    boolean serves(String source) {
        return source.equals(FEED) || source.equals(REQUESTS);
    }

    /** @param folder of the source's generated delivery, which is taken away */
    void serve(String source, Path folder) throws IOException {
        if (source.equals(FEED)) {
            feed = taken(folder.resolve("feed.xml"));
        } else {
            requests = new String(taken(folder.resolve("requests.json")), StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("{"))
                    .map(line -> line.replaceFirst(",$", "")).map(line -> new Request(made(line), line)).toList();
        }
    }

    void rest() {
        feed = QUIET_FEED;
        requests = List.of();
    }

    private static byte[] taken(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static OffsetDateTime made(String line) {
        Matcher made = MADE.matcher(line);
        if (!made.find()) {
            throw new IllegalStateException("a generated request has no requested_datetime");
        }
        return OffsetDateTime.parse(made.group(1));
    }

    private byte[] page(HttpExchange exchange) {
        Map<String, String> asked = Arrays.stream(exchange.getRequestURI().getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        OffsetDateTime from = OffsetDateTime.parse(asked.get("start_date"));
        OffsetDateTime to = OffsetDateTime.parse(asked.get("end_date"));
        return requests.stream().filter(request -> !request.made().isBefore(from) && !request.made().isAfter(to))
                .skip((Long.parseLong(asked.get("page")) - 1) * PAGE).limit(PAGE).map(Request::json).collect(Collectors.joining(",\n", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
