package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.catalogue.Submission;
import datong.catalogue.SubmissionDesk;
import datong.correction.Amendments;
import datong.correction.CorrectionDesk;
import datong.correction.RecallRound;
import datong.disposal.Certificate;
import datong.disposal.Certificates;
import datong.disposal.Disposal;
import datong.disposal.Rule;
import datong.intake.Quarantine;
import datong.intake.Replay;
import datong.intake.VerificationRequest;
import datong.intake.Verifying.Result;
import datong.intake.Verifying;
import datong.lineage.Traces;
import datong.northbound.Northbound;
import datong.northbound.Report;
import datong.northbound.Reports;
import datong.northbound.SuperiorStandIn;
import datong.policy.Subject;
import datong.policy.Withdrawals;
import datong.policy.ranger.PolicyFolder;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.ItemName;
import datong.web.VerificationRows;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static SuperiorStandIn above;
    private static int orders;

    @BeforeAll
    static void start() throws Exception {
        above = new SuperiorStandIn();
        hub = TestHub.start(folder, "--datong.northbound.url=" + above.url(), "--datong.northbound.every=300ms");
    }

    @AfterAll
    static void stop() {
        hub.close();
        above.close();
    }

    @Test
    void whatIsOverItsTermIsDestroyedOnceWithACertificateAlsoWhereItWasCutOff() throws IOException {
        received("V-D1", "晨光里北门灯坏", "15400003001");
        received("V-D1", "晨光里南门灯坏", "15400003001");
        received("V-D2", "晨光里东门灯坏", "15400003002");
        received("V-D2", "晨光里西门灯坏", "15400003002");
        hub.deliver(HOTLINE, TestHub.hotline(List.of(), List.of(wrong(900))));
        hub.database().sql("UPDATE ledger.matter_history SET valid_to = now() - interval '1200 days' WHERE source_key = 'V-D1'").update();
        hub.database().sql("UPDATE intake.quarantine SET state = 'SETTLED', last_seen = now() - interval '400 days' WHERE sealed IS NOT NULL").update();
        TestHub.until("samples are kept", () -> hub.number("SELECT count(*) FROM studio.sample") > 0);
        hub.database().sql("UPDATE studio.sample SET kept_at = now() - interval '100 days'").update();
        Path done = Files.createDirectories(hub.data().resolve("inbox").resolve(HOTLINE).resolve(".done"));
        Path old = Files.writeString(done.resolve("20240101000000000-old.csv"), "old");
        Path named = Files.writeString(done.resolve("20240102000000000-named.csv"), "named, and the hub was killed");
        Path young = Files.writeString(done.resolve("20991231000000000-young.csv"), "young");
        Certificates certificates = hub.part(Certificates.class);
        Certificate cut = new Certificate("01K00000000000000000000000", Rule.Kind.DELIVERIES, "", "DELIVERIES: 180 days", Instant.parse("2024-01-03T00:00:00Z"), Instant.now(), Optional.empty(), 0,
                Certificate.NOTHING);
        certificates.begin(cut);
        certificates.add(cut.id(), List.of("hash of named"));
        hub.database().sql("INSERT INTO disposal.file (certificate, name) VALUES (?, ?)").params(cut.id(), hub.data().resolve("inbox").relativize(named).toString()).update();

        List<Certificate> made = hub.part(Disposal.class).round();

        assertThat(certificates.find(cut.id()).finished()).isPresent();
        assertThat(certificates.find(cut.id()).pieces()).as("the named one once, and the other").isEqualTo(2);
        assertThat(old).doesNotExist();
        assertThat(named).doesNotExist();
        assertThat(young).exists();
        assertThat(made).extracting(Certificate::what).contains(Rule.Kind.HISTORY, Rule.Kind.QUARANTINE, Rule.Kind.SAMPLES).doesNotContain(Rule.Kind.RELEASES);
        assertThat(made).allSatisfy(one -> assertThat(one.digest()).isNotEqualTo(Certificate.NOTHING));
        assertThat(made).filteredOn(one -> one.what() == Rule.Kind.HISTORY).singleElement().satisfies(one -> assertThat(one.pieces()).isEqualTo(1));
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key = 'V-D1'")).isZero();
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key = 'V-D2'")).isEqualTo(1);
        assertThat(hub.number("SELECT count(*) FROM intake.quarantine WHERE sealed IS NOT NULL")).isZero();
        assertThat(hub.part(Disposal.class).round()).as("nothing is left").isEmpty();
        TestHub.until("the log tells", () -> hub.number("SELECT count(*) FROM audit.event WHERE kind = 'DISPOSAL'") == made.size() + 1L);
    }

    @Test
    void recordsOfUseAreNotDeletedBeforeThreeYearsAreOver() {
        hub.database().sql("INSERT INTO sharing.application (id, demander, provider, dataset, unconditional, terms, begun, begun_by, begun_at, state, steps, changed_at) "
                + "VALUES ('LOCK', 'd', 'p', 'hotline-12345', false, '{}', 'DRAFT', 'x', now() - interval '4 years', 'WITHDRAWN', 2, now())").update();
        hub.database().sql("INSERT INTO sharing.step (application, number, move, reached, at, actor, role, said) VALUES ('LOCK', 1, 'RECORD_USE', 'IN_USE', now() - interval '4 years', 'x', 'HUB', '{}'), "
                + "('LOCK', 2, 'RECORD_USE', 'IN_USE', now() - interval '2 years', 'x', 'HUB', '{}')").update();

        assertThat(hub.database().sql("DELETE FROM sharing.step WHERE application = 'LOCK' AND number = 1").update()).isEqualTo(1);
        assertThatThrownBy(() -> hub.database().sql("DELETE FROM sharing.step WHERE application = 'LOCK'").update()).hasMessageContaining("three years");
        assertThatThrownBy(() -> hub.database().sql("TRUNCATE sharing.step").update()).hasMessageContaining("three years");
        hub.database().sql("UPDATE sharing.step SET at = now() - interval '4 years' WHERE application = 'LOCK'").update();
        hub.database().sql("DELETE FROM sharing.step WHERE application = 'LOCK'").update();
        hub.database().sql("DELETE FROM sharing.application WHERE id = 'LOCK'").update();
    }

    @Test
    void anEntryIsSubmittedAnnouncedAndInForceWithEachStepInTheLog() throws IOException {
        SubmissionDesk desk = hub.part(SubmissionDesk.class);
        String provider = hub.part(Datasets.class).find(new DatasetCode("floating-population")).orElseThrow().provider();
        Subject steward = new Subject("entry-steward", Subject.Kind.PERSON, "", provider, "110199", Set.of("data-steward"), Set.of());
        Subject authority = new Subject("entry-authority", Subject.Kind.PERSON, "", "11110199MB00DEN65T", "110199", Set.of("platform-authority"), Set.of());
        assertThat(hub.part(Withdrawals.class).withheld(new DatasetCode("floating-population"), new ItemName("sex"))).isFalse();

        Submission noted = ((SubmissionDesk.Result.Done) desk.note("floating-population", Submission.Kind.CHANGED, LocalDate.now().minusDays(1), "性别不再共享", steward, "")).submission();
        String text = desk.draft(noted).replace("item_sharing:\n", "item_sharing:\n  sex: { share: NOT_SHARED, reason: 无必要, basis: PIPL-28 }\n");
        assertThat(desk.move(noted.id(), Submission.Move.SUBMIT, text, "", steward, "")).isInstanceOf(SubmissionDesk.Result.Done.class);
        assertThat(desk.move(noted.id(), Submission.Move.ANNOUNCE, "", "", authority, "")).isInstanceOf(SubmissionDesk.Result.Done.class);

        assertThat(hub.part(Withdrawals.class).withheld(new DatasetCode("floating-population"), new ItemName("sex"))).as("at once, for every grant").isTrue();
        assertThat(Files.readString(hub.file("mappings/catalogue/floating-population.catalogue.yaml"))).contains("  sex: { share: NOT_SHARED");
        assertThat(desk.clocksOf(desk.find(noted.id(), authority).orElseThrow())).hasSize(2);
        TestHub.until("it is in the log", () -> hub.number("SELECT count(*) FROM audit.event WHERE kind IN ('CATALOGUE_NOTED', 'CATALOGUE_SUBMIT', 'CATALOGUE_ANNOUNCE')") == 3);
    }

    @Test
    void theSuperiorPlatformIsToldTheCatalogueAndWhatItRefusesCanBeSentAgain() {
        TestHub.until("entries of the catalogue are told", () -> above.taken.keySet().stream().anyMatch(key -> key.startsWith("catalogue/hotline-12345/")));
        String key = above.taken.keySet().stream().filter(taken -> taken.startsWith("catalogue/hotline-12345/")).findFirst().orElseThrow();
        assertThat(above.taken.get(key)).contains("\"via_national_system\"").contains("data_items").contains("\"use_answers\"").contains("\"freshness\"");
        Reports reports = hub.part(Reports.class);
        TestHub.until("the hub knows", () -> reports.in(Report.State.SENT, 1_000).stream().anyMatch(report -> report.key().equals(key)));

        above.taken.remove(key);
        hub.database().sql("UPDATE northbound.report SET state = 'REFUSED', refusal = '422 no' WHERE key = ?").param(key).update();
        assertThat(hub.part(Northbound.class).again(key, new Northbound.Actor("authority", "11110199MB00DEN65T"))).isTrue();
        TestHub.until("it is told again", () -> above.taken.containsKey(key));
        TestHub.until("it is in the log", () -> hub.number("SELECT count(DISTINCT kind) FROM audit.event WHERE kind IN ('NORTHBOUND_SENDING', 'NORTHBOUND_SENT', 'NORTHBOUND_AGAIN')") == 3);
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

    /** An order that the market department was shown. @return id of its record */
    private static String received(String number, String title, String phone) {
        hub.deliver(HOTLINE, TestHub.hotline(List.of(), List.of(TestHub.order(number, "标题", title, "来电号码", phone))));
        return record(phone).get("id").asString();
    }

    private static JsonNode record(String phone) {
        return hub.caller().json(hub.caller().get("/api/v1/datasets/hotline-12345/records?purpose=SERVICE.REQUEST&select=source_no,title,reporter_phone&reporter_phone=" + phone,
                "Authorization", hub.token("market-system"))).get("records").get(0);
    }

    private static HttpResponse<String> dispute(String system, String record, String item, String reason, String proposed) {
        return hub.caller().post("/api/v1/verifications", "application/json", "{\"dataset\": \"hotline-12345\", \"record\": \"%s\", \"item\": \"%s\", \"reason\": \"%s\", \"proposed\": \"%s\"}"
                .formatted(record, item, reason, proposed), "Authorization", hub.token(system, "verification"));
    }

    private static Subject person(String id) {
        return hub.part(PolicyFolder.class).find(id).orElseThrow();
    }

    private static List<JsonNode> recalls(String system, String record) {
        List<JsonNode> found = new ArrayList<>();
        hub.caller().json(get("/api/v1/recalls", system, "application/json")).get("recalls").forEach(found::add);
        return found.stream().filter(recall -> recall.get("record").asString().equals(record)).toList();
    }

    /** As it stands in the ledger. */
    private static Object title(String dispute) {
        CorrectionDesk desk = hub.part(CorrectionDesk.class);
        return desk.shown(desk.find(dispute, person("data-officer")).orElseThrow(), person("data-officer")).now().orElseThrow();
    }

    private static long versions(String record) {
        return hub.part(Traces.class).of(record).orElseThrow().versions().size();
    }

    @Test
    void aCorrectedValueStandsAgainstItsSourceAndReachesWhoeverReceivedTheWrongOne() {
        String record = received("V-C1", "晨光里北门占道", "15400002001");
        HttpResponse<String> filed = dispute("market-system", record, "title", "the place is another one", "晨光里南门占道");
        assertThat(filed.statusCode()).as(filed.body()).isEqualTo(201);
        String id = hub.caller().json(filed).get("id").asString();
        assertThat(dispute("market-system", record, "title", "again", "").statusCode()).isEqualTo(409);

        CorrectionDesk desk = hub.part(CorrectionDesk.class);
        assertThat(desk.shown(desk.find(id, person("data-officer")).orElseThrow(), person("data-officer")).proposed()).contains("晨光里南门占道");
        assertThat(desk.correct(id, "晨光里北门占道", "", person("data-officer"))).isEqualTo(new CorrectionDesk.Result.Refused("SAME_VALUE"));
        assertThat(desk.correct(id, "晨光里南门占道", "", person("market-head"))).as("not the owner's").isEqualTo(new CorrectionDesk.Result.Refused("NOT_YOURS"));
        assertThat(desk.correct(id, "晨光里南门占道", "looked at it", person("data-officer"))).isInstanceOf(CorrectionDesk.Result.Filed.class);
        assertThat(title(id)).isEqualTo("晨光里南门占道");
        assertThat(versions(record)).isEqualTo(2);

        TestHub.until("the market department is told", () -> recalls("market-system", record).size() == 1);
        JsonNode recall = recalls("market-system", record).getFirst();
        assertThat(recall.get("certain").asBoolean()).isTrue();
        assertThat(recalls("environment-system", record)).isEmpty();
        String acknowledge = "/api/v1/recalls/" + recall.get("id").asString() + "/acknowledge";
        assertThat(hub.caller().post(acknowledge, "application/json", "{\"deed\": \"updated\"}", "Authorization", hub.token("environment-system", "verification")).statusCode()).isEqualTo(404);
        assertThat(hub.caller().post(acknowledge, "application/json", "{\"deed\": \"updated\"}", "Authorization", hub.token("market-system", "verification")).statusCode()).isEqualTo(200);
        assertThat(hub.caller().post(acknowledge, "application/json", "{\"deed\": \"deleted\"}", "Authorization", hub.token("market-system", "verification")).statusCode()).isEqualTo(409);

        hub.deliver(HOTLINE, TestHub.hotline(List.of(), List.of(TestHub.order("V-C1", "标题", "晨光里北门占道", "来电号码", "15400002001"))));
        assertThat(title(id)).as("the source delivers the wrong one still").isEqualTo("晨光里南门占道");
        assertThat(versions(record)).as("nothing new").isEqualTo(2);
        hub.deliver(HOTLINE, TestHub.hotline(List.of(), List.of(TestHub.order("V-C1", "标题", "晨光里东门占道", "来电号码", "15400002001"))));
        assertThat(title(id)).as("the source knows better").isEqualTo("晨光里东门占道");
        hub.part(RecallRound.class).look();
        assertThat(hub.database().sql("SELECT ended FROM correction.amendment WHERE dispute = ?").param(id).query(String.class).single()).isEqualTo("SOURCE");

        TestHub.until("every step is in the log", () -> hub.number("SELECT count(DISTINCT kind) FROM audit.event WHERE kind IN "
                + "('DISPUTE_FILED', 'DISPUTE_SHOWN', 'VALUE_CORRECTED', 'DISPUTE_CORRECTED', 'RECALL_NOTICED', 'RECALL_ACKNOWLEDGED', 'CORRECTION_OVER')") == 7);
        assertThat(hub.number("SELECT count(*) FROM audit.event WHERE line LIKE '%占道%'")).isZero();
    }

    @Test
    void aCorrectionThatADeliveryUnderWayOverwroteIsMadeAgain() {
        String record = received("V-C2", "晨光里西门占道", "15400002002");
        String id = hub.caller().json(dispute("market-system", record, "title", "another place", "")).get("id").asString();
        CorrectionDesk desk = hub.part(CorrectionDesk.class);
        desk.correct(id, "晨光里中门占道", "", person("data-officer"));
        hub.database().sql("UPDATE correction.amendment SET ended_at = now() WHERE dispute = ?").param(id).update();
        hub.part(Amendments.class).forget("nothing, but what stands in memory is read anew");
        hub.deliver(HOTLINE, TestHub.hotline(List.of(), List.of(TestHub.order("V-C2", "标题", "晨光里西门占道", "来电号码", "15400002002"))));
        assertThat(title(id)).isEqualTo("晨光里西门占道");
        hub.database().sql("UPDATE correction.amendment SET ended_at = NULL WHERE dispute = ?").param(id).update();
        hub.part(Amendments.class).forget("nothing");

        hub.part(RecallRound.class).look();
        assertThat(title(id)).isEqualTo("晨光里中门占道");
    }

    @Test
    void onlyWhatWasReceivedCanBeDisputedAndAWrongAnswerIsRefused() {
        String record = received("V-C3", "晨光里北门夜市", "15400002003");
        assertThat(dispute("environment-system", record, "title", "never seen it", "").statusCode()).isEqualTo(404);
        assertThat(dispute("market-system", record, "urgency", "never asked for it", "").statusCode()).isEqualTo(404);
        assertThat(dispute("market-system", record, "title", "call 15400001001", "").statusCode()).isEqualTo(422);
        assertThat(hub.caller().post("/api/v1/verifications", "application/json", "{}", "Authorization", hub.token("market-system")).statusCode()).isEqualTo(403);
        String id = hub.caller().json(dispute("market-system", record, "reporter_phone", "it does not answer", "")).get("id").asString();

        CorrectionDesk desk = hub.part(CorrectionDesk.class);
        assertThat(desk.correct(id, "1".repeat(300), "", person("data-officer"))).isEqualTo(new CorrectionDesk.Result.Refused("NOT_VALID"));
        assertThat(desk.reject(id, " ", person("data-officer"))).isEqualTo(new CorrectionDesk.Result.Refused("WORDS"));
        assertThat(desk.reject(id, "asked the source: it is right", person("data-officer"))).isInstanceOf(CorrectionDesk.Result.Filed.class);
        assertThat(desk.reject(id, "once more", person("data-officer"))).isEqualTo(new CorrectionDesk.Result.Refused("ANSWERED"));
        assertThat(hub.caller().json(get("/api/v1/verifications/" + id, "market-system", "application/json")).get("state").asString()).isEqualTo("REJECTED");
        assertThat(get("/api/v1/verifications/" + id, "environment-system", "application/json").statusCode()).isEqualTo(404);
    }
}
