package datong.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 1_000, 5_000, 10_000})
    void differentValuesAreCountedWithinAFewPercent(int values) {
        Distinct distinct = new Distinct();
        IntStream.range(0, values * 3).forEach(each -> distinct.add("154" + 10_000_000 * 7L + each % values));

        assertThat((double) distinct.estimate()).isCloseTo(values, withPercentage(6));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 3_000})
    void twoCountsTogetherAreOne(int values) {
        Distinct one = new Distinct();
        Distinct other = new Distinct();
        IntStream.range(0, values).forEach(each -> (each % 2 == 0 ? one : other).add("word " + each));
        one.add(other);

        assertThat((double) one.estimate()).isCloseTo(values, withPercentage(6));
    }
}
