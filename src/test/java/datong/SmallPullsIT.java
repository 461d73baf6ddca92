package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static datong.TestRestSource.answer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Air quality, online opinion, feeds and Open311 requests from small real HTTP servers. */
class SmallPullsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static HttpServer server;
    private static final List<Map<String, String>> ASKED_OPEN311 = new CopyOnWriteArrayList<>();
    private static volatile String value = "52";

    @BeforeAll
    static void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/air", SmallPullsIT::air);
        server.createContext("/opinion", SmallPullsIT::opinion);
        server.createContext("/feed", exchange -> answer(exchange, 200, """
                <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>示例晨报</title>
                <item><title>示范街道清理占道经营</title><link>https://example.invalid/n/1</link><guid isPermaLink="true">https://example.invalid/n/1</guid>
                <description>北门早点摊已入室经营</description><pubDate>Tue, 03 Nov 2026 01:10:00 GMT</pubDate></item>
                <item><title>雨天出行提示</title><guid>n-2</guid><pubDate>Tue, 03 Nov 2026 09:30:00 +0800</pubDate></item></channel></rss>"""));
        server.createContext("/open311/requests.json", SmallPullsIT::open311);
        server.start();
        hub = TestHub.start(folder);
        hub.write("secret", "s&cr=t\n");
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        hub.write("integrations/settings.properties", Map.of("air-quality-rest.url", url + "/air", "air-quality-rest.key-file", hub.file("secret").toString(), "air-quality-rest.delay", "500",
                "online-opinion-rest.url", url + "/opinion", "online-opinion-rest.user", "datong", "online-opinion-rest.password-file", hub.file("secret").toString(),
                "opinion-feeds.url", url + "/feed", "open311.url", url + "/open311", "open311.jurisdiction", "city.example", "open311.start", "2026-08-01T00:00:00Z")
                .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue() + "\n").collect(Collectors.joining()));
    }

    @AfterAll
    static void stop() {
        hub.close();
        server.stop(0);
    }

    @Test
    void hourlyValuesThatAreCorrectedLaterReplaceThemselves() {
        TestHub.until("the value is in", () -> hub.number("SELECT count(*) FROM ledger.thing WHERE measure_item = 'PM2.5' AND last_value = 52") == 1);
        value = "48";
        TestHub.until("the correction is in", () -> hub.number("SELECT count(*) FROM ledger.thing WHERE measure_item = 'PM2.5' AND last_value = 48") == 1);
        assertThat(hub.number("SELECT count(*) FROM ledger.thing WHERE measure_item = 'PM2.5'")).isEqualTo(1);
        assertThat(hub.number("SELECT count(*) FROM ledger.thing_history WHERE measure_item = 'PM2.5'")).isEqualTo(1);
    }

    @Test
    void postsAreReadThroughTheirCursor() {
        TestHub.until("all are in", () -> hub.number("SELECT count(*) FROM ledger.opinion WHERE source_key LIKE 'OP-%'") == 5);
    }

    @Test
    void theItemsOfAFeedAreIn() {
        TestHub.until("both are in", () -> hub.number("SELECT count(*) FROM ledger.opinion WHERE opinion_type = 'MEDIA'") == 2);
        assertThat(hub.number("SELECT count(*) FROM ledger.opinion WHERE source_key = 'https://example.invalid/n/1' AND published_at = '2026-11-03 01:10:00Z'")).isEqualTo(1);
    }

    @Test
    void requestsOfAnOpen311ServerAreAskedForByDatesAndPages() {
        TestHub.until("all are in", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE channel = 'WEB'") == 150);
        assertThat(ASKED_OPEN311).allSatisfy(query -> assertThat(OffsetDateTime.parse(query.get("end_date")).toEpochSecond() - OffsetDateTime.parse(query.get("start_date")).toEpochSecond())
                .as("a server need not answer for more than 90 days").isLessThanOrEqualTo(30 * 86_400));
        assertThat(ASKED_OPEN311).extracting(query -> query.get("page")).contains("1", "2");
    }

    private static void air(HttpExchange exchange) throws IOException {
        boolean known = "s&cr=t".equals(exchange.getRequestHeaders().getFirst("X-Api-Key"));
        answer(exchange, known ? 200 : 403, JSON.writeValueAsString(Map.of("data", List.of(Map.of("监测时间", "2026-11-03 08:00", "站点编号", "1199A", "站点名称", "示例公园",
                "PM2.5", value, "PM10", "88", "状态", "有效")))));
    }

    private static void opinion(HttpExchange exchange) throws IOException {
        if (!"Basic ZGF0b25nOnMmY3I9dA==".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
            return;
        }
        int from = Integer.parseInt(query(exchange).getOrDefault("cursor", "0"));
        List<Map<String, Object>> rows = IntStream.range(from, Math.min(5, from + 2)).<Map<String, Object>>mapToObj(number -> Map.of("信息ID", "OP-" + number, "标题", "早点摊", "来源平台", "某社区论坛",
                "发布时间", "3小时前", "采集时间", "2026-11-03 12:10:00", "情感倾向", "中性")).toList();
        answer(exchange, 200, JSON.writeValueAsString(from + 2 < 5 ? Map.of("data", Map.of("rows", rows, "next", String.valueOf(from + 2))) : Map.of("data", Map.of("rows", rows))));
    }

    /** 150 requests, one a day of sixty days and more on the last ones; 100 a page. */
    private static void open311(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        ASKED_OPEN311.add(query);
        OffsetDateTime from = OffsetDateTime.parse(query.get("start_date"));
        OffsetDateTime to = OffsetDateTime.parse(query.get("end_date"));
        List<Map<String, Object>> found = IntStream.range(0, 150).<Map<String, Object>>mapToObj(number -> Map.of("service_request_id", "O-" + number, "status", number % 2 == 0 ? "open" : "closed",
                "service_name", "Pot hole", "service_code", "CSROWR-12", "requested_datetime", OffsetDateTime.parse("2026-08-02T10:00:00Z").plusHours(number < 30 ? 0 : number).toString(),
                "address", "Danforth Ave", "lat", 43.69, "long", -79.26, "media_url", "http://example.invalid/1.jpg"))
                .filter(request -> within(OffsetDateTime.parse((String) request.get("requested_datetime")), from, to)).toList();
        answer(exchange, 200, JSON.writeValueAsString(found.stream().skip((Long.parseLong(query.get("page")) - 1) * 100).limit(100).toList()));
    }

    private static boolean within(OffsetDateTime moment, OffsetDateTime from, OffsetDateTime to) {
        return !moment.isBefore(from) && !moment.isAfter(to);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawQuery();
        return raw == null ? Map.of() : Arrays.stream(raw.split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
