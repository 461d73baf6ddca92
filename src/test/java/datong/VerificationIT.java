package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.intake.Quarantine;
import datong.intake.Replay;
import datong.intake.VerificationRequest;
import datong.intake.Verifying.Result;
import datong.intake.Verifying;
import datong.web.VerificationRows;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Quarantined records go back to the department that delivered them, and only there. */
class VerificationIT {
    private static final String DOOR = "/api/v1/verification-requests";
    private static final String HOTLINE = "hotline-12345";
    private static final Verifying.Actor STEWARD = new Verifying.Actor("steward", "11110199MB00DEM264");
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static int orders;

    @BeforeAll
    static void start() throws Exception {
        hub = TestHub.start(folder);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** What an earlier test left is of no concern. */
    @BeforeEach
    void clear() {
        hub.database().sql("UPDATE intake.quarantine SET state = 'SETTLED' WHERE state IN ('OPEN', 'VERIFYING')").update();
    }

    /** Three orders whose time is none; and they are sent back. */
    private static VerificationRequest sent(String note) {
        int first = orders += 3;
        hub.deliver(HOTLINE, TestHub.hotline(List.of(), List.of(wrong(first), wrong(first + 1), wrong(first + 2))));
        return ((Result.Done) verifying().send(new Verifying.Group(HOTLINE, "NOT_A_TIMESTAMP", "来电时间"), note, 10, STEWARD)).request();
    }

    private static Map<String, String> wrong(int number) {
        return TestHub.order("V-" + number, "来电时间", "never", "来电号码", "15400001001");
    }

    private static Verifying verifying() {
        return hub.part(Verifying.class);
    }

    private static HttpResponse<String> get(String path, String system, String accept) {
        return hub.caller().get(path, "Authorization", hub.token(system, "verification"), "Accept", accept);
    }

    private static HttpResponse<String> answer(String request, String system, String body) {
        return hub.caller().post(DOOR + "/" + request + "/answer", "application/json", body, "Authorization", hub.token(system, "verification"));
    }

    private static long inState(VerificationRequest request, String state) {
        return hub.number("SELECT count(*) FROM intake.quarantine q JOIN intake.verification_row r ON r.quarantine_id = q.id WHERE r.request_id = ? AND q.state = ?",
                com.github.f4b6a3.ulid.Ulid.from(request.id()).toUuid(), state);
    }

    @Test
    void theDepartmentReadsItsRequestAndAnswersItOnce() {
        VerificationRequest request = sent("times cannot be read");
        assertThat(request.records()).isEqualTo(3);
        assertThat(inState(request, "VERIFYING")).isEqualTo(3);
        assertThat(request.due()).isAfterOrEqualTo(LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(12));

        JsonNode listed = hub.caller().json(get(DOOR, "hotline-source", "application/json")).get("requests").get(0);
        assertThat(listed.get("id").asString()).isEqualTo(request.id());
        assertThat(listed.get("overdue").asBoolean()).isFalse();
        HttpResponse<String> answered = answer(request.id(), "hotline-source", "{\"answer\": \"corrected\", \"note\": \"mended at the source\"}");
        assertThat(hub.caller().json(answered).get("state").asString()).as(answered.body()).isEqualTo("ANSWERED");
        assertThat(answer(request.id(), "hotline-source", "{\"answer\": \"rejected\", \"note\": \"no\"}").statusCode()).isEqualTo(409);
        TestHub.until("the answer is in the log", () -> hub.number("SELECT count(*) FROM audit.event WHERE kind = 'VERIFICATION_ANSWERED' AND actor = 'hotline-source'") >= 1);
    }

    @Test
    void anotherDepartmentNeverSeesIt() {
        VerificationRequest request = sent("times cannot be read");

        assertThat(hub.caller().json(get(DOOR, "market-system", "application/json")).get("requests").size()).isZero();
        assertThat(get(DOOR + "/" + request.id(), "market-system", "application/json").statusCode()).isEqualTo(404);
        assertThat(get(DOOR + "/" + request.id() + "/rows", "market-system", "text/csv").statusCode()).isEqualTo(404);
        assertThat(answer(request.id(), "market-system", "{\"answer\": \"accepted\", \"note\": \"x\"}").statusCode()).isEqualTo(404);
        assertThat(get(DOOR + "/nonsense", "hotline-source", "application/json").statusCode()).isEqualTo(404);
        assertThat(hub.caller().get(DOOR, "Authorization", hub.token("hotline-source")).statusCode()).as("a token to ask with").isEqualTo(403);
        assertThat(hub.caller().get(DOOR).statusCode()).isEqualTo(401);
    }

    @Test
    void itsRowsTellWhereAndWhyButNoSensitiveValue() {
        VerificationRequest request = sent("times cannot be read");
        HttpResponse<String> csv = get(DOOR + "/" + request.id() + "/rows", "hotline-source", "text/csv");
        assertThat(csv.body().lines()).hasSize(4);
        assertThat(csv.body()).startsWith("delivery,row,key,column,rule,reason,value\r\n").contains("V-" + orders).contains("NOT_A_TIMESTAMP").doesNotContain("15400001001").doesNotContain("占道");
        assertThat(get(DOOR + "/" + request.id() + "/rows", "hotline-source", "application/x-ndjson").body().lines()).hasSize(3);
    }

    @Test
    void aValueOfHighLevelIsMaskedInTheRows() {
        hub.deliver(HOTLINE, TestHub.hotline(List.of(), List.of(TestHub.order("15400001009", "来电时间", "never"))));
        VerificationRequest request = ((Result.Done) verifying().send(new Verifying.Group(HOTLINE, "NOT_A_TIMESTAMP", "来电时间"), "x", 10, STEWARD)).request();
        List<VerificationRows.Row> rows = hub.part(VerificationRows.class).of(request);
        assertThat(rows).extracting(VerificationRows.Row::key).contains("***").doesNotContain("15400001009");
    }

    @Test
    void theSameWrongRowStaysWithTheDepartmentUntilTheRequestIsClosed() {
        VerificationRequest request = sent("times cannot be read");
        hub.deliver(HOTLINE, TestHub.hotline(List.of(), List.of(wrong(orders), wrong(orders + 1), wrong(orders + 2))));
        assertThat(inState(request, "VERIFYING")).isEqualTo(3);

        verifying().close(request.id(), true, STEWARD);
        assertThat(inState(request, "SETTLED")).isEqualTo(3);
        hub.deliver(HOTLINE, TestHub.hotline(List.of(), List.of(wrong(orders))));
        assertThat(inState(request, "OPEN")).as("it came again, uncorrected").isEqualTo(1);
        assertThat(verifying().close(request.id(), false, STEWARD)).isEqualTo(new Result.Refused("VERIFY_CLOSED"));
        assertThat(answer(request.id(), "hotline-source", "{\"answer\": \"accepted\", \"note\": \"x\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void aRequestThatIsTakenBackOpensItsRecordsAgain() {
        VerificationRequest request = sent("times cannot be read");
        verifying().close(request.id(), false, STEWARD);
        assertThat(inState(request, "OPEN")).isEqualTo(3);
    }

    @Test
    void itsRecordsAreReplayedByTheirIds() {
        VerificationRequest request = sent("times cannot be read");
        assertThat(hub.part(Replay.class).replay(new Quarantine.Filter(HOTLINE, Optional.empty(), verifying().records(request.id())), "steward").quarantined()).isEqualTo(3);
        assertThat(inState(request, "OPEN")).as("with today's reasons").isEqualTo(3);
    }

    @Test
    void whatCannotBeSentIsRefused() {
        Verifying.Group none = new Verifying.Group(HOTLINE, "NO_SUCH_RULE", "");
        assertThat(verifying().send(none, "a note", 10, STEWARD)).isEqualTo(new Result.Refused("VERIFY_NONE_OPEN"));
        assertThat(verifying().send(none, " ", 10, STEWARD)).isEqualTo(new Result.Refused("VERIFY_NOTE"));
        assertThat(verifying().send(none, "请联系15400001001", 10, STEWARD)).isEqualTo(new Result.Refused("VERIFY_NOTE_PERSONAL"));
        assertThat(verifying().send(none, "a note", 0, STEWARD)).isEqualTo(new Result.Refused("VERIFY_DAYS"));
        assertThat(verifying().send(new Verifying.Group("nobodys", "R", ""), "a note", 10, STEWARD)).isEqualTo(new Result.Refused("VERIFY_NO_MAPPING"));
    }

    @Test
    void aRequestIsOverdueAfterItsLastDay() {
        VerificationRequest request = sent("times cannot be read");
        assertThat(request.overdue(request.due())).isFalse();
        assertThat(request.overdue(request.due().plusDays(1))).isTrue();
    }
}
