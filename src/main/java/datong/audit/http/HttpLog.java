package datong.audit.http;

import datong.audit.RemoteLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Fetches the public part of a log from its prefix, such as {@code https://hub.example/log/}. */
public final class HttpLog implements RemoteLog.Fetch {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI prefix;

    public HttpLog(URI prefix) {
        this.prefix = prefix.toString().endsWith("/") ? prefix : URI.create(prefix + "/");
    }

    @Override
    public byte[] get(String path) throws IOException {
        try {
            HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(prefix.resolve(path)).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(prefix.resolve(path) + " answered " + answer.statusCode() + "; expected the log's public part there");
            }
            return answer.body();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + prefix, stopped);
        }
    }
}
