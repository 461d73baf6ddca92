package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.protection.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HubSettingsTest {
    @Test
    void theDefaultsAreThoseOfTheReadme() {
        HubSettings settings = bound(Map.of());

        assertThat(settings.dataFolder()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.keyFolder()).isEqualTo(Path.of("data-keys").toAbsolutePath());
        assertThat(settings.inboxes()).isEqualTo(Path.of("data/inbox").toAbsolutePath());
        assertThat(settings.folder("policies")).isEqualTo(Path.of("./policies"));
        assertThat(settings.databasePort()).isZero();
        assertThat(settings.watch()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.sample()).isEqualTo(new HubSettings.Sample(true, 210_000, 20_261_103));
        assertThat(settings.intake()).isEqualTo(new HubSettings.Intake(5_000, 2));
        assertThat(settings.suite()).isEqualTo(Suite.INTERNATIONAL);
        assertThat(settings.studio()).isEqualTo(new HubSettings.Studio(1_000, 14, Duration.ofSeconds(5)));
    }

    @Test
    void everyPropertyIsTaken() {
        HubSettings settings = bound(Map.ofEntries(Map.entry("datong.data", "/srv/d"), Map.entry("datong.keys", "/srv/k"),
                Map.entry("datong.inbox", "/srv/in"), Map.entry("datong.config", "/srv/c"), Map.entry("datong.database-port", "5544"),
                Map.entry("datong.watch", "5s"), Map.entry("datong.sample.load", "false"), Map.entry("datong.sample.records", "10"),
                Map.entry("datong.sample.seed", "7"), Map.entry("datong.intake.batch", "100"), Map.entry("datong.intake.writers", "4"),
                Map.entry("datong.crypto.suite", "sm"), Map.entry("datong.crypto.keeper", "vault:https://v/transit/k?token-file=/t"), Map.entry("datong.studio.rows", "50"), Map.entry("datong.studio.days", "3"), Map.entry("datong.studio.every", "1s")));

        assertThat(settings.dataFolder()).isEqualTo(Path.of("/srv/d"));
        assertThat(settings.keyFolder()).isEqualTo(Path.of("/srv/k"));
        assertThat(settings.inboxes()).isEqualTo(Path.of("/srv/in"));
        assertThat(settings.folder("mappings")).isEqualTo(Path.of("/srv/c/mappings"));
        assertThat(settings.databasePort()).isEqualTo(5_544);
        assertThat(settings.watch()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.sample()).isEqualTo(new HubSettings.Sample(false, 10, 7));
        assertThat(settings.intake()).isEqualTo(new HubSettings.Intake(100, 4));
        assertThat(settings.suite()).isEqualTo(Suite.SM);
        assertThat(settings.crypto().keeper()).isEqualTo("vault:https://v/transit/k?token-file=/t");
        assertThat(settings.studio()).isEqualTo(new HubSettings.Studio(50, 3, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({"datong.crypto.suite, aes, expected international or sm", "datong.intake.batch, 0, expected 1 to 100000",
        "datong.intake.writers, 99, expected 1 to 16", "datong.studio.rows, 20000, expected 0 to 10000", "datong.studio.days, 0, expected 1 to 90",
        "datong.lineage.to, kafka:nowhere, expected the http or https address", "datong.lineage.to, ftp://x, expected the http or https address"})
    void aWrongValueIsRefusedWithWhatWasExpected(String property, String value, String expected) {
        assertThatThrownBy(() -> bound(Map.of(property, value))).rootCause().hasMessageContaining(expected);
    }

    private static HubSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("datong", HubSettings.class);
    }
}
