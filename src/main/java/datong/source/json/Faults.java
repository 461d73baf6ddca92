package datong.source.json;

import datong.source.DecodedText;
import datong.source.Defect;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Words for what is wrong with JSON; never the text itself, for the library's messages quote it. */
final class Faults {
    private Faults() {}

    static String describe(JacksonException broken) {
        String message = String.valueOf(broken.getOriginalMessage());
        if (message.contains("nesting depth")) {
            return "nested deeper than " + FlatJson.DEEPEST;
        }
        if (message.contains("maximum allowed")) {
            return "a value is too long";
        }
        if (message.contains("Duplicate")) {
            return "a key stands twice in one object";
        }
        if (message.contains("end-of-input")) {
            return "it ends too early";
        }
        return "a character is not allowed there";
    }

    /** Empty where the library does not say. */
    static String place(JacksonException broken) {
        return broken.getLocation() == null ? "" : ", at line " + broken.getLocation().getLineNr() + " column " + broken.getLocation().getColumnNr();
    }

    static Optional<Defect> brokenBytes(DecodedText text, Map<String, String> cells) {
        return text.broken() && cells.values().stream().anyMatch(DecodedText::marked)
                ? Optional.of(DecodedText.brokenBytes()) : Optional.empty();
    }
}
