package datong.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ledger.SubjectId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class SmallCellsTest {
    private static final int MINIMUM = 10;

    /** A district of records, each a person's, and the answers given so far. */
    private static final class District {
        final List<SubjectId> persons = new ArrayList<>();
        final List<int[]> given = new ArrayList<>();

        static District of(int records) {
            District district = new District();
            for (int record = 0; record < records; record++) {
                district.persons.add(new SubjectId(0, record));
                district.given.add(new int[0]);
            }
            return district;
        }

        /** @param cells each record's cell, or -1 */
        Long[] ask(int size, IntUnaryOperator cells) {
            SmallCells guard = new SmallCells(MINIMUM, size);
            for (int record = 0; record < persons.size(); record++) {
                guard.add(given.get(record), cells.applyAsInt(record), persons.get(record));
            }
            Long[] counts = guard.given();
            for (int record = 0; record < persons.size(); record++) {
                int cell = cells.applyAsInt(record);
                int[] more = Arrays.copyOf(given.get(record), given.get(record).length + 1);
                more[more.length - 1] = cell >= 0 && counts[cell] != null ? cell : -1;
                given.set(record, more);
            }
            return counts;
        }

        /** Sizes, in persons, of all groups that differ in what was given of them: whatever can be computed is made of these. */
        List<Integer> atoms() {
            Map<String, Set<SubjectId>> atoms = new HashMap<>();
            for (int record = 0; record < persons.size(); record++) {
                atoms.computeIfAbsent(Arrays.toString(given.get(record)), first -> new HashSet<>()).add(persons.get(record));
            }
            return atoms.values().stream().map(Set::size).toList();
        }
    }

    @Test
    void largeCellsAreGivenAndSmallAndEmptyOnesAreNot() {
        District district = District.of(100);
        assertThat(district.ask(4, record -> record < 50 ? 0 : record < 97 ? 1 : 2)).containsExactly(50L, null, null, null);
    }

    @Test
    void aSmallCellTakesTheSmallestOtherWithItWhenItCouldBeSubtracted() {
        District district = District.of(100);
        district.ask(1, record -> record < 60 ? 0 : -1);
        assertThat(district.ask(3, record -> record < 40 ? 0 : record < 55 ? 1 : record < 60 ? 2 : -1)).containsExactly(40L, null, null);
    }

    @Test
    void aTotalDoesNotGiveAwayACellThatWasWithheldBefore() {
        District district = District.of(200);
        district.ask(3, record -> record < 90 ? 0 : record < 95 ? 1 : -1);
        assertThat(district.ask(1, record -> record < 95 ? 0 : -1)).containsExactly((Long) null);
    }

    @Test
    void aGroupAndTheSameGroupButOneAreNotBothGiven() {
        District district = District.of(200);
        assertThat(district.ask(1, record -> record < 100 ? 0 : -1)).containsExactly(100L);
        assertThat(district.ask(1, record -> record < 99 ? 0 : -1)).containsExactly((Long) null);
        assertThat(district.ask(1, record -> record < 80 ? 0 : -1)).containsExactly(80L);
    }

    @Test
    void threeAnswersThatTogetherSingleOutAFewAreNotAllGiven() {
        District district = District.of(300);
        district.ask(1, record -> record < 100 ? 0 : -1);
        district.ask(1, record -> record >= 97 && record < 200 ? 0 : -1);
        assertThat(district.atoms()).allMatch(size -> size >= MINIMUM);
        district.ask(1, record -> record < 200 ? 0 : -1);
        assertThat(district.atoms()).allMatch(size -> size >= MINIMUM);
    }

    @Test
    void manyRecordsOfOnePersonAreOnePerson() {
        SmallCells guard = new SmallCells(MINIMUM, 2);
        for (int record = 0; record < 500; record++) {
            guard.add(new int[0], 0, new SubjectId(0, record % 9));
            guard.add(new int[0], 1, new SubjectId(1, record));
            guard.add(new int[0], SmallCells.outside(), new SubjectId(2, record));
        }
        assertThat(guard.given()).containsExactly(null, 500L);
    }

    /** Whatever is asked, in whatever order, no sums and differences of what was given single out a small group. */
    @Test
    void noSequenceOfQuestionsMakesASmallGroupComputable() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int size = 30 + random.nextInt(400);
            District district = District.of(size);
            for (int question = 0; question < 8; question++) {
                int cells = 1 + random.nextInt(6);
                int from = random.nextInt(size / 2);
                int to = from + random.nextInt(size);
                int step = 1 + random.nextInt(size / 3);
                district.ask(cells, record -> record < from || record >= to ? -1 : (record / step + record % 3) % cells);
                assertThat(district.atoms()).as("seed %d question %d", seed, question).allMatch(atom -> atom >= MINIMUM);
            }
        }
    }

    @Test
    void aGuardThatGivesSomethingAtAll() {
        int given = 0;
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            District district = District.of(1_000);
            int cells = 2 + random.nextInt(8);
            given += (int) Arrays.stream(district.ask(cells, record -> (record * 7 + record / 13) % cells)).filter(count -> count != null).count();
        }
        assertThat(given).isGreaterThan(100);
    }
}
