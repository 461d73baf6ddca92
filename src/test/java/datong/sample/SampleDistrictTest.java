package datong.sample;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.Given;
import datong.mapping.MappedRecord;
import datong.mapping.Mapping;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.schema.CodeTables;
import datong.source.Columns;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.StreamingReaders;
import datong.validation.RecordValidator;
import datong.validation.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample district through the readers, mappings and checks that the project ships for it. */
class SampleDistrictTest {
    private static final int RECORDS = 6_000;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-04T00:00:00Z"), ZoneOffset.UTC);
    private static final CodeTables CODES = Given.EXTENSIONS.codeTables();
    private static final Map<String, List<RawRecord>> READ = new TreeMap<>();
    private static MappingFolder mappings;

    @TempDir
    static Path inbox;

    @BeforeAll
    static void writeAndRead() throws Exception {
        mappings = new MappingFolder(Path.of("mappings"), new MappingFiles(Given.EXTENSIONS.schema(), CODES, CLOCK));
        assertThat(mappings.refresh().problems()).isEmpty();
        SampleDistrict district = new SampleDistrict(1, RECORDS);
        district.writeTo(inbox);
        for (String source : district.fileSources()) {
            READ.put(source, read(inbox.resolve(source), mapping(source)));
        }
        Columns columns = new Columns(district.serviceCases().columns());
        READ.put("service-cases", district.serviceCases().rows().map(row -> new RawRecord(columns, row, 0)).toList());
    }

    private static Mapping mapping(String source) {
        return mappings.find(source).orElseThrow(() -> new AssertionError("no mapping for " + source));
    }

    private static List<RawRecord> read(Path folder, Mapping mapping) throws Exception {
        List<RawRecord> records = new ArrayList<>();
        for (Path file : files(folder)) {
            try (RecordReader reader = new StreamingReaders().open(file, mapping.format())) {
                for (List<RawRecord> batch = reader.next(1000); !batch.isEmpty(); batch = reader.next(1000)) {
                    records.addAll(batch);
                }
            }
        }
        return records;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void exactlyAsManyRecordsAsWantedComeOutOfSeventeenSources() {
        assertThat(READ).hasSize(17);
        assertThat(READ.values().stream().mapToInt(List::size).sum()).isEqualTo(RECORDS);
    }

    @Test
    void everyDeliveryFitsItsMapping() {
        READ.forEach((source, records) -> assertThat(mapping(source).check(records.getLast().columns())).as(source).isEqualTo(new Mapping.Header.Fits()));
    }

    @Test
    void thoseThatArePulledFitTheirMappingsToo() throws Exception {
        RecordValidator validator = new RecordValidator(CODES, CLOCK);
        for (String source : List.of("open311", "opinion-feeds")) {
            SampleDistrict.write(source, 500, 1, inbox.resolve("pulled").resolve(source));
            List<RawRecord> records = read(inbox.resolve("pulled").resolve(source), mapping(source));
            assertThat(records).hasSize(500);
            assertThat(mapping(source).check(records.getFirst().columns())).as(source).isEqualTo(new Mapping.Header.Fits());
            assertThat(records).allSatisfy(raw -> assertThat(validator.validate(mapping(source).map(raw).getFirst())).isInstanceOf(Validation.Valid.class));
        }
    }

    @Test
    void onlyFewRecordsAreRejectedAndNoneOfTheStory() {
        RecordValidator validator = new RecordValidator(CODES, CLOCK);
        int rejected = 0;
        for (String source : READ.keySet()) {
            for (RawRecord raw : READ.get(source)) {
                boolean whole = raw.defect().isEmpty() && mapping(source).map(raw).stream().allMatch(mapped -> validator.validate(mapped) instanceof Validation.Valid);
                rejected += whole ? 0 : 1;
            }
        }

        assertThat(rejected).isBetween(RECORDS / 1000, RECORDS / 50);
        assertThat(keys("hotline-12345")).contains("示热-261103-000147", "示热-261103-000162");
        assertThat(keys("grid-events")).contains("SG20261103001025", "SG20261103001031");
        assertThat(keys("visits")).contains("ZF-2026-8812", "ZF-2026-8813");
        assertThat(keys("camera-alarms")).contains("AL20261103083011001", "AL20261103083041002");
    }

    private static List<String> keys(String source) {
        return READ.get(source).stream().filter(raw -> raw.defect().isEmpty()).map(raw -> mapping(source).map(raw).getFirst())
                .filter(mapped -> mapped.problems().isEmpty()).flatMap((MappedRecord mapped) -> mapped.sourceKey().stream()).toList();
    }

    @Test
    void exportsOverlap() {
        List<String> orders = READ.get("hotline-12345").stream().map(raw -> raw.cell("工单编号")).toList();

        assertThat(orders.size() - orders.stream().distinct().count()).isGreaterThan(orders.size() / 50);
    }

    @Test
    void nobodyInItCanBeReal() {
        Pattern mobile = Pattern.compile("(?<!\\d)1[3-9]\\d{9}(?!\\d)");
        Pattern resident = Pattern.compile("(?<![\\d.])[1-9]\\d{5}(?:19|20)\\d{2}[01]\\d[0-3]\\d{4}[\\dXx](?!\\d)");
        READ.values().stream().flatMap(List::stream).flatMap(raw -> Stream.of(raw.cells())).filter(cell -> cell != null).forEach(cell -> {
            for (Matcher found = mobile.matcher(cell); found.find(); ) {
                assertThat(found.group()).startsWith("1540000");
            }
            for (Matcher found = resident.matcher(cell); found.find(); ) {
                assertThat(found.group()).startsWith("110199");
            }
        });
    }

    @Test
    void theSameSeedGivesTheSameRows() throws IOException {
        Path again = Files.createDirectories(inbox.resolve("again"));
        new SampleDistrict(1, RECORDS).writeTo(again);

        for (String source : List.of("hotline-12345", "grid-events", "online-opinion", "gb28181-alarms")) {
            Path file = files(inbox.resolve(source)).getFirst();
            assertThat(again.resolve(source).resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void everySourceHasARouteOfItsName() throws IOException {
        for (String source : READ.keySet()) {
            assertThat(Files.readString(Path.of("integrations", source + ".camel.yaml"))).contains("id: " + source + "\n", "to: ledger:" + source + "\n");
        }
    }

    @Test
    void theOrdersForMeasurementsFitTheirMapping() throws Exception {
        Path file = inbox.resolve("bench.csv");
        SampleDistrict.hotlineCsv(file, 5_000, 7);
        MappingFolder bench = new MappingFolder(Path.of("src/main/resources/datong/bench"), new MappingFiles(Given.EXTENSIONS.schema(), CODES, CLOCK));
        assertThat(bench.refresh().problems()).isEmpty();
        Mapping mapping = bench.find("bench-hotline").orElseThrow();
        RecordValidator validator = new RecordValidator(CODES, CLOCK);
        List<RawRecord> records = new ArrayList<>();
        try (RecordReader reader = new StreamingReaders().open(file, mapping.format())) {
            for (List<RawRecord> batch = reader.next(1000); !batch.isEmpty(); batch = reader.next(1000)) {
                records.addAll(batch);
            }
        }

        assertThat(records).hasSize(5_000);
        assertThat(mapping.check(records.getFirst().columns())).isEqualTo(new Mapping.Header.Fits());
        assertThat(records).allSatisfy(raw -> assertThat(validator.validate(mapping.map(raw).getFirst())).isInstanceOf(Validation.Valid.class));
    }
}
