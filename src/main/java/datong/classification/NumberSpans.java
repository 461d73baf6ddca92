package datong.classification;

import datong.classification.PersonalDataScanner.Kind;
import datong.classification.PersonalDataScanner.Span;
import datong.schema.check.BankCard;
import datong.schema.check.Characters;
import datong.schema.check.ResidentId;

/** Finds numbers of persons at a run of digits, whole or in groups with blanks, hyphens, dots or an end of line between. One per scan. */
final class NumberSpans {
    private static final int MOST = 24;
    private static final int GROUPS = 24;
    private final String text;
    private final char[] digits = new char[MOST + 1];
    private final int[] groupLength = new int[GROUPS];
    private final int[] groupEnd = new int[GROUPS];
    private int groups;
    private int count;

    NumberSpans(String text) {
        this.text = text;
    }

    /** The personal number that begins with the digit at {@code start}; null if there is none. */
    Span at(int start) {
        read(start);
        for (int group = groups; group >= 1; group--) {
            int length = length(group);
            Kind kind = kind(length, group);
            if (kind != null) {
                return new Span(kind, from(start), groupEnd[group - 1] + (identityWithX(length, group) ? 1 : 0));
            }
        }
        return null;
    }

    /** End of the first group of digits read by the last call. */
    int firstGroupEnd() {
        return groupEnd[0];
    }

    private void read(int start) {
        groups = 0;
        count = 0;
        int position = start;
        while (groups < GROUPS) {
            int begin = position;
            while (position < text.length() && Characters.digit(at(text, position)) && count < MOST) {
                digits[count++] = at(text, position++);
            }
            if (position == begin || position < text.length() && Characters.digit(at(text, position))) {
                skipDigits(position, begin);
                return;
            }
            groupLength[groups] = position - begin;
            groupEnd[groups++] = position;
            int separator = separator(position);
            if (separator == 0) {
                return;
            }
            position += separator;
        }
    }

    /** A run longer than any number of a person: the first group ends behind it, and no group is tried. */
    private void skipDigits(int position, int begin) {
        int end = position;
        while (end < text.length() && Characters.digit(at(text, end))) {
            end++;
        }
        if (groups == 0) {
            groupEnd[0] = Math.max(end, begin + 1);
        }
    }

    private int separator(int position) {
        int length = 0;
        while (length < 3 && position + length < text.length() && separator(at(text, position + length))) {
            length++;
        }
        boolean digitFollows = position + length < text.length() && Characters.digit(at(text, position + length));
        return digitFollows ? length : 0;
    }

    private static boolean separator(char character) {
        return " -)—–.·_\n\r\t\u200B".indexOf(character) >= 0;
    }

    private int length(int group) {
        int length = 0;
        for (int index = 0; index < group; index++) {
            length += groupLength[index];
        }
        return length;
    }

    private Kind kind(int length, int group) {
        if (length == 11 && mobile(0) || length == 13 && digits[0] == '8' && digits[1] == '6' && mobile(2)
                || length == 15 && digits[0] == '0' && digits[1] == '0' && digits[2] == '8' && digits[3] == '6' && mobile(4)) {
            return Kind.PHONE;
        }
        if (identity(length) || identityWithX(length, group)) {
            return Kind.ID_NUMBER;
        }
        if (landline(length, group)) {
            return Kind.PHONE;
        }
        boolean card = BankCard.holds(java.nio.CharBuffer.wrap(digits, 0, count), 0, length);
        return card ? Kind.BANK_CARD : null;
    }

    private boolean mobile(int from) {
        return digits[from] == '1' && digits[from + 1] >= '3';
    }

    /** A number of 15 digits has no check digit: it counts only with a birth date from 1920 on, which spares grid codes. */
    private boolean identity(int length) {
        if (length == 18) {
            return ResidentId.parse(new String(digits, 0, 18)) instanceof ResidentId.Valid;
        }
        return length == 15 && digits[6] >= '2' && ResidentId.parse(new String(digits, 0, 15)) instanceof ResidentId.Valid;
    }

    private boolean identityWithX(int length, int group) {
        int next = groupEnd[group - 1];
        boolean x = length == 17 && next < text.length() && Characters.upper(at(text, next)) == 'X';
        return x && ResidentId.parse(new String(digits, 0, 17) + "X") instanceof ResidentId.Valid;
    }

    /** Area code and number together, or apart as 3 or 4 and 7 or 8 digits. */
    private boolean landline(int length, int group) {
        if (digits[0] != '0' || digits[1] == '0' || length < 10 || length > 12) {
            return false;
        }
        boolean apart = (groupLength[0] == 3 || groupLength[0] == 4) && group <= 3;
        return group == 1 && length >= 11 || apart;
    }

    /** A plus before 86 or a bracket before the area code belongs to the number. */
    private int from(int start) {
        boolean sign = start > 0 && (at(text, start - 1) == '+' || at(text, start - 1) == '(');
        return sign ? start - 1 : start;
    }

    static char at(String text, int index) {
        return Characters.halfWidth(text.charAt(index));
    }
}
