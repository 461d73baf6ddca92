package datong.subscription;

import datong.query.ChangeAnswer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Changes on their way to a receiver: decided, protected and in the audit log. */
public record Delivery(Subscription subscription, ChangeAnswer.Page page) {
    private static final int ID_BYTES = 16;

    /** The same for the same changes, however often they are sent. */
    public String id() {
        return "msg_" + digest(page.changes().getFirst().cursor() + ' ' + page.changes().getLast().cursor());
    }

    /** The same for the same change, whatever it is sent together with. */
    public static String id(ChangeAnswer.Change change) {
        return digest(change.cursor());
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
