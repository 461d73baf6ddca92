package datong.cli;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds sealed items in the lines of a text and puts what they hold in their place, so that the text stays of its form. */
final class SealedItems {
    private static final String PART = "\\.[A-Za-z0-9_-]+";
    private static final Pattern SEALED = Pattern.compile("\\beyJ[A-Za-z0-9_-]+" + PART + PART + "\\.[A-Za-z0-9_-]*" + PART + "|\\bsm2" + PART + PART + PART);
    private final UnaryOperator<String> key;
    private final Form form;
    private long opened;

    enum Form {
        CSV, JSON, TEXT;

        static Form of(String name) {
            if (name.endsWith(".csv")) {
                return CSV;
            }
            return name.endsWith(".json") || name.endsWith(".ndjson") || name.endsWith(".jsonl") ? JSON : TEXT;
        }
    }

    SealedItems(UnaryOperator<String> key, Form form) {
        this.key = key;
        this.form = form;
    }

    String open(String line) {
        return SEALED.matcher(line).replaceAll(this::opened);
    }

    long opened() {
        return opened;
    }

    private String opened(MatchResult sealed) {
        opened++;
        String plain = key.apply(sealed.group());
        return java.util.regex.Matcher.quoteReplacement(switch (form) {
            case TEXT -> plain;
            case CSV -> '"' + (plain.isEmpty() || "=+-@\t\r".indexOf(plain.charAt(0)) < 0 ? "" : "'") + plain.replace("\"", "\"\"") + '"';
            case JSON -> json(plain);
        });
    }

    /** Without its quotation marks, which stand there already. */
    private static String json(String plain) {
        StringBuilder escaped = new StringBuilder();
        for (char letter : plain.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                escaped.append('\\').append(letter);
            } else if (letter < ' ') {
                escaped.append("\\u%04x".formatted((int) letter));
            } else {
                escaped.append(letter);
            }
        }
        return escaped.toString();
    }
}
