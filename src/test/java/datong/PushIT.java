package datong;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A source system pushes its work orders to the hub over HTTP. */
class PushIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DOOR = "/api/v1/intake/hotline-12345";
    @TempDir
    static Path folder;
    private static TestHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = TestHub.start(folder);
        TestHub.until("the mapping is in force", () -> push("application/json", "[]").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aPushIsAnsweredWithItsBalanceOnceItIsInTheLedger() {
        HttpResponse<String> answer = push("application/json", array(TestHub.order("P-1"), TestHub.order("P-2")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(balance(answer)).containsExactly(2, 2, 0, 0);
        assertThat(current("P-1")).isEqualTo(1);
        assertThat(hub.number("SELECT count(*) FROM intake.delivery WHERE state = 'DONE' AND name = 'push by hotline-source' AND rows_read = 2")).isPositive();
    }

    @Test
    void theSamePushChangesNothing() {
        String body = ndjson(TestHub.order("S-1"), TestHub.order("S-2"), TestHub.order("S-3"));
        assertThat(balance(push("application/x-ndjson", body))).containsExactly(3, 3, 0, 0);
        assertThat(balance(push("application/x-ndjson", body))).containsExactly(3, 0, 3, 0);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key LIKE 'S-%'")).isZero();
    }

    @Test
    void aRevisitThatArrivesLaterIsANewVersionOfTheSameWorkOrder() {
        push("application/json", JSON.writeValueAsString(TestHub.order("R-1")));
        HttpResponse<String> revisit = push("application/json", JSON.writeValueAsString(TestHub.order("R-1", "是否联系", "是", "是否解决", "是", "是否满意", "满意",
                "办结时间", "2026-11-05 16:20:00")));

        assertThat(balance(revisit)).containsExactly(1, 1, 0, 0);
        assertThat(current("R-1")).isEqualTo(1);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key = 'R-1'")).isEqualTo(1);
        assertThat(hub.database().sql("SELECT status FROM ledger.matter WHERE source_key = 'R-1'").query(String.class).single()).isEqualTo("CLOSED");
    }

    @Test
    void aRowThatBreaksARuleIsNamedByItsPlaceWhileTheOthersAreStored() {
        HttpResponse<String> answer = push("application/json", array(TestHub.order("Q-1"), TestHub.order("Q-2", "来电时间", "never ever"), TestHub.order("Q-3")));

        assertThat(balance(answer)).containsExactly(3, 2, 0, 1);
        JsonNode rejected = hub.caller().json(answer).get("rejected");
        assertThat(rejected.size()).isEqualTo(1);
        assertThat(rejected.get(0).get("row").asLong()).isEqualTo(2);
        assertThat(rejected.get(0).get("reasons").get(0).get("column").asString()).isEqualTo("来电时间");
        assertThat(answer.body()).doesNotContain("never ever");
    }

    @Test
    void aNameThatTheMappingDoesNotKnowStoresNothingAndIsSaid() {
        HttpResponse<String> answer = push("application/json", array(TestHub.order("D-1", "诉求人", "赵示例")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(problem(answer)).isEqualTo("columns-drifted");
        assertThat(answer.body()).contains("诉求人").contains("\"stored\":0");
        assertThat(current("D-1")).isZero();
    }

    @Test
    void aBodyThatIsCutOffIsRefusedWithWhatWasStoredBefore() {
        String whole = array(TestHub.order("C-1"), TestHub.order("C-2"));
        HttpResponse<String> answer = push("application/json", whole.substring(0, whole.length() - 20));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(problem(answer)).isEqualTo("unreadable-delivery");
        assertThat(hub.caller().json(answer).get("rule").asString()).isEqualTo("BROKEN_JSON");
        assertThat(hub.caller().json(answer).get("stored").asLong()).isEqualTo(1);
        assertThat(balance(push("application/json", whole))).as("the whole body sent again").containsExactly(2, 1, 1, 0);
    }

    @Test
    void aBrokenLineIsSetAsideAndTheNextIsRead() {
        HttpResponse<String> answer = push("application/x-ndjson", ndjson(TestHub.order("N-1")) + "\n{\"工单编号\": \n" + ndjson(TestHub.order("N-2")));
        assertThat(balance(answer)).containsExactly(3, 2, 0, 1);
        assertThat(answer.body()).contains("BROKEN_JSON");
    }

    @Test
    void bytesThatAreNoUtf8AreSetAsideNotGuessed() {
        byte[] body = array(TestHub.order("E-1")).getBytes(Charset.forName("GBK"));
        HttpResponse<String> answer = send(DOOR, "application/json", HttpRequest.BodyPublishers.ofByteArray(body), hub.token("hotline-source", "intake"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(current("E-1")).isZero();
    }

    @Test
    void aBombIsRefused() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        HttpResponse<String> answer = push("application/json", "[{\"标题\":" + deep + "}]");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("nested deeper");
        assertThat(push("application/json", " ".repeat(16 * 1024 * 1024 + 1)).statusCode()).isEqualTo(413);
        HttpRequest.BodyPublisher endless = HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(" ".repeat(16 * 1024 * 1024 + 1)));
        assertThat(send(DOOR, "application/json", endless, hub.token("hotline-source", "intake")).statusCode()).as("without a length").isEqualTo(413);
    }

    @Test
    void whatIsNeitherJsonNorXmlIsNotRead() {
        assertThat(push("text/plain", "hello").statusCode()).isEqualTo(415);
        assertThat(push("nonsense", "hello").statusCode()).isEqualTo(415);
    }

    @Test
    void aSystemPushesToItsOwnSourcesOnlyAndARefusalIsAudited() {
        HttpResponse<String> foreign = send(DOOR, "application/json", HttpRequest.BodyPublishers.ofString("[]"), hub.token("camera-source", "intake"));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(problem(foreign)).isEqualTo("not-your-source");
        TestHub.until("the refusal is in the log", () -> hub.number("SELECT count(*) FROM audit.event WHERE kind = 'PUSH_REFUSED' AND actor = 'camera-source'") == 1);
    }

    @Test
    void aTokenToAskWithDoesNotPushAndASystemWithoutSourcesGetsNone() {
        assertThat(send(DOOR, "application/json", HttpRequest.BodyPublishers.ofString("[]"), hub.token("market-system")).statusCode()).isEqualTo(403);
        assertThat(hub.caller().askForToken("market-system", hub.secret("market-system"), "intake").statusCode()).isEqualTo(400);
        assertThat(hub.caller().post(DOOR, "application/json", "[]").statusCode()).isEqualTo(401);
    }

    @Test
    void manyPushesAtOnceLoseNothing() {
        List<HttpResponse<String>> answers = IntStream.range(0, 40).parallel().mapToObj(number ->
                push("application/json", array(TestHub.order("M-" + number), TestHub.order("M-shared", "标题", "第" + number + "次")))).toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
        assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_key LIKE 'M-%'")).isEqualTo(41);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key = 'M-shared'")).isEqualTo(39);
    }

    private static HttpResponse<String> push(String type, String body) {
        return send(DOOR, type, HttpRequest.BodyPublishers.ofString(body), hub.token("hotline-source", "intake"));
    }

    private static HttpResponse<String> send(String path, String type, HttpRequest.BodyPublisher body, String token) {
        return hub.caller().send(HttpRequest.newBuilder(URI.create(hub.address() + path)).header("Content-Type", type).header("Authorization", token).POST(body));
    }

    private static List<Integer> balance(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode receipt = hub.caller().json(answer);
        return List.of(receipt.get("read").asInt(), receipt.get("stored").asInt(), receipt.get("unchanged").asInt(), receipt.get("quarantined").asInt());
    }

    private static String problem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        return hub.caller().json(answer).get("type").asString().replace("urn:datong:problem:", "");
    }

    private static long current(String key) {
        return hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = ?", key);
    }

    @SafeVarargs
    private static String array(Map<String, String>... rows) {
        return JSON.writeValueAsString(rows);
    }

    @SafeVarargs
    private static String ndjson(Map<String, String>... rows) {
        return Arrays.stream(rows).map(JSON::writeValueAsString).collect(Collectors.joining("\n"));
    }
}
