package datong.subscription.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import datong.subscription.Delivery;
import datong.subscription.Receiver.Outcome;
import datong.subscription.Subscription;
import datong.subscription.TestDeliveries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a real server that fails, hangs, sends elsewhere and goes away. */
class WebhookReceiverTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final WebhookSecrets SECRETS = new WebhookSecrets(input -> input);
    private final List<Got> got = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    private Answer answer = exchange -> exchange.sendResponseHeaders(204, -1);

    private record Got(String path, String id, String timestamp, String signature, byte[] body) {}

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            got.add(new Got(exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("webhook-id"), exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"), exchange.getRequestBody().readAllBytes()));
            answer.to(exchange);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
    }

    @Test
    void theSignatureIsThatOfThePublishedVector() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(WebhookSignature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8), List.of(secret)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aDeliveryIsSignedWithTheSecretInUseAndTheOneBefore() throws Exception {
        Delivery delivery = delivery(3);
        assertThat(receiver(3).deliver(delivery)).isInstanceOf(Outcome.Taken.class);
        Got first = got.getFirst();
        assertThat(first.id()).isEqualTo(delivery.id());
        assertThat(first.signature().split(" ")).containsExactly(signature(first, 3), signature(first, 2));
        assertThat(SECRETS.words("market-hotline", 3)).startsWith("whsec_").isNotEqualTo(SECRETS.words("market-hotline", 2)).isNotEqualTo(SECRETS.words("other", 3));
        receiver(1).deliver(delivery(1));
        assertThat(got.getLast().signature()).isEqualTo(signature(got.getLast(), 1));
    }

    @Test
    void theBodySaysWhatChangedAndUnderWhichTerms() throws Exception {
        receiver(1).deliver(delivery(1));
        JsonNode body = JsonMapper.builder().build().readTree(got.getFirst().body());
        assertThat(body.get("type").asString()).isEqualTo("datong.changes");
        assertThat(body.get("data").get("auditIndex").asInt()).isEqualTo(7);
        assertThat(body.get("data").get("changes")).hasSize(2);
        assertThat(body.get("data").get("changes").get(0).get("removed").get("id").asString()).startsWith("01J");
        assertThat(body.get("data").get("changes").get(0).get("id").asString()).hasSize(32).isNotEqualTo(body.get("data").get("changes").get(1).get("id").asString());
    }

    @Test
    void whateverIsNoSuccessIsNotTaken() throws Exception {
        answer = exchange -> exchange.sendResponseHeaders(500, -1);
        assertThat(receiver(1).deliver(delivery(1))).isEqualTo(new Outcome.NotTaken("the receiver answered 500", java.util.Optional.empty()));
        answer = exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.sendResponseHeaders(429, -1);
        };
        assertThat(receiver(1).deliver(delivery(1))).isEqualTo(new Outcome.NotTaken("the receiver answered 429", java.util.Optional.of(Duration.ofMinutes(2))));
        answer = exchange -> exchange.sendResponseHeaders(410, -1);
        assertThat(receiver(1).deliver(delivery(1))).isInstanceOf(Outcome.Gone.class);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        answer = exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        };
        assertThat(receiver(1).deliver(delivery(1))).isInstanceOf(Outcome.NotTaken.class);
        assertThat(got).extracting(Got::path).containsExactly("/hook");
    }

    @Test
    void aReceiverThatHangsIsGivenUpAndOneThatIsGoneToo() throws Exception {
        answer = exchange -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        assertThat(receiver(1, Duration.ofMillis(300)).deliver(delivery(1))).isInstanceOfSatisfying(Outcome.NotTaken.class, not -> assertThat(not.why()).contains("did not answer"));
        server.stop(0);
        assertThat(receiver(1).deliver(delivery(1))).isInstanceOfSatisfying(Outcome.NotTaken.class, not -> assertThat(not.why()).contains("cannot be reached"));
    }

    @Test
    @Timeout(60)
    void anAnswerWithoutAnEndHoldsUpNothing() throws Exception {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        assertThat(receiver(1).deliver(delivery(1))).isInstanceOf(Outcome.Taken.class);
    }

    @Test
    void anAddressThatTheOperatorRefusesIsNotEvenAsked() throws Exception {
        Subscription subscription = TestDeliveries.subscription("market-hotline", address(), 1);
        WebhookReceiver refused = new WebhookReceiver(subscription, (Subscription.Target.Webhook) subscription.target(), SECRETS, new AllowedAddresses("10.0.0.0/8, 127.0.0.0/8, ::1"),
                SSLContext.getDefault(), Duration.ofSeconds(60), Clock.systemUTC());
        assertThat(refused.deliver(delivery(1))).isInstanceOf(Outcome.NotTaken.class);
        assertThat(got).isEmpty();
    }

    private URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
    }

    private WebhookReceiver receiver(int secret) throws Exception {
        return receiver(secret, Duration.ofSeconds(60));
    }

    private WebhookReceiver receiver(int secret, Duration patience) throws Exception {
        Subscription subscription = TestDeliveries.subscription("market-hotline", address(), secret);
        return new WebhookReceiver(subscription, (Subscription.Target.Webhook) subscription.target(), SECRETS, new AllowedAddresses(""), SSLContext.getDefault(), patience,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Delivery delivery(int secret) {
        return new Delivery(TestDeliveries.subscription("market-hotline", address(), secret), TestDeliveries.page("p", 0, 2, false));
    }

    private static String signature(Got got, int generation) {
        return WebhookSignature.of(got.id(), Instant.ofEpochSecond(Long.parseLong(got.timestamp())), got.body(), List.of(SECRETS.secret("market-hotline", generation)));
    }
}
