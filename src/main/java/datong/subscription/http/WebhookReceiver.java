package datong.subscription.http;

import datong.subscription.ChangeMessage;
import datong.subscription.Delivery;
import datong.subscription.Receiver;
import datong.subscription.Subscription;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Posts deliveries. Whatever is not a success within the time is tried again; a redirect is none, as nobody decided what goes where it leads. */
public final class WebhookReceiver implements Receiver {
    private static final int GONE = 410;
    private final Subscription.Target.Webhook target;
    private final List<byte[]> secrets;
    private final AllowedAddresses addresses;
    private final Duration patience;
    private final Clock clock;
    private final HttpClient client;

    /** @param trust for the receiver's certificate; @param patience for connecting, and for the whole answer */
    public WebhookReceiver(Subscription subscription, Subscription.Target.Webhook target, WebhookSecrets secrets, AllowedAddresses addresses, SSLContext trust, Duration patience, Clock clock) {
        this.target = target;
        this.secrets = Stream.of(target.secret(), target.secret() - 1).filter(generation -> generation > 0).map(generation -> secrets.secret(subscription.name(), generation)).toList();
        this.addresses = addresses;
        this.patience = patience;
        this.clock = clock;
        this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(patience).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public Outcome deliver(Delivery delivery) throws InterruptedException {
        Optional<String> refused = addresses.refuses(target.url());
        if (refused.isPresent()) {
            return new Outcome.NotTaken(refused.get(), Optional.empty());
        }
        Instant now = clock.instant();
        byte[] body = ChangeMessage.whole(delivery, now);
        HttpRequest request = HttpRequest.newBuilder(target.url()).timeout(patience).header("Content-Type", "application/json").header("User-Agent", "datong")
                .header("webhook-id", delivery.id()).header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", WebhookSignature.of(delivery.id(), now, body, secrets)).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        try {
            return outcome(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (HttpTimeoutException late) {
            return new Outcome.NotTaken("the receiver did not answer within " + patience.toSeconds() + " s", Optional.empty());
        } catch (IOException broken) {
            return new Outcome.NotTaken("the receiver cannot be reached (" + broken.getClass().getSimpleName() + ")", Optional.empty());
        }
    }

    /** What stands behind the head is not read: it might never end. */
    private static Outcome outcome(HttpResponse<InputStream> answer) throws IOException {
        answer.body().close();
        if (answer.statusCode() / 100 == 2) {
            return new Outcome.Taken();
        }
        if (answer.statusCode() == GONE) {
            return new Outcome.Gone("the receiver answered 410: it wants nothing any more");
        }
        Optional<Duration> wait = answer.headers().firstValue("Retry-After").filter(seconds -> seconds.matches("[0-9]{1,6}")).map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        return new Outcome.NotTaken("the receiver answered " + answer.statusCode(), wait);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
