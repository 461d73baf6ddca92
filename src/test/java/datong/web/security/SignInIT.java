package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import datong.TestCertificate;
import datong.query.TestHouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Systems that prove themselves by more than a secret, and people in a hub that demands a code beside the password. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = DoorsIT.Hub.class)
class SignInIT {
    private static final String SYSTEM = "market-system";
    private static final String RECORDS = "/api/v1/datasets/hotline/records?purpose=SERVICE&limit=1";
    @TempDir
    static Path folder;
    private static int tlsPort;
    private static TestCertificate hub;
    @LocalServerPort
    int port;
    @Autowired
    Credentials credentials;
    @Autowired
    Accounts accounts;
    @Autowired
    TestHouse.Log log;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws Exception {
        hub = TestCertificate.make(folder, "localhost");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            tlsPort = free.getLocalPort();
        }
        Path key = hub.key();
        TestAccounts.signingKey(folder.resolve("data/secrets"));
        registry.add("datong.data", folder.resolve("data")::toString);
        registry.add("datong.config", folder::toString);
        registry.add("datong.tls.port", () -> tlsPort);
        registry.add("datong.tls.certificate", hub.pem()::toString);
        registry.add("datong.tls.key", key::toString);
        registry.add("datong.second-factor", () -> "demanded");
    }

    @AfterEach
    void unregister() throws IOException, JOSEException {
        forgetFailures(register(key()));
        Files.deleteIfExists(registered(".jwks"));
        Files.deleteIfExists(registered(".pem"));
    }

    @Test
    void whoRegisteredAKeySignsInByItAndNoLongerByASecret() throws Exception {
        ECKey key = register(key());
        HttpResponse<String> token = ask(signed(key, claims().build()));
        assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
        assertThat(records(caller(), token).statusCode()).isEqualTo(200);
        assertThat(log.events.stream().filter(event -> event.kind().equals("SIGN_IN")).toList().getLast().details()).containsEntry("method", "private-key-jwt");
        assertThat(caller().askForToken(SYSTEM, secret(), "records").statusCode()).isEqualTo(401);
        Files.delete(registered(".jwks"));
        assertThat(ask(signed(key, claims().build())).statusCode()).isEqualTo(401);
        assertThat(caller().askForToken(SYSTEM, secret(), "records").statusCode()).isEqualTo(200);
    }

    @Test
    void anAssertionIsGoodOnceForThisIssuerFromThisSystemAndForMinutes() throws Exception {
        ECKey key = register(key());
        String once = signed(key, claims().build());
        assertThat(ask(once).statusCode()).isEqualTo(200);
        assertRefused("used before", once);
        assertRefused("another's key", signed(key(), claims().build()));
        assertRefused("for another issuer", signed(key, claims().audience("https://elsewhere.example/oauth2/token").build()));
        assertRefused("of another system", signed(key, claims().issuer("street-system").build()));
        forgetFailures(key);
        assertRefused("too long", signed(key, claims().expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1)))).build()));
        assertRefused("ended", signed(key, claims().expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(5)))).build()));
        assertRefused("without an id", signed(key, claims().jwtID(null).build()));
        forgetFailures(key);
        assertRefused("an id longer than one is kept", signed(key, claims().jwtID("x".repeat(257)).build()));
        assertRefused("without an end", signed(key, claims().expirationTime(null).build()));
    }

    @Test
    void aFileOfKeysThatCannotBeReadLetsNobodyIn() throws Exception {
        ECKey key = register(key());
        Files.writeString(registered(".jwks"), "no keys");
        assertRefused("unreadable", signed(key, claims().build()));
        assertThat(caller().askForToken(SYSTEM, secret(), "records").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenThatACertificateWasShownForIsWorthNothingWithoutIt() throws Exception {
        TestCertificate own = TestCertificate.make(folder, "own");
        TestCertificate stranger = TestCertificate.make(folder, "stranger");
        Files.copy(own.pem(), Files.createDirectories(registered(".pem").getParent()).resolve(registered(".pem").getFileName()));
        Caller holder = Caller.overTls(tls(), own.shownTo(hub));
        Caller thief = Caller.overTls(tls(), stranger.shownTo(hub));
        Caller bare = Caller.overTls(tls(), TestCertificate.trusting(hub));
        Map<String, String> asked = Map.of("grant_type", "client_credentials", "scope", "records", "client_id", SYSTEM);

        HttpResponse<String> token = holder.form("/oauth2/token", asked);
        assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
        assertThat(records(holder, token).statusCode()).isEqualTo(200);
        assertThat(log.events.stream().filter(event -> event.kind().equals("SIGN_IN")).toList().getLast().details()).containsEntry("method", "client-certificate");
        for (Caller other : new Caller[] {thief, bare, caller()}) {
            assertThat(records(other, token).statusCode()).isEqualTo(401);
            assertThat(other.form("/oauth2/token", asked).statusCode()).isEqualTo(401);
        }
        assertThat(caller().askForToken(SYSTEM, secret(), "records").statusCode()).isEqualTo(401);
        assertThat(records(holder, token).statusCode()).isEqualTo(200);
    }

    @Test
    void aSystemChangesOverToItsNewSecretWithoutAPause() {
        String former = secret();
        String fresh = credentials.renew(WebHouse.MARKET, Duration.ofDays(7)).secret();
        assertThat(caller().askForToken(SYSTEM, former, "records").statusCode()).isEqualTo(200);
        assertThat(caller().askForToken(SYSTEM, fresh, "records").statusCode()).isEqualTo(200);
        assertThat(caller().askForToken(SYSTEM, "neither", "records").statusCode()).isEqualTo(401);
    }

    @Test
    void aPersonSetsUpACodeAtTheFirstSignInAndGivesOneAtEachFurther() {
        Caller first = caller();
        HttpResponse<String> setUp = first.signIn("/deep/page", "steward", secret("steward"));
        assertThat(setUp.uri().getPath()).isEqualTo("/sign-in/code");
        assertThat(first.get("/", "Accept", "text/html").uri().getPath()).as("half way is not in").isEqualTo("/sign-in");
        String secret = found("<code>([A-Z2-7]{32})</code>", setUp);
        String recovery = found("<code>([a-z2-7]{16})</code>", setUp);
        assertThat(first.giveCode(setUp, "000000").uri().getQuery()).isEqualTo("failed=wrong");
        String used = code(secret, 0);
        assertThat(first.giveCode(setUp, used).body()).isEqualTo("page of steward");
        assertThat(log.events.getLast().details()).containsEntry("method", "password+code");
        assertThat(first.get("/deep/page").body()).isEqualTo("page of steward");

        Caller second = caller();
        HttpResponse<String> asked = second.signIn("/deep/page", "steward", secret("steward"));
        assertThat(asked.body()).doesNotContain(secret).doesNotContain("<svg");
        assertThat(second.giveCode(asked, used).uri().getQuery()).as("used before").isEqualTo("failed=wrong");
        assertThat(second.giveCode(asked, code(secret, 30)).uri().getPath()).isEqualTo("/deep/page");

        Caller third = caller();
        assertThat(third.giveCode(third.signIn("/", "steward", secret("steward")), recovery).body()).isEqualTo("page of steward");
        Caller fourth = caller();
        assertThat(fourth.giveCode(fourth.signIn("/", "steward", secret("steward")), recovery).uri().getQuery()).as("used before").isEqualTo("failed=wrong");

        assertThat(accounts.all().stream().filter(account -> account.subject().id().equals("steward")).toList().getFirst().sessions()).isEqualTo(3);
        accounts.endSessions(WebHouse.OPERATOR, "steward", "");
        assertThat(first.get("/", "Accept", "text/html").uri().getPath()).isEqualTo("/sign-in");
        for (Caller caller : new Caller[] {second, third}) {
            assertThat(caller.get("/oauth2/authorization/datong", "Accept", "text/html").uri().getPath()).as("the issuer does not know it any more either").isEqualTo("/sign-in");
        }
    }

    @Test
    void codesAreNotGuessedAndDoNotGoBeforeThePassword() {
        Caller caller = caller();
        assertThat(caller.get("/sign-in/code", "Accept", "text/html").uri().getPath()).isEqualTo("/sign-in");
        HttpResponse<String> asked = caller.signIn("/", "operator", secret("operator"));
        for (int guess = 0; guess < 5; guess++) {
            assertThat(caller.giveCode(asked, "00000" + guess).uri().getQuery()).isEqualTo("failed=wrong");
        }
        assertThat(caller.giveCode(asked, code(found("<code>([A-Z2-7]{32})</code>", asked), 0)).uri().getQuery()).isEqualTo("failed=closed");
        assertThat(log.events.getLast().rule()).isEqualTo("too-many-failures");
    }

    private static String found(String pattern, HttpResponse<String> page) {
        java.util.regex.Matcher found = java.util.regex.Pattern.compile(pattern).matcher(page.body());
        assertThat(found.find()).as(page.uri().toString()).isTrue();
        return found.group(1);
    }

    /** What an authenticator shows so many seconds from now. */
    private static String code(String secret, int seconds) {
        return SecondFactorsTest.code(secret, Instant.now().plusSeconds(seconds));
    }

    private void assertRefused(String why, String assertion) {
        assertThat(ask(assertion).statusCode()).as(why).isEqualTo(401);
    }

    /** A sign-in that succeeds forgets the failures before it. */
    private void forgetFailures(ECKey key) throws JOSEException {
        assertThat(ask(signed(key, claims().build())).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> ask(String assertion) {
        return caller().form("/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "records", "client_id", SYSTEM,
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion", assertion));
    }

    private HttpResponse<String> records(Caller caller, HttpResponse<String> token) {
        return caller.get(RECORDS, "Authorization", "Bearer " + caller.json(token).get("access_token").asString());
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(SYSTEM).subject(SYSTEM).audience("http://localhost:" + port + "/oauth2/token")
                .jwtID(UUID.randomUUID().toString()).expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(2))));
    }

    private static String signed(ECKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT assertion = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        assertion.sign(new ECDSASigner(key));
        return assertion.serialize();
    }

    private static ECKey key() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    private static ECKey register(ECKey key) throws IOException {
        Files.createDirectories(registered(".jwks").getParent());
        Files.writeString(registered(".jwks"), new JWKSet(key.toPublicJWK()).toString());
        return key;
    }

    private static Path registered(String ending) {
        return folder.resolve("policies/clients/" + SYSTEM + ending);
    }

    private String secret() {
        return secret(SYSTEM);
    }

    private String secret(String id) {
        return credentials.issued().stream().filter(issued -> issued.subject().id().equals(id)).map(Credentials.Issued::secret).findFirst().orElseThrow();
    }

    private Caller caller() {
        return new Caller("http://localhost:" + port);
    }

    private String tls() {
        return "https://localhost:" + tlsPort;
    }
}
