package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.NorthboundConfiguration.NorthboundSettings;
import datong.northbound.Report;
import datong.northbound.Superior.Answer;
import datong.northbound.SuperiorStandIn;
import datong.northbound.http.HttpSuperior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to a superior platform that demands a certificate. */
class NorthboundConfigurationTest {
    @TempDir
    static Path folder;
    private static TestCertificate server;
    private static TestCertificate hub;
    private static TestCertificate stranger;
    private static SuperiorStandIn above;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        server = TestCertificate.make(folder, "localhost");
        hub = TestCertificate.make(folder, "hub");
        stranger = TestCertificate.make(folder, "stranger");
        Files.writeString(folder.resolve("pass"), TestCertificate.PASSWORD + "\n");
        Files.writeString(folder.resolve("wrong"), "wrong");
        Files.writeString(folder.resolve("token"), "secret\n");
        above = SuperiorStandIn.knowing(server.shownTo(hub));
        above.token = "secret";
    }

    @AfterAll
    static void stop() {
        above.close();
    }

    private static HttpSuperior superior(String authorities, Optional<TestCertificate> shown, String password) {
        String keys = shown.map(TestCertificate::store).map(Path::toString).orElse("");
        return NorthboundConfiguration.superior(new NorthboundSettings(above.url(), folder.resolve("token").toString(), keys, keys.isEmpty() ? "" : folder.resolve(password).toString(),
                Duration.ofMinutes(1), Duration.ofSeconds(30)), authorities);
    }

    private static Answer sent(String key, Optional<TestCertificate> shown) throws InterruptedException {
        try (HttpSuperior superior = superior(server.pem().toString(), shown, "pass")) {
            return superior.send(report(key));
        }
    }

    private static Report report(String key) {
        return new Report(key, Report.Kind.CATALOGUE, "{}", Instant.EPOCH, Report.State.WAITING, 0, Optional.empty(), "");
    }

    @Test
    void theHubIsKnownByItsCertificateAndItsToken() throws InterruptedException {
        assertThat(sent("known", Optional.of(hub))).isInstanceOf(Answer.Taken.class);
        assertThat(above.taken).containsKey("known");
    }

    @Test
    void withoutACertificateOrWithAnotherOneNothingIsTakenAndItIsTriedAgain() throws InterruptedException {
        assertThat(sent("nameless", Optional.empty())).isInstanceOf(Answer.Later.class);
        assertThat(sent("strange", Optional.of(stranger))).isInstanceOf(Answer.Later.class);
        assertThat(above.taken).doesNotContainKeys("nameless", "strange");
    }

    @Test
    void aSuperiorWhomNoAuthorityVouchesForIsToldNothing() throws InterruptedException {
        try (HttpSuperior superior = superior(stranger.pem().toString(), Optional.of(hub), "pass")) {
            assertThat(superior.send(report("elsewhere"))).isInstanceOf(Answer.Later.class);
        }
        assertThat(above.asked).noneMatch(asked -> asked.endsWith("elsewhere"));
    }

    @Test
    void keysThatCannotBeReadStopTheStart() {
        assertThatThrownBy(() -> superior(server.pem().toString(), Optional.of(hub), "wrong")).isInstanceOf(IllegalStateException.class).hasMessageContaining("hub.p12").hasMessageContaining("could not be read");
    }
}
