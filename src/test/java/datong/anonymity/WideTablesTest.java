package datong.anonymity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Combinations that fill several words, and columns of more values than fit a byte or a char. */
class WideTablesTest {
    private static final List<String> NAMES = IntStream.range(0, 12).mapToObj(column -> "c" + column).toList();

    private static List<String> row(Random random, int values) {
        return NAMES.stream().map(name -> "%04d".formatted(random.nextInt(values))).toList();
    }

    @Test
    void everyCombinationIsCountedOnceHoweverWide() {
        Random random = new Random(3);
        List<List<String>> kinds = IntStream.range(0, 3_000).mapToObj(kind -> row(random, 900)).toList();
        Map<List<String>, Integer> counts = new HashMap<>();
        Table table = new Table(NAMES);
        for (int row = 0; row < 150_000; row++) {
            List<String> cells = kinds.get(random.nextInt(kinds.size()));
            table.add(cells);
            counts.merge(cells, 1, Integer::sum);
        }
        Measured measured = Measured.of(table, NAMES, List.of());
        assertThat(measured.classes()).isEqualTo(counts.size());
        assertThat(measured.k()).isEqualTo(counts.values().stream().mapToInt(Integer::intValue).min().orElseThrow());
        assertThat(measured.largest()).isEqualTo(counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow());
    }

    @Test
    void aWideTableIsMadeAnonymousLikeANarrowOne() {
        Random random = new Random(4);
        Table table = new Table(NAMES);
        IntStream.range(0, 5_000).forEach(row -> table.add(row(random, 900)));
        List<QuasiIdentifier> quasi = NAMES.stream().map(name -> new QuasiIdentifier(name, Hierarchies.prefixes(1))).toList();
        Model model = new Model(5, quasi, List.of(), 0.1);
        Anonymised anonymised = new Anonymiser().anonymise(table, model).orElseThrow();
        Table release = new Table(NAMES);
        anonymised.rows(NAMES, random, release::add);
        assertThat(Measured.breaches(release, model)).isEmpty();
        assertThat(release.rows()).isGreaterThanOrEqualTo(4_500);
        assertThat(anonymised.solution().optimal()).isTrue();
    }

    @Test
    void aColumnOfVeryManyValuesKeepsThemAll() {
        Table table = new Table(List.of("number"));
        IntStream.range(0, 200_000).forEach(row -> table.add(List.of(String.valueOf(row % 70_001))));
        Column column = table.column("number");
        assertThat(column.values()).hasSize(70_001);
        assertThat(IntStream.of(0, 255, 256, 65_535, 65_536, 70_000, 70_001, 199_999).mapToObj(column::text)).containsExactly("0", "255", "256", "65535", "65536", "70000", "0",
                String.valueOf(199_999 % 70_001));
    }
}
