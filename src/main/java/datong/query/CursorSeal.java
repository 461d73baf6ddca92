package datong.query;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes an opaque text of what a caller hands back later, and reads it only from whom it was given to, for what it was given.
 *
 * @param kind what the texts are for: one kind is not read as another
 */
record CursorSeal(KeyedDigest digest, String kind) {
    private static final int SEAL = 16;

    /** @param fingerprint of the caller and the question */
    String seal(byte[] payload, byte[] fingerprint) {
        byte[] whole = Arrays.copyOf(mac(payload, fingerprint), SEAL + payload.length);
        System.arraycopy(payload, 0, whole, SEAL, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** What was sealed; empty if the text is not one of ours, or was given to somebody else or for something else. */
    Optional<byte[]> open(String text, byte[] fingerprint) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(whole, Math.min(SEAL, whole.length), whole.length);
        return whole.length > SEAL && MessageDigest.isEqual(mac(payload, fingerprint), Arrays.copyOf(whole, SEAL)) ? Optional.of(payload) : Optional.empty();
    }

    private byte[] mac(byte[] payload, byte[] fingerprint) {
        byte[] name = kind.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(name.length).array());
        bytes.writeBytes(name);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(fingerprint.length).array());
        bytes.writeBytes(fingerprint);
        bytes.writeBytes(payload);
        return Arrays.copyOf(digest.digest(bytes.toByteArray()), SEAL);
    }
}
