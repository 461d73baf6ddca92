package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.LogKey;
import datong.audit.MerkleLog;
import datong.audit.WitnessBook;
import datong.audit.Witnessing;
import datong.audit.http.WitnessServer;
import datong.web.api.LogDoor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class LogConfigurationTest {
    private static final Ed25519Signer SIGNER = Ed25519Signer.generate("datong.test/log");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(HubSettings.class)
    @Import(LogConfiguration.class)
    static class House {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean(destroyMethod = "close")
        MerkleLog log(HubSettings settings) {
            MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(settings.dataFolder().resolve("audit"), "datong.test/log"), List.of(SIGNER), Clock.systemUTC());
            log.append(new AuditEvent("e", Instant.EPOCH, "QUERY", "u", "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", "", List.of(), "", "", "", Map.of()));
            return log;
        }
    }

    @Test
    void withoutAnySettingNobodyWitnessesAndTheDoorIsClosed(@TempDir Path data) {
        try (ConfigurableApplicationContext house = house(data, Map.of())) {
            assertThat(house.getBeanProvider(Witnessing.class).getIfAvailable()).isNull();
            assertThat(house.getBean(LogDoor.class).open()).isFalse();
        }
    }

    @Test
    void theDoorShowsWhatTheWitnessesOfTheSettingsCosignedAndTheAnchorsOfTheSettingsKeepIt(@TempDir Path data, @TempDir Path office, @TempDir Path archive) throws IOException {
        WitnessBook book = new WitnessBook(office, Ed25519Signer.generate("office.test/w1"), List.of(new LogKey("datong.test/log", SIGNER.publicKey())), Clock.systemUTC());
        try (WitnessServer witness = new WitnessServer(book, new InetSocketAddress("127.0.0.1", 0));
                ConfigurableApplicationContext house = house(data, Map.of("datong.log.open", "true", "datong.log.witnesses[0].url", "http://127.0.0.1:" + witness.port(),
                        "datong.log.witnesses[0].key", book.key().toString(), "datong.log.witness-every", "200ms", "datong.log.anchors.archive", "file:" + archive, "datong.log.anchor-every", "200ms"))) {
            LogDoor door = house.getBean(LogDoor.class);
            await().atMost(Duration.ofMinutes(2)).until(() -> door.tiles().checkpoint().isPresent());
            assertThat(book.key().cosigned(door.tiles().checkpoint().orElseThrow())).isPresent();
            await().atMost(Duration.ofMinutes(2)).until(() -> !names(archive).isEmpty());
            assertThat(house.getBean(WitnessHealth.class).health().getStatus().getCode()).isEqualTo("UP");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static ConfigurableApplicationContext house(Path data, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of("--datong.data=" + data));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(House.class).web(WebApplicationType.NONE).run(arguments.toArray(String[]::new));
    }
}
