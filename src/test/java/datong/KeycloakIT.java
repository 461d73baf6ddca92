package datong;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import datong.web.console.Browser;
import datong.web.security.Caller;
import datong.web.security.TestAccounts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The district's own issuer instead of the embedded one: a real Keycloak. Left out of the usual run for its size; {@code mvn verify -Pkeycloak -Dit.test=KeycloakIT}. */
@Tag("keycloak")
class KeycloakIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double PAGE_PATIENCE = 120_000;
    @TempDir
    static Path folder;
    private static Process keycloak;
    private static String issuer;
    private static TestHub hub;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        issuer = "http://localhost:" + port + "/realms/datong";
        hub = TestHub.start(folder.resolve("hub"), "--datong.oidc.issuer=" + issuer, "--datong.oidc.client-secret=console-secret", "--datong.oidc.subject-claim=datong_subject");
        keycloak = keycloak(port, hub.address());
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest known = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration")).build();
        Awaitility.await("Keycloak").atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).ignoreExceptions()
                .until(() -> http.send(known, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
        browser = Browser.launch();
    }

    private static Process keycloak(int port, String hub) throws IOException {
        Path home;
        try (Stream<Path> unpacked = Files.list(Path.of("target/keycloak"))) {
            home = unpacked.filter(each -> each.getFileName().toString().startsWith("keycloak-")).findFirst().orElseThrow().toAbsolutePath();
        }
        Path realm = Files.createDirectories(home.resolve("data/import")).resolve("datong-realm.json");
        Files.writeString(realm, Files.readString(Path.of("src/test/resources/keycloak/datong-realm.json")).replace("HUB", hub));
        ProcessBuilder start = new ProcessBuilder("bash", home.resolve("bin/kc.sh").toString(), "start-dev", "--import-realm", "--http-host=127.0.0.1", "--http-port=" + port);
        start.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return start.redirectErrorStream(true).redirectOutput(folder.resolve("keycloak.log").toFile()).start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (keycloak != null) {
            keycloak.descendants().forEach(ProcessHandle::destroyForcibly);
            keycloak.destroyForcibly();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void aPersonSignsInThereWithPasswordAndCodeAndComesBack() {
        try (BrowserContext context = browser.browser().newContext()) {
            context.setDefaultTimeout(PAGE_PATIENCE);
            Page page = context.newPage();
            page.navigate(hub.address() + "/catalogue");
            page.locator("#username").fill("steward");
            page.locator("#password").fill("steward-password");
            page.locator("#kc-login").click();
            page.locator("#mode-manual").click();
            page.locator("#totp").fill(TestAccounts.code(page.locator("#kc-totp-secret-key").innerText().replace(" ", "")));
            page.locator("#saveTOTPBtn").click();
            assertThat(page.locator("main h1")).isVisible();
            assertThat(page.url()).startsWith(hub.address() + "/catalogue");
            TestHub.until("the sign-in is in the log", () -> hub.number("SELECT count(*) FROM audit.event WHERE kind = 'SIGN_IN' AND actor = 'steward' AND line LIKE '%\"method\":\"oidc\"%'") == 1);
            page.navigate(hub.address() + "/account");
            assertThat(page.locator("main").innerText()).containsAnyOf("outside issuer", "外部认证服务");
        }
    }

    @Test
    void aSystemAsksWithATokenOfThereAndATokenForOthersIsNone() {
        Caller caller = new Caller(hub.address());
        assertThat(caller.get("/api/v1/datasets", "Authorization", "Bearer " + token("market-system")).statusCode()).isEqualTo(200);
        assertThat(caller.get("/api/v1/datasets", "Authorization", "Bearer " + token("elsewhere")).statusCode()).isEqualTo(401);
        assertThat(caller.get("/api/v1/datasets", "Authorization", "Bearer forged").statusCode()).isEqualTo(401);
    }

    private static String token(String client) {
        Caller there = new Caller(issuer);
        HttpResponse<String> answer = there.form("/protocol/openid-connect/token", Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", client + "-secret"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return there.json(answer).get("access_token").asString();
    }
}
