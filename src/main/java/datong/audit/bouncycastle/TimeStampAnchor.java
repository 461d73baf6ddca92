package datong.audit.bouncycastle;

import datong.audit.Anchor;
import datong.audit.Checkpoint;
import datong.audit.TimeStamps;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** A time-stamp authority of RFC 3161 over HTTP. Its token over the checkpoint's note is checked before it counts as kept. */
public final class TimeStampAnchor implements Anchor {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final SecureRandom random = new SecureRandom();
    private final URI authority;
    private final TimeStamps trusted;

    public TimeStampAnchor(URI authority, TimeStamps trusted) {
        this.authority = authority;
        this.trusted = trusted;
    }

    @Override
    public byte[] keep(Checkpoint checkpoint) throws IOException {
        byte[] note = checkpoint.note().getBytes(StandardCharsets.UTF_8);
        try {
            TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            TimeStampRequest request = generator.generate(TSPAlgorithms.SHA256, java.security.MessageDigest.getInstance("SHA-256").digest(note), new BigInteger(64, random));
            TimeStampResponse response = new TimeStampResponse(asked(request.getEncoded()));
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw new IOException(authority + " gave no time stamp: " + response.getStatusString());
            }
            byte[] token = response.getTimeStampToken().getEncoded();
            trusted.verify(token, note);
            return token;
        } catch (TSPException | java.security.GeneralSecurityException | TimeStamps.InvalidTimeStamp invalid) {
            throw new IOException(authority + " gave no good time stamp: " + invalid.getMessage(), invalid);
        }
    }

    private byte[] asked(byte[] request) throws IOException {
        HttpRequest question = HttpRequest.newBuilder(authority).timeout(PATIENCE).header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request)).build();
        try {
            HttpResponse<byte[]> answer = client.send(question, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(authority + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + authority, stopped);
        }
    }
}
