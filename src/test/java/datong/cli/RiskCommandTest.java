package datong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskCommandTest {
    @TempDir
    Path folder;
    private final StringWriter said = new StringWriter();

    private int run(String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        return DatongCommand.run(arguments, out, out);
    }

    private Path table(int rows) throws IOException {
        StringBuilder table = new StringBuilder("age,job,illness\n");
        for (int row = 0; row < rows; row++) {
            table.append(20 + row % 20).append(',').append(row % 2 == 0 ? "cook" : "clerk").append(',').append("i").append(row / 7 % 3).append('\n');
        }
        return Files.writeString(folder.resolve("table.csv"), table);
    }

    @Test
    void aTableIsMeasuredAsItStandsAndMadeCoarser() throws IOException {
        Path jobs = Files.writeString(folder.resolve("jobs.csv"), "cook;hand;*\nclerk;head;*\n");
        assertThat(run("risk", table(60).toString(), "--quasi", "age=age,job=" + jobs, "--sensitive", "illness")).isZero();
        assertThat(said.toString()).contains("60 rows in 20 classes of 3 to 3", "prosecutor finds at most 33.3 %", "levels       age 2/4, job 0/2; 0 of 60 rows left out",
                "the least there is", "keeps        k = 5, l = 2 made coarser");
    }

    @Test
    void aTableThatKeepsKNeedsNothing() throws IOException {
        assertThat(run("risk", table(200).toString(), "--quasi", "age,job")).isZero();
        assertThat(said.toString()).contains("keeps        k = 5 as it stands").doesNotContain("made coarser");
    }

    @Test
    void aTableThatIsTooSmallHoweverCoarseIsANo() throws IOException {
        assertThat(run("risk", table(4).toString(), "--quasi", "age=age,job")).isEqualTo(1);
        assertThat(said.toString()).contains("however coarse");
    }

    @Test
    void aPopulationLowersTheJournalistsRisk() throws IOException {
        Path whole = Files.copy(table(200), folder.resolve("whole.csv"));
        assertThat(run("risk", table(60).toString(), "--quasi", "age,job", "--population", whole.toString(), "--k", "3")).isZero();
        assertThat(said.toString()).contains("journalist finds at most 10.0 %", "delta from 0.300 to 0.300");
    }

    @Test
    void aColumnThatIsNotThereIsNamed() throws IOException {
        assertThat(run("risk", table(9).toString(), "--quasi", "aeg")).isEqualTo(2);
        assertThat(said.toString()).contains("the table has no column 'aeg'; it has age, job, illness");
    }
}
