package datong.audit.http;

import datong.audit.Checkpoint;
import datong.audit.Witness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A witness at its submission prefix. */
public final class HttpWitness implements Witness {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LONGEST_ANSWER = 16_384;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;

    public HttpWitness(URI prefix) {
        this.address = URI.create(prefix.toString().replaceAll("/$", "") + "/add-checkpoint");
    }

    @Override
    public Answer add(long oldSize, List<byte[]> proof, Checkpoint checkpoint) throws IOException {
        String body = new WitnessRequest(oldSize, proof, checkpoint).text();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)).build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return read(answer.statusCode(), answer.body().substring(0, Math.min(LONGEST_ANSWER, answer.body().length())));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + address, stopped);
        }
    }

    private Answer read(int status, String body) throws IOException {
        try {
            return switch (status) {
                case 200 -> new Answer.Cosigned(body.lines().map(Checkpoint.NoteSignature::parse).toList());
                case 409 -> new Answer.Conflict(Long.parseUnsignedLong(body.strip()));
                case 400, 403, 404, 422 -> new Answer.Refused(status, body.lines().findFirst().orElse(""));
                default -> throw new IOException(address + " answered " + status);
            };
        } catch (IllegalArgumentException unreadable) {
            throw new IOException(address + " answered " + status + " with what is no answer of a witness", unreadable);
        }
    }
}
