package datong.anonymity;

import static org.assertj.core.api.Assertions.assertThat;

import datong.SharedData;
import datong.anonymity.csv.CsvFiles;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The usual yardstick: 30,162 complete rows of Adult, nine quasi-identifiers, k = 5, at most 4 % suppressed. */
class AdultTest {
    private static final List<QuasiIdentifier> NINE = AdultHierarchies.nine();
    private static final List<String> NAMES = NINE.stream().map(QuasiIdentifier::name).toList();

    private static Table complete() throws IOException {
        Table all = CsvFiles.table(SharedData.folder("pycanon").resolve("data/raw/adult.csv"));
        Table complete = new Table(NAMES);
        for (int row = 0; row < all.rows(); row++) {
            int at = row;
            List<String> cells = NAMES.stream().map(name -> all.column(name).text(at)).toList();
            if (!cells.contains("?")) {
                complete.add(cells);
            }
        }
        return complete;
    }

    @Test
    void theBestChoiceKeepsKAndSuppressesNoMoreThanAllowed() throws IOException {
        Table table = complete();
        assertThat(table.rows()).isEqualTo(30_162);
        Anonymised anonymised = new Anonymiser().anonymise(table, new Model(5, NINE, List.of(), 0.04)).orElseThrow();
        Table release = new Table(NAMES);
        anonymised.rows(NAMES, new Random(1), release::add);
        assertThat(Measured.of(release, NAMES, List.of()).k()).isGreaterThanOrEqualTo(5);
        assertThat(table.rows() - release.rows()).isEqualTo((int) anonymised.solution().suppressed()).isLessThanOrEqualTo((int) (0.04 * 30_162));
        assertThat(anonymised.solution().optimal()).isTrue();
        assertThat(anonymised.solution().discernibility()).as("the least of all 12,960 choices, each tried").isEqualTo(9_268_952);
    }
}
