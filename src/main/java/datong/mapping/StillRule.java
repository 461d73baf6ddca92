package datong.mapping;

import com.github.f4b6a3.ulid.Ulid;
import datong.schema.ItemName;
import datong.source.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where a record has the picture that a camera took: in base64, or at an address it can be fetched from. The record itself holds a reference to it and never the picture; the same picture of the
 * same record has the same reference in every delivery.
 *
 * @param ordinal of the item that takes the reference, in the main output
 * @param caseColumn where the number of the case stands that came of it
 */
public record StillRule(String source, ItemName item, int ordinal, String column, int slot, Optional<String> caseColumn, NullWords nullWords) {
    /** Flag of a record whose cell holds neither a picture nor an address of one. */
    public static final String UNREADABLE = "STILL_UNREADABLE";
    private static final int LONGEST_CASE = 64;
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S{3,1000}");
    /** JPEG and PNG, as their bytes begin; perhaps with a declaration before them. */
    private static final Pattern PICTURE = Pattern.compile("(?:data:image/[\\w.+-]{1,40};base64,)?\\s*(?:/9j/|iVBORw0KGgo)[A-Za-z0-9+/=\\s]{32,}+");

    /** @param key the record's at its source */
    void apply(Reading reading, String key, Object[] values) {
        String text = reading.take(slot);
        if (text == null || nullWords.holds(text)) {
            return;
        }
        if (!address(text) && !PICTURE.matcher(text).matches()) {
            reading.doubt(UNREADABLE, item);
            return;
        }
        values[ordinal] = reference(key, text);
    }

    /** Whether the cell says where the picture is, and does not hold it. */
    public static boolean address(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** What the record's cell holds. */
    public Optional<String> text(RawRecord raw) {
        return cell(raw, column);
    }

    /** The case that came of it, as far as the record says. */
    public Optional<String> caseNumber(RawRecord raw) {
        return caseColumn.flatMap(name -> cell(raw, name)).filter(number -> number.length() <= LONGEST_CASE && !nullWords.holds(number));
    }

    private static Optional<String> cell(RawRecord raw, String column) {
        return Optional.ofNullable(raw.cell(column)).map(Texts::strip).filter(text -> !text.isEmpty());
    }

    /** 26 characters in the form of a ULID; tells nothing of the picture. */
    private String reference(String key, String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((source + "\n" + key + "\n").getBytes(StandardCharsets.UTF_8));
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
            return Ulid.from(new UUID(digest.getLong(), digest.getLong())).toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
