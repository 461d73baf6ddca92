package datong;

import static org.awaitility.Awaitility.await;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A real MQTT 5 broker that lets in whoever says the password {@code s&cr=t}. */
final class TestMqttBroker implements AutoCloseable {
    static final String PASSWORD = "s&cr=t";
    private final EmbeddedHiveMQ server;
    private final int port;

    TestMqttBroker(Path folder) throws IOException {
        port = FreePort.find();
        Path config = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(config.resolve("config.xml"), """
                <hivemq><listeners><tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
                <mqtt><queued-messages><max-queue-size>100000</max-queue-size></queued-messages></mqtt>
                <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics></hivemq>""".formatted(port));
        server = EmbeddedHiveMQ.builder().withConfigurationFolder(config).withDataFolder(Files.createDirectories(folder.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions"))).withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("password").withName("password").withVersion("1").withPriority(0).withStartPriority(1000).withAuthor("test").withExtensionMain(new Password()).build())
                .build();
        server.start().join();
    }

    private static final class Password implements ExtensionMain, SimpleAuthenticator {
        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            Services.securityRegistry().setAuthenticatorProvider(asked -> this);
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

        @Override
        public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
            boolean right = input.getConnectPacket().getPassword().map(password -> StandardCharsets.UTF_8.decode(password).toString().equals(PASSWORD)).orElse(false);
            if (right) {
                output.authenticateSuccessfully();
                return;
            }
            output.failAuthentication();
        }
    }

    /** As a camera does: again, if the client has not counted off yet what the broker took. */
    static void publish(MqttClient camera, String topic, String message) {
        await("the broker takes a message").atMost(Duration.ofMinutes(10)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100)).ignoreExceptionsInstanceOf(MqttException.class).until(() -> {
            camera.publish(topic, message.getBytes(StandardCharsets.UTF_8), 1, false);
            return true;
        });
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    MqttClient camera() throws MqttException {
        MqttClient camera = new MqttClient(url(), "camera", new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("camera");
        options.setPassword(PASSWORD.getBytes(StandardCharsets.UTF_8));
        camera.connect(options);
        return camera;
    }

    @Override
    public void close() {
        server.stop().join();
    }
}
