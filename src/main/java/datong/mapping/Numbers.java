package datong.mapping;

import java.math.BigDecimal;
import java.util.List;

/**
 * Numbers as sources write them: thousands separators, units in the cell, {@code 1.2万}, {@code 8.8k}, {@code 10万+}, {@code 88%}
 * (Q-24, Q-25).
 *
 * @param units stripped from either end of the text
 * @param factor what a number is multiplied by where its cell names no other unit
 * @param into unit of the item; a cell that names it is not multiplied
 */
public record Numbers(List<String> units, BigDecimal factor, String into) {
    private static final BigDecimal LARGEST = new BigDecimal("1e30");

    public Numbers {
        units = units.stream().map(Texts::plain).toList();
        into = Texts.plain(into);
    }

    /** @param unit {@code ㎡}, {@code 分钟}, or a conversion like {@code 万元→元}; empty for none */
    public static Numbers of(String unit, List<String> more) {
        String[] ends = unit.replace("->", "→").split("→", -1);
        if (ends.length != 2) {
            return new Numbers(unit.isEmpty() ? more : List.of(unit), BigDecimal.ONE, "");
        }
        String from = Texts.strip(ends[0]);
        String into = Texts.strip(ends[1]);
        return new Numbers(List.of(from), magnitude(from).divide(magnitude(into)), into);
    }

    private static BigDecimal magnitude(String unit) {
        if (unit.isEmpty()) {
            return BigDecimal.ONE;
        }
        return switch (unit.charAt(0)) {
            case '百' -> BigDecimal.valueOf(100);
            case '千', 'k', 'K' -> BigDecimal.valueOf(1_000);
            case '万' -> BigDecimal.valueOf(10_000);
            case '亿' -> BigDecimal.valueOf(100_000_000);
            case '%' -> new BigDecimal("0.01");
            default -> BigDecimal.ONE;
        };
    }

    public Object decimal(String text, Reading reading) {
        BigDecimal value = read(text, reading);
        return value == null ? reading.refuse("NOT_A_NUMBER", "the text is not a number, or carries a unit the mapping does not name") : value;
    }

    public Object integer(String text, Reading reading) {
        BigDecimal value = read(text, reading);
        if (value == null) {
            return reading.refuse("NOT_A_NUMBER", "the text is not a number, or carries a unit the mapping does not name");
        }
        try {
            return value.intValueExact();
        } catch (ArithmeticException broken) {
            return reading.refuse("NOT_AN_INTEGER", "the item takes whole numbers of at most nine digits");
        }
    }

    private BigDecimal read(String raw, Reading reading) {
        String text = Texts.plain(raw);
        boolean multiply = factor.signum() > 0;
        if (!into.isEmpty() && !into.equals(units.getFirst()) && text.endsWith(into) && !text.endsWith(units.getFirst())) {
            text = Texts.strip(text.substring(0, text.length() - into.length()));
            multiply = false;
        }
        BigDecimal value = number(withoutUnit(text), reading);
        return value == null || !multiply || factor.equals(BigDecimal.ONE) ? value : value.multiply(factor);
    }

    private String withoutUnit(String text) {
        for (String unit : units) {
            if (text.endsWith(unit)) {
                return Texts.strip(text.substring(0, text.length() - unit.length()));
            }
            if (text.startsWith(unit)) {
                return Texts.strip(text.substring(unit.length()));
            }
        }
        return text;
    }

    private static BigDecimal number(String text, Reading reading) {
        int end = text.length();
        if (end > 1 && text.charAt(end - 1) == '+') {
            reading.doubt("APPROX");
            end--;
        }
        BigDecimal times = end > 1 ? multiplier(text.charAt(end - 1)) : BigDecimal.ONE;
        if (times != BigDecimal.ONE) {
            end--;
        }
        String digits = withoutSeparators(Texts.strip(text.substring(0, end)));
        if (digits == null) {
            return null;
        }
        BigDecimal value = new BigDecimal(digits);
        return times == BigDecimal.ONE ? value : value.multiply(times).stripTrailingZeros().add(BigDecimal.ZERO);
    }

    private static BigDecimal multiplier(char c) {
        return switch (c) {
            case '百' -> BigDecimal.valueOf(100);
            case '千', 'k', 'K' -> BigDecimal.valueOf(1_000);
            case '万', 'w', 'W' -> BigDecimal.valueOf(10_000);
            case '亿' -> BigDecimal.valueOf(100_000_000);
            case '%' -> new BigDecimal("0.01");
            default -> BigDecimal.ONE;
        };
    }

    /** Null where the text is no number; exponents are taken only within reason. */
    private static String withoutSeparators(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        StringBuilder kept = null;
        int digits = 0;
        int points = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' && digits > 0 && points == 0 && i + 3 < text.length() + 0 && Texts.digits(text, i + 1, i + 4)) {
                kept = kept == null ? new StringBuilder(text).delete(i, text.length()) : kept;
                continue;
            }
            if (c == '.') {
                points++;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                return exponent(text);
            }
            if (kept != null) {
                kept.append(c);
            }
        }
        return digits == 0 || digits > 60 || points > 1 ? null : kept == null ? text : kept.toString();
    }

    private static String exponent(String text) {
        boolean scientific = text.length() <= 24 && Texts.scientific(text.startsWith("-") ? text.substring(1) : text);
        return scientific && new BigDecimal(text).abs().compareTo(LARGEST) < 0 ? text : null;
    }
}
