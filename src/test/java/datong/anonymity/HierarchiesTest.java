package datong.anonymity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HierarchiesTest {
    private static List<String> forms(Hierarchy hierarchy, String value) {
        return IntStream.range(0, hierarchy.levels()).mapToObj(level -> hierarchy.at(value, level)).toList();
    }

    @Test
    void aDivisionLosesGridCommunityStreetCountyAndCity() {
        assertThat(forms(Hierarchies.division(), "110199001001002")).containsExactly("110199001001002", "110199001001", "110199001", "110199", "1101", "11", "*");
    }

    @Test
    void anAgeFallsIntoBandsAndTheOldestAreOne() {
        assertThat(forms(Hierarchies.age(), "37")).containsExactly("37", "35-40", "30-40", "20-40", "*");
        assertThat(forms(Hierarchies.age(), "103")).containsExactly("103", ">=90", ">=90", ">=90", "*");
        assertThat(forms(Hierarchies.age(), "87")).containsExactly("87", "85-90", "80-90", "80-90", "*");
        assertThat(forms(Hierarchies.age(), "old")).containsExactly("old", "*", "*", "*", "*");
    }

    @Test
    void aTimeLosesHourDayMonthQuarterAndYearByTheDaysOfTheDistrict() {
        assertThat(forms(Hierarchies.date(), "2024-12-31T20:00:00Z"))
                .containsExactly("2024-12-31T20:00:00Z", "2025-01-01", "2025-01", "2025-Q1", "2025", "2025-2029", "2020-2029", "*");
    }

    @Test
    void aBandOfYearsStaysUntilAStepHoldsIt() {
        assertThat(forms(Hierarchies.date(), "1980-1984")).containsExactly("1980-1984", "1980-1984", "1980-1984", "1980-1984", "1980-1984", "1980-1984", "1980-1989", "*");
    }

    @Test
    void anAddressLosesItsFinestPartsFirst() {
        assertThat(forms(Hierarchies.address(), "北京市示例区和畅街道晨光里社区示例路5号楼302室")).containsExactly("北京市示例区和畅街道晨光里社区示例路5号楼302室",
                "北京市示例区和畅街道晨光里社区示例路5号", "北京市示例区和畅街道晨光里社区示例路", "北京市示例区和畅街道晨光里", "北京市示例区和畅街道", "北京市示例区", "北京市", "*", "*");
    }

    @Test
    void anOccupationLosesSmallAndMiddleClass() {
        assertThat(forms(Hierarchies.occupation(), "2-02-10")).containsExactly("2-02-10", "20210", "202", "2", "*");
    }

    @Test
    void aPathLosesItsLastParts() {
        assertThat(forms(Hierarchies.path("/", 3), "环境/垃圾/清运")).containsExactly("环境/垃圾/清运", "环境/垃圾", "环境", "*");
    }

    @Test
    void anExplicitTreeRefusesRowsOfAnotherLengthAndValuesThatStandTwice() {
        assertThatThrownBy(() -> Hierarchies.tree(List.of(List.of("a", "x"), List.of("b")))).hasMessageContaining("same number of forms");
        assertThatThrownBy(() -> Hierarchies.tree(List.of(List.of("a", "x"), List.of("a", "y")))).hasMessageContaining("twice");
    }

    @Test
    void aHierarchyThatTellsMergedValuesApartAgainIsRefused() {
        Hierarchy torn = Hierarchies.tree(List.of(List.of("a", "same", "left"), List.of("b", "same", "right")));
        Table table = new Table(List.of("x"));
        table.add(List.of("a"));
        table.add(List.of("b"));
        assertThatThrownBy(() -> new Anonymiser().anonymise(table, new Model(2, List.of(new QuasiIdentifier("x", torn)), List.of(), 0)))
                .hasMessageContaining("the hierarchy of x does not nest");
        assertThatThrownBy(() -> Hierarchies.bands(Optional.empty(), BigDecimal.valueOf(5), BigDecimal.valueOf(8))).hasMessageContaining("multiple");
    }

    @Test
    void theFinestLevelThatMayLeaveIsKept() {
        Table table = new Table(List.of("born"));
        IntStream.range(0, 9).forEach(row -> table.add(List.of("1980-01-01")));
        Solution solution = new Anonymiser().anonymise(table, new Model(2, List.of(new QuasiIdentifier("born", Hierarchies.date(), 4)), List.of(), 0)).orElseThrow().solution();
        assertThat(solution.levels()).containsEntry("born", 4);
    }
}
