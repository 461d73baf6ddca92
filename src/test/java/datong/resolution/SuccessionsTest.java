package datong.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import datong.resolution.Successions.Answer;
import datong.resolution.Successions.Succession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuccessionsTest {
    private static final LocalDate DAY = LocalDate.of(2021, 7, 31);
    private final Successions successions = new Successions(List.of(
            new Succession("110199009000", List.of("110199007000"), DAY, ""), new Succession("110199007000", List.of("110199002000"), DAY, ""),
            new Succession("110199008000", List.of("110199001000", "110199002000"), DAY, "")), Map.of());

    @Test
    void aRetiredCodeLeadsToItsSuccessorThroughAllSteps() {
        assertThat(successions.resolve("110199009000")).isInstanceOfSatisfying(Answer.Succeeded.class, answer -> {
            assertThat(answer.code()).isEqualTo("110199002000");
            assertThat(answer.steps()).hasSize(2);
        });
    }

    @Test
    void aCommunityFollowsItsStreetAndKeepsItsOwnDigits() {
        assertThat(successions.resolve("110199009004")).isInstanceOfSatisfying(Answer.Succeeded.class, answer -> assertThat(answer.code()).isEqualTo("110199002004"));
    }

    @Test
    void aPartedDivisionIsAskedAndNeverGuessed() {
        assertThat(successions.resolve("110199008000")).isEqualTo(new Answer.Asked("110199008000", List.of("110199001000", "110199002000")));
        assertThat(successions.current("110199008000")).isEqualTo("110199008000");
    }

    @Test
    void whatAPersonAnsweredHolds() {
        assertThat(successions.answered(Map.of("110199008000", "110199001000")).current("110199008000")).isEqualTo("110199001000");
    }

    @Test
    void aCodeThatNoFileNamesStands() {
        assertThat(successions.resolve("440305001000")).isEqualTo(new Answer.Stands("440305001000"));
    }

    @Test
    void aCircleIsAskedInsteadOfFollowedForEver() {
        Successions circle = new Successions(List.of(new Succession("110199001000", List.of("110199002000"), DAY, ""), new Succession("110199002000", List.of("110199001000"), DAY, "")), Map.of());

        assertThat(circle.resolve("110199001000")).isInstanceOf(Answer.Asked.class);
    }

    @Test
    void noPublishedCodeIsCalledInvalid() throws IOException {
        Path streets = datong.SharedData.folder("china-divisions").resolve("streets.csv");
        try (Stream<String> lines = Files.lines(streets)) {
            List<String> codes = lines.skip(1).map(line -> line.split(",")[0].replace("\"", "")).filter(code -> code.matches("\\d{9}")).map(code -> code + "000").toList();
            assertThat(codes).hasSizeGreaterThan(40_000).allMatch(code -> successions.resolve(code) instanceof Answer.Stands);
        }
    }
}
