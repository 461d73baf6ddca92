package datong.classification;

import datong.classification.PersonalDataScanner.Kind;
import datong.classification.PersonalDataScanner.Span;

/** Finds names by their context: a word before them, a title behind them, a phone number behind them. */
final class NameSpans {
    private static final String LABELS = "：:　 ,，、是为叫“\"（(【";
    private final String text;
    private final NameFinder names;

    NameSpans(String text, NameFinder names) {
        this.text = text;
        this.names = names;
    }

    /** A name that follows a word which ends at {@code end}; null if none does. */
    Span after(Triggers.Word word, int end) {
        int start = end;
        while (start < text.length() && start - end < 2 && LABELS.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        if (start < text.length() && "小老阿".indexOf(text.charAt(start)) >= 0 && surname(start + 1) == 1 && boundary(start + 2)) {
            return span(start, start + 2);
        }
        int surname = surname(start);
        if (surname == 0 || Surnames.commonWord(text, start)) {
            return null;
        }
        int titled = Triggers.titleEnd(text, start + surname);
        if (titled > 0) {
            return span(start, titled);
        }
        int length = boundedLength(start, surname);
        if (length > surname && boundary(start + length)) {
            return span(start, start + length);
        }
        int known = names.nameAt(text, start);
        if (known > 0) {
            boolean announced = word.strength() == Triggers.Strength.LABEL;
            return span(start, start + Math.max(known, known > surname && !announced ? 0 : length));
        }
        boolean certain = word.strength() == Triggers.Strength.LABEL && (length > surname || boundary(start + surname));
        return certain ? span(start, start + length) : null;
    }

    /** The name before a title that begins at {@code title} and ends at {@code end}; the title is part of the span. */
    Span before(int title, int end) {
        int start = title - 1;
        if (start < 0) {
            return null;
        }
        if (title >= 2 && Surnames.compound(text, title - 2)) {
            return span(title - 2, end);
        }
        if (Surnames.single(text.charAt(start)) && !Surnames.doubtful(text.charAt(start))) {
            return span(start > 0 && Surnames.frequent(text.charAt(start - 1)) ? start - 1 : start, end);
        }
        for (int length = 3; length >= 2; length--) {
            int from = title - length;
            if (from >= 0 && ideographs(from, title) && Surnames.single(text.charAt(from)) && !Surnames.doubtful(text.charAt(from))
                    && !Surnames.grammatical(text, from + 1, title)) {
                return span(from, end);
            }
        }
        return null;
    }

    /** The name that stands directly before a phone number which begins at {@code phone}, perhaps with a label between. */
    Span beforePhone(int phone) {
        int end = phone;
        boolean moved = true;
        while (moved) {
            int before = end;
            while (end > 0 && LABELS.indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            for (String label : Triggers.PHONE_LABELS) {
                if (end >= label.length() && text.startsWith(label, end - label.length())) {
                    end -= label.length();
                    break;
                }
            }
            moved = end < before;
        }
        for (int length = 4; length >= 2; length--) {
            if (shape(end - length, end) && (end == length || boundary(end - length - 1))) {
                return span(end - length, end);
            }
        }
        for (int length = 2; length <= 4; length++) {
            if (shape(end - length, end) && names.nameAt(text, end - length) == length) {
                return span(end - length, end);
            }
        }
        return null;
    }

    /** Whether surname and given name could stand here, and nothing else does. */
    private boolean shape(int start, int end) {
        if (start < 0 || !ideographs(start, end)) {
            return false;
        }
        int surname = surname(start);
        int given = end - start - surname;
        return surname > 0 && given >= 1 && given <= 2 && !Surnames.grammatical(text, start + surname, end) && !Surnames.commonWord(text, start);
    }

    /** The name of whoever does what the verb at {@code verb} says, if it begins the phrase. */
    Span beforeVerb(int verb) {
        for (int length = 2; length <= 4 && length <= verb; length++) {
            int start = verb - length;
            boolean first = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
            if (first && shape(start, verb)) {
                boolean certain = surname(start) == 2 || length == 3 && Surnames.frequent(text.charAt(start));
                return certain || names.nameAt(text, start) >= length ? span(start, verb) : null;
            }
        }
        return null;
    }

    /** The name that a sign or word of enumeration at {@code end} joins to the one before it. */
    Span next(int end) {
        int start = end + 1;
        if (start >= text.length() || "、和与及跟同".indexOf(text.charAt(end)) < 0) {
            return null;
        }
        int surname = surname(start);
        if (surname == 0 || Surnames.commonWord(text, start)) {
            return null;
        }
        int length = boundedLength(start, surname);
        int known = names.nameAt(text, start);
        if (length > surname && boundary(start + length)) {
            return span(start, start + length);
        }
        return known > surname ? span(start, start + known) : null;
    }

    /** {@code 王某}, {@code 赵某某}: masked already, yet with place and time it may still lead to someone. */
    Span masked(int some) {
        int start = some - 1;
        if (start < 0 || !Surnames.single(text.charAt(start))) {
            return null;
        }
        return span(start, some + 1 < text.length() && text.charAt(some + 1) == '某' ? some + 2 : some + 1);
    }

    private int surname(int start) {
        if (start >= text.length()) {
            return 0;
        }
        if (Surnames.compound(text, start)) {
            return 2;
        }
        return Surnames.single(text.charAt(start)) ? 1 : 0;
    }

    /** Surname and at most two more characters, up to what cannot be part of a name. */
    private int boundedLength(int start, int surname) {
        int end = start + surname;
        while (end < text.length() && end - start - surname < 2 && Surnames.given(text, end)) {
            end++;
        }
        return end - start;
    }

    private boolean boundary(int index) {
        return index >= text.length() || !Character.isIdeographic(text.charAt(index)) || Surnames.grammatical(text, index, index + 1);
    }

    private boolean ideographs(int from, int to) {
        for (int index = from; index < to; index++) {
            if (!Character.isIdeographic(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private static Span span(int start, int end) {
        return new Span(Kind.NAME, start, end);
    }
}
