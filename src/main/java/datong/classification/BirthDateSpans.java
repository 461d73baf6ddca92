package datong.classification;

import datong.classification.PersonalDataScanner.Kind;
import datong.classification.PersonalDataScanner.Span;
import datong.schema.check.Characters;

/** Finds a date, month or year that a word beside it makes a birth date: {@code 1958年3月12日出生}, {@code 生日1958-03-12}. */
final class BirthDateSpans {
    private static final String[] BEFORE = {"出生日期", "出生年月日", "出生年月", "出生时间", "出生于", "出生", "生于", "生日"};
    private static final String[] BEHIND = {"出生", "生人", "生"};
    private static final String YEARS = "年./-";
    private static final String MONTHS = "月./-";
    private final String text;

    BirthDateSpans(String text) {
        this.text = text;
    }

    /** The date that begins at {@code start}, where a digit or a numeral stands; null if nobody was born then. */
    Span at(int start) {
        int year = run(start);
        int end = year - start == 2 || year - start == 4 ? afterYear(year) : 0;
        boolean labelled = labelled(start);
        if (labelled && end == 0 && (year - start == 8 || year - start == 6)) {
            end = year;
        }
        return end > 0 && (labelled || bornBehind(end)) ? new Span(Kind.BIRTH_DATE, start, end) : null;
    }

    /** End of the date whose year ends at {@code year}; 0 if no month or sign of a year follows. */
    private int afterYear(int year) {
        if (!is(YEARS, year)) {
            return 0;
        }
        int month = run(year + 1);
        boolean monthFollows = month > year + 1 && month - year <= 3;
        if (!monthFollows) {
            return text.charAt(year) == '年' ? year + 1 : 0;
        }
        if (!is(MONTHS, month)) {
            return month;
        }
        int day = run(month + 1);
        boolean dayFollows = day > month + 1 && day - month <= 4;
        int end = dayFollows ? day : month + 1;
        return is("日号", end) ? end + 1 : end;
    }

    private int run(int start) {
        int end = start;
        while (end < text.length() && end - start < 9 && (Characters.digit(NumberSpans.at(text, end)) || WrittenNumbers.sign(text.charAt(end)) || text.charAt(end) == '十')) {
            end++;
        }
        return end;
    }

    private boolean is(String signs, int index) {
        return index < text.length() && signs.indexOf(NumberSpans.at(text, index)) >= 0;
    }

    private boolean labelled(int start) {
        return Labels.endsBefore(text, start, BEFORE);
    }

    /** 生 alone must end the phrase: {@code 1998年生产} is none. */
    private boolean bornBehind(int end) {
        for (String word : BEHIND) {
            int after = end + word.length();
            if (text.startsWith(word, end) && (word.length() > 1 || after >= text.length() || !Character.isIdeographic(text.charAt(after)))) {
                return true;
            }
        }
        return false;
    }
}
