package datong.mapping;

import java.text.Normalizer;

/** Texts as sources write them. None of these allocate for a text that is clean already. */
final class Texts {
    private Texts() {}

    /** Without surrounding blanks of any kind: ASCII, ideographic, no-break, byte-order mark, zero width. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && blank(text.charAt(start))) {
            start++;
        }
        while (end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        return start == 0 && end == text.length() ? text : text.substring(start, end);
    }

    static boolean blank(char c) {
        return c <= ' ' || c == '\u3000' || c == '\u00A0' || c == '\uFEFF' || c == '\u200B';
    }

    /** NFKC: full-width digits, letters and signs become plain ones (N-03). For codes and numbers only. */
    static String plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && (c < 0x4E00 || c > 0x9FFF)) {
                return strip(Normalizer.normalize(text, Normalizer.Form.NFKC));
            }
        }
        return text;
    }

    /** Without any blank inside: {@code 110199 05 01}. */
    static String compact(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (blank(text.charAt(i))) {
                return withoutBlanks(text);
            }
        }
        return text;
    }

    private static String withoutBlanks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!blank(text.charAt(i))) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    /** Stars put there by the source: {@code 154****1001}. */
    static boolean masked(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('＊') >= 0 || text.indexOf('●') >= 0;
    }

    /** A name that an encoding has lost characters of. */
    static boolean lossy(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '?' || c == '？' || c == '\uFFFD' || (c >= '\uE000' && c <= '\uF8FF')) {
                return true;
            }
        }
        return false;
    }

    static boolean digits(String text) {
        return !text.isEmpty() && digits(text, 0, text.length());
    }

    static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** {@code 1.10199E+17}: a long number that a spreadsheet has cut to 15 digits. */
    static boolean scientific(String text) {
        int e = Math.max(text.indexOf('E'), text.indexOf('e'));
        if (e < 1 || e == text.length() - 1) {
            return false;
        }
        int exponent = text.charAt(e + 1) == '+' ? e + 2 : e + 1;
        int point = text.indexOf('.');
        boolean mantissa = point == 1 ? digits(text, 0, 1) && digits(text, 2, e) : e == 1 && digits(text, 0, 1);
        return mantissa && exponent < text.length() && digits(text, exponent, text.length());
    }
}
