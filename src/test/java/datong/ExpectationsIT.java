package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.quality.Conformance.Found;
import datong.quality.Coverage;
import datong.quality.jdbc.JdbcConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mapping expects of its source as a whole, looked at in the real ledger. */
class ExpectationsIT {
    private static final String TERMS = "version: 1.0.0\nprovider: 11110199MB00DEM264\nlegal_basis: { basis: STATUTORY_DUTY }\npurpose: GOVERNANCE.GRID\nretention_days: 30\n";
    private static final String PLACES = "source: places\nelement: place\n" + TERMS + """
            key: code
            items: { place_type: { const: GRID }, name: name, division_code: division, grid_code: grid }
            """;
    private static final String EVENTS = "source: events\nelement: matter\n" + TERMS + """
            key: number
            items: { matter_type: { const: GRID_EVENT }, title: title, reported_at: { from: at, as: timestamp }, division_code: division, grid_code: grid }
            also:
              - element: place
                key: where
                when: "row['where'] != ''"
                items: { place_type: { const: GRID }, name: where, division_code: where_division }
                relation: { name: OCCURRED_AT, from: main }
            across:
              - { flag: NO_PLACE, of: place, relation: OCCURRED_AT }
              - { flag: DIVISION_DIFFERS, of: place, relation: OCCURRED_AT, item: division_code, equals: division_code }
              - { flag: GRID_UNKNOWN, of: place, item: grid_code, among: grid_code }
            """;
    private static final String STATION = "source: station\nelement: thing\n" + TERMS + """
            key: { expr: "row['station'] + '/' + row['No']" }
            items:
              thing_type: { const: STATION }
              name:       station
              last_value: { from: PM2.5, as: decimal, null_words: [], required: true, on_error: reject }
              last_at:    { expr: "row['year'] + '-' + row['month'] + '-' + row['day'] + ' ' + row['hour'] + ':00'", as: timestamp }
            completeness: { by: name, at: last_at, every: PT1H }
            unused: [PM10, SO2, NO2, CO, O3, TEMP, PRES, DEWP, RAIN, wd, WSPM]
            """;
    private static final String HEAD = "number,title,at,division,grid,where,where_division\n";
    private final DataSource database = TestDatabase.fresh();
    private final JdbcConformance conformance = new JdbcConformance(database, Clock.systemUTC());

    @TempDir
    Path folder;

    private TestIntake intake;
    private int files;

    @BeforeEach
    void open() throws IOException {
        Path mappings = Files.createDirectory(folder.resolve("mappings"));
        Files.writeString(mappings.resolve("places.mapping.yaml"), PLACES);
        Files.writeString(mappings.resolve("events.mapping.yaml"), EVENTS);
        Files.writeString(mappings.resolve("station.mapping.yaml"), STATION);
        intake = new TestIntake(database, folder, mappings, 5_000);
    }

    @AfterEach
    void close() {
        intake.close();
    }

    private void take(String source, String text) throws IOException {
        assertThat(intake.take(source, Files.writeString(folder.resolve("file-" + ++files + ".csv"), text))).isInstanceOf(datong.intake.Outcome.Done.class);
    }

    private Map<String, List<Long>> across() {
        conformance.look(intake.mapping("events"));
        return conformance.across("events").stream().collect(Collectors.toMap(Found::flag, found -> List.of(found.records(), found.broken())));
    }

    @Test
    void recordsThatContradictOthersAreCountedByRule() throws IOException {
        take("places", "code,name,division,grid\nP-1,一号网格,110199001001,110199001001001\n");
        take("events", HEAD + "E-1,lamp,2026-11-02 08:00:00,110199001001,110199001001001,一号,110199001001\n"
                + "E-2,lamp,2026-11-02 08:00:00,110199001001,110199001001002,二号,110199001002\nE-3,lamp,2026-11-02 08:00:00,110199001001,,,\n");

        assertThat(across()).containsEntry("NO_PLACE", List.of(3L, 1L)).containsEntry("DIVISION_DIFFERS", List.of(2L, 1L)).containsEntry("GRID_UNKNOWN", List.of(2L, 1L));
        assertThat(conformance.across("events")).allSatisfy(found -> assertThat(found.examples()).hasSize(1));
    }

    @Test
    void whatAnotherSourceBringsMendsTheContradictionAtTheNextLook() throws IOException {
        take("events", HEAD + "E-1,lamp,2026-11-02 08:00:00,110199001001,110199001001001,,\n");
        assertThat(across()).containsEntry("GRID_UNKNOWN", List.of(1L, 1L));
        take("places", "code,name,division,grid\nP-1,一号网格,110199001001,110199001001001\n");

        assertThat(across()).containsEntry("GRID_UNKNOWN", List.of(1L, 0L));
        assertThat(conformance.across("events")).filteredOn(found -> found.flag().equals("GRID_UNKNOWN")).singleElement()
                .satisfies(found -> assertThat(found.shares()).as("one look a day stays").containsExactly(1.0)).satisfies(found -> assertThat(found.examples()).isEmpty());
    }

    @Test
    void aSourceThatHasNotDeliveredIsLookedAtInVain() {
        assertThat(across()).isEmpty();
        conformance.look(intake.mapping("station"));
        assertThat(conformance.coverage("station")).isEmpty();
    }

    /** Four years of hours; hours whose PM2.5 was not measured go to quarantine and are gaps. */
    @Test
    void theMissingHoursOfARealStationAreFoundDayByDay() throws IOException {
        Path file = SharedData.folder("beijing-air").resolve("PRSA_Data_Aotizhongxin_20130301-20170228.csv");
        Map<LocalDate, List<Integer>> missing = new TreeMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.skip(1).map(line -> line.replace("\"", "").split(",")).filter(cells -> cells[5].equals("NA"))
                    .forEach(cells -> missing.computeIfAbsent(LocalDate.of(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), Integer.parseInt(cells[3])), day -> new ArrayList<>())
                            .add(Integer.parseInt(cells[4])));
        }
        take("station", Files.readString(file));
        conformance.look(intake.mapping("station"));

        List<Coverage> days = conformance.coverage("station");
        LocalDate first = LocalDate.of(2017, 1, 30);
        assertThat(intake.number("SELECT count(*) FROM ledger.thing")).isEqualTo(35_064 - missing.values().stream().mapToLong(List::size).sum());
        assertThat(days).hasSize(30).extracting(Coverage::series).containsOnly("Aotizhongxin");
        assertThat(days.stream().filter(day -> !day.missing().isEmpty()).collect(Collectors.toMap(Coverage::day, Coverage::missing)))
                .isEqualTo(missing.entrySet().stream().filter(day -> !day.getKey().isBefore(first)).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .isNotEmpty();
    }
}
