package datong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilerTest {
    private static ColumnProfile only(String... cells) {
        return Profiler.profile(House.sample("列", cells)).getFirst();
    }

    @Test
    void aResidentIdIsToldFromOtherLongNumbers() {
        assertThat(only("110199194509091170", "110199201405030317").share(Clue.RESIDENT_ID)).isEqualTo(1);
        assertThat(only("110199194509091171").clues()).doesNotContainKey(Clue.RESIDENT_ID);
        assertThat(only("11110199MB00DEM264").share(Clue.CREDIT_CODE)).isEqualTo(1);
        assertThat(only("110199001001001").share(Clue.GRID)).isEqualTo(1);
        assertThat(only("110199001001").share(Clue.DIVISION)).isEqualTo(1);
    }

    @Test
    void phonesAreFoundInFullWidthAndSeveralInACell() {
        assertThat(only("１５４００００１００６").share(Clue.MOBILE)).isEqualTo(1);
        assertThat(only("154 0000 1004", "010-00000103").share(Clue.PHONE)).isEqualTo(1);
        assertThat(only("15400001001/010-00000101").share(Clue.SEVERAL_PHONES)).isEqualTo(1);
        assertThat(only("154****1001").share(Clue.MASKED)).isEqualTo(1);
    }

    @Test
    void momentsAreToldByWhatTheyLack() {
        assertThat(only("2026-11-03 08:12:45", "2026年11月3日 9时40分", "20261103083012").share(Clue.TIMESTAMP)).isEqualTo(1);
        assertThat(only("2026/11/3", "2026.11.3", "20261103").share(Clue.DATE)).isEqualTo(1);
        assertThat(only("11.3", "11月3日").share(Clue.DATE_WITHOUT_YEAR)).isEqualTo(1);
        assertThat(only("9点多", "下午", "14:05").share(Clue.TIME_OF_DAY)).isEqualTo(1);
        assertThat(only("3小时前").share(Clue.TIME_AGO)).isEqualTo(1);
    }

    @Test
    void numbersShowTheirUnitAndCoordinatesTheirRange() {
        ColumnProfile area = only("60㎡", "1,060㎡");
        assertThat(area.share(Clue.WITH_UNIT)).isEqualTo(1);
        assertThat(area.units()).containsExactly("㎡");
        assertThat(only("116.4012345").share(Clue.LONGITUDE)).isEqualTo(1);
        assertThat(only("39.8301234").share(Clue.LATITUDE)).isEqualTo(1);
        assertThat(only("1.10199E+17").share(Clue.CUT_NUMBER)).isEqualTo(1);
    }

    @Test
    void wordsForNothingCountAsEmptyAndFewWordsAreACodeSet() {
        ColumnProfile column = only("男", "女", "男", "女", "男", "不详", "", "男", "女", "女", "男", "男");
        assertThat(column.filled()).isEqualTo(10);
        assertThat(column.empty()).isEqualTo(2);
        assertThat(column.nullWords()).containsExactly("不详");
        assertThat(column.distinct()).isEqualTo(2);
        assertThat(column.words()).containsEntry("男", 6).containsEntry("女", 4);
    }

    @Test
    void aShapeHoldsNoContent() {
        assertThat(Shape.of("晨光里3号楼2单元501")).isEqualTo("文文文9文文9文文999");
        assertThat(Shape.of("示热-261103-000147")).isEqualTo("文文-999999-999999");
        assertThat(Shape.of("周测试周测试周测试")).isEqualTo("文文文文…");
    }

    @Test
    void cellsThatSayWhoSomebodyIsMakeTheColumnPersonal() {
        assertThat(only("110199194509091170").looksPersonal()).isTrue();
        assertThat(only("周测试", "钱样本").looksPersonal()).isTrue();
        assertThat(only("投诉", "咨询").looksPersonal()).isFalse();
    }

    @Test
    void recordsOfDifferentColumnsAreProfiledTogether() {
        Sampled both = Sampled.of("two", List.of(House.sample("甲|乙", "1|2").records().getFirst(), House.sample("乙|丙", "3|4").records().getFirst()), false);
        assertThat(Profiler.profile(both)).extracting(ColumnProfile::header).containsExactly("甲", "乙", "丙");
        assertThat(Profiler.profile(both)).extracting(ColumnProfile::filled).containsExactly(1, 2, 1);
    }
}
