package datong.policy.ranger;

import com.google.gson.JsonParser;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a Ranger Admin for the policies, tags and roles of one service, by its download protocol. All three of one round come into
 * force together or not at all.
 *
 * <p>Promise: what the Admin has not confirmed for longer than the limit allows nothing any more; a service that the Admin does not
 * know allows nothing at once.
 */
public final class RangerAdmin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RangerAdmin.class);
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 64L << 20;
    private static final int WRITES_A_LIMIT = 10;

    private final Settings settings;
    private final HttpClient http;
    private final Optional<AdminCache> cache;
    private final Clock clock;
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("ranger-admin").daemon().factory());
    private volatile Optional<Downloaded> current = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();
    private volatile boolean gone;
    private Instant written = Instant.MIN;

    /**
     * @param password file that holds nothing but the password; only its owner may read it
     * @param every how often the Admin is asked
     * @param stale how long what it said last may count without being confirmed
     */
    public record Settings(URI url, String user, Path password, String service, Duration every, Duration stale) {
        public Settings {
            boolean own = "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost()) || "[::1]".equals(url.getHost());
            demand(url.getHost() != null && ("https".equals(url.getScheme()) || own && "http".equals(url.getScheme())),
                    "the address of the Ranger Admin is '" + url + "'; expected https://… (http only on this machine, as the password travels in it)");
            demand(service.matches("[A-Za-z0-9_-]{1,128}"), "the Ranger service is '" + service + "'; expected letters, digits, _ and -");
            demand(!user.isBlank() && user.indexOf(':') < 0, "the Ranger user is '" + user + "'; expected a name without a colon");
            demand(every.toMillis() >= 100 && every.compareTo(Duration.ofMinutes(1)) <= 0, "the Ranger Admin is asked every " + every + "; expected 100ms to 1m");
            demand(stale.compareTo(every.multipliedBy(3)) >= 0 && stale.compareTo(Duration.ofDays(1)) <= 0,
                    "the staleness limit is " + stale + "; expected three times " + every + " at least and 1 day at most");
        }

        private static void demand(boolean holds, String message) {
            if (!holds) {
                throw new IllegalArgumentException(message);
            }
        }
    }

    /** @param confirmed when the Admin last confirmed what is in force; @param problem why it does not at the moment */
    public record State(String service, String host, Optional<Instant> confirmed, Duration stale, Optional<String> problem, Optional<String> refusal) {}

    /**
     * @param cache file for the last answers
     * @param digest keyed, so that nobody else can write the cache
     */
    public RangerAdmin(Settings settings, Optional<SSLContext> tls, Path cache, UnaryOperator<byte[]> digest, Clock clock) {
        this(settings, tls, Optional.of(new AdminCache(cache, settings.service(), digest)), clock);
    }

    private RangerAdmin(Settings settings, Optional<SSLContext> tls, Optional<AdminCache> cache, Clock clock) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TO_CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
        this.cache = cache;
        this.clock = clock;
        try {
            this.current = cache.isPresent() ? cache.get().read() : Optional.empty();
        } catch (IOException unreadable) {
            LOG.warn("the cache of the Ranger Admin's policies cannot be read; they are asked for anew");
        }
    }

    /** For commands, which keep nothing: without an answer of now there are no policies. */
    public static RangerAdmin uncached(Settings settings, Clock clock) {
        return new RangerAdmin(settings, Optional.empty(), Optional.empty(), clock);
    }

    /** Asks once, then again and again until closed. */
    public RangerAdmin start() {
        poll();
        poller.scheduleWithFixedDelay(this::poll, settings.every().toMillis(), settings.every().toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    Optional<Downloaded> current() {
        return current;
    }

    /** Why nothing may be allowed at the moment. */
    Optional<String> refusal() {
        if (gone) {
            return Optional.of("the Ranger Admin knows no service '" + settings.service() + "' any more");
        }
        return current.filter(answers -> answers.confirmed().plus(settings.stale()).isAfter(clock.instant())).isPresent() ? Optional.empty()
                : Optional.of("the Ranger Admin has not confirmed the policies for more than " + settings.stale().toSeconds() + " seconds");
    }

    /** What is wrong, whether or not it stops anything yet. */
    Optional<String> problem() {
        return problem;
    }

    public State state() {
        return new State(settings.service(), settings.url().getHost(), current.map(Downloaded::confirmed), settings.stale(), problem, refusal());
    }

    private void poll() {
        try {
            round();
        } catch (IOException | JsonParseException | IllegalStateException failed) {
            say(Optional.of("the Ranger Admin at " + settings.url().getHost() + " did not answer: " + failed.getMessage()));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failed) {
            say(Optional.of("the Ranger Admin's answer could not be taken: " + failed.getClass().getSimpleName()));
        }
    }

    private void round() throws IOException, InterruptedException {
        Instant start = clock.instant();
        Optional<Downloaded> before = current;
        Answer policies = ask("/service/plugins/secure/policies/download/", "lastKnownVersion", before.map(Downloaded::policies), "policyVersion", "&supportsPolicyDeltas=false");
        Answer tags = ask("/service/tags/secure/download/", "lastKnownVersion", before.map(Downloaded::tags), "tagVersion", "&supportsTagDeltas=false");
        Answer roles = ask("/service/roles/secure/download/", "lastKnownRoleVersion", before.map(Downloaded::roles), "roleVersion", "");
        gone = policies.status == 404 || roles.status == 404;
        Downloaded answers = new Downloaded(policies.body(), tags.status == 404 ? "" : tags.body(), roles.body(), start);
        boolean news = before.filter(answers::says).isEmpty();
        current = Optional.of(answers);
        say(Optional.empty());
        if (cache.isPresent() && (news || written.plus(settings.stale().dividedBy(WRITES_A_LIMIT)).isBefore(start))) {
            cache.get().write(answers);
            written = start;
        }
    }

    /** @param kept the last answer, for a status that says that nothing changed */
    private record Answer(int status, String path, String sent, Optional<String> kept) {
        String body() {
            return switch (status) {
                case 200 -> sent;
                case 204, 304 -> kept.orElseThrow(() -> new IllegalStateException(path + " said that nothing changed, but nothing is known"));
                case 401 -> throw new IllegalStateException("401, it does not know the user or the password");
                case 403 -> throw new IllegalStateException("403, the user may not download " + path);
                case 404 -> throw new IllegalStateException("404, there is no such service");
                default -> throw new IllegalStateException(status + " to " + path);
            };
        }
    }

    private Answer ask(String path, String version, Optional<String> kept, String versionKey, String rest) throws IOException, InterruptedException {
        String query = "?" + version + "=" + kept.map(text -> known(text, versionKey)).orElse(-1L) + "&lastActivationTime=0&pluginId=datong" + rest;
        HttpRequest request = HttpRequest.newBuilder(settings.url().resolve(path + URLEncoder.encode(settings.service(), StandardCharsets.UTF_8) + query))
                .timeout(TO_ANSWER).header("Authorization", authorization()).header("Accept", "application/json").build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        return new Answer(response.statusCode(), path, response.body(), kept.filter(text -> !text.isEmpty()));
    }

    private static long known(String text, String key) {
        return text.isEmpty() ? -1 : JsonParser.parseString(text).getAsJsonObject().get(key).getAsLong();
    }

    private String authorization() throws IOException {
        Set<PosixFilePermission> allowed = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (!allowed.containsAll(Files.getPosixFilePermissions(settings.password()))) {
            throw new IllegalStateException("others may read the file of its password; 'chmod 600' it");
        }
        String password = Files.readString(settings.password()).strip();
        return "Basic " + Base64.getEncoder().encodeToString((settings.user() + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void say(Optional<String> what) {
        what.filter(message -> !problem.equals(what)).ifPresent(LOG::warn);
        problem = what;
    }

    @Override
    public void close() {
        poller.shutdownNow();
        http.close();
    }
}
