package datong.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscreteLaplaceTest {
    private static final int DRAWN = 200_000;

    private static Map<Integer, Integer> drawn(long scale, long slope, long seed) {
        DiscreteLaplace laplace = new DiscreteLaplace(BigInteger.valueOf(scale), BigInteger.valueOf(slope), new SplittableRandom(seed));
        Map<Integer, Integer> found = new HashMap<>();
        for (int draw = 0; draw < DRAWN; draw++) {
            found.merge(laplace.draw().intValueExact(), 1, Integer::sum);
        }
        return found;
    }

    private static double expected(int value, double ratio) {
        double turn = Math.exp(-ratio);
        return (1 - turn) / (1 + turn) * Math.exp(-Math.abs(value) * ratio);
    }

    /** Chi-square over the values that are expected fifty times at least, the others in one; the bound is that of 1 in 10,000 for so many, roughly. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 2", "6, 1", "3000000, 500000", "7, 3"})
    void noiseIsDistributedAsItSays(long scale, long slope) {
        double ratio = (double) slope / scale;
        Map<Integer, Integer> found = drawn(scale, slope, 20_261_122);
        double distance = 0;
        double restExpected = DRAWN;
        int restFound = DRAWN;
        int kinds = 0;
        for (int value = -200; value <= 200; value++) {
            double often = DRAWN * expected(value, ratio);
            if (often >= 50) {
                int seen = found.getOrDefault(value, 0);
                distance += (seen - often) * (seen - often) / often;
                restExpected -= often;
                restFound -= seen;
                kinds++;
            }
        }
        distance += (restFound - restExpected) * (restFound - restExpected) / Math.max(restExpected, 1);
        assertThat(distance).isLessThan(kinds + 4 * Math.sqrt(2.0 * kinds) + 12);
    }

    @Test
    void countsThatOnePersonMovesByOneLookAlikeUpToEpsilon() {
        double epsilon = 0.5;
        Map<Integer, Integer> noise = drawn(2, 1, 7);
        for (int told = -6; told <= 6; told++) {
            double of = noise.getOrDefault(told, 0);
            double neighbour = noise.getOrDefault(told - 1, 0);
            assertThat(Math.log(of / neighbour)).as("told %d", told).isCloseTo(0, within(epsilon + 0.08));
        }
    }

    @Test
    void noiseWithoutSpreadIsRefused() {
        assertThatThrownBy(() -> new DiscreteLaplace(BigInteger.ZERO, BigInteger.ONE, new SplittableRandom(1))).hasMessageContaining("above 0");
    }
}
