package datong.subscription.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 of id, time and body, once for each secret that is valid (Standard Webhooks 1.0.0, symmetric). */
final class WebhookSignature {
    private WebhookSignature() {}

    static String of(String id, Instant at, byte[] body, List<byte[]> secrets) {
        return secrets.stream().map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, id, at, body))).collect(Collectors.joining(" "));
    }

    private static byte[] mac(byte[] secret, String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + '.' + at.getEpochSecond() + '.').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
        }
    }
}
