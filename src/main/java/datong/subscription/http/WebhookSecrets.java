package datong.subscription.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * The secrets that deliveries are signed with, made of a key of the ring: nothing is stored, and no secret tells another.
 *
 * @param digest under the ring's key for them
 */
public record WebhookSecrets(UnaryOperator<byte[]> digest) {
    /** @param generation from 1; raising it in the subscription's file makes the next secret, and the one before stays valid until it is raised again */
    byte[] secret(String subscription, int generation) {
        return digest.apply(("webhook\0" + subscription + "\0" + generation).getBytes(StandardCharsets.UTF_8));
    }

    /** As receivers' libraries take it. */
    public String words(String subscription, int generation) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret(subscription, generation));
    }
}
