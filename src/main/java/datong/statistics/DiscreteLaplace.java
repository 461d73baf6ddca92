package datong.statistics;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/**
 * Whole numbers x with a probability proportional to exp(-|x| * s / t), drawn exactly: with whole numbers only, so that no rounding of a
 * floating-point number tells what was there before (Mironov 2012). Algorithms 1 and 2 of Canonne, Kamath and Steinke, The Discrete Gaussian for
 * Differential Privacy (2020).
 */
final class DiscreteLaplace {
    private final BigInteger scale;
    private final BigInteger slope;
    private final RandomGenerator random;

    /** @param scale t, and @param slope s, above 0: added to counts that one person changes by d in all, it is (d * s / t)-differentially private */
    DiscreteLaplace(BigInteger scale, BigInteger slope, RandomGenerator random) {
        if (scale.signum() <= 0 || slope.signum() <= 0) {
            throw new IllegalArgumentException("noise needs a scale and a slope above 0");
        }
        BigInteger common = scale.gcd(slope);
        this.scale = scale.divide(common);
        this.slope = slope.divide(common);
        this.random = random;
    }

    BigInteger draw() {
        while (true) {
            BigInteger within = below(scale);
            if (!happens(within, scale)) {
                continue;
            }
            BigInteger turns = BigInteger.ZERO;
            while (happens(BigInteger.ONE, BigInteger.ONE)) {
                turns = turns.add(BigInteger.ONE);
            }
            BigInteger size = within.add(scale.multiply(turns)).divide(slope);
            boolean negative = random.nextInt(2) == 1;
            if (!negative || size.signum() != 0) {
                return negative ? size.negate() : size;
            }
        }
    }

    /** True with a probability of exp(-over / under), for over at most under. */
    private boolean happens(BigInteger over, BigInteger under) {
        BigInteger round = BigInteger.ONE;
        while (below(under.multiply(round)).compareTo(over) < 0) {
            round = round.add(BigInteger.ONE);
        }
        return round.testBit(0);
    }

    private BigInteger below(BigInteger bound) {
        byte[] bytes = new byte[bound.bitLength() / Byte.SIZE + 1];
        int unused = bytes.length * Byte.SIZE - bound.bitLength();
        while (true) {
            random.nextBytes(bytes);
            bytes[0] = unused == Byte.SIZE ? 0 : (byte) (bytes[0] & 0xFF >>> unused);
            BigInteger drawn = new BigInteger(1, bytes);
            if (drawn.compareTo(bound) < 0) {
                return drawn;
            }
        }
    }
}
