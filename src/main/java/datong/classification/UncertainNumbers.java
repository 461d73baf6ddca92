package datong.classification;

import datong.classification.PersonalDataScanner.Kind;
import datong.classification.PersonalDataScanner.Span;
import datong.schema.check.Characters;

/** Numbers that no check proves, yet a label or their shape says that they are a person's: redacted, since a slip of a digit makes nobody anonymous. */
final class UncertainNumbers {
    private static final String[] LABELS = {"电话", "手机", "号码", "联系方式", "座机", "固话", "回电", "致电", "拨打", "来电", "打", "身份证", "证件", "证号", "卡号", "账号", "帐号", "账户", "帐户",
        "卡", "医保", "社保", "学号", "户号", "tel"};
    private static final String SEPARATORS = " -—–.\n\r\t·_";
    private final String text;

    UncertainNumbers(String text) {
        this.text = text;
    }

    /** The number that begins with the digit at {@code start}; null if nothing speaks for a person. */
    Span at(int start) {
        StringBuilder digits = new StringBuilder(24);
        int end = start;
        int oneGroup = start;
        for (int position = start; position < text.length() && digits.length() < 24; position++) {
            char character = NumberSpans.at(text, position);
            if (Characters.digit(character) || digits.length() == 17 && Characters.upper(character) == 'X') {
                digits.append(Characters.upper(character));
                end = position + 1;
                oneGroup = digits.length() == end - start ? end : oneGroup;
            } else if (SEPARATORS.indexOf(character) < 0 || position > end + 1) {
                break;
            }
        }
        if (identity(digits) || card(digits) || mobileAndOne(digits, oneGroup - start)) {
            return new Span(Kind.NUMBER, start, digits.length() > 18 ? oneGroup : end);
        }
        boolean service = digits.length() == 10 && (digits.charAt(0) == '4' || digits.charAt(0) == '8') && digits.charAt(1) == '0' && digits.charAt(2) == '0';
        return digits.length() >= 7 && !service && Labels.endsBefore(text, start, LABELS) ? new Span(Kind.NUMBER, start, end) : null;
    }

    /** 18 signs with the birth date of somebody alive, whatever the last one says. */
    private static boolean identity(StringBuilder digits) {
        if (digits.length() != 18 || digits.charAt(0) == '0') {
            return false;
        }
        int year = Integer.parseInt(digits.substring(6, 10));
        int month = Integer.parseInt(digits.substring(10, 12));
        int day = Integer.parseInt(digits.substring(12, 14));
        return year >= 1920 && year < 2020 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private static boolean card(StringBuilder digits) {
        return digits.length() >= 16 && digits.length() <= 19 && digits.indexOf("62") == 0;
    }

    /** A mobile with a digit typed twice; codes of divisions end in zeros. */
    private static boolean mobileAndOne(StringBuilder digits, int together) {
        return together == 12 && digits.charAt(0) == '1' && digits.charAt(1) >= '3' && !digits.substring(9, 12).equals("000");
    }
}
