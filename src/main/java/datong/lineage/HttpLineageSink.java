package datong.lineage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Posts events to an OpenLineage endpoint, e.g. Marquez's {@code /api/v1/lineage}. */
public final class HttpLineageSink implements LineageSink, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build();
    private final URI address;
    private final Optional<String> token;

    /** @param token sent as bearer token */
    public HttpLineageSink(URI address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    @Override
    public void send(String event) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event));
        token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
        HttpResponse<Void> response = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("the lineage endpoint answered " + response.statusCode());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
