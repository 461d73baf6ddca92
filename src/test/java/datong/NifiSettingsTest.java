package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.intake.camel.nifi.NifiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class NifiSettingsTest {
    private static final Map<String, String> SECURED = Map.of("url", "https://nifi.example:8443/nifi", "keystore", "/k/hub.p12", "truststore", "/k/trust.p12");

    @TempDir
    private Path folder;

    @Test
    void theDefaultsAreThoseOfThePage() {
        assertThat(servers(Map.of("url", "http://nifi.example:8080/nifi")))
                .containsExactly(new NifiServer("hotline", "http://nifi.example:8080/nifi", NifiServer.Transport.RAW, Optional.empty(), Duration.ofSeconds(20)));
        assertThat(servers(Map.of("transport", "HTTP"))).as("without a url it is not configured").isEmpty();
    }

    @Test
    void passwordsComeFromFilesOrStandThere() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "of-the-file\n");
        NifiServer.Tls tls = servers(with(SECURED, Map.of("keystore-password-file", file.toString(), "truststore-password", "given"))).getFirst().tls().orElseThrow();

        assertThat(tls.keystorePassword()).isEqualTo("of-the-file");
        assertThat(tls.truststorePassword()).isEqualTo("given");
        assertThat(tls.toString()).doesNotContain("of-the-file", "given");
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheSettingsName() {
        assertThatThrownBy(() -> servers(Map.of("url", "https://nifi.example/nifi"))).hasMessageContaining("datong.nifi.hotline.keystore");
        assertThatThrownBy(() -> servers(Map.of("url", "http://nifi.example/nifi", "keystore", "/k"))).hasMessageContaining("keystore and truststore");
        assertThatThrownBy(() -> servers(with(SECURED, Map.of("keystore-password-file", "/no/such/file")))).hasMessageContaining("datong.nifi.hotline.keystore-password-file: /no/such/file");
        assertThatThrownBy(() -> servers(with(SECURED, Map.of("keystore-password", "a", "keystore-password-file", "/b")))).hasMessageContaining("not both");
        assertThatThrownBy(() -> servers(Map.of("url", "http://nifi.example/nifi", "transport", "smoke"))).hasMessageContaining("expected RAW or HTTP");
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static List<NifiServer> servers(Map<String, String> settings) {
        Map<String, Object> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put("datong.nifi.hotline." + name, value));
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return NifiSettings.servers(environment).all();
    }
}
