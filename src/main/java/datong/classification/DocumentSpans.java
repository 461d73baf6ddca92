package datong.classification;

import datong.classification.PersonalDataScanner.Kind;
import datong.classification.PersonalDataScanner.Span;
import datong.schema.check.Characters;

/** Finds what begins with a Latin letter and leads to a person: passports, permits of Hong Kong, Macao and foreigners, accounts. */
final class DocumentSpans {
    private static final String PASSPORTS = "EGDSPHMKW";
    private static final String[] ACCOUNTS = {"wechat", "weixin", "qq", "vx", "wx", "v信"};
    private final String text;

    DocumentSpans(String text) {
        this.text = text;
    }

    /** What begins with the letter at {@code start}, or is announced by a word there; null if nothing. */
    Span at(int start) {
        if (start > 0 && (letter(start - 1) || digit(start - 1))) {
            return null;
        }
        Span document = document(start);
        if (document != null) {
            return document;
        }
        for (String word : ACCOUNTS) {
            if (word(word, start)) {
                return account(start + word.length());
            }
        }
        return null;
    }

    /** The account that a word ending at {@code end} announces; null if none follows. */
    Span account(int end) {
        int start = Labels.valueAfter(text, end);
        int position = start;
        boolean sign = false;
        while (position < text.length() && position - start < 24 && (letter(position) || digit(position) || "_-".indexOf(here(position)) >= 0)) {
            sign |= !letter(position);
            position++;
        }
        return sign && position - start >= 5 ? new Span(Kind.ACCOUNT, start, position) : null;
    }

    /** One or two letters with seven to ten digits, or three with twelve; a blank may stand between. */
    private Span document(int start) {
        int letters = start;
        while (letters < text.length() && letters - start < 4 && letter(letters)) {
            letters++;
        }
        int digits = letters + (letters < text.length() && here(letters) == ' ' ? 1 : 0);
        int end = digits;
        while (end < text.length() && end - digits < 14 && digit(end)) {
            end++;
        }
        int length = end - digits;
        boolean closed = end >= text.length() || !letter(end) && !digit(end);
        boolean passport = letters - start == 1 && PASSPORTS.indexOf(Characters.upper(here(start))) >= 0 && (length == 8 || length == 10 && digits == letters)
                || letters - start == 2 && Characters.upper(here(start)) == 'E' && length == 7;
        boolean permit = letters - start == 3 && length == 12 && digits == letters && here(digits) >= '1' && here(digits) <= '8';
        return closed && (passport || permit) ? new Span(Kind.DOCUMENT, start, end) : null;
    }

    /** The document whose name ends at {@code end}: letters and digits, five digits at least; one that begins with a digit is looked at as a number. */
    Span named(int end) {
        int start = Labels.valueAfter(text, end);
        int position = start;
        int digits = 0;
        while (position < text.length() && position - start < 20 && (letter(position) || digit(position) || " -字第".indexOf(here(position)) >= 0)) {
            digits += digit(position) ? 1 : 0;
            position++;
        }
        return digits >= 5 && !digit(start) ? new Span(Kind.DOCUMENT, start, position) : null;
    }

    private boolean word(String word, int start) {
        if (start + word.length() > text.length()) {
            return false;
        }
        for (int index = 0; index < word.length(); index++) {
            if (Character.toLowerCase(here(start + index)) != word.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    private boolean letter(int index) {
        return Characters.upperLetter(Characters.upper(here(index)));
    }

    private boolean digit(int index) {
        return Characters.digit(here(index));
    }

    private char here(int index) {
        return NumberSpans.at(text, index);
    }
}
