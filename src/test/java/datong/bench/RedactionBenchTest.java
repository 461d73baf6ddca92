package datong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import datong.bench.Complaints.What;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Floors below what docs/FINDINGS.md says was measured. */
class RedactionBenchTest {
    private static RedactionBench.Result result;

    @BeforeAll
    static void measure() throws IOException {
        result = RedactionBench.measure();
    }

    @ParameterizedTest
    @EnumSource
    void ofEachKindTheLeastPartIsFoundInEveryWriting(What what) {
        RedactionBench.Score score = result.kinds().get(what);
        assertThat(score.recall()).as(() -> some(what)).isGreaterThanOrEqualTo(what == What.NAME ? 0.97 : 0.99);
        assertThat(score.writings()).as(() -> some(what)).allSatisfy((writing, recall) -> assertThat(recall).isGreaterThanOrEqualTo(0.95));
        assertThat(score.precision()).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void complaintsThatNameNobodyStayAsTheyAre() {
        assertThat(result.impersonal()).isEqualTo(10_000);
        assertThat(result.falseMarks()).isZero();
    }

    private static String some(What what) {
        List<String> missed = result.missed().stream().filter(line -> line.startsWith(what.name())).limit(20).toList();
        return String.join("\n", missed);
    }
}
