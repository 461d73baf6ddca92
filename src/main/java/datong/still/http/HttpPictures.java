package datong.still.http;

import datong.still.Coarsening;
import datong.still.Pictures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Follows no redirect: an address that a source names leads nowhere but where an administrator said that pictures are. */
public final class HttpPictures implements Pictures, AutoCloseable {
    private final List<URI> from;
    private final Duration patience;
    private final HttpClient client;

    /** @param from what an address must begin with: scheme, host, port, and a path that ends in a slash; @param patience for the whole answer */
    public HttpPictures(List<URI> from, SSLContext trust, Duration patience) {
        this.from = List.copyOf(from);
        this.patience = patience;
        this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(patience).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /** @throws IllegalArgumentException for what cannot be one of {@code from} */
    public static URI allowed(String prefix) {
        URI uri = URI.create(prefix.strip());
        if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null
                || !uri.getPath().endsWith("/")) {
            throw new IllegalArgumentException("'" + prefix + "' is no place that pictures are fetched from; expected one like http://10.0.0.8/p/ with a slash at its end");
        }
        return uri.normalize();
    }

    @Override
    public Answer fetch(URI address) throws InterruptedException {
        if (from.stream().noneMatch(place -> within(place, address))) {
            return new Answer.NotAllowed("ADDRESS_NOT_ALLOWED");
        }
        HttpRequest request = HttpRequest.newBuilder(address).timeout(patience).header("User-Agent", "datong").header("Accept", "image/jpeg, image/png").build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Coarsening.MOST_BYTES));
        try {
            HttpResponse<byte[]> got = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return got.statusCode() == 200 ? new Answer.Fetched(got.body()) : new Answer.NotNow("ANSWERED_" + got.statusCode());
        } catch (ExecutionException | TimeoutException broken) {
            answer.cancel(true);
            return new Answer.NotNow("NOT_REACHED");
        }
    }

    /** A path with dots or escapes in it could mean another than it seems to. */
    private static boolean within(URI place, URI address) {
        String path = String.valueOf(address.getRawPath());
        return place.getScheme().equalsIgnoreCase(address.getScheme()) && address.getHost() != null && place.getHost().toLowerCase(Locale.ROOT).equals(address.getHost().toLowerCase(Locale.ROOT))
                && place.getPort() == address.getPort() && address.getUserInfo() == null && path.startsWith(place.getRawPath()) && !path.contains("..") && !path.matches(".*%2[EeFf].*");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
