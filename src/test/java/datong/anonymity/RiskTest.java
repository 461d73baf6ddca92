package datong.anonymity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RiskTest {
    private static Table table(int... sizes) {
        Table table = new Table(List.of("sex", "place"));
        for (int each = 0; each < sizes.length; each++) {
            for (int row = 0; row < sizes[each]; row++) {
                table.add(List.of(each % 2 == 0 ? "1" : "2", "p" + each / 2));
            }
        }
        return table;
    }

    @Test
    void theProsecutorFindsTheSmallestClassAndTheMarketerOneRowAClass() {
        Risk risk = Risk.of(table(2, 4, 10), List.of("sex", "place"), Optional.empty(), 0.2);
        assertThat(risk.prosecutor().highest()).isEqualTo(0.5);
        assertThat(risk.prosecutor().above()).isEqualTo(6.0 / 16);
        assertThat(risk.marketer()).isEqualTo(3.0 / 16, within(1e-12));
        assertThat(risk.journalist()).isEqualTo(risk.prosecutor());
    }

    @Test
    void aLargerPopulationLowersTheJournalistsRiskOnly() {
        Risk risk = Risk.of(table(2, 4, 10), List.of("sex", "place"), Optional.of(table(20, 40, 10, 7)), 0.2);
        assertThat(risk.prosecutor().highest()).isEqualTo(0.5);
        assertThat(risk.journalist().highest()).isEqualTo(0.1);
        assertThat(risk.marketer()).isEqualTo((2.0 / 20 + 4.0 / 40 + 10.0 / 10) / 16, within(1e-12));
    }

    @Test
    void presenceIsTheShareOfEachClassOfThePopulation() {
        assertThat(Presence.of(table(2, 4), table(20, 8, 3), List.of("sex", "place"))).isEqualTo(new Presence(0, 0.5));
        assertThatThrownBy(() -> Presence.of(table(2, 4), table(20, 3), List.of("sex", "place"))).hasMessageContaining("population must hold every row");
    }

    @Test
    void eachItemSaysHowFarItTellsRowsApart() {
        Risk risk = Risk.of(table(1, 1, 2), List.of("sex", "place"), Optional.empty(), 0.2);
        assertThat(risk.items()).extracting(Risk.ItemRisk::name).containsExactly("sex", "place");
        assertThat(risk.items().getFirst().unique()).isEqualTo(0.25);
        assertThat(risk.items().getFirst().separation()).isEqualTo(0.5, within(1e-12));
    }
}
