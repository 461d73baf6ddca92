package datong.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures in base64 within a text, known by how their bytes begin: a camera's still shows faces and plates, whatever its column is called. */
final class Pictures {
    private static final int SHORTEST = 64;
    private static final String JPEG = "\\\\?[/_]9j\\\\?[/_]";
    private static final String PNG = "iVBORw0KGgo";
    private static final String GIF = "R0lGOD[dl]h";
    private static final String WEBP = "UklGR[\\w+/-]{7}RUJQ";
    private static final String HEIF = "AAAA[\\w+/-][GWm2]Z0eX[A-D]";
    private static final String DECLARED = "data:image\\\\?/[\\w.+-]{1,40}+;base64,";
    /** Goes on over line breaks, escapes and blanks (a plus sign that a form turned into one): rather too far than not far enough. */
    private static final Pattern PICTURE = Pattern.compile(
            "(?:" + String.join("|", DECLARED, JPEG, PNG, GIF, WEBP, HEIF) + ")[\\w+/=\\\\\\s-]{40,}+");

    private Pictures() {}

    /** The text with each picture's length and digest in its place: the same picture gives the same words. */
    static String noted(String text) {
        return text.length() < SHORTEST ? text : PICTURE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(note(found.group())));
    }

    private static String note(String picture) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(picture.getBytes(StandardCharsets.UTF_8));
            return "[picture not kept: " + picture.length() + " characters, SHA-256 " + HexFormat.of().formatHex(digest) + "]";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
