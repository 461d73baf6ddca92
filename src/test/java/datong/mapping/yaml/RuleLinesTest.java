package datong.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleLinesTest {
    @Test
    void everyRuleStandsWhereTheFileSays() throws IOException {
        String text = Files.readString(Path.of("mappings/hotline-12345.mapping.yaml"));
        List<String> lines = text.lines().toList();

        RuleLines.of(text).get("matter").forEach((item, rule) -> assertThat(lines.get(rule.line() - 1)).as(item).startsWith("  " + item + ":"));
    }

    @Test
    void aRuleOfSeveralLinesIsWhole() throws IOException {
        String rule = RuleLines.of(Files.readString(Path.of("mappings/hotline-12345.mapping.yaml"))).get("matter").get("outcome").text();

        assertThat(rule).startsWith("outcome:\n  keys:").endsWith("truthfulness: { from: 是否属实, as: boolean }");
    }

    @Test
    void furtherOutputsHaveRulesOfTheirOwn() throws IOException {
        Map<String, Map<String, RuleLines.Rule>> rules = RuleLines.of(Files.readString(Path.of("mappings/rental-houses.mapping.yaml")));

        assertThat(rules.get("place")).containsKey("owner_phone").doesNotContainKey("mobile");
        assertThat(rules.get("tenant").get("mobile").text()).contains("承租人电话");
    }

    @Test
    void whatIsNoMappingHasNone() {
        assertThat(RuleLines.of("- a\n- b\n").values()).allMatch(Map::isEmpty);
        assertThat(RuleLines.of(": : :").values()).allMatch(Map::isEmpty);
    }
}
