package datong.classification;

import datong.classification.PersonalDataScanner.Kind;
import datong.classification.PersonalDataScanner.Span;
import datong.schema.check.Characters;

/** Numbers that somebody spelt out digit by digit so that no machine reads them: {@code 幺三八…}, {@code 壹叁捌…}, {@code 138零零…}. */
final class WrittenNumbers {
    private static final String SIGNS = "零〇幺一壹二贰两三叁四肆五伍六陆七柒八捌九玖";
    private static final String DIGITS = "0011122233445566778899";
    private static final int SHORTEST = 7;

    private WrittenNumbers() {}

    /** Whether the character is a numeral that stands for one digit. */
    static boolean sign(char character) {
        return SIGNS.indexOf(character) >= 0;
    }

    /** The number that begins at {@code start}, with a numeral among its first digits at least; null if it is too short to be one of a person. */
    static Span at(String text, int start) {
        StringBuilder digits = new StringBuilder(24);
        boolean written = false;
        int end = start;
        for (; end < text.length() && digits.length() < 24; end++) {
            char character = NumberSpans.at(text, end);
            int sign = SIGNS.indexOf(character);
            if (sign < 0 && !Characters.digit(character) && (character != 'X' && character != 'x' || digits.length() != 17)) {
                break;
            }
            written |= sign >= 0;
            digits.append(sign >= 0 ? DIGITS.charAt(sign) : character);
        }
        if (!written || digits.length() < SHORTEST) {
            return null;
        }
        Span plain = new NumberSpans(digits.toString()).at(0);
        return new Span(plain != null && plain.end() == digits.length() ? plain.kind() : Kind.NUMBER, start, end);
    }
}
