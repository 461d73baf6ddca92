package datong.anonymity;

import static org.assertj.core.api.Assertions.assertThat;

import datong.anonymity.Criterion.Close;
import datong.anonymity.Criterion.Distance;
import datong.anonymity.Criterion.Distinct;
import datong.anonymity.Criterion.Entropy;
import datong.anonymity.Criterion.Recursive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Small random tables: the search must find what trying every choice finds, by another, slow and plain count. */
class ExhaustiveTest {
    private static final List<String> NAMES = List.of("age", "place", "job", "illness");
    private static final List<QuasiIdentifier> QUASI = List.of(
            new QuasiIdentifier("age", Hierarchies.bands(Optional.of(BigDecimal.valueOf(80)), BigDecimal.valueOf(5), BigDecimal.TEN, BigDecimal.valueOf(40))),
            new QuasiIdentifier("place", Hierarchies.prefixes(4, 3, 2)),
            new QuasiIdentifier("job", Hierarchies.tree(List.of(List.of("cook", "hand", "*"), List.of("smith", "hand", "*"), List.of("clerk", "head", "*"), List.of("judge", "head", "*")))));

    private static List<List<String>> rows(Random random, int rows) {
        List<List<String>> table = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            table.add(List.of(String.valueOf(20 + random.nextInt(70)), "1" + random.nextInt(2) + random.nextInt(2) + random.nextInt(3),
                    List.of("cook", "smith", "clerk", "judge").get(random.nextInt(4)), String.valueOf(random.nextInt(4) * random.nextInt(2))));
        }
        return table;
    }

    private static List<Criterion> criteria(int kind) {
        return switch (kind) {
            case 0 -> List.of();
            case 1 -> List.of(new Distinct("illness", 2));
            case 2 -> List.of(new Entropy("illness", 1.8));
            case 3 -> List.of(new Recursive("illness", 2.5, 2));
            case 4 -> List.of(new Close("illness", 0.25, Distance.EQUAL));
            case 5 -> List.of(new Close("illness", 0.2, Distance.ORDERED));
            default -> List.of(new Distinct("illness", 3), new Close("illness", 0.3, Distance.EQUAL));
        };
    }

    @Test
    void theSearchFindsTheCheapestChoiceThatThereIs() {
        int passed = 0;
        for (int seed = 0; seed < 280; seed++) {
            Random random = new Random(seed);
            List<List<String>> rows = rows(random, 20 + random.nextInt(200));
            Model model = new Model(2 + random.nextInt(5), QUASI, criteria(seed % 7), random.nextInt(3) * 0.05);
            Table table = new Table(NAMES);
            rows.forEach(table::add);
            Optional<Anonymised> found = new Anonymiser().anonymise(table, model);
            OptionalLong cheapest = cheapest(rows, model);
            assertThat(found.map(Anonymised::solution).map(Solution::discernibility)).as("seed %s, %s", seed, model)
                    .isEqualTo(cheapest.isPresent() ? Optional.of(cheapest.getAsLong()) : Optional.empty());
            passed += found.isPresent() ? 1 : 0;
            found.ifPresent(anonymised -> {
                Table release = new Table(NAMES);
                anonymised.rows(NAMES, random, release::add);
                assertThat(Measured.breaches(release, model)).as("seed %s", model).isEmpty();
            });
        }
        assertThat(passed).isGreaterThan(200);
    }

    @Test
    void beyondTheWeighedChoicesAGoodAnswerIsFoundAndSaysThatItMayNotBeTheBest() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Table table = new Table(NAMES);
            rows(random, 200).forEach(table::add);
            Model model = new Model(3, QUASI, List.of(new Distinct("illness", 2)), 0.05);
            Anonymised climbed = new Anonymiser(1).anonymise(table, model).orElseThrow();
            assertThat(climbed.solution().optimal()).isFalse();
            assertThat(climbed.solution().discernibility()).isGreaterThanOrEqualTo(new Anonymiser().anonymise(table, model).orElseThrow().solution().discernibility());
            Table release = new Table(NAMES);
            climbed.rows(NAMES, random, release::add);
            assertThat(Measured.breaches(release, model)).isEmpty();
        }
    }

    private static OptionalLong cheapest(List<List<String>> rows, Model model) {
        OptionalLong cheapest = OptionalLong.empty();
        for (int age = 0; age < 5; age++) {
            for (int place = 0; place < 5; place++) {
                for (int job = 0; job < 3; job++) {
                    OptionalLong cost = cost(rows, model, new int[] {age, place, job});
                    if (cost.isPresent() && (cheapest.isEmpty() || cost.getAsLong() < cheapest.getAsLong())) {
                        cheapest = cost;
                    }
                }
            }
        }
        return cheapest;
    }

    private static OptionalLong cost(List<List<String>> rows, Model model, int[] levels) {
        Map<List<String>, List<String>> classes = new HashMap<>();
        for (List<String> row : rows) {
            List<String> key = new ArrayList<>();
            for (int each = 0; each < 3; each++) {
                key.add(QUASI.get(each).hierarchy().at(row.get(each), levels[each]));
            }
            classes.computeIfAbsent(key, first -> new ArrayList<>()).add(row.get(3));
        }
        List<List<String>> kept = new ArrayList<>(classes.values());
        boolean changed = true;
        while (changed) {
            List<String> whole = kept.stream().flatMap(Collection::stream).toList();
            List<List<String>> good = kept.stream().filter(one -> one.size() >= model.k())
                    .filter(one -> model.criteria().stream().filter(criterion -> !(criterion instanceof Close)).allMatch(criterion -> keeps(criterion, one, whole))).toList();
            if (good.size() == kept.size()) {
                good = kept.stream().filter(one -> model.criteria().stream().allMatch(criterion -> keeps(criterion, one, whole))).toList();
            }
            changed = good.size() < kept.size();
            kept = good;
        }
        long stays = kept.stream().mapToLong(List::size).sum();
        long suppressed = rows.size() - stays;
        long cost = kept.stream().mapToLong(one -> (long) one.size() * one.size()).sum() + suppressed * rows.size();
        return suppressed <= Math.floor(model.suppress() * rows.size() + 1e-9) ? OptionalLong.of(cost) : OptionalLong.empty();
    }

    private static boolean keeps(Criterion criterion, List<String> one, List<String> whole) {
        Map<String, Integer> counts = new TreeMap<>();
        one.forEach(value -> counts.merge(value, 1, Integer::sum));
        List<Integer> falling = counts.values().stream().sorted((a, b) -> b - a).toList();
        return switch (criterion) {
            case Distinct(String attribute, int l) -> counts.size() >= l;
            case Entropy(String attribute, double l) -> -counts.values().stream().mapToDouble(n -> (double) n / one.size()).map(p -> p * Math.log(p)).sum() >= Math.log(l) - 1e-9;
            case Recursive(String attribute, double c, int l) -> falling.getFirst() < c * falling.stream().skip(l - 1).mapToInt(n -> n).sum();
            case Close(String attribute, double t, Distance distance) -> distance(counts, one.size(), whole, distance) <= t + 1e-9;
        };
    }

    private static double distance(Map<String, Integer> counts, int size, List<String> whole, Distance distance) {
        Map<Integer, Integer> all = new TreeMap<>();
        whole.forEach(value -> all.merge(Integer.valueOf(value), 1, Integer::sum));
        double equal = 0;
        double ordered = 0;
        double carried = 0;
        for (Map.Entry<Integer, Integer> each : all.entrySet()) {
            double apart = counts.getOrDefault(String.valueOf(each.getKey()), 0) / (double) size - each.getValue() / (double) whole.size();
            equal += Math.abs(apart) / 2;
            carried += apart;
            ordered += Math.abs(carried);
        }
        return distance == Distance.EQUAL ? equal : all.size() < 2 ? 0 : ordered / (all.size() - 1);
    }
}
