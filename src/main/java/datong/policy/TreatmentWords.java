package datong.policy;

import java.util.List;
import java.util.Optional;

/** Treatments as policies and publications write them: {@code mask}, {@code truncate:6}. */
public final class TreatmentWords {
    /** The words, with a number where one is needed. */
    public static final List<String> ALL = List.of(
            "reveal", "mask", "truncate:n", "generalise:n", "generalise", "pseudonymise", "encrypt", "preserve-format", "redact", "drop");

    private TreatmentWords() {}

    /** Empty if it is no such word. */
    public static Optional<Treatment> parse(String word) {
        int colon = word.indexOf(':');
        if (colon < 0) {
            return plain(word);
        }
        if (!word.substring(colon + 1).matches("[1-9][0-9]{0,2}")) {
            return Optional.empty();
        }
        int keep = Integer.parseInt(word.substring(colon + 1));
        return switch (word.substring(0, colon)) {
            case "truncate" -> Optional.of(new Treatment.Truncate(keep));
            case "generalise" -> Optional.of(new Treatment.Generalise(keep));
            default -> Optional.empty();
        };
    }

    private static Optional<Treatment> plain(String word) {
        return switch (word) {
            case "reveal" -> Optional.of(new Treatment.Reveal());
            case "mask" -> Optional.of(new Treatment.Mask());
            case "generalise" -> Optional.of(new Treatment.Generalise(0));
            case "pseudonymise" -> Optional.of(new Treatment.Pseudonymise());
            case "encrypt" -> Optional.of(new Treatment.EncryptForRecipient());
            case "preserve-format" -> Optional.of(new Treatment.PreserveFormat());
            case "redact" -> Optional.of(new Treatment.RedactText());
            case "drop" -> Optional.of(new Treatment.Drop());
            default -> Optional.empty();
        };
    }
}
