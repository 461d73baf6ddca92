package datong.resolution;

/** Chinese numerals up to 9,999 as people write them in addresses: 三, 十二, 二十一, 一百零五, 三〇二. */
final class ChineseNumerals {
    static final String CHARACTERS = "零〇一二三四五六七八九十百千两";
    private static final String DIGITS = "零一二三四五六七八九";

    private ChineseNumerals() {}

    static boolean numeral(char character) {
        return CHARACTERS.indexOf(character) >= 0;
    }

    /** Digits for a run of numerals. */
    static String digits(String numerals) {
        return numerals.chars().anyMatch(character -> "十百千".indexOf(character) >= 0) ? String.valueOf(counted(numerals)) : spelt(numerals);
    }

    private static String spelt(String numerals) {
        StringBuilder digits = new StringBuilder();
        numerals.chars().forEach(character -> digits.append(digit((char) character)));
        return digits.toString();
    }

    private static int counted(String numerals) {
        int total = 0;
        int last = -1;
        for (char character : numerals.toCharArray()) {
            int unit = switch (character) {
                case '十' -> 10;
                case '百' -> 100;
                case '千' -> 1000;
                default -> 0;
            };
            if (unit == 0) {
                last = digit(character);
                continue;
            }
            total += Math.max(last, last < 0 ? 1 : 0) * unit;
            last = -1;
        }
        return total + Math.max(last, 0);
    }

    private static int digit(char character) {
        return switch (character) {
            case '〇' -> 0;
            case '两' -> 2;
            default -> DIGITS.indexOf(character);
        };
    }
}
