package datong;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import com.sun.net.httpserver.HttpServer;
import datong.disposal.Certificate;
import datong.disposal.Certificates;
import datong.disposal.Disposal;
import datong.disposal.jdbc.SealedStore;
import datong.disposal.yaml.RetentionFile;
import datong.oversight.Desk;
import datong.oversight.Question;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.protection.SubjectVault;
import datong.retrieval.Retrieval;
import datong.retrieval.RetrievalDesk;
import datong.retrieval.RetrievalDesk.Asked;
import datong.retrieval.RetrievalDesk.Listed;
import datong.retrieval.RetrievalDesk.Looking;
import datong.retrieval.RetrievalDesk.Result;
import datong.schema.DatasetCode;
import datong.still.Drawn;
import datong.still.Still;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DOMAIN §7, scenario 8: the still of a camera's alarm, from the platform to its end. */
class StillsIT {
    private static final DatasetCode ALARMS = new DatasetCode("camera-alarms");
    private static final DatasetCode PUSHED = new DatasetCode("camera-push");
    private static final String ALARM = "AL20261103083011001";
    private static final String CASE = "SG20261103001031";
    private static final byte[] PICTURE = Drawn.street("jpeg");
    private static HttpServer platform;
    private static TestHub hub;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/p/", exchange -> {
            boolean there = exchange.getRequestURI().getPath().endsWith("/1.jpg");
            exchange.sendResponseHeaders(there ? 200 : 404, there ? PICTURE.length : -1);
            if (there) {
                exchange.getResponseBody().write(PICTURE);
            }
            exchange.close();
        });
        platform.start();
        hub = TestHub.startAlone(folder, "--datong.stills.from=" + place(), "--datong.stills.every=200ms");
    }

    @AfterAll
    static void stop() {
        hub.close();
        platform.stop(0);
    }

    private static String place() {
        return "http://127.0.0.1:" + platform.getAddress().getPort() + "/p/";
    }

    private static byte[] alarm(String number, String address, String caseNumber) {
        return ("报警编号,设备国标编码,点位名称,场景编码,场景名称,报警级别,报警方式,报警时间,置信度,经度,纬度,图片地址,算法版本,审核状态,审核人,关联案件号\n"
                + number + ",11019900011320000123,明灯街向阳路口西北,SC02,垃圾桶满溢,3,5,2026-11-03T08:30:11+08:00,0.91,116.4020456,39.8312001," + address + ",garb-2.3.1,已确认,郑假名," + caseNumber
                + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gridCase(String number, String closed) {
        return ("案件编号,问题来源,上报人,上报人电话,上报时间,大类,小类,事件编码,问题描述,事发位置,所属社区,单元网格,X坐标,Y坐标,受理时间,立案时间,派遣时间,处置部门,处置时限,处置完成时间,核查时间,核查结果,结案时间,案件状态,返工次数,超时,照片数\n"
                + number + ",视频巡查,AI平台,,2026-11-03 08:30:12,市容环境,暴露垃圾,110199 01 02,垃圾桶满溢,明灯街与向阳路口西北角,明灯社区,110199001003002,116.4020456,39.8312001,"
                + "2026-11-03 08:30:20,,2026-11-03 08:35:00,环卫所,2小时,,,," + closed + "," + (closed.isEmpty() ? "处置中" : "结案") + ",0,否,1\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Subject subject(String id) {
        return hub.part(Subjects.class).find(id).orElseThrow();
    }

    private static RetrievalDesk desk() {
        return hub.part(RetrievalDesk.class);
    }

    private static Listed.Alarms alarms(String who, DatasetCode dataset, String number) {
        return (Listed.Alarms) desk().alarms(new Looking(subject(who), dataset, Optional.of(number), Optional.empty(), Optional.empty(), "127.0.0.1"));
    }

    private static RetrievalDesk.Alarm alarm(DatasetCode dataset, String number) {
        return alarms("street", dataset, number).alarms().getFirst();
    }

    private static Result retrieve(String who, DatasetCode dataset, String record, String reason) {
        return desk().retrieve(new Asked(subject(who), dataset, record, Optional.empty(), Optional.empty(), reason, "桶周边垃圾堆放情况", "127.0.0.1"));
    }

    private static long entries() {
        return hub.number("SELECT count(*) FROM still.retrieval");
    }

    private static List<Certificate> disposeAt(Instant now) {
        Certificates certificates = hub.part(Certificates.class);
        SealedStore stills = SealedStore.stills(hub.part(DataSource.class), hub.part(SubjectVault.class), certificates);
        try (Disposal disposal = new Disposal(List.of(stills), hub.part(RetentionFile.class)::rules, certificates, () -> UlidCreator.getMonotonicUlid().toString(), Clock.fixed(now, ZoneOffset.UTC))) {
            return disposal.round();
        }
    }

    private static Instant closed() {
        return hub.database().sql("SELECT closed_at FROM ledger.matter WHERE source_no = ?").param(CASE).query(java.time.OffsetDateTime.class).single().toInstant();
    }

    private static Instant taken() {
        return hub.database().sql("SELECT max(taken_at) FROM still.picture WHERE case_no = ?").param(CASE).query(java.time.OffsetDateTime.class).single().toInstant();
    }

    @Test
    void theStillOfAnAlarmIsCoarseRetrievedWithReasonContentUnitAndNameAndGoneThirtyDaysAfterItsCaseIsClosed() throws IOException {
        assertThat(hub.deliver("camera-alarms", alarm(ALARM, place() + "1.jpg", "")).state()).isEqualTo("DONE");
        TestHub.until("the still was fetched", () -> alarm(ALARMS, ALARM).still().filter(still -> still.state() == Still.State.KEPT).isPresent());
        hub.deliver("camera-alarms", alarm(ALARM, place() + "1.jpg", CASE));
        hub.deliver("grid-events", gridCase(CASE, ""));

        String record = alarm(ALARMS, ALARM).record();
        Result.Shown shown = (Result.Shown) retrieve("street", ALARMS, record, "核查垃圾桶满溢告警是否属实");

        BufferedImage still = ImageIO.read(new ByteArrayInputStream(shown.png()));
        assertThat(still.getWidth()).isEqualTo(80);
        Retrieval entry = desk().register(subject("auditor"), true, 10).getFirst();
        assertThat(entry).isEqualTo(shown.retrieval());
        assertThat(List.of(entry.reason(), entry.content(), entry.unit(), entry.name())).containsExactly("核查垃圾桶满溢告警是否属实", "桶周边垃圾堆放情况", "11110199MB00DEN308", "街道干部（示例）");
        TestHub.until("the desk has the event",
                () -> hub.part(Desk.class).events(Question.of(Map.of("kind", "STILL_RETRIEVED")), Optional.empty(), 10).stream().anyMatch(event -> event.index() == entry.auditIndex()));

        disposeAt(taken().plusSeconds(86_400 * 90));
        assertThat(alarm(ALARMS, ALARM).still().orElseThrow().state()).as("its case is open").isEqualTo(Still.State.KEPT);
        hub.deliver("grid-events", gridCase(CASE, "2026-12-20 10:00:00"));
        TestHub.until("the case is closed", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE source_no = ? AND closed_at IS NOT NULL", CASE) == 1);
        assertThat(disposeAt(closed().plusSeconds(86_400 * 30 - 60))).as("a minute too early").isEmpty();
        assertThat(disposeAt(closed().plusSeconds(86_400 * 30 + 60))).singleElement().satisfies(certificate -> assertThat(certificate.pieces()).isEqualTo(1));

        assertThat(retrieve("street", ALARMS, record, "复核已办结的告警")).isInstanceOfSatisfying(Result.NotThere.class, none -> assertThat(none.still().state()).isEqualTo(Still.State.DESTROYED));
        assertThat(hub.number("SELECT count(*) FROM still.picture WHERE case_no = ? AND (picture IS NOT NULL OR address IS NOT NULL)", CASE)).isZero();
        hub.deliver("camera-alarms", alarm(ALARM, place() + "1.jpg", CASE));
        assertThat(alarm(ALARMS, ALARM).still().orElseThrow().state()).as("delivered again").isEqualTo(Still.State.DESTROYED);
        assertThat(desk().register(subject("auditor"), true, 10)).as("the register stays").contains(entry);
    }

    @Test
    void aPictureWithinAMessageIsKeptCoarseAndNowhereElse() throws IOException {
        String json = "{\"cmdType\":\"Alarm\",\"sn\":\"90001\",\"deviceId\":\"11019901011320000123\",\"alarmPriority\":\"3\",\"alarmMethod\":\"5\",\"alarmTime\":\"2026-11-03T08:30:11\",\"alarmType\":\"2\","
                + "\"alarmDescription\":\"垃圾桶满溢\",\"longitude\":116.4020456,\"latitude\":39.8312001,\"ext\":{\"scene\":\"SC02\",\"confidence\":0.91,\"trackId\":\"t-77\",\"snapshotBase64\":\""
                + Base64.getEncoder().encodeToString(PICTURE) + "\",\"algorithm\":\"garb-2.3.1\"}}\n";
        hub.drop("camera-push", "alarm.ndjson", json.getBytes(StandardCharsets.UTF_8));
        assertThat(hub.delivered("camera-push", "alarm.ndjson").state()).isEqualTo("DONE");

        RetrievalDesk.Alarm alarm = alarm(PUSHED, "90001");
        assertThat(alarm.still().orElseThrow().state()).isEqualTo(Still.State.KEPT);
        assertThat(retrieve("street", PUSHED, alarm.record(), "核查垃圾桶满溢告警是否属实")).isInstanceOf(Result.Shown.class);
        assertThat(hub.number("SELECT max(octet_length(picture)) FROM still.picture")).as("bytes of the largest still").isLessThan(20_000);
        TestHub.until("the file is gone", () -> !Files.exists(hub.data().resolve("inbox/camera-push/alarm.ndjson")));
        assertThat(FilesOf.holding(hub.data(), json.substring(json.length() - 400, json.length() - 300))).as("files that hold the picture as it was delivered").isEmpty();
    }

    @Test
    void whoMayNotSeeTheReferenceRetrievesNothingAndIsNotInTheRegister() {
        hub.deliver("camera-alarms", alarm("AL20261103083011777", place() + "1.jpg", ""));
        TestHub.until("the still was fetched", () -> alarm(ALARMS, "AL20261103083011777").still().filter(still -> still.state() == Still.State.KEPT).isPresent());
        String record = alarm(ALARMS, "AL20261103083011777").record();
        long before = entries();

        assertThat(retrieve("auditor", ALARMS, record, "审计工作需要")).isInstanceOf(Result.Refused.class);
        assertThat(retrieve("steward", ALARMS, record, "核对映射效果")).isInstanceOf(Result.Refused.class);
        assertThat(retrieve("commander", ALARMS, record, "指挥调度需要")).isInstanceOf(Result.Refused.class);
        assertThat(retrieve("market-system", ALARMS, record, "系统批量调取")).isEqualTo(new Result.Refused("PERSONS_ONLY", ""));
        assertThat(retrieve("street", ALARMS, record, "看")).isEqualTo(new Result.Refused("WORDS", ""));
        assertThat(retrieve("street", ALARMS, "01K80000000000000000000000", "核查告警是否属实")).isEqualTo(new Result.Refused("NO_STILL", ""));
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void anotherStreetSeesNeitherTheAlarmNorItsStill() {
        hub.drop("camera-push", "other.ndjson", ("{\"cmdType\":\"Alarm\",\"sn\":\"90002\",\"deviceId\":\"11019902011320000124\",\"alarmPriority\":\"3\",\"alarmMethod\":\"5\",\"alarmTime\":"
                + "\"2026-11-03T08:31:11\",\"alarmType\":\"2\",\"alarmDescription\":\"垃圾桶满溢\",\"longitude\":116.42,\"latitude\":39.84,\"ext\":{\"scene\":\"SC02\",\"confidence\":0.9,\"trackId\":\"t-78\","
                + "\"snapshotBase64\":\"" + Base64.getEncoder().encodeToString(PICTURE) + "\",\"algorithm\":\"garb-2.3.1\"}}\n").getBytes(StandardCharsets.UTF_8));
        hub.delivered("camera-push", "other.ndjson");
        assertThat(alarms("street", PUSHED, "90002").alarms()).isEmpty();
        String record = hub.database().sql("SELECT record_id FROM ledger.matter WHERE source_no = '90002'").query((row, number) -> com.github.f4b6a3.ulid.Ulid.from(row.getObject(1, java.util.UUID.class)).toString()).single();

        assertThat(retrieve("street", PUSHED, record, "核查邻街告警")).isEqualTo(new Result.Refused("NO_STILL", ""));
    }

    @Test
    void whatIsNoPictureAndWhatIsNotFetchedStopsNoRecordAndSaysWhy() {
        hub.deliver("camera-alarms", alarm("AL20261103083011881", "见附件", ""));
        hub.deliver("camera-alarms", alarm("AL20261103083011882", place() + "missing.jpg", ""));
        hub.deliver("camera-alarms", alarm("AL20261103083011883", "http://10.255.255.1/p/1.jpg", ""));

        assertThat(alarm(ALARMS, "AL20261103083011881").still()).isEmpty();
        assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_no = 'AL20261103083011881' AND 'STILL_UNREADABLE:still' = ANY (quality_flags)")).isEqualTo(1);
        TestHub.until("the platform was asked", () -> alarm(ALARMS, "AL20261103083011882").still().flatMap(Still::why).filter("ANSWERED_404"::equals).isPresent());
        TestHub.until("the place was looked at", () -> alarm(ALARMS, "AL20261103083011883").still().flatMap(Still::why).filter("ADDRESS_NOT_ALLOWED"::equals).isPresent());
    }
}
