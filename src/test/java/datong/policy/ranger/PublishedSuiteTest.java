package datong.policy.ranger;

import static org.assertj.core.api.Assertions.assertThat;

import datong.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published test suite of Ranger's engine, through our linter. What the linter refuses, and what cannot be asked without what it
 * refused, is pinned by case in {@code refused-by-design.txt}; everything else must come out as published.
 */
class PublishedSuiteTest {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedSuiteTest.class);
    private final Path suite = SharedData.folder("ranger-policyengine").resolve("agents-common/src/test/resources/policyengine");

    @Test
    void whatTheLinterLetsPassComesOutAsPublishedAndWhatItRefusesIsPinned() throws IOException {
        List<String> found = new ArrayList<>();
        int assertions = 0;
        int cases = 0;
        for (Path file : files("test_policyengine_")) {
            PublishedFile published = PublishedFile.read(file);
            new TreeSet<>(published.refused()).forEach(refused -> found.add(stem(file) + " | policy " + refused));
            PublishedFile.Outcome outcome = published.run();
            assertions += outcome.assertions();
            cases += outcome.cases();
            outcome.failures().forEach(failure -> found.add(stem(file) + " | case " + failure));
        }
        LOG.info("published suite: {} cases, {} assertions hold", cases, assertions);
        Files.write(Path.of("target/refused-by-design.found.txt"), found);
        assertThat(found).isEqualTo(pinned());
        assertThat(assertions).isGreaterThan(1_000);
    }

    @Test
    void everyScheduleThatIsPublishedAsInvalidIsRefusedAndSoIsEveryOneThatRecurs() throws IOException {
        TreeMap<String, List<String>> refused = new TreeMap<>();
        for (Path file : files("validityscheduler")) {
            for (PublishedSchedules.Case published : PublishedSchedules.read(file)) {
                boolean problem = !published.problems().isEmpty();
                assertThat(problem || published.published().isValid()).as(stem(file) + ": " + published.name()).isTrue();
                assertThat(problem).as(stem(file) + ": " + published.name()).isEqualTo(!published.published().isValid() || published.recurs());
                if (!problem) {
                    assertThat(published.applies()).as(published.name()).isEqualTo(published.published().isApplicable());
                }
                refused.computeIfAbsent(problem ? "refused" : "in force", absent -> new ArrayList<>()).add(published.name());
            }
        }
        assertThat(refused.get("refused")).hasSizeGreaterThan(20);
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> all = Files.walk(suite)) {
            return all.filter(file -> suite.relativize(file).toString().startsWith(part) && file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replace(".json", "").replace("test_policyengine_", "");
    }

    private static List<String> pinned() {
        try (var in = PublishedSuiteTest.class.getResourceAsStream("refused-by-design.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
