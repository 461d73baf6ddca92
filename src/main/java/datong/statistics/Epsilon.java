package datong.statistics;

import java.math.BigDecimal;

/** Budgets are whole millionths; people read and write decimals. */
public final class Epsilon {
    private static final int PLACES = 6;

    private Epsilon() {}

    /** {@code 0.5} for 500000. */
    public static String words(long millionths) {
        BigDecimal number = BigDecimal.valueOf(millionths, PLACES).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
    }

    /** @throws ArithmeticException if there are more than six decimal places. @throws NumberFormatException if it is no number */
    public static long millionths(String words) {
        return new BigDecimal(words).movePointRight(PLACES).longValueExact();
    }
}
