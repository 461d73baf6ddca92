package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.BulkTables;
import datong.policy.Decision;
import datong.query.ListChanges;
import datong.query.ListLedger;
import datong.query.TestHouse;
import datong.web.api.ApiConfiguration;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = DoorsIT.Hub.class)
class DoorsIT {
    private static final String RECORDS = "/api/v1/datasets/hotline/records";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BULK = "/api/v1/datasets/hotline/bulk";
    private static final String CHANGES = "/api/v1/datasets/hotline/changes?purpose=SERVICE.REQUEST&select=status";
    @TempDir
    static Path data;
    @LocalServerPort
    int port;
    @Autowired
    Credentials credentials;
    @Autowired
    TestHouse.Log log;
    @Autowired
    TestHouse.Decisions decisions;
    @Autowired
    WebHouse.People people;
    @Autowired
    ListChanges changes;

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @ComponentScan(basePackageClasses = {ApiConfiguration.class, Doors.class}, excludeFilters = @ComponentScan.Filter(
            type = org.springframework.context.annotation.FilterType.ASSIGNABLE_TYPE, classes = WebHouse.Page.class))
    @Import({WebHouse.class, WebHouse.Page.class})
    static class Hub {}

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestAccounts.signingKey(data.resolve("secrets"));
        registry.add("datong.data", data::toString);
        registry.add("datong.hosts", () -> "hub.example, www.hub.example");
    }

    @AfterEach
    void mend() {
        log.broken = false;
        decisions.then = UnaryOperator.identity();
        people.gone.clear();
    }

    @Test
    void aSystemAsksWithATokenAndPagesThroughEveryRecordOnce() {
        Caller caller = caller();
        String token = systemToken(caller);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> page = caller.get(RECORDS + "?purpose=SERVICE.REQUEST&select=status&sort=-reported_at&limit=400" + cursor, "Authorization", token);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            JsonNode document = caller.json(page);
            document.get("records").forEach(record -> seen.add(record.get("id").asString()));
            cursor = document.get("next").isNull() ? "" : "&cursor=" + document.get("next").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(WebHouse.RECORDS);
        assertThat(new HashSet<>(seen)).hasSize(WebHouse.RECORDS);
    }

    @Test
    void aBulkAnswerGoesThroughEveryRecordOnceAndGoesOnWhereItWasCutOff() {
        Caller caller = caller();
        String token = systemToken(caller);
        String question = BULK + "?purpose=SERVICE.REQUEST&select=status&limit=400";
        List<JsonNode> whole = caller.get(question, "Authorization", token).body().lines().map(JSON::readTree).toList();
        List<String> ids = whole.stream().filter(line -> line.has("id")).map(line -> line.get("id").asString()).toList();
        assertThat(ids).hasSize(WebHouse.RECORDS).doesNotHaveDuplicates();
        assertThat(whole.getLast().get("@end").get("complete").asBoolean()).isTrue();
        assertThat(whole.getLast().get("@end").get("total").asInt()).isEqualTo(WebHouse.RECORDS);
        String next = whole.stream().filter(line -> line.has("@page")).findFirst().orElseThrow().get("@page").get("next").asString();
        List<String> rest = caller.get(question + "&cursor=" + next, "Authorization", token).body().lines().map(JSON::readTree).filter(line -> line.has("id"))
                .map(line -> line.get("id").asString()).toList();
        assertThat(rest).isEqualTo(ids.subList(400, ids.size()));
    }

    @Test
    void whomThePoliciesForgetInTheMiddleOfABulkAnswerGetsNoFurtherPageAndIsToldSo() {
        Caller caller = caller();
        String token = systemToken(caller);
        decisions.then = decision -> {
            people.gone.add("market-system");
            return decision;
        };
        List<JsonNode> lines = caller.get(BULK + "?purpose=SERVICE.REQUEST&select=status&limit=400", "Authorization", token).body().lines().map(JSON::readTree).toList();
        assertThat(lines.stream().filter(line -> line.has("id"))).hasSize(400);
        assertThat(lines.getLast().get("@end").get("complete").asBoolean()).isFalse();
        assertThat(lines.getLast().toString()).contains("unknown-subject");
    }

    @Test
    void aGrantThatEndsInTheMiddleOfABulkAnswerEndsItAndTheAnswerSaysSo() {
        Caller caller = caller();
        AtomicInteger asked = new AtomicInteger();
        decisions.then = decision -> asked.incrementAndGet() < 3 ? decision : new Decision.Denied(Decision.Check.GRANT, "grant ended", "the grant has ended", "v2");
        List<JsonNode> lines = caller.get(BULK + "?purpose=SERVICE.REQUEST&select=status&limit=400", "Authorization", systemToken(caller)).body().lines().map(JSON::readTree).toList();
        assertThat(lines.stream().filter(line -> line.has("id"))).hasSize(800);
        JsonNode end = lines.getLast().get("@end");
        assertThat(end.get("complete").asBoolean()).isFalse();
        assertThat(end.get("rule").asString()).isEqualTo("grant ended");
        assertThat(log.events.get(end.get("auditIndex").asInt()).decision()).isEqualTo("DENIED");
    }

    @Test
    void aTableHoldsEveryRecordOnceSaysThatItIsWholeAndGoesOnWhereItEnded() throws IOException {
        Caller caller = caller();
        String token = systemToken(caller);
        String question = BULK + "?purpose=SERVICE.REQUEST&select=status&limit=400";
        for (Map.Entry<String, String> type : Map.of("csv", "text/csv", "parquet", "application/vnd.apache.parquet", "arrow", "application/vnd.apache.arrow.stream").entrySet()) {
            HttpResponse<byte[]> answer = caller.bytes(question, "Authorization", token, "Accept", type.getValue());
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type.getValue());
            assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).contains("hotline." + type.getKey());
            List<Map<String, String>> whole = BulkTables.rows(type.getKey(), answer.body());
            List<String> ids = whole.stream().map(row -> row.get("id")).toList();
            assertThat(ids).as(type.getKey()).hasSize(WebHouse.RECORDS).doesNotContainNull().doesNotHaveDuplicates();
            assertThat(BulkTables.mark(whole)).isEqualTo("end:" + WebHouse.RECORDS);
            List<Map<String, String>> part = BulkTables.rows(type.getKey(), caller.bytes(question + "&pages=2&format=" + type.getKey(), "Authorization", token).body());
            assertThat(part).as(type.getKey()).hasSize(800);
            assertThat(BulkTables.mark(part)).startsWith("next:800:");
            List<Map<String, String>> rest = BulkTables.rows(type.getKey(), caller.bytes(question + "&format=" + type.getKey() + "&cursor=" + BulkTables.mark(part).split(":")[2], "Authorization", token).body());
            assertThat(rest.stream().map(row -> row.get("id"))).as(type.getKey()).isEqualTo(ids.subList(800, ids.size()));
        }
    }

    @Test
    void aTableWithoutRecordsSaysThatItIsWhole() throws IOException {
        Caller caller = caller();
        for (String format : BulkTables.FORMATS) {
            assertThat(BulkTables.rows(format, caller.bytes(BULK + "?purpose=SERVICE.REQUEST&select=status&status=NONE&format=" + format, "Authorization", systemToken(caller)).body()))
                    .as(format).containsExactly(Map.of("_page", "end:0"));
        }
    }

    @Test
    void aGrantThatEndsInTheMiddleOfATableLeavesItWithoutAnEnd() throws IOException {
        Caller caller = caller();
        for (String format : BulkTables.FORMATS) {
            AtomicInteger asked = new AtomicInteger();
            decisions.then = decision -> asked.incrementAndGet() < 3 ? decision : new Decision.Denied(Decision.Check.GRANT, "grant ended", "the grant has ended", "v2");
            List<Map<String, String>> rows = BulkTables.rows(format, caller.bytes(BULK + "?purpose=SERVICE.REQUEST&select=status&limit=400&format=" + format, "Authorization", systemToken(caller)).body());
            assertThat(rows).as(format).hasSize(800);
            assertThat(BulkTables.mark(rows)).as(format).startsWith("next:800:");
        }
    }

    @Test
    void aBulkAnswerIsRefusedAsAnyOtherBeforeItBegins() {
        Caller caller = caller();
        String token = systemToken(caller);
        assertProblem(caller.get(BULK + "?purpose=SERVICE.REQUEST&limit=10001", "Authorization", token), 400, "invalid-limit");
        assertProblem(caller.get(BULK + "?purpose=SERVICE.REQUEST&format=xlsx", "Authorization", token), 400, "invalid-value");
        assertProblem(caller.get(BULK + "?purpose=SERVICE.REQUEST&sealed=cms", "Authorization", token), 409, "no-key-registered");
        assertProblem(caller.get(BULK + "?purpose=SERVICE.REQUEST", "Authorization", token, "Accept", "image/png"), 406, "not-acceptable");
    }

    @Test
    void whatChangesComesPageByPageToWhoeverPolls() {
        Caller caller = caller();
        String token = systemToken(caller);
        String before = caller.json(caller.get(CHANGES, "Authorization", token)).get("next").asString();
        changes.changed(ListLedger.id(11), ListLedger.id(12));
        changes.removed(ListLedger.id(13));
        JsonNode first = caller.json(caller.get(CHANGES + "&limit=2&since=" + before, "Authorization", token, "Accept", "*/*"));
        JsonNode next = caller.json(caller.get(CHANGES + "&limit=2&since=" + first.get("next").asString(), "Authorization", token));
        assertThat(first.get("changes").get(0).get("record").get("id").asString()).isEqualTo(ListLedger.id(11));
        assertThat(first.get("more").asBoolean()).isTrue();
        assertThat(next.get("changes").toString()).contains("{\"removed\":{\"id\":\"" + ListLedger.id(13) + "\"}}");
        assertThat(log.events.get(first.get("auditIndex").asInt()).details()).containsEntry("exit", "page");
        assertProblem(caller.get(CHANGES + "&sort=status", "Authorization", token), 400, "unknown-parameter");
        assertProblem(caller.get(CHANGES + "&since=yesterday", "Authorization", token), 400, "invalid-cursor");
        assertProblem(caller.get(CHANGES + "&since=yesterday", "Authorization", token, "Accept", "text/event-stream"), 400, "invalid-cursor");
    }

    @Test
    void aStreamTellsWhatChangesWhileItHappensAndGoesOnBehindTheLastEvent() {
        EventReader events = stream("&since=now");
        assertThat(events.status()).isEqualTo(200);
        assertThat(events.header("Content-Type")).startsWith("text/event-stream");
        changes.changed(ListLedger.id(21));
        changes.removed(ListLedger.id(22));
        await().atMost(Duration.ofMinutes(10)).until(() -> !events.all("page").isEmpty());
        assertThat(events.all().stream().map(EventReader.Event::name)).startsWith("open", "record", "removed", "page");
        assertThat(events.all("record").getFirst().data().get("status").asString()).isEqualTo("OPEN");
        assertThat(events.all("removed").getFirst().data()).hasSize(1);
        EventReader again = stream("&since=now", "Last-Event-ID", events.all("record").getFirst().id());
        await().atMost(Duration.ofMinutes(10)).until(() -> !again.all("page").isEmpty());
        assertThat(again.all().stream().map(EventReader.Event::name)).startsWith("open", "removed", "page");
        end(List.of(events, again));
    }

    @Test
    void aStreamEndsWithTheGrantThatItRunsOn() {
        EventReader events = stream("");
        await().atMost(Duration.ofMinutes(10)).until(() -> !events.all("open").isEmpty());
        end(List.of(events));
        JsonNode end = events.all("end").getFirst().data();
        assertThat(end.get("reason").asString()).isEqualTo("refused");
        assertThat(log.events.get(end.get("auditIndex").asInt()).decision()).isEqualTo("DENIED");
    }

    @Test
    void anOrganisationHasFourStreamsAtOnceAndOneThatEndedMakesRoom() {
        List<EventReader> open = Stream.generate(() -> stream("")).limit(4).toList();
        assertThat(open).allSatisfy(stream -> assertThat(stream.status()).isEqualTo(200));
        assertProblem(caller().get(CHANGES, "Authorization", systemToken(caller()), "Accept", "text/event-stream"), 429, "too-many-streams");
        end(open);
        end(List.of(await().atMost(Duration.ofMinutes(10)).until(() -> stream(""), stream -> stream.status() == 200)));
    }

    @Test
    void aReaderThatDoesNotReadHoldsUpItsOwnStreamAndNothingIsReadAheadForIt() throws IOException {
        int all = 30_000;
        int before = told();
        try (java.net.Socket socket = new java.net.Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new java.net.InetSocketAddress("localhost", port));
            socket.getOutputStream().write(("GET " + CHANGES.replace("&select=status", "") + "&limit=100 HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: text/event-stream\r\nAuthorization: "
                    + systemToken(caller()) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofMinutes(10)).until(() -> socket.getInputStream().read() == 'H');
            changes.changed(IntStream.range(0, all).mapToObj(number -> ListLedger.id(number % WebHouse.RECORDS)).toArray(String[]::new));
            AtomicInteger last = new AtomicInteger(before);
            await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofSeconds(2)).until(() -> last.getAndSet(told()) == told() && told() > before);
            assertThat(told() - before).as("changes told while nobody reads: what fits into the buffers of the network").isLessThan(all);
        }
    }

    /** Records that left, as the log says. */
    private int told() {
        return new ArrayList<>(log.events).stream().filter(event -> "stream".equals(event.details().get("exit"))).mapToInt(event -> (int) event.records()).sum();
    }

    private EventReader stream(String parameters, String... headers) {
        return EventReader.at("http://localhost:" + port + CHANGES + parameters,
                Stream.concat(Stream.of("Authorization", systemToken(caller())), Stream.of(headers)).toArray(String[]::new));
    }

    /** By the hub: one that its reader closes asks for decisions until the hub writes to it again. */
    private void end(List<EventReader> streams) {
        decisions.then = decision -> new Decision.Denied(Decision.Check.GRANT, "grant ended", "the grant has ended", "v2");
        await().atMost(Duration.ofMinutes(10)).until(() -> streams.stream().allMatch(EventReader::over));
        streams.forEach(EventReader::close);
        decisions.then = UnaryOperator.identity();
    }

    @Test
    void aViewIsKeptAskedAnewEachTimeAndThrownAway() {
        Caller caller = caller();
        String token = systemToken(caller);
        String view = "/api/v1/views/open-orders";
        HttpResponse<String> kept = caller.put(view, "{\"dataset\":\"hotline\",\"select\":[\"status\"],\"filters\":[{\"item\":\"status\",\"operator\":\"in\",\"values\":[\"OPEN\"]},{\"item\":\"reported_at\",\"operator\":\"null\",\"values\":[\"false\"]}],\"sort\":[\"-reported_at\"]}",
                "Authorization", token);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        assertThat(log.events.getLast().kind()).isEqualTo("VIEW_SAVED");
        assertThat(caller.json(caller.get("/api/v1/views", "Authorization", token)).get("views").get(0)).isEqualTo(caller.json(kept));
        caller.put(view, "{\"dataset\":\"hotline\",\"select\":[\"status\"],\"filters\":[{\"item\":\"status\",\"values\":[\"OPEN\"]}]}", "Authorization", token);
        JsonNode page = caller.json(caller.get(view + "/records?purpose=SERVICE.REQUEST&limit=2", "Authorization", token));
        assertThat(page.get("records")).hasSize(2).allSatisfy(record -> assertThat(record.get("status").asString()).isEqualTo("OPEN"));
        assertThat(caller.get(view + "/records?purpose=SERVICE.REQUEST&limit=2&cursor=" + page.get("next").asString(), "Authorization", token).statusCode()).isEqualTo(200);
        decisions.then = decision -> new Decision.Denied(Decision.Check.GRANT, "grant ended", "the grant has ended", "v2");
        assertProblem(caller.get(view + "/records?purpose=SERVICE.REQUEST", "Authorization", token), 403, "refused");
        assertThat(caller.delete(view, "Authorization", token).statusCode()).isEqualTo(204);
        assertThat(log.events.getLast().kind()).isEqualTo("VIEW_REMOVED");
        assertProblem(caller.get(view + "/records?purpose=SERVICE.REQUEST", "Authorization", token), 404, "no-such-view");
    }

    @Test
    void aViewKeepsNothingThatCouldNotBeAskedAndNoSensitiveValue() {
        Caller caller = caller();
        String token = systemToken(caller);
        Map<String, String> refused = Map.of("{\"dataset\":\"nothing\"}", "unknown-dataset", "{\"dataset\":\"hotline\",\"select\":[\"statas\"]}", "unknown-item",
                "{\"dataset\":\"hotline\",\"filters\":[{\"item\":\"reporter_phone\",\"values\":[\"15400000042\"]}]}", "sensitive-value",
                "{\"dataset\":\"hotline\",\"filters\":[{\"item\":\"reported_at\",\"values\":[\"soon\"]}]}", "invalid-value");
        refused.forEach((body, code) -> assertProblem(caller.put("/api/v1/views/a", body, "Authorization", token), 422, code));
        assertProblem(caller.put("/api/v1/views/A_B", "{\"dataset\":\"hotline\"}", "Authorization", token), 422, "unreadable-name");
        assertProblem(caller.put("/api/v1/views/a", "{", "Authorization", token), 400, "unreadable-body");
        assertProblem(caller.put("/api/v1/views/a", "{\"dataset\":\"hotline\",\"filter\":[]}", "Authorization", token), 400, "unreadable-body");
        log.broken = true;
        assertProblem(caller.put("/api/v1/views/a", "{\"dataset\":\"hotline\"}", "Authorization", token), 503, "audit-unavailable");
        log.broken = false;
        assertProblem(caller.get("/api/v1/views/a/records?purpose=SERVICE.REQUEST", "Authorization", token), 404, "no-such-view");
    }

    @Test
    void anAnswerNamesItsTreatmentsRuleAndAuditIndex() {
        Caller caller = caller();
        HttpResponse<String> page = caller.get(RECORDS + "?select=title,reporter_phone&limit=1", "Authorization", systemToken(caller), "X-Datong-Purpose", "SERVICE.REQUEST");
        JsonNode document = caller.json(page);
        assertThat(document.get("treatments").get("title").asString()).isEqualTo("mask");
        assertThat(document.get("rule").asString()).isEqualTo("street-may-query");
        assertThat(log.events.get(document.get("auditIndex").asInt()).actor()).isEqualTo("market-system");
        assertThat(page.headers().firstValue("Cache-Control")).hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void theCatalogueIsGivenToOtherCataloguesAndAudited() {
        Caller caller = caller();
        String token = systemToken(caller);
        for (String path : List.of("/api/v1/catalogue.ttl", "/api/v1/catalogue.jsonld", "/api/v1/datasets/hotline.ttl", "/api/v1/datasets/hotline.jsonld", "/api/v1/catalogue.csv",
                "/api/v1/catalogue.json", "/api/v1/datasets?q=hotline")) {
            HttpResponse<String> answer = caller.get(path, "Authorization", token);
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(path).contains("热线工单");
            assertThat(log.events.getLast().kind()).as(path).isEqualTo("CATALOGUE_READ");
        }
        assertThat(caller.get("/api/v1/catalogue.ttl").statusCode()).isEqualTo(401);
        assertThat(caller.get("/api/v1/datasets/nothing.ttl", "Authorization", token).statusCode()).isEqualTo(404);
    }

    @Test
    void recordsComeAsLinesOfJsonAndAsCsvThatNoSpreadsheetRuns() {
        Caller caller = caller();
        String token = systemToken(caller);
        String question = RECORDS + "?purpose=SERVICE.REQUEST&select=status,title&limit=2";
        HttpResponse<String> lines = caller.get(question, "Authorization", token, "Accept", "application/x-ndjson");
        assertThat(lines.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(lines.body().lines()).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("{\"id\":"));
        assertThat(lines.headers().firstValue("X-Datong-Next")).isPresent();
        HttpResponse<String> csv = caller.get(question, "Authorization", token, "Accept", "text/csv");
        assertThat(csv.body()).startsWith("id,status,title\r\n").contains(",\"'=HYPERLINK(\"\"x\"\"),1\",mask\r\n");
    }

    @Test
    void jsonIsWhatComesWhereTheCallerDoesNotMind() {
        Caller caller = caller();
        String token = systemToken(caller);
        for (String accept : List.of("*/*", "application/json, */*;q=0.1", "text/html,application/xhtml+xml,*/*;q=0.8", "application/*")) {
            HttpResponse<String> page = caller.get(RECORDS + "?purpose=SERVICE.REQUEST&limit=1", "Authorization", token, "Accept", accept);
            assertThat(page.statusCode()).as(accept + page.body()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElse("")).as(accept).startsWith("application/json");
        }
        assertProblem(caller.get(RECORDS + "?purpose=SERVICE.REQUEST&title=x", "Authorization", token, "Accept", "text/csv"), 403, "refused");
    }

    @Test
    void oneRecordIsLookedUpByItsId() {
        Caller caller = caller();
        String token = systemToken(caller);
        HttpResponse<String> one = caller.get(RECORDS + "/01JAAAAAAAAAAAAAAAAA000003?purpose=SERVICE.REQUEST&case=C-1", "Authorization", token);
        assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
        assertThat(caller.json(one).get("record").get("status").asString()).isEqualTo("OPEN");
        assertThat(log.events.getLast().kind()).isEqualTo("LOOKUP");
        assertProblem(caller.get(RECORDS + "/01JAAAAAAAAAAAAAAAAA999999?purpose=SERVICE.REQUEST", "Authorization", token), 404, "no-such-record");
    }

    @Test
    void aQuestionWithAPersonalValueStandsInTheBody() {
        Caller caller = caller();
        String body = "{\"purpose\":\"SERVICE.REQUEST\",\"select\":[\"status\"],\"filters\":[{\"item\":\"reporter_phone\",\"operator\":\"eq\",\"values\":[\"15400000042\"]}]}";
        HttpResponse<String> page = caller.post(RECORDS + "/query", "application/json", body, "Authorization", systemToken(caller));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(caller.json(page).get("records")).hasSize(1);
        assertProblem(caller.post(RECORDS + "/query", "application/json", "{\"porpose\":1}", "Authorization", systemToken(caller)), 400, "unreadable-body");
        assertProblem(caller.post(RECORDS + "/query", "text/plain", "x", "Authorization", systemToken(caller)), 415, "unsupported-media-type");
    }

    @Test
    void aBodyWithHolesDoublesOrASecondQuestionInTheAddressIsRefused() {
        Caller caller = caller();
        String token = systemToken(caller);
        for (String body : List.of("null", "{\"purpose\":\"A\",\"filters\":[null]}", "{\"purpose\":\"A\",\"select\":[null]}", "{\"purpose\":\"A\",\"sort\":[null]}",
                "{\"purpose\":\"A\",\"filters\":[{\"item\":\"status\",\"operator\":\"in\",\"values\":[null]}]}",
                "{\"purpose\":\"A\",\"purpose\":\"B\"}", "{\"purpose\":\"A\",\"limit\":1.9}")) {
            assertProblem(caller.post(RECORDS + "/query", "application/json", body, "Authorization", token), 400, "unreadable-body");
        }
        assertProblem(caller.post(RECORDS + "/query?purpose=B", "application/json", "{\"purpose\":\"A\"}", "Authorization", token), 400, "unknown-parameter");
        assertProblem(caller.get(RECORDS + "?purpose=A&status=15400000042%ED%A0%80", "Authorization", token), 400, "bad-request");
    }

    @Test
    void everyRefusalAndMistakeIsAProblemDocument() {
        Caller caller = caller();
        String token = systemToken(caller);
        assertProblem(caller.get(RECORDS), 401, "no-valid-token");
        assertProblem(caller.get(RECORDS, "Authorization", "Bearer nonsense"), 401, "no-valid-token");
        assertProblem(caller.get("/api/v1/nothing", "Authorization", token), 404, "no-such-resource");
        assertProblem(caller.get("/api/v1/datasets/nothing/records?purpose=SERVICE.REQUEST", "Authorization", token), 404, "unknown-dataset");
        assertProblem(caller.get("/api/v1/datasets/NO", "Authorization", token), 404, "unknown-dataset");
        assertProblem(caller.get(RECORDS, "Authorization", token), 400, "missing-purpose");
        assertProblem(caller.get(RECORDS + "?purpose=A&colour=red", "Authorization", token), 400, "unknown-item");
        assertProblem(caller.get(RECORDS + "?purpose=A&Colour=red", "Authorization", token), 400, "unknown-parameter");
        assertProblem(caller.get(RECORDS + "?purpose=A&status=a&status=b", "Authorization", token), 400, "repeated-parameter");
        assertProblem(caller.get(RECORDS + "?purpose=A&limit=5000", "Authorization", token), 400, "invalid-limit");
        assertProblem(caller.get(RECORDS + "?purpose=A&reported_at.gte=15400000042", "Authorization", token), 422, "invalid-value");
        assertProblem(caller.get(RECORDS + "?purpose=A&status.like=x", "Authorization", token), 400, "unknown-operator");
        assertProblem(caller.get(RECORDS + "?purpose=A", "Authorization", token, "Accept", "application/xml"), 406, "not-acceptable");
        assertProblem(caller.post(RECORDS, "application/json", "{}", "Authorization", token), 405, "method-not-allowed");
        assertProblem(caller.get("/api/v1/datasets?x=1", "Authorization", token), 400, "unknown-parameter");
        HttpResponse<String> refused = caller.get(RECORDS + "?purpose=A&title=x", "Authorization", token);
        assertProblem(refused, 403, "refused");
        assertThat(caller.json(refused).get("rule").asString()).isEqualTo("FILTER_NOT_CLEAR");
        assertThat(caller.json(refused).get("check").asString()).isEqualTo("ITEM_LEVEL");
        assertThat(caller.json(refused).get("auditIndex").isNumber()).isTrue();
        log.broken = true;
        assertProblem(caller.get(RECORDS + "?purpose=A", "Authorization", token), 503, "audit-unavailable");
    }

    @Test
    void whatTheServerItselfRefusesIsAProblemDocumentWithoutItsName() throws Exception {
        for (String line : List.of("GET /api/v1/datasets%2Frecords HTTP/1.1", "GET /" + "a".repeat(20_000) + " HTTP/1.1", "GET /[x] HTTP/1.1", "GET /x HTTP/9.9")) {
            String answer = raw(line + "\r\nHost: localhost:" + port);
            assertThat(answer).as(line.substring(0, 15)).matches("(?s)HTTP/1.1 (4|5)\\d\\d.*").doesNotContainIgnoringCase("tomcat").doesNotContain("<html");
            assertThat(answer).as(line.substring(0, 15)).satisfiesAnyOf(text -> assertThat(text).contains("application/problem+json"),
                    text -> assertThat(text).contains("Content-Length: 0"), text -> assertThat(text).endsWith("\r\n\r\n"));
        }
        assertThat(raw("GET /api/v1/datasets%2Frecords HTTP/1.1\r\nHost: localhost:" + port)).contains("urn:datong:problem:bad-request");
    }

    @Test
    void aNameThatIsNotTheHubsOwnIsRefusedBeforeItIsRedirectedTo() throws Exception {
        assertThat(raw("GET /deep/page HTTP/1.1\r\nAccept: text/html\r\nHost: evil.example")).startsWith("HTTP/1.1 400")
                .contains("urn:datong:problem:unknown-host", "DATONG_HOSTS").doesNotContain("evil.example");
        for (String name : List.of("localhost:" + port, "127.0.0.1", "[::1]:" + port, "HUB.example", "www.hub.example")) {
            assertThat(raw("GET /deep/page HTTP/1.1\r\nAccept: text/html\r\nHost: " + name)).as(name).startsWith("HTTP/1.1 302");
        }
        assertThat(raw("GET /actuator/health HTTP/1.1\r\nHost: 10.1.2.3")).startsWith("HTTP/1.1 200");
    }

    /** A request as no client library would send it; the whole answer. */
    private String raw(String head) throws java.io.IOException {
        try (java.net.Socket socket = new java.net.Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "\r\nConnection: close\r\n\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void aReadOfTheCatalogueIsAuditedBeforeItIsAnswered() {
        Caller caller = caller();
        String token = systemToken(caller);
        assertThat(caller.get("/api/v1/datasets", "Authorization", token).statusCode()).isEqualTo(200);
        assertThat(log.events.getLast()).satisfies(event -> assertThat(event.kind() + ' ' + event.actor()).isEqualTo("CATALOGUE_READ market-system"));
        log.broken = true;
        assertProblem(caller.get("/api/v1/datasets", "Authorization", token), 503, "audit-unavailable");
    }

    @Test
    void aTokenReachesNoFurtherThanItsScope() {
        Caller caller = caller();
        String token = "Bearer " + caller.token("market-system", secret("market-system"), "catalogue");
        assertThat(caller.get("/api/v1/datasets", "Authorization", token).statusCode()).isEqualTo(200);
        assertProblem(caller.get(RECORDS + "?purpose=A", "Authorization", token), 403, "insufficient-scope");
        assertThat(caller.askForToken("market-system", secret("market-system"), "everything").statusCode()).isEqualTo(400);
    }

    @Test
    void theOpenApiDocumentIsOfVersion31AndKnowsEveryPathAndTheProblem() {
        Caller caller = caller();
        JsonNode document = caller.json(caller.get("/api/v1/openapi.json"));
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        assertThat(document.get("paths").propertyNames()).containsExactlyInAnyOrder("/api/v1/datasets", "/api/v1/datasets/{code}", "/api/v1/catalogue.jsonld",
                "/api/v1/catalogue.ttl", "/api/v1/catalogue.json", "/api/v1/catalogue.csv", "/api/v1/datasets/{code}.jsonld", "/api/v1/datasets/{code}.ttl",
                "/api/v1/datasets/{code}/bulk", "/api/v1/datasets/{code}/changes", "/api/v1/datasets/{code}/records", "/api/v1/datasets/{code}/records/{id}", "/api/v1/datasets/{code}/records/query", "/api/v1/datasets/{code}/statistics", "/api/v1/statistics/budgets", "/api/v1/views", "/api/v1/views/{name}", "/api/v1/views/{name}/records", "/api/v1/intake/{source}",
                "/api/v1/verification-requests", "/api/v1/verification-requests/{id}", "/api/v1/verification-requests/{id}/rows", "/api/v1/verification-requests/{id}/answer",
                "/api/v1/applications", "/api/v1/applications/{id}", "/api/v1/applications/{id}/usage", "/api/v1/verifications", "/api/v1/verifications/{id}", "/api/v1/recalls", "/api/v1/recalls/{id}/acknowledge");
        JsonNode records = document.get("paths").get("/api/v1/datasets/{code}/records").get("get");
        assertThat(records.get("responses").get("200").get("content").propertyNames()).contains("application/json", "application/x-ndjson", "text/csv");
        assertThat(records.get("responses").get("403").get("content").propertyNames()).containsExactly("application/problem+json");
        assertThat(records.get("parameters").findValuesAsString("name")).contains("purpose", "select", "sort", "limit", "cursor", "filter").doesNotHaveDuplicates();
        assertThat(document.get("components").get("schemas").propertyNames()).contains("Problem", "RecordPage", "QuestionBody");
        assertThat(document.get("components").get("securitySchemes").get("oauth2").get("flows").get("clientCredentials").get("tokenUrl").asString())
                .isEqualTo("/oauth2/token");
    }

    @Test
    void aPersonSignsInAndComesBackToThePageTheyWantedByNameAndByNumber() {
        for (String host : List.of("localhost", "127.0.0.1")) {
            Caller caller = new Caller("http://" + host + ":" + port);
            HttpResponse<String> page = caller.signIn("/deep/page", "steward", secret("steward"));
            assertThat(page.uri().getHost()).isEqualTo(host);
            assertThat(page.uri().getPath()).isEqualTo("/deep/page");
            assertThat(page.body()).isEqualTo("page of steward");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("script-src 'self';").contains("frame-ancestors 'none'");
            assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(log.events.getLast().kind()).isEqualTo("SIGN_IN");
            assertThat(log.events.getLast().actor()).isEqualTo("steward");
        }
    }

    @Test
    void whoSignsOutIsAskedAgain() {
        Caller caller = caller();
        assertThat(caller.signIn("/", "steward", secret("steward")).body()).isEqualTo("page of steward");
        String form = caller.get("/form").body();
        assertThat(caller.form("/logout", Map.of("_csrf", form), "Accept", "text/html").uri().getPath()).isEqualTo("/sign-in");
        assertThat(caller.get("/", "Accept", "text/html").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void aSessionOpensTheConsoleAndNotTheApi() {
        Caller caller = caller();
        caller.signIn("/", "steward", secret("steward"));
        assertProblem(caller.get("/api/v1/datasets"), 401, "no-valid-token");
    }

    @Test
    void anotherHubMayUseThisOneAsItsIssuer() {
        try (ConfigurableApplicationContext other = new SpringApplicationBuilder(Hub.class).run("--server.port=0", "--datong.data=" + data.resolve("other"),
                "--datong.oidc.issuer=http://localhost:" + port)) {
            Caller there = new Caller("http://localhost:" + other.getEnvironment().getProperty("local.server.port"));
            String token = systemToken(caller());
            assertThat(there.get("/api/v1/datasets", "Authorization", token).statusCode()).isEqualTo(200);
            String elsewhere = "Bearer " + new Caller("http://127.0.0.1:" + port).token("market-system", secret("market-system"), "catalogue");
            assertProblem(there.get("/api/v1/datasets", "Authorization", elsewhere), 401, "no-valid-token");
            assertThat(there.get("/", "Accept", "text/html").uri().getPort()).isEqualTo(port);
            assertThat(there.askForToken("market-system", secret("market-system"), "catalogue").statusCode()).isNotEqualTo(200);
            assertThat(data.resolve("other")).doesNotExist();
        }
    }

    @Test
    void aWrongPasswordIsAuditedAndTheDoorClosesAfterFive() {
        Caller caller = caller();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(caller.signIn("/", "operator", "guess").uri().getQuery()).isEqualTo("failed=wrong");
        }
        assertThat(log.events.getLast().kind()).isEqualTo("SIGN_IN_FAILED");
        assertThat(log.events.getLast().rule()).isEqualTo("too-many-failures");
        assertThat(caller.signIn("/", "operator", secret("operator")).uri().getQuery()).isEqualTo("failed=closed");
    }

    @Test
    void aSystemThatGuessesIsToldToComeBackLater() {
        Caller caller = caller();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(caller.askForToken("guessed-system", "guess", "records").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> closed = caller.askForToken("guessed-system", "guess", "records");
        assertProblem(closed, 429, "too-many-attempts");
        assertThat(closed.headers().firstValue("Retry-After")).isPresent();
        assertThat(log.events.toString()).doesNotContain("guessed-system");
    }

    @Test
    void aPersonIsNoClientAndASystemDoesNotSignInAtThePage() {
        Caller caller = caller();
        assertThat(caller.askForToken("steward", secret("steward"), "records").statusCode()).isEqualTo(401);
        assertThat(caller.signIn("/", "market-system", secret("market-system")).uri().getQuery()).isEqualTo("failed=wrong");
    }

    @Test
    void nobodySignsInWhileTheAuditLogCannotWrite() {
        Caller caller = caller();
        log.broken = true;
        assertThat(caller.signIn("/", "steward", secret("steward")).uri().getQuery()).isEqualTo("failed=unavailable");
        assertProblem(caller.askForToken("market-system", secret("market-system"), "records"), 503, "audit-unavailable");
    }

    @Test
    void thePublicPartOfTheLogIsForAllAndMayBeKept() {
        HttpResponse<String> checkpoint = caller().get("/log/checkpoint");
        assertThat(checkpoint.statusCode()).isEqualTo(200);
        assertThat(checkpoint.body()).startsWith("datong.test/log\n300\n");
        assertThat(checkpoint.headers().firstValue("Content-Type").orElse("").replace(" ", "").toLowerCase()).isEqualTo("text/plain;charset=utf-8");
        assertThat(checkpoint.headers().firstValue("Cache-Control")).hasValue("max-age=1, public");
        for (String address : List.of("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44")) {
            HttpResponse<String> tile = caller().get("/log/" + address);
            assertThat(tile.statusCode()).as(address).isEqualTo(200);
            assertThat(tile.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
            assertThat(tile.headers().allValues("Cache-Control")).containsExactly("max-age=31536000, public, immutable");
        }
        for (String address : List.of("tile/0/001", "tile/0/001.p/45", "tile/0/1", "tile/0/x000/000", "tile/00/000", "tile/0/000.p/256", "tile/64/000", "tile/2/000.p/1", "other")) {
            assertProblem(caller().get("/log/" + address), 404, address.equals("other") ? "no-such-resource" : "no-such-tile");
        }
    }

    @Test
    void metricsAreForTheOperatorAndHealthForAll() {
        Caller caller = caller();
        assertThat(caller.get("/actuator/health").statusCode()).isEqualTo(200);
        assertProblem(caller.get("/actuator/prometheus"), 401, "no-valid-token");
        assertThat(caller.get("/actuator/prometheus", "Authorization", systemToken(caller)).statusCode()).isEqualTo(403);
        String token = "Bearer " + caller.token("market-system", secret("market-system"), "metrics");
        assertThat(caller.get("/actuator/prometheus", "Authorization", token).statusCode()).isEqualTo(200);
        assertThat(caller.get("/actuator/env", "Authorization", token).statusCode()).isNotEqualTo(200);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        assertThat(caller().form("/sign-in", Map.of("username", "steward", "password", secret("steward")), "Accept", "text/html").statusCode()).isEqualTo(403);
        assertThat(caller().form("/logout", Map.of(), "Accept", "text/html").statusCode()).isIn(403, 401);
    }

    @Test
    void theCallbackGoesNowhereButToThisMachine() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/oauth2/authorize?response_type=code&client_id=datong-console"
                + "&scope=openid&code_challenge=x&code_challenge_method=S256&redirect_uri=http://elsewhere.example/login/oauth2/code/datong")).header("Accept", "text/html");
        assertThat(caller().send(request).statusCode()).isEqualTo(400);
    }

    @Test
    void secretsAreReadableByTheOwnerAloneAndKeptAsHashes() throws IOException {
        Path secrets = data.resolve("secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets))).isEqualTo("rwx------");
        for (String file : List.of("first-start.txt", "credentials", "token-signing.jwks")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve(file)))).isEqualTo("rw-------");
        }
        assertThat(Files.readString(secrets.resolve("first-start.txt"))).contains(secret("steward"));
        assertThat(Files.readString(secrets.resolve("credentials"))).contains("steward {bcrypt}").doesNotContain(secret("steward"));
    }

    private Caller caller() {
        return new Caller("http://localhost:" + port);
    }

    private String systemToken(Caller caller) {
        return "Bearer " + caller.token("market-system", secret("market-system"), "records catalogue");
    }

    private String secret(String id) {
        return credentials.issued().stream().filter(issued -> issued.subject().id().equals(id)).map(Credentials.Issued::secret).findFirst().orElseThrow();
    }

    private void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        JsonNode problem = caller().json(response);
        assertThat(problem.get("type").asString()).isEqualTo("urn:datong:problem:" + code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).isNotBlank().doesNotContain("15400000042");
    }
}
