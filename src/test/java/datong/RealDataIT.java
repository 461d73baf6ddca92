package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.intake.Outcome;
import datong.ledger.LedgerWriter.Balance;
import datong.schema.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published data, used in place, through the whole intake into the ledger. Skipped aloud where it does not lie beside the project. */
class RealDataIT {
    private static final Logger LOG = LoggerFactory.getLogger(RealDataIT.class);
    private static final List<String> TABLE = new ArrayList<>();
    private final JsonMapper json = new JsonMapper();
    @TempDir
    Path folder;
    private TestIntake intake;

    @BeforeEach
    void open() {
        intake = new TestIntake(TestDatabase.fresh(), folder, Path.of("src/test/resources/real"), 2_000);
    }

    @AfterEach
    void everyBalanceHoldsAndNothingIsLeftRunning() {
        assertThat(intake.number("SELECT count(*) FROM intake.batch WHERE read_count <> stored_count + unchanged_count + quarantined_count")).isZero();
        assertThat(intake.number("SELECT count(*) FROM intake.delivery WHERE state NOT IN ('DONE', 'SET_ASIDE', 'STOPPED')")).isZero();
        intake.close();
    }

    @AfterAll
    static void say() {
        LOG.info("what the published data gave:\n{}", String.join("\n", TABLE));
    }

    @Test
    void baltimoreAsWorkbookDiffersFromBaltimoreAsCsvInTheLastDigitOfSomeCoordinatesOnly() throws IOException {
        Path data = SharedData.folder("baltimore-311");
        String[] items = {"source_record_key", "latitude", "longitude", "source_no", "title", "reported_at", "due_at", "closed_at", "lead_org_name", "location_text",
            "coord_system", "status", "service_info", "quality_flags"};

        assertThat(taken("baltimore-311", data.resolve("311_sample.csv"))).isEqualTo(new Balance(10_000, 10_000, 0, 0));
        assertThat(taken("baltimore-311", data.resolve("311_sample.csv"))).isEqualTo(new Balance(10_000, 0, 10_000, 0));
        List<List<Object>> csv = intake.records("baltimore-311", items);
        Balance workbook = taken("baltimore-311", data.resolve("311_sample.xlsx"));
        List<List<Object>> book = intake.records("baltimore-311", items);

        assertThat(workbook.quarantined()).isZero();
        assertThat(workbook.stored()).isPositive().isLessThanOrEqualTo(33 + 74);
        assertThat(differences(items, csv, book)).isEqualTo(Map.of("latitude", 33L, "longitude", 74L));
        assertThat(counts(csv, row -> json.readTree(((Json) row.get(12)).text()).get("status").asString())).isEqualTo(expected("status"));
        assertThat(counts(csv, row -> row.get(8).toString())).isEqualTo(expected("agency"));
    }

    private static Map<String, Long> differences(String[] items, List<List<Object>> one, List<List<Object>> other) {
        Map<String, Long> differences = new HashMap<>();
        for (int row = 0; row < one.size(); row++) {
            for (int item = 0; item < items.length; item++) {
                if (!same(one.get(row).get(item), other.get(row).get(item))) {
                    differences.merge(items[item], 1L, Long::sum);
                }
            }
        }
        return differences;
    }

    private static boolean same(Object one, Object other) {
        return one instanceof BigDecimal number && other instanceof BigDecimal second ? number.compareTo(second) == 0 : Objects.equals(one, other);
    }

    private static Map<String, Long> counts(List<List<Object>> rows, Function<List<Object>, String> word) {
        return rows.stream().collect(Collectors.groupingBy(word, Collectors.counting()));
    }

    private Map<String, Long> expected(String member) {
        Map<String, Long> expected = new HashMap<>();
        json.readTree(SharedData.folder("expected").resolve("baltimore311.json").toFile()).get(member).properties()
                .forEach(entry -> expected.put(entry.getKey(), entry.getValue().asLong()));
        return expected;
    }

    @Test
    void theMessagesOfTeddyCupAreFoundAmongSixtyFiveThousandRows() throws IOException {
        Path workbook = SharedData.folder("teddy-cup-gov-messages").resolve("附件2.xlsx");

        assertThat(rowsWritten(workbook)).as("rows in the workbook behind its header").isEqualTo(65_202);
        assertThat(taken("teddy-cup", workbook)).isEqualTo(new Balance(495, 495, 0, 0));
        assertThat(intake.number("SELECT rows_read FROM intake.delivery WHERE source = 'teddy-cup'")).as("records read").isEqualTo(495);
        assertThat(intake.records("teddy-cup", "content")).hasSize(495).allSatisfy(row -> assertThat((String) row.getFirst()).isNotBlank().doesNotContain("_x000D_"));
    }

    /** Rows that stand in the first sheet's XML behind the first, empty ones too; read without the project's own reader. */
    private static long rowsWritten(Path workbook) throws IOException {
        try (ZipFile zip = new ZipFile(workbook.toFile()); InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(sheet);
            long rows = 0;
            while (xml.hasNext()) {
                rows += xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row") ? 1 : 0;
            }
            return rows - 1;
        } catch (XMLStreamException broken) {
            throw new IOException(broken);
        }
    }

    @Test
    void theHoursOfBeijingsAirAreAllThereAndItsGapsStayGaps() throws IOException {
        for (String station : List.of("Aotizhongxin", "Dongsi")) {
            Path file = SharedData.folder("beijing-air").resolve("PRSA_Data_" + station + "_20130301-20170228.csv");
            assertThat(taken("beijing-air", file)).isEqualTo(new Balance(35_064, 35_064, 0, 0));
        }
        List<List<Object>> hours = intake.records("beijing-air", "name", "last_value", "last_at");
        for (String station : List.of("Aotizhongxin", "Dongsi")) {
            List<List<Object>> own = hours.stream().filter(row -> row.getFirst().equals(station)).toList();
            assertThat(own.stream().map(row -> row.get(2)).distinct().count()).isEqualTo(35_064);
            assertThat(own.stream().filter(row -> row.get(1) == null).count()).as(station).isEqualTo(gaps(station)).isPositive();
        }
    }

    private static long gaps(String station) throws IOException {
        try (Stream<String> lines = Files.lines(SharedData.folder("beijing-air").resolve("PRSA_Data_" + station + "_20130301-20170228.csv"))) {
            return lines.skip(1).filter(line -> line.split(",")[5].equals("NA")).count();
        }
    }

    @Test
    void everySubDistrictOfTheCountryBecomesAPlace() throws IOException {
        assertThat(taken("china-streets", SharedData.folder("china-divisions").resolve("streets.csv"))).isEqualTo(new Balance(41_352, 41_352, 0, 0));
        assertThat(intake.records("china-streets", "division_code")).allSatisfy(row -> assertThat((String) row.getFirst()).hasSize(12).endsWith("000"));
    }

    @Test
    void noPublishedTableStopsTheNext() throws IOException {
        pushed("csv-spectrum", "any-table", files(SharedData.folder("csv-spectrum").resolve("csvs")));
        pushed("csvlint", "any-table", files(SharedData.folder("csvlint").resolve("features/fixtures")));
        pushed("poi-bad-excel", "any-table", files(SharedData.folder("poi-bad-excel")));
    }

    @Test
    void noPublishedJsonStopsTheNext() throws IOException {
        pushed("json-test-suite", "any-json", files(SharedData.folder("json-test-suite").resolve("test_parsing")));
    }

    @Test
    void naughtyStringsAreStoredAsTheyAre() throws IOException {
        Path data = SharedData.folder("blns");
        List<String> strings = new ArrayList<>();
        json.readTree(data.resolve("blns.json").toFile()).forEach(node -> strings.add(node.asString()));
        StringBuilder table = new StringBuilder("id,b\n");
        StringBuilder documents = new StringBuilder("[");
        for (int index = 0; index < strings.size(); index++) {
            table.append("t-").append(index).append(",\"").append(strings.get(index).replace("\"", "\"\"")).append("\"\n");
            documents.append(index > 0 ? "," : "").append(json.writeValueAsString(Map.of("id", "j-" + index, "b", strings.get(index))));
        }

        Balance csv = taken("any-table", Files.writeString(folder.resolve("blns.csv"), table));
        Balance list = taken("any-json", Files.writeString(folder.resolve("blns-list.json"), documents.append("]")));

        assertThat(csv.read()).isEqualTo(515);
        assertThat(list.read()).isEqualTo(515);
        Map<String, String> titles = new HashMap<>();
        Stream.of("any-table", "any-json").flatMap(code -> intake.records(code, "source_record_key", "title").stream())
                .forEach(row -> titles.put((String) row.get(0), Objects.toString(row.get(1), "")));
        List<String> changed = new ArrayList<>();
        titles.forEach((key, title) -> {
            String given = strings.get(Integer.parseInt(key.substring(2)));
            if (!title.equals(given)) {
                changed.add(key + " " + given.length() + " characters became " + title.length());
            }
        });
        TABLE.add("blns: stored otherwise than given: " + changed);
        pushed("blns", "any-table", List.of(data.resolve("blns.txt")));
        pushed("blns", "any-json", List.of(data.resolve("blns.json")));
        assertThat(csv.quarantined() + list.quarantined()).as("too long for a title, or a character no text may hold").isLessThan(20);
    }

    private Balance taken(String source, Path file) throws IOException {
        Outcome outcome = intake.take(source, file);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        Balance balance = ((Outcome.Done) outcome).balance();
        TABLE.add("%-16s %-44s %s".formatted(source, file.getFileName(), balance));
        return balance;
    }

    /** Every file ends, with its reason if it did not go through, and a good file behind the last is taken. */
    private void pushed(String collection, String source, List<Path> files) throws IOException {
        Map<String, Integer> ends = new TreeMap<>();
        for (Path file : files) {
            ends.merge(word(intake.take(source, file)), 1, Integer::sum);
        }
        TABLE.add("%-16s %3d files: %s; waiting in quarantine: %d".formatted(collection, files.size(), ends,
                intake.number("SELECT count(*) FROM intake.quarantine WHERE source = ?", source)));
        byte[] good = (source.equals("any-json") ? "[{\"id\": \"good-" + collection + "\"}]" : "id,b\ngood-" + collection + ",x\n").getBytes(StandardCharsets.UTF_8);
        Outcome next = intake.take(source, Files.write(folder.resolve("good"), good));
        assertThat(next).isInstanceOf(Outcome.Done.class);
        assertThat(((Outcome.Done) next).balance().stored()).isEqualTo(1);
        assertThat(intake.number("SELECT count(*) FROM intake.delivery WHERE source = ?", source)).isGreaterThan(files.size());
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> "DONE" + (done.balance().quarantined() > 0 ? " with quarantine" : "");
            case Outcome.SetAside aside -> explained("SET_ASIDE " + aside.rule(), aside.message());
            case Outcome.Stopped stopped -> explained("STOPPED " + stopped.rule(), stopped.message());
        };
    }

    private static String explained(String word, String message) {
        assertThat(message).as(word).isNotBlank();
        return word;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> papers = Arrays.asList("SOURCE.txt", "LICENSE", "README.md");
            return files.filter(Files::isRegularFile).filter(file -> !papers.contains(file.getFileName().toString())).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
