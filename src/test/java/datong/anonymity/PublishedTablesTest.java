package datong.anonymity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.SharedData;
import datong.anonymity.csv.CsvFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables that pyCANON publishes, measured: their figures must come out. */
class PublishedTablesTest {
    private static final Pattern K = Pattern.compile("_k(\\d+)|adult_anonymized_(\\d+)");
    private static final Pattern L = Pattern.compile("_l(\\d+)");
    private final Path tables = SharedData.folder("pycanon");
    private final JsonNode expected = json(SharedData.folder("expected").resolve("pycanon_k_l.json"));

    private record Case(String file, Measured measured, JsonNode expected) {}

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String family(String file) {
        return file.contains("adult") ? "adult" : file.contains("drug") ? "drug" : file.contains("StudentsMath") ? "StudentsMath" : "stroke";
    }

    private List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        expected.get(key).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : expected.properties()) {
            Path file = tables.resolve(each.getKey());
            if (each.getKey().endsWith(".csv") && Files.exists(file)) {
                String family = family(each.getKey());
                cases.add(new Case(each.getKey(), Measured.of(CsvFiles.table(file), texts("QI:" + family), texts("SA:" + family)), each.getValue()));
            }
        }
        return cases;
    }

    @Test
    void rowsClassesAndTheirSizesAreThoseExpected() throws IOException {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(20);
        for (Case each : cases) {
            assertThat(each.measured().rows()).as(each.file()).isEqualTo(each.expected().get("rows").asInt());
            assertThat(each.measured().classes()).as(each.file()).isEqualTo(each.expected().get("classes").asInt());
            assertThat(each.measured().k()).as(each.file()).isEqualTo(each.expected().get("k").asInt());
            assertThat(each.measured().largest()).as(each.file()).isEqualTo(each.expected().get("max").asInt());
        }
    }

    @Test
    void diversityIsThatExpected() throws IOException {
        for (Case each : cases()) {
            assertThat(each.measured().sensitive().values().iterator().next().distinct()).as(each.file()).isEqualTo(each.expected().get("l_min").asInt());
        }
    }

    @Test
    void everyClaimInANameHoldsAndOneTableHasAnotherKThanItsNameSays() throws IOException {
        Map<String, Integer> otherK = new TreeMap<>();
        for (Case each : cases()) {
            Matcher k = K.matcher(each.file());
            if (k.find()) {
                int claimed = Integer.parseInt(k.group(1) == null ? k.group(2) : k.group(1));
                assertThat(each.measured().k()).as(each.file()).isGreaterThanOrEqualTo(claimed);
                if (each.file().startsWith("data/processed/") && each.measured().k() != claimed) {
                    otherK.put(each.file(), each.measured().k());
                }
            }
            Matcher l = L.matcher(each.file());
            if (l.find()) {
                assertThat(each.measured().sensitive().values().iterator().next().distinct()).as(each.file()).isEqualTo(Integer.parseInt(l.group(1)));
            }
        }
        assertThat(otherK).as("claims k = 20, and every class has at least 22 rows").containsExactly(Map.entry("data/processed/stroke_k20.csv", 22));
    }

    @Test
    void theHospitalTableIsTwoAnonymousAndOneOfItsClassesHasOneDisease() throws IOException {
        Measured hospital = Measured.of(CsvFiles.table(tables.resolve("data/processed/hospital_anonymized.csv")), List.of("age", "gender", "city"), List.of("disease"));
        assertThat(hospital.k()).isEqualTo(2);
        assertThat(hospital.sensitive().get("disease").distinct()).isEqualTo(1);
        assertThat(hospital.sensitive().get("disease").entropy()).isEqualTo(1.0);
    }
}
