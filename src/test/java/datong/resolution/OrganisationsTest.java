package datong.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import datong.resolution.Organisations.Answer;
import datong.resolution.Organisations.Known;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationsTest {
    private final Known street = new Known("11110199MB00DEM264", List.of("示范街道办事处", "示范街道", "示范街道办"));
    private final Known market = new Known("12110199MB00DEM34U", List.of("示例区明灯餐饮有限公司"));
    private final Organisations organisations = new Organisations(List.of(street, market));

    @ParameterizedTest
    @ValueSource(strings = {"示范街道", "示范街道办", "示范街道办事处", " 示范街道办事处 ", "示范街道（办事处）"})
    void whatTheTableNamesIsOneOrganisation(String name) {
        assertThat(organisations.resolve(name)).isEqualTo(new Answer.Same(street));
    }

    @ParameterizedTest
    @ValueSource(strings = {"示例区明灯餐饮有限责任公司", "示例区明灯餐饮"})
    void whatOnlyResemblesIsSuggestedAndNotDecided(String name) {
        assertThat(organisations.resolve(name)).isEqualTo(new Answer.Suggested(List.of(market)));
    }

    @Test
    void whatResemblesNothingIsUnknown() {
        assertThat(organisations.resolve("综合行政执法队")).isEqualTo(new Answer.Unknown());
    }
}
