package datong;

import static datong.TestHub.hotline;
import static datong.TestHub.order;
import static datong.TestHub.until;
import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditReport;
import datong.audit.AuditVerifier;
import datong.audit.LogKey;
import datong.intake.Quarantine;
import datong.intake.Replay;
import datong.intake.camel.Integrations;
import datong.ledger.LedgerWriter.Balance;
import datong.mapping.yaml.MappingFolder;
import datong.oversight.Desk;
import datong.oversight.Exports;
import datong.oversight.Question;
import datong.policy.Subject;
import datong.policy.ranger.PolicyFolder;
import datong.sharing.Application;
import datong.sharing.ClockRound;
import datong.sharing.Finding;
import datong.sharing.Move;
import datong.sharing.PurposeDrift;
import datong.sharing.Sharing;
import datong.sharing.Terms;
import datong.subscription.SubscriptionDesk;
import datong.subscription.http.WebhookSecrets;
import datong.web.security.EventReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A record in, a question out, the log verified: through the whole hub, as its departments and stewards meet it. */
class HubJourneyIT {
    private static final String HOTLINE = "hotline-12345";
    private static final String MARKET_GRANT = "policies/grants/market-hotline.grant.yaml";
    private static final String MAPPING = "mappings/hotline-12345.mapping.yaml";
    private static final String RECORDS = "/api/v1/datasets/hotline-12345/records?purpose=SERVICE.REQUEST&";
    @TempDir
    static Path folder;
    private static TestHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.startAlone(folder);
        until("the hotline's route runs", () -> hub.part(Integrations.class).states().getOrDefault(HOTLINE, "").equals("Started"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Whatever a test did, nothing is lost and the log is what was signed. */
    @AfterEach
    void everyBalanceHoldsAndTheLogIsSound() throws IOException {
        assertThat(hub.number("SELECT count(*) FROM intake.batch WHERE read_count <> stored_count + unchanged_count + quarantined_count")).isZero();
        assertThat(hub.number("""
                SELECT count(*) FROM intake.delivery d WHERE d.state = 'DONE' AND d.rows_read <>
                    (SELECT coalesce(sum(b.read_count), 0) FROM intake.batch b WHERE b.delivery_id = d.id AND b.id NOT IN
                        (SELECT replayed_batch_id FROM intake.quarantine WHERE replayed_batch_id IS NOT NULL))""")).isZero();
        AuditReport report = verified();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void aRowInTheInboxIsAnsweredToADepartmentThatMayAskMaskedAsItsGrantSays() {
        TestHub.Delivered delivered = hub.deliver(HOTLINE, hotline(List.of(), List.of(
                order("J-1", "来电人", "赵示例", "来电号码", "15400001001"), order("J-2", "来电人", "钱示例", "来电号码", "15400001002"))));
        assertThat(delivered.state()).as(delivered.toString()).isEqualTo("DONE");

        JsonNode answer = json(ask("market-system", "select=source_no,title,reporter_name,reporter_phone&reporter_phone=15400001001"));

        assertThat(answer.get("records")).as(answer.toString()).hasSize(1);
        JsonNode record = answer.get("records").get(0);
        assertThat(record.get("source_no").asString()).isEqualTo("J-1");
        assertThat(record.get("reporter_name").asString()).startsWith("赵").doesNotContain("示例");
        assertThat(record.get("reporter_phone").asString()).as("the grant gives it in clear").isEqualTo("15400001001");
        assertThat(answer.get("rule").asString()).contains("market-hotline");
        assertThat(answer.get("treatments").get("reporter_name").asString()).isEqualTo("mask");
    }

    /** Acceptance scenario 6 of DOMAIN §7: an order like 000162. */
    @Test
    void theSupervisingOfficeOfAReportedRestaurantSeesTheMatterAndWhereAndNotWhoReportedIt() throws IOException {
        hub.deliver(HOTLINE, hotline(List.of(), List.of(order("W-162", "工单类型", "举报", "来电人", "钱示例", "来电号码", "15400001162", "是否保密", "是", "标题", "反映餐馆后厨问题",
                "主要内容", "明灯街12号某餐馆油烟直排且后厨卫生差，可打15400001162，要求保密。", "小区点位", "12号院底商", "承办单位", "区市场监管局"))));

        JsonNode granted = json(ask("market-system", "select=status,reporter_name,reporter_phone&source_no=W-162")).get("records").get(0);
        assertThat(granted.get("status").asString()).isNotEmpty();
        assertThat(granted.get("reporter_name").isNull()).isTrue();
        assertThat(granted.get("reporter_phone").isNull()).isTrue();
        assertThat(json(ask("market-system", "select=status&reporter_phone=15400001162")).get("records")).isEmpty();

        String grant = Files.readString(hub.file(MARKET_GRANT));
        hub.write(MARKET_GRANT, grant.replace("reporter_name, reporter_phone, reporter_id_number, ", "").replace("[reporter_phone]", "[title, content, location_text]").replaceAll("match: .*\n", ""));
        until("the grant without the reporter is in force", () -> hub.part(PolicyFolder.class).refresh() || ask("market-system", "select=title&limit=1&source_no=W-162").body().contains("餐馆"));
        try {
            JsonNode record = json(ask("market-system", "select=source_no,title,content,location_text&source_no=W-162")).get("records").get(0);

            assertThat(record.get("title").asString()).contains("餐馆");
            assertThat(record.get("location_text").asString()).contains("12号院");
            assertThat(record.get("content").asString()).contains("油烟").doesNotContain("15400001162");
            assertThat(ask("market-system", "select=reporter_name&source_no=W-162").statusCode()).isEqualTo(403);
            assertThat(ask("market-system", "select=reporter_phone&source_no=W-162").statusCode()).isEqualTo(403);
        } finally {
            hub.write(MARKET_GRANT, grant);
            until("the grant is as it was", () -> hub.part(PolicyFolder.class).refresh() || ask("market-system", "select=reporter_phone&limit=1").statusCode() == 200);
        }
    }

    @Test
    void whoHasNoGrantIsRefusedAndToldByWhichCheck() {
        HttpResponse<String> refused = ask("environment-system", "select=status");

        assertThat(refused.statusCode()).isEqualTo(403);
        JsonNode problem = hub.caller().json(refused);
        assertThat(problem.get("check").asString()).isEqualToIgnoringCase("grant");
        assertThat(problem.get("rule").asString()).isNotEmpty();
    }

    @Test
    void aPurposeOutsideTheGrantIsRefusedAndTheGrantIsNamed() {
        HttpResponse<String> refused = hub.caller().get("/api/v1/datasets/hotline-12345/records?purpose=STATISTICS&select=status",
                "Authorization", hub.token("market-system"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(hub.caller().json(refused).get("rule").asString()).contains("market-hotline");
    }

    @Test
    void whatADepartmentAppliedForIsAnsweredFromItsDeliveryOnAndNoLongerOnceItIsSuspended() {
        Sharing sharing = hub.part(Sharing.class);
        Terms terms = new Terms("11110199MB00DEN14J", "grid-events", Set.of("status", "reported_at"), Set.of(), Set.of(), Set.of("query"), Set.of("GOVERNANCE.SUPERVISION"), Set.of(),
                Set.of(), "API", Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2030, 12, 31)), "市场监督管理条例（示例）", "占道经营检查", "", "",
                new Terms.Volume(200, Optional.empty(), Optional.empty()));
        String question = "/api/v1/datasets/grid-events/records?purpose=GOVERNANCE.SUPERVISION&select=status";
        String id = taken(sharing.draft(terms, person("market-officer"))).id();
        for (List<String> step : List.of(List.of("SUBMIT", "market-head"), List.of("PROPOSE_YES", "data-officer"), List.of("SIGN", "data-head"))) {
            taken(sharing.move(id, Move.valueOf(step.getFirst()), Map.of(Move.Field.WORDS, "同意（示例）"), person(step.getLast())));
            assertThat(hub.caller().get(question, "Authorization", hub.token("market-system")).statusCode()).as("after " + step).isEqualTo(403);
        }

        taken(sharing.move(id, Move.DELIVER, Map.of(), person("data-officer")));
        HttpResponse<String> answer = hub.caller().get(question, "Authorization", hub.token("market-system"));
        changed(sharing, id);
        HttpResponse<String> left = hub.caller().get(question, "Authorization", hub.token("market-system"));
        assertThat(left.statusCode()).as("what the change left: " + left.body()).isEqualTo(200);
        assertThat(hub.caller().get(question.replace("select=status", "select=reported_at"), "Authorization", hub.token("market-system")).statusCode()).as("what it took").isEqualTo(403);
        taken(sharing.move(id, Move.SUSPEND, Map.of(Move.Field.WORDS, "超范围使用（示例）", Move.Field.RECTIFY_BY, soon()), person("data-head")));
        HttpResponse<String> refused = hub.caller().get(question, "Authorization", hub.token("market-system"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(hub.caller().json(answer).get("rule").asString()).contains("application-" + id.toLowerCase(Locale.ROOT));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(sharing.find(id, person("market-head")).orElseThrow().steps()).hasSize(9);
        assertThat(hub.number("SELECT count(*) FROM audit.outbox")).isZero();
    }

    /** The provider gives an item no longer: the demander consents, it is filed, and its day comes (Decree 809, Art. 27). */
    private static void changed(Sharing sharing, String id) {
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);
        taken(sharing.move(id, Move.ASK_CHANGE, Map.of(Move.Field.ITEMS, "reported_at", Move.Field.WORDS, "改由他处提供（示例）", Move.Field.EFFECTIVE, tomorrow.plusDays(1).toString()), person("data-head")));
        taken(sharing.move(id, Move.CONSENT, Map.of(), person("market-head")));
        taken(sharing.move(id, Move.FILE, Map.of(Move.Field.WORDS, "需求部门同意（示例）"), person("data-head")));
        hub.database().sql("UPDATE sharing.step SET said = said || '{\"EFFECTIVE\": \"2026-01-02\"}' WHERE application = ? AND move = 'ASK_CHANGE'").param(id).update();
        until("what was filed has taken effect", () -> {
            hub.part(ClockRound.class).look();
            return sharing.find(id, person("authority")).orElseThrow().terms().items().equals(Set.of("status"));
        });
    }

    /** Acceptance scenario 4 of DOMAIN §7; and a suspension that does not wait for a sound folder of policies. */
    @Test
    void aGrantUsedForAnotherSceneIsRefusedFoundAndSuspendedEvenWhileTheFolderOfPoliciesIsBroken() throws IOException {
        hub.edit("policies/scenes.yaml", "scenes:\n", "scenes:\n  FLOOD_EVACUATION: { chinese: 防汛转移, english: Flood evacuation }\n  RENT_TAX: { chinese: 房租税, english: Tax on rents }\n");
        hub.part(PolicyFolder.class).refresh();
        Sharing sharing = hub.part(Sharing.class);
        Terms terms = new Terms("11110199MB00DEN14J", "camera-alarms", Set.of("status", "reported_at"), Set.of(), Set.of(), Set.of("query"), Set.of("GOVERNANCE.SUPERVISION"),
                Set.of("FLOOD_EVACUATION"), Set.of(), "API", Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2030, 12, 31)), "防洪法（示例）", "防汛转移", "转移所需",
                "PIA-2026-18", new Terms.Volume(200, Optional.empty(), Optional.empty()));
        String question = "/api/v1/datasets/camera-alarms/records?purpose=GOVERNANCE.SUPERVISION&select=status&scene=";
        String id = taken(sharing.draft(terms, person("market-officer"))).id();
        for (List<String> step : List.of(List.of("SUBMIT", "market-head"), List.of("PROPOSE_YES", "data-officer"), List.of("SIGN", "data-head"))) {
            taken(sharing.move(id, Move.valueOf(step.getFirst()), Map.of(Move.Field.WORDS, "同意（示例）"), person(step.getLast())));
        }
        taken(sharing.move(id, Move.DELIVER, Map.of(), person("data-officer")));
        String token = hub.token("market-system");
        assertThat(hub.caller().get(question + "FLOOD_EVACUATION", "Authorization", token).statusCode()).isEqualTo(200);

        String doorstep = "/api/v1/applications/" + id;
        assertThat(hub.caller().json(hub.caller().get(doorstep, "Authorization", hub.token("market-system", "sharing"))).get("state").asString()).isEqualTo("IN_USE");
        assertThat(hub.caller().get(doorstep, "Authorization", hub.token("environment-system", "sharing")).statusCode()).as("another department's").isEqualTo(404);
        String use = "{\"scene\": \"转移\", \"process\": \"核对\", \"effect\": \"完成\", \"storage\": \"未留存\", \"destruction\": \"不适用\"}";
        assertThat(hub.caller().post(doorstep + "/usage", "application/json", use.replace("转移", "电话15400001001"), "Authorization", hub.token("market-system", "sharing")).statusCode()).isEqualTo(422);
        HttpResponse<String> used = hub.caller().post(doorstep + "/usage", "application/json", use, "Authorization", hub.token("market-system", "sharing"));
        assertThat(used.statusCode()).as(used.body()).isEqualTo(200);

        HttpResponse<String> drifted = hub.caller().get(question + "RENT_TAX", "Authorization", token);
        assertThat(drifted.statusCode()).as(drifted.body()).isEqualTo(403);
        until("the drift is found", () -> {
            hub.part(PurposeDrift.class).look();
            return sharing.findings(person("authority"), 50).stream().anyMatch(finding -> finding.application().equals(id) && finding.kind() == Finding.Kind.DRIFT);
        });
        hub.caller().get(question + "RENT_TAX", "Authorization", token);
        hub.part(PurposeDrift.class).look();
        assertThat(sharing.findings(person("authority"), 50).stream().filter(finding -> finding.application().equals(id))).as("once a day")
                .singleElement().satisfies(finding -> assertThat(finding.violation()).isEqualTo("V809-40-2"));

        Path broken = hub.file("policies/broken.policy.yaml");
        Files.writeString(broken, "allow: [ nonsense");
        try {
            until("the folder is refused", () -> !hub.part(PolicyFolder.class).problems().isEmpty());
            taken(sharing.move(id, Move.SUSPEND, Map.of(Move.Field.WORDS, "超场景使用（示例）", Move.Field.RECTIFY_BY, soon()), person("authority")));
            HttpResponse<String> refused = hub.caller().get(question + "FLOOD_EVACUATION", "Authorization", token);
            assertThat(refused.statusCode()).as("at once, though the policies in force still give it").isEqualTo(403);
            assertThat(hub.caller().json(refused).get("rule").asString()).contains(id.toLowerCase(Locale.ROOT));
        } finally {
            Files.delete(broken);
        }
        until("the grant's file is taken", () -> hub.part(PolicyFolder.class).grants().stream().filter(grant -> grant.name().contains(id.toLowerCase(Locale.ROOT))).allMatch(grant -> grant.suspended()));
    }

    private static String soon() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(30).toString();
    }

    private static Subject person(String id) {
        return hub.part(PolicyFolder.class).find(id).orElseThrow();
    }

    private static Application taken(Sharing.Result result) {
        assertThat(result).isInstanceOf(Sharing.Result.Done.class);
        return ((Sharing.Result.Done) result).application();
    }

    @Test
    void aPermittedAndARefusedQuestionAreBothInTheLogAndTheAskedValueIsNot() throws IOException {
        hub.deliver(HOTLINE, hotline(List.of(), List.of(order("L-1", "来电号码", "15400001077", "来电人", "孙示例"))));
        JsonNode answer = json(ask("market-system", "select=status&reporter_phone=15400001077"));
        JsonNode refusal = hub.caller().json(ask("environment-system", "select=status&reporter_phone=15400001077"));

        String log = logText();

        assertThat(answer.get("records")).hasSize(1);
        assertThat(line(answer)).contains("\"market-system\"", "PERMITTED", HOTLINE);
        assertThat(line(refusal)).contains("\"environment-system\"", "DENIED", HOTLINE);
        assertThat(log).doesNotContain("15400001077").doesNotContain("孙示例").contains("\"BATCH\"");
    }

    @Test
    void aStreamTellsWhatChangesUntilItsGrantIsSuspendedAndGoesOnOnceItIsInForceAgain() throws IOException {
        String grant = "policies/grants/market-hotline.grant.yaml";
        String granted = Files.readString(hub.file(grant));
        String expectations = "policies/access/departments.expect.yaml";
        String expected = Files.readString(hub.file(expectations));
        String stream = hub.address() + "/api/v1/datasets/hotline-12345/changes?purpose=SERVICE.REQUEST&select=source_no,reporter_name";
        Files.delete(hub.file(expectations));
        String last;
        try (EventReader events = EventReader.at(stream, "Authorization", hub.token("market-system"))) {
            until("the stream is open", () -> !events.all("open").isEmpty());
            hub.deliver(HOTLINE, hotline(List.of(), List.of(order("ST-1", "来电人", "赵示例"))));
            until("the record came", () -> !events.all("record").isEmpty());
            assertThat(events.all("record").getFirst().data().get("source_no").asString()).isEqualTo("ST-1");
            assertThat(events.all("record").getFirst().data().get("reporter_name").asString()).doesNotContain("示例");
            last = events.all("record").getFirst().id();
            hub.write(grant, granted + "suspended: true\n");
            until("the stream ends", events::over);
            assertThat(events.all("end").getFirst().data().get("check").asString()).isEqualTo("GRANT");
        }
        hub.deliver(HOTLINE, hotline(List.of(), List.of(order("ST-2", "来电人", "钱示例"))));
        assertThat(hub.caller().get(stream.substring(hub.address().length()), "Authorization", hub.token("market-system"), "Accept", "text/event-stream").statusCode()).isEqualTo(403);
        hub.write(grant, granted);
        hub.write(expectations, expected);
        until("the grant is back", () -> ask("market-system", "select=status&limit=1").statusCode() == 200);
        try (EventReader events = EventReader.at(stream, "Authorization", hub.token("market-system"), "Last-Event-ID", last)) {
            until("what changed meanwhile came", () -> events.all("record").stream().anyMatch(event -> event.data().get("source_no").asString().equals("ST-2")));
            assertThat(events.all("record")).noneMatch(event -> event.data().get("source_no").asString().equals("ST-1"));
        }
    }

    @Test
    void aReceiverThatFailsAndGoesAwayIsToldEverythingInTheEndAndNothingOnceItsGrantIsSuspended() throws Exception {
        String grant = "policies/grants/market-hotline.grant.yaml";
        String granted = Files.readString(hub.file(grant));
        String expectations = "policies/access/departments.expect.yaml";
        String expected = Files.readString(hub.file(expectations));
        SubscriptionDesk desk = hub.part(SubscriptionDesk.class);
        try (TestReceiver receiver = TestReceiver.start()) {
            receiver.fails = true;
            Files.createDirectories(hub.file("policies/subscriptions"));
            subscribe(receiver);
            until("the subscription has its place", () -> desk.entries().stream().anyMatch(entry -> entry.standing().cursor().isPresent()));
            hub.deliver(HOTLINE, hotline(List.of(), List.of(order("WH-1", "来电人", "赵示例"))));
            until("the delivery fails", () -> desk.entries().getFirst().standing().failure().isPresent());
            assertThat(receiver.numbers()).isEmpty();
            receiver.fails = false;
            until("it is taken", () -> receiver.numbers().contains("WH-1"));
            until("the hub knows it, and will not deliver it again", () -> desk.entries().getFirst().standing().delivered() > 0);
            assertThat(receiver.bodies()).noneMatch(body -> body.contains("赵示例"));
            assertThat(receiver.signed(hub.part(WebhookSecrets.class).words("market-hotline", 1))).isTrue();
            receiver.close();
            hub.deliver(HOTLINE, hotline(List.of(), List.of(order("WH-2", "来电人", "钱示例"))));
            until("nobody answers", () -> desk.entries().getFirst().standing().failure().filter(failure -> failure.why().contains("reached")).isPresent());
            try (TestReceiver again = TestReceiver.start()) {
                subscribe(again);
                until("what nobody took is taken", () -> again.numbers().contains("WH-2"));
                assertThat(again.numbers()).doesNotContain("WH-1");
                Files.delete(hub.file(expectations));
                hub.write(grant, granted + "suspended: true\n");
                until("the grant is suspended", () -> ask("market-system", "select=status&limit=1").statusCode() == 403);
                hub.deliver(HOTLINE, hotline(List.of(), List.of(order("WH-3", "来电人", "孙示例"))));
                until("it is refused", () -> desk.entries().getFirst().standing().failure().filter(failure -> failure.why().contains("refuse")).isPresent());
                assertThat(again.numbers()).doesNotContain("WH-3");
            }
        }
        Files.delete(hub.file("policies/subscriptions/market-hotline.subscription.yaml"));
        hub.write(grant, granted);
        hub.write(expectations, expected);
        until("the grant is back", () -> ask("market-system", "select=status&limit=1").statusCode() == 200);
    }

    private static void subscribe(TestReceiver receiver) throws IOException {
        hub.write("policies/subscriptions/market-hotline.subscription.yaml", "subscriber: market-system\ndataset: hotline-12345\npurpose: SERVICE.REQUEST\n"
                + "items: [source_no, reporter_name]\nwebhook: { url: 'http://localhost:" + receiver.port() + "/hook' }\n");
    }

    @Test
    void theAuditorsDeskCountsWhatWasAnsweredAndRefusedAndTheBundleProvesIt() {
        ask("environment-system", "select=status");
        Desk desk = hub.part(Desk.class);
        Question refused = Question.of(Map.of("actor", "environment-system", "decision", "DENIED"));
        until("the desk has the refusal", () -> desk.answer(refused).all().denied() > 0 && !desk.events(refused, Optional.empty(), 10).isEmpty());
        until("it is proven", () -> bundle(refused).contains("evidence/evidence-"));
        assertThat(bundle(refused)).contains("events.csv", "checkpoint.txt", "log.key");
        until("the export is noted", () -> !desk.events(Question.of(Map.of("kind", "AUDIT_EXPORTED")), Optional.empty(), 10).isEmpty());
    }

    private static String bundle(Question question) {
        try {
            ByteArrayOutputStream zip = new ByteArrayOutputStream();
            hub.part(Exports.class).bundle(question, new Exports.Taker("li.audit", ""), zip);
            return zip.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Test
    void howLateASourceIsIsAMetric() {
        until("the hub has looked", () -> hub.part(MeterRegistry.class).find("datong.source.late").tag("source", HOTLINE).gauge() != null);
        assertThat(hub.part(MeterRegistry.class).get("datong.source.late").tag("source", HOTLINE).gauge().value()).isZero();
    }

    @Test
    void aBadRowWaitsInQuarantineWithItsReasonUntilTheMappingIsMendedAndItIsReplayed() throws IOException {
        hub.deliver(HOTLINE, hotline(List.of(), List.of(order("Q-1"), order("Q-2", "来电时间", "03.11.2026 08h12"))));
        String reasons = hub.database().sql("SELECT reasons::text FROM intake.quarantine WHERE source = ? AND state = 'OPEN'").param(HOTLINE).query(String.class).single();
        assertThat(reasons).contains("AMBIGUOUS_DATE", "reported_at", "来电时间").doesNotContain("08h12");

        String before = Files.readString(hub.file(MAPPING));
        changed(() -> hub.edit(MAPPING, "{ from: 来电时间, as: timestamp }", "{ from: 来电时间, as: timestamp, pattern: [\"dd.MM.yyyy HH'h'mm\"] }"));
        Balance balance = hub.part(Replay.class).replay(new Quarantine.Filter(HOTLINE, Optional.empty(), List.of()), "steward");
        changed(() -> hub.write(MAPPING, before));

        assertThat(balance).isEqualTo(new Balance(1, 1, 0, 0));
        assertThat(hub.number("SELECT count(*) FROM intake.quarantine WHERE source = ? AND state = 'OPEN'", HOTLINE)).isZero();
        assertThat(stored("Q-2")).isEqualTo(1);
        assertThat(logText()).contains("\"REPLAY\"");
    }

    @Test
    void aFileWithAColumnThatIsListedNowhereStopsAndTheNextIsTaken() {
        TestHub.Delivered drifted = hub.deliver(HOTLINE, hotline(List.of("回访录音"), List.of(order("D-1"))));
        TestHub.Delivered next = hub.deliver(HOTLINE, hotline(List.of(), List.of(order("D-2"))));

        assertThat(drifted.state()).isEqualTo("STOPPED");
        assertThat(drifted.rule()).isEqualTo("HEADER_DRIFT");
        assertThat(drifted.message()).contains("回访录音", "unused");
        assertThat(stored("D-1")).isZero();
        assertThat(next.state()).isEqualTo("DONE");
        assertThat(stored("D-2")).isEqualTo(1);
        until("the stopped file stands in .failed", () -> files(".failed") > 0);
    }

    @Test
    void aFileThatCannotBeReadIsSetAsideWithItsReasonAndTheNextIsTaken() {
        byte[] half = {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0, 1, 2, 3, 4};
        hub.drop(HOTLINE, "broken.xlsx", half);
        TestHub.Delivered broken = hub.delivered(HOTLINE, "broken.xlsx");
        TestHub.Delivered next = hub.deliver(HOTLINE, hotline(List.of(), List.of(order("U-1"))));

        assertThat(broken.state()).as(broken.toString()).isEqualTo("SET_ASIDE");
        assertThat(broken.rule()).isNotEmpty();
        assertThat(broken.message()).isNotEmpty();
        assertThat(next.state()).isEqualTo("DONE");
    }

    @Test
    void theSameFileAgainChangesNothing() {
        byte[] file = hotline(List.of(), List.of(order("S-1"), order("S-2")));
        hub.deliver(HOTLINE, file);
        TestHub.Delivered again = hub.deliver(HOTLINE, file);

        assertThat(hub.number("SELECT unchanged_count FROM intake.batch WHERE delivery_id = ?::uuid", again.id())).isEqualTo(2);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key LIKE 'S-_'")).isZero();
    }

    @Test
    void aBrokenMappingLeavesTheLastGoodOneInForceAndADeletedOneStops() throws IOException {
        String good = Files.readString(hub.file(MAPPING));
        hub.write(MAPPING, good.replace("reporter_phone:", "reporter_fone:"));
        until("the mapping is refused", () -> hub.part(MappingFolder.class).problems().stream()
                .anyMatch(problem -> problem.toString().contains("hotline-12345.mapping.yaml:") && problem.toString().contains("reporter_phone")));
        TestHub.Delivered withTheLastGood = hub.deliver(HOTLINE, hotline(List.of(), List.of(order("M-1"))));
        Files.delete(hub.file(MAPPING));
        until("the mapping ends", () -> hub.part(MappingFolder.class).find(HOTLINE).isEmpty());
        TestHub.Delivered withNone = hub.deliver(HOTLINE, hotline(List.of(), List.of(order("M-2"))));
        changed(() -> hub.write(MAPPING, good));

        assertThat(withTheLastGood.state()).isEqualTo("DONE");
        assertThat(withNone.state()).isEqualTo("STOPPED");
        assertThat(withNone.rule()).isEqualTo("NO_MAPPING");
        assertThat(stored("M-2")).isZero();
    }

    @Test
    void aBrokenPolicyLeavesTheLastGoodSetInForceAndADeletedGrantIsRefused() throws IOException {
        PolicyFolder policies = hub.part(PolicyFolder.class);
        String version = policies.policyVersion();
        String policy = "policies/access/department.policy.yaml";
        String good = Files.readString(hub.file(policy));
        hub.write(policy, good + "denyy: []\n");
        until("the policy is refused", () -> policies.problems().stream().anyMatch(problem -> problem.toString().contains("department.policy.yaml")));
        int whileBroken = ask("market-system", "select=status&limit=1").statusCode();
        assertThat(policies.policyVersion()).isEqualTo(version);
        hub.write(policy, good);
        until("no policy is refused", () -> policies.problems().isEmpty());

        String grant = "policies/grants/market-hotline.grant.yaml";
        String granted = Files.readString(hub.file(grant));
        String expectations = "policies/access/departments.expect.yaml";
        String expected = Files.readString(hub.file(expectations));
        Files.delete(hub.file(expectations));
        Files.delete(hub.file(grant));
        until("the grant ends", () -> !policies.policyVersion().equals(version) && policies.problems().isEmpty()
                && ask("market-system", "select=status&limit=1").statusCode() == 403);
        hub.write(grant, granted);
        hub.write(expectations, expected);
        until("the grant is back", () -> ask("market-system", "select=status&limit=1").statusCode() == 200);

        assertThat(whileBroken).isEqualTo(200);
    }

    @Test
    void aBrokenRouteLeavesTheLastGoodOneRunningAndADeletedOneStops() throws IOException {
        Integrations integrations = hub.part(Integrations.class);
        String file = "integrations/street-hotline.camel.yaml";
        String good = Files.readString(hub.file(file));
        hub.write(file, good.replace("ledger:", "leger:"));
        until("the route is refused", () -> integrations.problems().stream().anyMatch(problem -> problem.contains("street-hotline.camel.yaml:")));
        String whileBroken = integrations.states().get("street-hotline");
        Files.delete(hub.file(file));
        until("the route ends", () -> !integrations.states().containsKey("street-hotline"));
        hub.write(file, good);
        until("the route is back", () -> integrations.states().getOrDefault("street-hotline", "").equals("Started"));

        assertThat(whileBroken).isEqualTo("Started");
        assertThat(integrations.problems()).isEmpty();
    }

    @Test
    void anItemThatTheDistrictAddsGoesLiveWithItsFileAndEndsWithIt() throws IOException {
        String before = Files.readString(hub.file(MAPPING));
        String extension = "mappings/extensions/echo.extension.yaml";
        hub.write(MAPPING, before.replace("items:\n", "items:\n  echo_of: { from: 回声, as: text }\n").replace("unused:", "optional: [回声]\nunused:"));
        until("the mapping is refused", () -> hub.part(MappingFolder.class).problems().stream().anyMatch(problem -> problem.toString().contains("echo_of")));
        changed(() -> hub.write(extension, "element: matter\nitems:\n  echo_of: { chinese: 回声, english: Echo, type: string, codes: { LOUD: 响 } }\n"));
        TestHub.Delivered delivered = hub.deliver(HOTLINE, hotline(List.of("回声"), List.of(order("E-1", "回声", "LOUD"))));
        changed(() -> hub.write(MAPPING, before));
        Files.delete(hub.file(extension));

        assertThat(delivered.state()).as(delivered.toString()).isEqualTo("DONE");
        assertThat(hub.database().sql("SELECT local ->> 'echo_of' FROM ledger.matter WHERE source_key = 'E-1'").query(String.class).single()).isEqualTo("LOUD");
    }

    @Test
    void aRouteThatIsAddedGoesLiveWithItsMapping() throws IOException {
        hub.write("mappings/walk-in.mapping.yaml", """
                source: walk-in
                element: matter
                version: 1.0.0
                provider: 11110199MB00DEM264
                legal_basis: { basis: STATUTORY_DUTY }
                purpose: SERVICE.REQUEST
                retention_days: 30
                key: number
                items:
                  matter_type: { const: REQUEST }
                  source_no: number
                  reported_at: { from: at, as: timestamp }
                """);
        until("the mapping is in force", () -> hub.part(MappingFolder.class).find("walk-in").isPresent());
        hub.write("integrations/walk-in.camel.yaml", """
                - route:
                    id: walk-in
                    from:
                      uri: file:{{datong.inbox}}/walk-in
                      parameters: { move: .done, moveFailed: .failed }
                      steps: [ { to: 'ledger:walk-in' } ]
                """);

        TestHub.Delivered delivered = hub.deliver("walk-in", "number,at\nW-1,2026-11-03 08:00\n".getBytes(StandardCharsets.UTF_8));

        assertThat(delivered.state()).as(delivered.toString()).isEqualTo("DONE");
        assertThat(stored("W-1")).isEqualTo(1);
    }

    private static HttpResponse<String> ask(String system, String question) {
        return hub.caller().get(RECORDS + question, "Authorization", hub.token(system));
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return hub.caller().json(response);
    }

    private static long stored(String key) {
        return hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = ?", key);
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Makes a change to the hotline's mapping and waits until it is in force. */
    private static void changed(Change change) throws IOException {
        MappingFolder mappings = hub.part(MappingFolder.class);
        Optional<String> before = mappings.find(HOTLINE).map(mapping -> mapping.fingerprint());
        change.make();
        until("the mapping is in force", () -> mappings.find(HOTLINE).isPresent() && !mappings.find(HOTLINE).map(mapping -> mapping.fingerprint()).equals(before));
    }

    private static long files(String place) throws IOException {
        try (Stream<Path> found = Files.list(hub.data().resolve("inbox").resolve(HOTLINE).resolve(place))) {
            return found.count();
        }
    }

    private static AuditReport verified() throws IOException {
        Path log = hub.data().resolve("audit");
        return new AuditVerifier(log, LogKey.parse(Files.readString(log.resolve("log.key")))).verify(List.of());
    }

    /** The event that an answer names. */
    private static String line(JsonNode answer) throws IOException {
        String index = "\"index\":" + answer.get("auditIndex").asLong();
        return logText().lines().filter(line -> line.contains(index + ",") || line.contains(index + "}")).findFirst().orElseThrow();
    }

    /** All but what is just being written and will have its name in a moment. */
    private static String logText() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(hub.data().resolve("audit"))) {
            for (Path file : files.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".new")).toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).append('\n');
            }
        }
        return text.toString();
    }
}
