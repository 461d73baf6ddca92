package datong.source;

import static org.assertj.core.api.Assertions.assertThat;

import datong.SharedData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published test files, read in place. */
class PublishedFilesTest {
    private final JsonMapper json = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void csvSpectrumEqualsItsJson() throws IOException {
        Path spectrum = SharedData.folder("csv-spectrum");
        int pairs = 0;
        for (Path file : files(spectrum.resolve("csvs"))) {
            List<Map<String, String>> read = Reading.of(file).records().stream().map(PublishedFilesTest::row).toList();
            List<Map<String, String>> expected = expected(spectrum.resolve("json").resolve(file.getFileName().toString().replace(".csv", ".json")));
            if (file.endsWith("location_coordinates.csv")) { // the published pair disagrees on one number
                expected.getFirst().put("Contact Phone Number", "2095257564");
            }
            assertThat(read).as(file.getFileName().toString()).isEqualTo(expected);
            pairs++;
        }
        assertThat(pairs).isEqualTo(12);
    }

    private List<Map<String, String>> expected(Path file) {
        JsonNode node = json.readTree(file.toFile());
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode record : node.isArray() ? node : json.createArrayNode().add(node)) {
            Map<String, String> row = new LinkedHashMap<>();
            record.properties().forEach(property -> row.put(property.getKey(), property.getValue().asString()));
            rows.add(row);
        }
        return rows;
    }

    @Test
    void csvlintFixturesAreReadAndTheInvalidOneStopsAtItsRow() throws IOException {
        for (Path file : files(SharedData.folder("csvlint").resolve("features/fixtures"))) {
            Reading reading = Reading.of(file);
            boolean invalid = file.endsWith("invalid_many_rows.csv");
            assertThat(reading.rule()).as(file.getFileName().toString()).isEqualTo(invalid ? "BROKEN_CSV" : "read");
            assertThat(reading.records().size()).as(file.getFileName().toString()).isGreaterThanOrEqualTo(file.toString().contains("spreadsheet") ? 0 : 1);
        }
        assertThat(Reading.of(SharedData.folder("csvlint").resolve("features/fixtures/title-row.csv")).columns()).containsExactly("Foo", "Bsr", "Baz");
    }

    @Test
    void theJsonTestSuiteIsKept() throws IOException {
        Set<String> refusedForRepeatedKeys = Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");
        Map<Character, Integer> counted = new HashMap<>();
        for (Path file : files(SharedData.folder("json-test-suite").resolve("test_parsing"))) {
            String name = file.getFileName().toString();
            Reading reading = Reading.of(file, Reading.format(Format.Type.JSON));
            boolean accepted = reading.refusal().isEmpty() && reading.defects().isEmpty();
            if (name.startsWith("y_")) {
                assertThat(accepted).as(name).isEqualTo(!refusedForRepeatedKeys.contains(name));
            } else if (name.startsWith("n_")) {
                assertThat(accepted).as(name).isFalse();
            }
            counted.merge(name.charAt(0), 1, Integer::sum);
        }
        assertThat(counted).isEqualTo(Map.of('y', 95, 'n', 188, 'i', 35));
    }

    @Test
    void everyBadWorkbookIsReadOrRefusedByRule() throws IOException {
        Map<String, String> outcome = new LinkedHashMap<>();
        for (Path file : files(SharedData.folder("poi-bad-excel"))) {
            if (file.toString().matches(".*\\.xls[xmb]?")) {
                Reading reading = Reading.of(file);
                outcome.put(file.getFileName().toString(), reading.refusal().map(UnreadableSource::rule).orElse(reading.records().size() + " records"));
            }
        }
        outcome.forEach((name, result) -> System.err.printf("poi-bad-excel %-28s %s%n", name, result));
        assertThat(outcome).hasSize(17).containsEntry("1904DateWindowing.xls", "EXCEL_1904").containsEntry("date.xlsb", "BINARY_WORKBOOK")
                .containsEntry("sample.strict.xlsx", "STRICT_WORKBOOK").containsEntry("InlineStrings.xlsx", "6 records")
                .containsEntry("chinese-provinces.xls", "3 records");
    }

    @Test
    void naughtyStringsSurviveEveryFormat() throws IOException {
        List<String> strings = new ArrayList<>();
        json.readTree(SharedData.folder("blns").resolve("blns.json").toFile()).forEach(node -> strings.add(node.asString()));
        StringBuilder csv = new StringBuilder("id,text\n");
        StringBuilder lines = new StringBuilder();
        Path book = folder.resolve("a.xlsx");
        List<String> printable = strings.stream().map(PublishedFilesTest::allowedInXml).toList();
        try (OutputStream bytes = Files.newOutputStream(book); Workbook workbook = new Workbook(bytes, "t", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("a");
            sheet.value(0, 0, "id");
            sheet.value(0, 1, "text");
            for (int index = 0; index < strings.size(); index++) {
                csv.append(index).append(",\"").append(strings.get(index).replace("\"", "\"\"")).append("\"\n");
                lines.append(json.writeValueAsString(Map.of("id", index, "text", strings.get(index)))).append('\n');
                sheet.value(index + 1, 0, "n" + index);
                sheet.value(index + 1, 1, printable.get(index));
            }
        }

        assertThat(strings).hasSize(515);
        assertThat(Reading.of(folder, "a.csv", csv.toString()).column("text")).isEqualTo(strings);
        assertThat(Reading.of(folder, "a.ndjson", lines.toString()).column("text")).isEqualTo(strings);
        assertThat(Reading.of(book).column("text")).isEqualTo(printable);
    }

    /** XML 1.0, and with it XLSX, knows neither control characters nor the noncharacters; line ends are normalised. */
    private static String allowedInXml(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0D\\x0E-\\x1F\\uFFFE\\uFFFF]", "").replaceAll("^\\s+$", "");
    }

    @Test
    void baltimoreGivesTheSameTenThousandRowsAsCsvAndAsWorkbook() throws IOException {
        List<RawRecord> csv = Reading.of(SharedData.folder("baltimore-311").resolve("311_sample.csv")).records();
        List<RawRecord> book = Reading.of(SharedData.folder("baltimore-311").resolve("311_sample.xlsx")).records();
        Map<String, Integer> differing = new HashMap<>();
        for (int index = 0; index < csv.size(); index++) {
            for (String column : csv.get(index).columns().names()) {
                if (!csv.get(index).cell(column).equals(book.get(index).cell(column))) {
                    differing.merge(column, 1, Integer::sum);
                }
            }
        }

        assertThat(csv).hasSize(10_000);
        assertThat(book).hasSize(10_000);
        assertThat(differing).isEqualTo(Map.of("Latitude", 33, "Longitude", 74));
    }

    @Test
    void publishedTablesGiveAllTheirRows() throws IOException {
        Reading messages = Reading.of(SharedData.folder("teddy-cup-gov-messages").resolve("附件2.xlsx"));
        assertThat(messages.records()).hasSize(495);
        assertThat(Reading.of(SharedData.folder("china-divisions").resolve("streets.csv")).records()).hasSize(41_352);
        for (String station : List.of("Aotizhongxin", "Dongsi")) {
            Path file = SharedData.folder("beijing-air").resolve("PRSA_Data_" + station + "_20130301-20170228.csv");
            assertThat(Reading.of(file).records()).hasSize(35_064);
        }
        assertThat(Reading.of(SharedData.folder("cn-ledger-headers").resolve("gb28181_alarm_notify.xml")).columns()).contains("DeviceID", "AlarmTime");
    }

    private static Map<String, String> row(RawRecord record) {
        Map<String, String> row = new LinkedHashMap<>();
        record.columns().names().forEach(name -> row.put(name, record.cell(name)));
        return row;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
