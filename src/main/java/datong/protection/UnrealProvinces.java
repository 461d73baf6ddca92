package datong.protection;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Provinces of resident IDs that are not real: every province of GB/T 2260 has one number that none has, always the same. Whoever reads
 * a resident ID whose first two digits are not in {@link #REAL} knows that it is an image.
 */
final class UnrealProvinces {
    /** GB/T 2260, with the numbers for residents of Taiwan, Hong Kong and Macao. */
    private static final List<Integer> REAL = List.of(11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
            61, 62, 63, 64, 65, 71, 81, 82, 83);
    /** Those from 90 on belong to foreigners. */
    private static final List<Integer> UNREAL = IntStream.range(16, 90).filter(number -> !REAL.contains(number)).boxed().toList();

    private UnrealProvinces() {}

    /** Empty if the number is no province's. */
    static Optional<String> instead(String province) {
        int place = REAL.indexOf(Integer.parseInt(province));
        return place < 0 ? Optional.empty() : Optional.of(String.valueOf(UNREAL.get(place)));
    }
}
