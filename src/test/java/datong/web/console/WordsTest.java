package datong.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Words english = new Words(Locale.ENGLISH);
    private final Words chinese = new Words(Locale.CHINA);

    @Test
    void ofADescriptionInBothLanguagesEachReaderSeesTheirOwn() {
        assertThat(english.either("网格案件 · Grid events")).isEqualTo("Grid events");
        assertThat(chinese.either("网格案件 · Grid events")).isEqualTo("网格案件");
    }

    @Test
    void anyOtherTextStaysAsItIs() {
        assertThat(english.either("网格案件")).isEqualTo("网格案件");
        assertThat(chinese.either("11110199MB00DEM73M · open-data")).isEqualTo("11110199MB00DEM73M · open-data");
        assertThat(english.either("示范街道 · 样板街道")).isEqualTo("示范街道 · 样板街道");
    }
}
