package datong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A real REST source over HTTP that pages, and that can be made to fail, to dawdle, to shuffle and to forget its tokens. */
final class TestRestSource implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpServer server;
    private final String time;
    private final Map<String, Map<String, String>> records = new ConcurrentHashMap<>();
    final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    /** What the next answers are instead of pages: a status, or 0 for none at all within the time. */
    final ConcurrentLinkedDeque<Integer> trouble = new ConcurrentLinkedDeque<>();
    volatile boolean shuffled;
    volatile boolean heedsPages = true;
    volatile int hidden;
    volatile String token = "first";

    /** @param time name of the member that holds when a record changed */
    TestRestSource(String time) throws IOException {
        this.time = time;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/token", exchange -> answer(exchange, 200, JSON.writeValueAsString(Map.of("access_token", token))));
        server.createContext("/events", this::page);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String id, Map<String, String> record) {
        records.put(id, record);
    }

    private void page(HttpExchange exchange) throws IOException {
        Map<String, String> query = parameters(exchange);
        asked.add(query);
        Integer instead = trouble.pollFirst();
        if (instead != null && instead == 0) {
            return;
        }
        if (instead != null) {
            answer(exchange, instead, "trouble");
            return;
        }
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
            return;
        }
        List<Map<String, String>> found = records.values().stream().filter(record -> record.get(time).compareTo(query.getOrDefault("updatedSince", "")) >= 0)
                .sorted((one, other) -> one.get(time).compareTo(other.get(time))).collect(Collectors.toCollection(ArrayList::new));
        if (shuffled) {
            Collections.reverse(found);
        }
        int total = found.size();
        found = found.subList(0, Math.max(0, total - hidden));
        int size = Integer.parseInt(query.get("pageSize"));
        int first = heedsPages ? (Integer.parseInt(query.get("pageNo")) - 1) * size : 0;
        answer(exchange, 200, JSON.writeValueAsString(Map.of("data", Map.of("rows", found.stream().skip(first).limit(size).toList(), "total", total))));
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
