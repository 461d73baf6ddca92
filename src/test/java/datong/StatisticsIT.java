package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.web.security.Caller;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Numbers by HTTP, under the sample's policies: the street is given exact counts, environment noise. */
class StatisticsIT {
    private static final String COUNT = "/api/v1/datasets/hotline-12345/statistics?purpose=STATISTICS";
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static Caller caller;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.start(folder);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            rows.add(TestHub.order("S-%04d".formatted(number), "来电号码", "154000060%02d".formatted(number), "工单类型", number < 40 ? "投诉" : number < 57 ? "求助" : "举报",
                    "村/社区", number % 2 == 0 ? "晨光社区" : "清源社区"));
        }
        assertThat(hub.deliver("hotline-12345", TestHub.hotline(List.of(), rows)).state()).isEqualTo("DONE");
        caller = hub.caller();
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    private static HttpResponse<String> get(String subject, String question) {
        return caller.get(question, "Authorization", hub.token(subject), "Accept", "application/json");
    }

    private static JsonNode numbers(String subject, String question) {
        HttpResponse<String> answer = get(subject, question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return caller.json(answer);
    }

    private static Map<String, String> counts(JsonNode numbers, String item) {
        Map<String, String> counts = new TreeMap<>();
        numbers.get("cells").forEach(cell -> counts.put(cell.get("group").get(item).asString(), cell.get("count").isNull() ? "withheld" : cell.get("count").asString()));
        return counts;
    }

    @Test
    void whoPlansByThemIsGivenExactCountsOfWhatIsNoSmallGroup() {
        JsonNode numbers = numbers("street-system", COUNT + "&group=request_kind");
        assertThat(counts(numbers, "request_kind")).containsEntry("COMPLAINT", "20").containsEntry("HELP", "withheld").containsEntry("*", "withheld");
        assertThat(numbers.get("mechanism").asString()).isEqualTo("exact");
        assertThat(hub.number("SELECT count(*) FROM audit.event WHERE log_index = ? AND kind = 'STATISTICS'", numbers.get("auditIndex").asLong())).isLessThanOrEqualTo(1);
        assertThat(numbers("street-system", COUNT + "&division_code.starts=110199001").get("cells").get(0).get("count").asLong()).isEqualTo(30);
    }

    @Test
    void whoIsNotGivenThemExactIsGivenNoiseThatStaysTheSameUntilTheBudgetIsUsedUp() {
        JsonNode first = numbers("environment-system", COUNT + "&group=request_kind,division_code.9&sum=quality_score");
        assertThat(first.get("cells")).allSatisfy(cell -> assertThat(cell.get("count").isNull()).isFalse());
        assertThat(first.get("charged").asString()).isEqualTo("0.5");
        JsonNode again = numbers("environment-system", COUNT + "&group=division_code.9,request_kind&sum=quality_score");
        assertThat(again.get("cells")).isEqualTo(first.get("cells"));
        assertThat(again.get("charged").asString()).isEqualTo("0");
        for (int month = 1; month < 20; month++) {
            numbers("environment-system", COUNT + "&reported_at.lt=2025-%02d-01".formatted(1 + month % 12) + "&quality_score.ne=" + month);
        }
        HttpResponse<String> refused = get("environment-system", COUNT + "&group=channel");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(caller.json(refused).get("detail").asString()).contains("10 of 10").contains("there is a new one from");
        JsonNode budget = caller.json(get("environment-system", "/api/v1/statistics/budgets")).get("budgets").get(0);
        assertThat(budget.get("spent").asString()).isEqualTo("10");
        assertThat(budget.get("answers").asLong()).isEqualTo(20);
        assertThat(caller.json(get("street-system", "/api/v1/statistics/budgets")).get("budgets")).isEmpty();
    }

    @Test
    void whatIsWrongWithAQuestionIsSaid() {
        assertThat(get("street-system", COUNT + "&group=title").statusCode()).isEqualTo(400);
        assertThat(get("street-system", COUNT + "&group=request_kind&limit=3").statusCode()).isEqualTo(400);
        assertThat(get("street-system", "/api/v1/datasets/grid-events/statistics?purpose=STATISTICS").statusCode()).isEqualTo(404);
        assertThat(get("street-system", "/api/v1/datasets/hotline-12345/statistics?purpose=SERVICE.REQUEST&group=request_kind").statusCode()).isEqualTo(403);
        assertThat(get("market-system", COUNT + "&group=request_kind").statusCode()).isEqualTo(403);
        assertThat(caller.get(COUNT, "Accept", "application/json").statusCode()).isEqualTo(401);
    }
}
