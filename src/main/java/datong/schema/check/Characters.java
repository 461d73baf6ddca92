package datong.schema.check;

/** What codes and numbers arrive as, one character at a time: full-width forms, blanks, marks of masking. */
public final class Characters {
    private Characters() {}

    /** The half-width form of a full-width letter, digit, sign or blank; any other character as it is. */
    public static char halfWidth(char character) {
        if (character >= '！' && character <= '～') {
            return (char) (character - 0xFEE0);
        }
        return character == '\u3000' || character == '\u00A0' ? ' ' : character;
    }

    public static boolean digit(char character) {
        return character >= '0' && character <= '9';
    }

    public static boolean upperLetter(char character) {
        return character >= 'A' && character <= 'Z';
    }

    public static char upper(char character) {
        return character >= 'a' && character <= 'z' ? (char) (character - 32) : character;
    }

    /** Blanks and invisible characters that people and spreadsheets leave inside numbers. */
    static boolean blank(char character) {
        return character <= ' ' || character == '\u200B' || character == '\uFEFF';
    }

    static boolean hyphen(char character) {
        return character == '-' || character >= '\u2010' && character <= '\u2015' || character == '\u2212';
    }

    /** Whether part of the value was replaced by stars before it reached us. */
    public static boolean masked(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '*' || character == '＊' || character == '●' || character == '•' || character == '×') {
                return true;
            }
        }
        return false;
    }

    /** Upper-case and half-width, without blanks and, if asked, without hyphens. */
    static String compact(String text, boolean dropHyphens) {
        return isCompact(text, dropHyphens) ? text : compacted(text, dropHyphens);
    }

    private static boolean isCompact(String text, boolean dropHyphens) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean plain = character > ' ' && character < 0x7f && (character < 'a' || character > 'z') && (character != '-' || !dropHyphens);
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static String compacted(String text, boolean dropHyphens) {
        StringBuilder compact = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = upper(halfWidth(text.charAt(index)));
            if (!blank(character) && !(dropHyphens && hyphen(character))) {
                compact.append(hyphen(character) ? '-' : character);
            }
        }
        return compact.toString();
    }

    static boolean digits(String text, int from, int to) {
        for (int index = from; index < to; index++) {
            if (!digit(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }
}
