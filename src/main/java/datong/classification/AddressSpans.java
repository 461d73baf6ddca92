package datong.classification;

import datong.classification.PersonalDataScanner.Kind;
import datong.classification.PersonalDataScanner.Span;
import datong.schema.check.Characters;

/** Finds the part of an address that leads to a building or a room: {@code 3号楼2单元501}, {@code 3-2-501}, {@code 12号院}. */
final class AddressSpans {
    private static final String NUMERALS = "一二三四五六七八九十百零〇甲乙丙丁";
    private static final String[] STRONG = {"号楼", "#楼", "＃楼", "号院", "单元", "栋", "幢", "号房"};
    private static final String[] WEAK = {"号", "室", "层", "楼", "门", "座", "户", "房"};
    private static final String LANES = "同巷弄里村胡寓园苑庭居区院楼";
    private static final String COUNTED = "元人户个名年月日点时分天米次件万多级度周岁%％:：";
    private final String text;

    AddressSpans(String text) {
        this.text = text;
    }

    /** The address part that begins at {@code start}, where a number or a numeral stands; null if there is none. */
    Span at(int start) {
        int dashed = dashed(start);
        return dashed > 0 ? new Span(Kind.ADDRESS, start, dashed) : chain(start);
    }

    static boolean numeral(char character) {
        return NUMERALS.indexOf(character) >= 0;
    }

    /** {@code 8-1-302}, and {@code 3-501} behind the name of an estate; not a date. Gives the end or 0. */
    private int dashed(int start) {
        int position = start;
        int groups = 0;
        int last = 0;
        while (position < text.length()) {
            int begin = position;
            while (position < text.length() && Characters.digit(here(position))) {
                position++;
            }
            last = position - begin;
            if (last == 0 || last > 4 || groups == 0 && (last == 4 || here(begin) == '0') || groups == 1 && last == 3 && text.startsWith("-", position)) {
                return 0;
            }
            groups++;
            boolean more = position + 1 < text.length() && here(position) == '-' && Characters.digit(here(position + 1));
            if (!more) {
                break;
            }
            position++;
        }
        boolean estate = start > 0 && LANES.indexOf(text.charAt(start - 1)) >= 0;
        return groups == 3 && last >= 2 || groups == 4 || groups == 2 && last >= 3 && estate ? position : 0;
    }

    private Span chain(int start) {
        int position = start;
        int links = 0;
        boolean strong = false;
        while (position < text.length()) {
            int numberEnd = numberEnd(position);
            int suffix = numberEnd == position ? 0 : suffix(numberEnd);
            if (suffix == 0) {
                position = room(position, numberEnd, links);
                break;
            }
            strong |= strong(position, numberEnd, links);
            links++;
            position = numberEnd + suffix;
            position += linked(position) ? 1 : 0;
        }
        boolean found = strong || links >= 2 || links == 1 && lane(start, position);
        return found ? new Span(Kind.ADDRESS, start, position) : null;
    }

    /** A blank between two links. */
    private boolean linked(int position) {
        int next = position + 1;
        return next < text.length() && here(position) == ' ' && Characters.digit(here(next)) && (suffix(numberEnd(next)) > 0 || room(next, numberEnd(next), 1) > next);
    }

    private int numberEnd(int position) {
        int end = position;
        while (end < text.length() && end - position < 5 && (Characters.digit(here(end)) || numeral(text.charAt(end))
                || Characters.upperLetter(Characters.upper(here(end))))) {
            end++;
        }
        return end;
    }

    private int suffix(int position) {
        for (String word : STRONG) {
            if (text.startsWith(word, position)) {
                return word.length();
            }
        }
        for (String word : WEAK) {
            if (text.startsWith(word, position) && !text.startsWith("楼道", position) && !text.startsWith("门口", position)) {
                return word.length();
            }
        }
        return 0;
    }

    /** Whether the link alone makes an address. A numeral before 栋 or 室 counts houses and rooms ("一栋楼", "两室一厅"). */
    private boolean strong(int position, int numberEnd, int links) {
        boolean counting = numeral(text.charAt(position)) && links == 0;
        for (String word : STRONG) {
            if (text.startsWith(word, numberEnd)) {
                return !counting || word.length() == 2;
            }
        }
        return text.startsWith("室", numberEnd) && (links > 0 || numberEnd - position >= 3);
    }

    /** A number of two to four signs behind the last link is the room, unless it counts something. */
    private int room(int position, int numberEnd, int links) {
        int length = numberEnd - position;
        boolean digits = length >= 2 && length <= 4 && Characters.digit(here(numberEnd - 1)) || length == 3 && numeral(text.charAt(position));
        boolean counts = numberEnd < text.length() && COUNTED.indexOf(text.charAt(numberEnd)) >= 0;
        return links > 0 && digits && !counts ? numberEnd : position;
    }

    /** {@code 胡同12号}: a lane's number leads to one house. */
    private boolean lane(int start, int end) {
        return start > 0 && "同巷弄里村".indexOf(text.charAt(start - 1)) >= 0 && text.charAt(end - 1) == '号';
    }

    private char here(int index) {
        return NumberSpans.at(text, index);
    }
}
