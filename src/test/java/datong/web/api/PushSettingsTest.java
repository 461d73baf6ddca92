package datong.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class PushSettingsTest {
    @Test
    void aPushTakesSixteenMegabytesIfNothingIsSaid() {
        assertThat(bound(Map.of()).limit()).isEqualTo(DataSize.ofMegabytes(16));
    }

    @Test
    void theLimitIsTaken() {
        assertThat(bound(Map.of("datong.push.limit", "2KB")).limit()).isEqualTo(DataSize.ofKilobytes(2));
    }

    @Test
    void aLimitThatFitsNothingIsRefused() {
        assertThatThrownBy(() -> new PushSettings(DataSize.ofBytes(1))).hasMessageContaining("datong.push.limit is 1B; expected 1KB or more");
    }

    private static PushSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("datong.push", PushSettings.class);
    }
}
