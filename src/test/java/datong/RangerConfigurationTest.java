package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.RangerConfiguration.RangerSettings;
import datong.policy.UsageInMemory;
import datong.policy.ranger.PolicyFolder;
import datong.policy.ranger.RangerAdmin;
import datong.protection.KeyRing;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.schema.LedgerSchema;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One setting puts a Ranger Admin in charge. */
class RangerConfigurationTest {
    @TempDir
    Path folder;

    private AnnotationConfigApplicationContext started(Map<String, Object> properties) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        Map<String, Object> all = new HashMap<>(properties);
        all.put("datong.data", folder.resolve("data").toString());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        context.registerBean(HubSettings.class, () -> new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("datong", HubSettings.class));
        context.registerBean(KeyRing.class, () -> KeyRing.openOrCreate(folder.resolve("keys"), Suite.INTERNATIONAL, new BouncyCastleSuites()));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(PolicyFolder.class, () -> new PolicyFolder(Path.of("policies"), LedgerSchema::standard, Set::of, new UsageInMemory(),
                Optional.ofNullable(context.getBeanProvider(RangerAdmin.class).getIfAvailable())));
        context.register(RangerConfiguration.class);
        context.refresh();
        return context;
    }

    @Test
    void withoutAnAddressTheFolderIsInCharge() {
        try (AnnotationConfigApplicationContext context = started(Map.of())) {
            assertThat(context.getBeanProvider(RangerAdmin.class).getIfAvailable()).isNull();
            Health health = context.getBean(HealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("problems", 0).containsKey("version").doesNotContainKey("service");
        }
    }

    @Test
    void withAnAddressAndNoAnswerTheHealthIsDownAndNothingIsInForce() {
        try (AnnotationConfigApplicationContext context = started(Map.of("datong.ranger.url", "http://127.0.0.1:1"))) {
            Health health = context.getBean(HealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsEntry("confirmed", "never").containsEntry("service", "datong").containsEntry("version", "none").containsKey("refusal");
        }
    }

    @Test
    void everyPropertyIsTaken() {
        RangerAdmin.Settings settings = bound(Map.of("datong.ranger.url", "https://r:6182", "datong.ranger.user", "u", "datong.ranger.password", "/p", "datong.ranger.service", "s",
                "datong.ranger.every", "2s", "datong.ranger.stale", "1h"));
        assertThat(settings.url()).hasToString("https://r:6182");
        assertThat(settings.user()).isEqualTo("u");
        assertThat(settings.password()).isEqualTo(Path.of("/p"));
        assertThat(settings.service()).isEqualTo("s");
        assertThat(settings.every()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.stale()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({"datong.ranger.url, http://elsewhere, expected https", "datong.ranger.service, a/b, the Ranger service is", "datong.ranger.user, a:b, without a colon",
        "datong.ranger.every, 1h, expected 100ms to 1m", "datong.ranger.stale, 2s, three times"})
    void aWrongValueIsRefusedWithWhatWasExpected(String property, String value, String expected) {
        Map<String, String> properties = new HashMap<>(Map.of("datong.ranger.url", "https://r:6182"));
        properties.put(property, value);
        assertThatThrownBy(() -> bound(properties)).hasMessageContaining(expected);
    }

    private static RangerAdmin.Settings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("datong.ranger", RangerSettings.class).admin();
    }
}
