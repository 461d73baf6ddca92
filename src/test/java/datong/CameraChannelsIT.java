package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.intake.camel.Channel;
import datong.intake.camel.Integrations;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camera alarms by a real MQTT broker and by webhook, as JSON and as XML of GB/T 28181. */
class CameraChannelsIT {
    private static final String TOPIC = "cameras/alarms";
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static TestMqttBroker broker;
    private static MqttClient camera;

    @BeforeAll
    static void start() throws Exception {
        broker = new TestMqttBroker(folder.resolve("broker"));
        camera = broker.camera();
        hub = TestHub.start(folder.resolve("hub"));
        configure();
        running();
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        camera.disconnect();
        broker.close();
    }

    @Test
    void messagesAreTakenTogetherAndPicturesStayBehind() throws Exception {
        for (int number = 0; number < 1_500; number++) {
            publish(alarm("T-" + number));
        }
        TestHub.until("all are in", () -> count("%T-%") == 1_500);
        assertThat(hub.number("SELECT count(*) FROM intake.delivery WHERE name = 'camera-push-mqtt'")).isLessThan(300);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE row_to_json(matter)::text LIKE '%iVBORw0KGgo%'")).isZero();
    }

    @Test
    void aMessageThatCannotBeReadIsSetAsideAndTheNextIsRead() throws Exception {
        publish("{\"sn\":");
        publish(alarm("U-1").replace("\"cmdType\"", "\"kind\""));
        publish(alarm("U-2"));
        TestHub.until("the last is in", () -> count("%U-2%") == 1);
        assertThat(hub.database().sql("SELECT rule FROM intake.quarantine WHERE source = 'camera-push' ORDER BY rule").query(String.class).list())
                .containsExactly("BROKEN_JSON", "HEADER_DRIFT");
    }

    @Test
    void whatIsPublishedWhileTheHubIsDownIsTakenWhenItIsBack() throws Exception {
        hub.write("integrations/settings.properties", "# none\n");
        TestHub.until("the channel is off", () -> state() == Channel.State.NOT_CONFIGURED);
        for (int number = 0; number < 200; number++) {
            publish(alarm("W-" + number));
        }
        assertThat(count("%W-%")).isZero();
        configure();
        TestHub.until("all are in", () -> count("%W-%") == 200);
    }

    @Test
    void aWebhookTakesTheSameJson() {
        HttpResponse<String> answer = push("camera-push", "application/json", HttpRequest.BodyPublishers.ofString(alarm("X-1")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(count("%X-1%")).isEqualTo(1);
    }

    @Test
    void aWebhookTakesNotificationsOfGb28181InTheirOwnEncoding() {
        String xml = """
                <?xml version="1.0" encoding="GB2312"?>
                <Notify><CmdType>Alarm</CmdType><SN>17431</SN><DeviceID>11019900011320000123</DeviceID><AlarmPriority>1</AlarmPriority><AlarmMethod>5</AlarmMethod>
                <AlarmTime>2026-11-03T08:30:11</AlarmTime><AlarmDescription>烟火</AlarmDescription><Longitude>116.4020456</Longitude><Latitude>39.8312001</Latitude>
                <Info><AlarmType>6</AlarmType></Info></Notify>
                """;
        HttpResponse<String> answer = push("gb28181-alarms", "application/xml", HttpRequest.BodyPublishers.ofByteArray(xml.getBytes(Charset.forName("GB2312"))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"stored\":1");
        assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_key LIKE '%17431%' AND risk_level = 'RED'")).isEqualTo(1);
    }

    private static HttpResponse<String> push(String source, String type, HttpRequest.BodyPublisher body) {
        return hub.caller().send(HttpRequest.newBuilder(URI.create(hub.address() + "/api/v1/intake/" + source)).header("Content-Type", type)
                .header("Authorization", hub.token("camera-source", "intake")).POST(body));
    }

    private static void configure() throws Exception {
        hub.write("mqtt.password", TestMqttBroker.PASSWORD + "\n");
        hub.write("integrations/settings.properties", "camera-push-mqtt.broker=" + broker.url() + "\ncamera-push-mqtt.topic=" + TOPIC
                + "\ncamera-push-mqtt.user=datong\ncamera-push-mqtt.password-file=" + hub.file("mqtt.password") + "\n");
    }

    private static void running() {
        TestHub.until("the channel runs", () -> state() == Channel.State.RUNNING);
    }

    private static Channel.State state() {
        return hub.part(Integrations.class).channels().stream().filter(channel -> channel.id().equals("camera-push-mqtt")).findFirst().orElseThrow().state();
    }

    private static void publish(String message) {
        TestMqttBroker.publish(camera, TOPIC, message);
    }

    private static long count(String keys) {
        return hub.number("SELECT count(*) FROM ledger.matter WHERE source_key LIKE ?", keys);
    }

    static String alarm(String number) {
        return """
                {"cmdType":"Alarm","sn":"%s","deviceId":"11019900011320000123","alarmPriority":"3","alarmMethod":"5",
                 "alarmTime":"2026-11-03T08:30:11","alarmType":"2","alarmDescription":"垃圾桶满溢","longitude":116.4020456,"latitude":39.8312001,
                 "ext":{"scene":"SC02","confidence":0.91,"trackId":"t-77","snapshotBase64":"iVBORw0KGgo%s","algorithm":"garb-2.3.1"}}
                """.formatted(number, "A".repeat(2_000));
    }
}
