package datong.audit.http;

import datong.audit.Anchor;
import datong.audit.Checkpoint;
import datong.audit.FolderAnchor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A place that takes files by HTTP PUT, one checkpoint a file. */
public final class PutAnchor implements Anchor {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI place;

    public PutAnchor(URI place) {
        this.place = place;
    }

    @Override
    public byte[] keep(Checkpoint checkpoint) throws IOException {
        URI file = URI.create(place.toString().replaceAll("/$", "") + "/" + FolderAnchor.name(checkpoint));
        HttpRequest request = HttpRequest.newBuilder(file).timeout(PATIENCE).header("Content-Type", "text/plain; charset=utf-8")
                .PUT(HttpRequest.BodyPublishers.ofString(checkpoint.note(), StandardCharsets.UTF_8)).build();
        try {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new IOException(place + " answered " + status);
            }
            return new byte[0];
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + place, stopped);
        }
    }
}
