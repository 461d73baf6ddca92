package datong.correction;

import datong.schema.ItemDefinition;
import datong.schema.ItemType;
import datong.schema.check.Checked;
import datong.schema.check.Phone;
import datong.schema.check.ResidentId;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Single values as text, and back. */
public final class Values {
    private Values() {}

    /** The same text for the same value, whether it comes from a source or from the ledger; the empty text for none. */
    public static String text(Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            case Instant moment -> moment.truncatedTo(ChronoUnit.MICROS).toString();
            default -> value.toString();
        };
    }

    /** As somebody wrote it: numbers of persons in their normal form, by which they are found. */
    static Optional<Object> written(ItemDefinition item, String text) {
        Checked checked = switch (item.kind()) {
            case PHONE -> Phone.parse(text);
            case ID_NUMBER -> ResidentId.parse(text) instanceof ResidentId.Valid valid ? new Checked.Valid(valid.number()) : new Checked.Masked();
            default -> new Checked.Masked();
        };
        return read(item.type(), checked instanceof Checked.Valid valid ? valid.value() : text);
    }

    /** Empty if the text is no value of the type; lists and documents have none. */
    public static Optional<Object> read(ItemType type, String text) {
        try {
            return switch (type) {
                case STRING -> Optional.of(text);
                case INTEGER -> Optional.of(Integer.valueOf(text));
                case DECIMAL -> text.length() > 40 || text.matches(".*[eE].*") ? Optional.empty() : Optional.of(new BigDecimal(text));
                case DATE -> Optional.of(LocalDate.parse(text));
                case TIMESTAMP -> Optional.of(text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant());
                case BOOLEAN -> text.equals("true") || text.equals("false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
                case STRINGS, JSON -> Optional.empty();
            };
        } catch (NumberFormatException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
