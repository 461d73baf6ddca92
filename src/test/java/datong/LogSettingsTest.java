package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.Ed25519Signer;
import datong.audit.WitnessKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LogSettingsTest {
    private static final String KEY = new WitnessKey("w.test/1", Ed25519Signer.generate("w.test/1").publicKey()).toString();

    @Test
    void byDefaultNobodyOutsideReadsAndNobodyWitnesses() {
        LogSettings settings = bound(Map.of());
        assertThat(settings.open()).isFalse();
        assertThat(settings.witnesses()).isEmpty();
        assertThat(settings.witnessEvery()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.anchors()).isEmpty();
        assertThat(settings.anchorEvery()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void everyPropertyIsTaken() throws java.io.IOException {
        Map<String, String> properties = new HashMap<>(Map.of("datong.log.anchors.archive", "file:/mnt/archive", "datong.log.anchors.else", "https://keep.test/", "datong.log.anchor-every", "1d",
                "datong.log.open", "true", "datong.log.witnesses[0].url", "https://w.test", "datong.log.witnesses[0].key", KEY, "datong.log.cosignatures", "1", "datong.log.witness-every", "5s"));
        properties.putAll(Map.of("datong.log.anchors.office", "mailto:a@x.test,b@y.test", "datong.log.mail.server", "smtps://mail.test:465", "datong.log.mail.from", "hub@z.test",
                "datong.log.mail.every", "12h"));
        LogSettings settings = bound(properties);
        assertThat(settings.open()).isTrue();
        assertThat(settings.witnesses()).singleElement().isEqualTo(new LogSettings.Witness("https://w.test", KEY));
        assertThat(settings.needed()).isEqualTo(1);
        assertThat(settings.witnessEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.places((javax.net.ssl.SSLSocketFactory) javax.net.ssl.SSLSocketFactory.getDefault())).containsOnlyKeys("archive", "else", "office");
        assertThat(settings.anchorEvery()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.places((javax.net.ssl.SSLSocketFactory) javax.net.ssl.SSLSocketFactory.getDefault()).get("office").every()).contains(Duration.ofHours(12));
    }

    @Test
    void allWitnessesMustCosignWhereNothingElseIsSaid() {
        assertThat(bound(Map.of("datong.log.witnesses[0].url", "https://w.test", "datong.log.witnesses[0].key", KEY)).needed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"datong.log.cosignatures, 2, expected 0 (all) to 1", "datong.log.cosignatures, -1, expected 0 (all) to 1", "datong.log.witness-every, 1ms, expected 100ms or more",
        "datong.log.witnesses[0].key, w.test/1, has the form name+keyid+base64", "datong.log.anchors.a, ftp://x, expected file:", "datong.log.anchors.tsa, tsa:https://x, name the certificates",
        "datong.log.anchors.m, mailto:a@x.test, name datong.log.mail.server", "datong.log.mail.server, mail.test, expected smtps://host:465",
        "datong.log.anchor-every, 0, expected 100ms or more", "datong.log.witnesses[0].url, no address, Illegal character"})
    void aWrongValueIsRefusedWithWhatWasExpected(String property, String value, String expected) {
        Map<String, String> properties = new HashMap<>(Map.of("datong.log.witnesses[0].url", "https://w.test", "datong.log.witnesses[0].key", KEY));
        properties.put(property, value);
        assertThatThrownBy(() -> bound(properties)).rootCause().hasMessageContaining(expected);
    }

    private static LogSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("datong.log", LogSettings.class);
    }
}
