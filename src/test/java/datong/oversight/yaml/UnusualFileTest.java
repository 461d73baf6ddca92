package datong.oversight.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.oversight.UnusualRules;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UnusualFileTest {
    @Test
    void theFileOfTheProjectSaysWhatIsUsual() {
        assertThat(new UnusualFile(Path.of("policies/oversight/unusual.yaml")).rules()).isEqualTo(UnusualRules.USUAL);
    }

    @Test
    void withoutAFileTheUsualHolds() {
        assertThat(new UnusualFile(Path.of("nowhere.yaml")).rules()).isEqualTo(UnusualRules.USUAL);
    }

    @Test
    void whatIsGivenHoldsAndTheRestIsUsual() {
        UnusualRules rules = UnusualFile.parse("off_hours: { begin: '06:30' }\ncase_number: { forms: ['\\d+'] }\nexempt: [night]");
        assertThat(rules.offHours().begin()).isEqualTo(LocalTime.of(6, 30));
        assertThat(rules.offHours().end()).isEqualTo(LocalTime.of(20, 0));
        assertThat(rules.cases().forms()).extracting(Pattern::pattern).containsExactly("\\d+");
        assertThat(rules.exempt()).containsExactly("night");
    }

    @Test
    void whatIsWrongIsNamedWithWhatWasExpected() {
        assertThatThrownBy(() -> UnusualFile.parse("of_hours: {}")).hasMessageContaining("there is no rule 'of_hours'; expected some of [canary, case_number");
        assertThatThrownBy(() -> UnusualFile.parse("history: { day: 3 }")).hasMessage("policies/oversight/unusual.yaml: history: expected only [at_least, days, known, times]");
        assertThatThrownBy(() -> UnusualFile.parse("history: { times: 0.5 }")).hasMessageContaining("'times' is a number from 1 on");
        assertThatThrownBy(() -> UnusualFile.parse("off_hours: { begin: 7 }")).hasMessageContaining("reads like '07:00'");
        assertThatThrownBy(() -> UnusualFile.parse("case_number: { forms: ['('] }")).hasMessageContaining("'(' is no regular expression");
        assertThatThrownBy(() -> UnusualFile.parse("- x")).hasMessageContaining("expected some of");
    }
}
