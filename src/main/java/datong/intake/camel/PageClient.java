package datong.intake.camel;

import datong.intake.Spool;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks a REST source for one page, some times over if need be. Follows no redirect, so that no secret goes where it was not meant to. */
final class PageClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*\\brel=\"?next\"?");
    private static final long LONGEST = 256L << 20;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private final PagesEndpoint endpoint;
    private final HttpClient http;
    private Optional<String> token = Optional.empty();

    PageClient(PagesEndpoint endpoint) {
        this.endpoint = endpoint;
        this.http = HttpClient.newBuilder().connectTimeout(Duration.ofMillis(endpoint.getTimeout())).sslContext(endpoint.component().trust()).build();
    }

    /** @param next the address that the answer's Link header names, if it does */
    record Page(Spool.Spooled body, Optional<URI> next) {}

    /** @throws UnreadableSource if the source would not give the page */
    Page get(URI address, long row) throws UnreadableSource, IOException {
        String trouble = "";
        Duration pause = PAUSE;
        for (int attempt = 1; attempt <= endpoint.getTries(); attempt++) {
            if (attempt > 1) {
                rest(pause);
            }
            try {
                HttpResponse<InputStream> answer = send(request(address));
                try (InputStream body = answer.body()) {
                    if (answer.statusCode() == 200) {
                        return new Page(endpoint.component().spool().keep(body, LONGEST), next(address, answer));
                    }
                }
                trouble = "answered " + answer.statusCode();
                if (answer.statusCode() == 401) {
                    token = Optional.empty();
                } else if (answer.statusCode() < 500 && answer.statusCode() != 429 && answer.statusCode() != 408) {
                    throw refused(trouble, row);
                }
                pause = retryAfter(answer).orElse(pause.multipliedBy(2));
            } catch (Spool.TooLong tooLong) {
                throw refused("gave a page longer than " + LONGEST + " bytes", row);
            } catch (IOException broken) {
                trouble = "broke off (" + broken.getClass().getSimpleName() + ")";
                pause = pause.multipliedBy(2);
            }
        }
        throw refused(trouble + " " + endpoint.getTries() + " times", row);
    }

    private static UnreadableSource refused(String trouble, long row) {
        return new UnreadableSource("SOURCE_UNAVAILABLE", row, "the source " + trouble + " after record " + row
                + "; the pull is repeated from its beginning at the next poll. If it stays so, check address, access and the source itself");
    }

    private HttpRequest request(URI address) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofMillis(endpoint.getTimeout()))
                .header("Accept", "application/json, application/xml;q=0.9, */*;q=0.5").GET();
        if (!endpoint.getHeader().isBlank()) {
            request.header(endpoint.getHeader(), endpoint.getHeaderValue());
        }
        if (!endpoint.getUser().isBlank()) {
            request.header("Authorization", basic(endpoint.getUser(), endpoint.getPassword()));
        }
        if (!endpoint.getTokenUrl().isBlank()) {
            request.header("Authorization", "Bearer " + token());
        }
        return request.build();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String token() throws IOException {
        if (token.isEmpty()) {
            String form = "grant_type=client_credentials" + (endpoint.getScope().isBlank() ? "" : "&scope=" + URLEncoder.encode(endpoint.getScope(), StandardCharsets.UTF_8));
            HttpResponse<InputStream> answer = send(HttpRequest.newBuilder(URI.create(endpoint.getTokenUrl())).timeout(Duration.ofMillis(endpoint.getTimeout()))
                    .header("Authorization", basic(endpoint.getClientId(), endpoint.getClientSecret())).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)).build());
            try (InputStream body = answer.body()) {
                token = Optional.of(JSON.readTree(body.readNBytes(1 << 20)).path("access_token").asString("")).filter(text -> !text.isEmpty() && answer.statusCode() == 200);
            } catch (JacksonException unreadable) {
                throw new IOException("the token server gave no JSON");
            }
        }
        return token.orElseThrow(() -> new IOException("the token server gave no token"));
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    /** Only on the same server: a link to elsewhere would carry the access there. */
    private static Optional<URI> next(URI address, HttpResponse<InputStream> answer) {
        for (String link : answer.headers().allValues("Link")) {
            Matcher next = NEXT.matcher(link);
            if (next.find()) {
                URI target = address.resolve(next.group(1));
                return Optional.of(target).filter(named -> String.valueOf(named.getAuthority()).equals(address.getAuthority()) && named.getScheme().equals(address.getScheme()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> retryAfter(HttpResponse<InputStream> answer) {
        return answer.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,6}")).map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(asked -> asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    }

    private static void rest(Duration pause) throws IOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }
}
