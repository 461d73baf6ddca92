package datong.northbound.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.northbound.Report;
import datong.northbound.Superior;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Posts each report as JSON to {@code <url>/<kind>} under the header {@code Idempotency-Key}. */
public final class HttpSuperior implements Superior, AutoCloseable {
    /** Not about the report but about the moment or the connection. */
    private static final Set<Integer> LATER = Set.of(401, 403, 404, 405, 407, 408, 421, 425, 429);
    private static final int KNOWN = 409;
    private static final int LONGEST_ANSWER = 8 * 1024;
    private static final int LONGEST_WHY = 300;
    private static final int LONGEST_PAUSE = 3_600;
    private final HttpClient client;
    private final URI address;
    private final Supplier<Optional<String>> token;
    private final Duration patience;
    private final ObjectMapper json = new ObjectMapper();

    /** @param client with the certificate of the hub, where the superior asks for one; @param token sent as bearer token, asked each time so that it can be renewed */
    public HttpSuperior(HttpClient client, URI address, Supplier<Optional<String>> token, Duration patience) {
        this.client = client;
        this.address = address;
        this.token = token;
        this.patience = patience;
    }

    @Override
    public Answer send(Report report) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/" + report.kind().name().toLowerCase(Locale.ROOT))).timeout(patience)
                .header("Content-Type", "application/json").header("Idempotency-Key", report.key()).POST(HttpRequest.BodyPublishers.ofString(report.body()));
        token.get().ifPresent(given -> request.header("Authorization", "Bearer " + given));
        try {
            HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return answer(response, body);
            }
        } catch (IOException failure) {
            return new Answer.Later(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage(), Duration.ZERO);
        }
    }

    private Answer answer(HttpResponse<InputStream> response, InputStream body) throws IOException {
        int status = response.statusCode();
        if (status / 100 == 2 || status == KNOWN) {
            return new Answer.Taken();
        }
        if (status / 100 != 4 || LATER.contains(status)) {
            return new Answer.Later("the superior platform answered " + status, pause(response));
        }
        return new Answer.Refused(status + " " + why(new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)));
    }

    private static Duration pause(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,6}")).map(text -> Duration.ofSeconds(Math.min(LONGEST_PAUSE, Long.parseLong(text)))).orElse(Duration.ZERO);
    }

    /** The detail of a problem document, or the first words of whatever it said. */
    private String why(String text) {
        String said = text;
        try {
            JsonNode problem = json.readTree(text);
            said = problem.path("detail").asText(problem.path("message").asText(problem.path("title").asText(text)));
        } catch (JsonProcessingException plain) {
            said = text;
        }
        String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_WHY ? line.substring(0, LONGEST_WHY) + "…" : line;
    }

    @Override
    public void close() {
        client.close();
    }
}
