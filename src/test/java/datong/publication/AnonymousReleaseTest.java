package datong.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.anonymity.Measured;
import datong.anonymity.Table;
import datong.anonymity.csv.CsvFiles;
import datong.classification.RuleBasedScanner;
import datong.policy.Decision;
import datong.policy.Treatment;
import datong.protection.ProtectorByRule;
import datong.publication.ReleaseOutcome.Refused;
import datong.publication.ReleaseOutcome.Released;
import datong.publication.parquet.ParquetTable;
import datong.publication.yaml.PublicationFolder;
import datong.query.TestHouse;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample publication that leaves anonymous, and what keeps one in. */
class AnonymousReleaseTest {
    private static final List<String> QUASI = List.of("division_code", "reported_at", "reporter_sex", "channel");
    @TempDir
    Path folder;
    private String text;
    private final TestHouse.Log log = new TestHouse.Log();
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final ReleaseNeighbours.Register register = new ReleaseNeighbours.Register();
    private final ReleaseNeighbours.Rows ledger = new ReleaseNeighbours.Rows();
    private int ids;

    @BeforeEach
    void readTheSample() throws IOException {
        text = Files.readString(Path.of("policies/publications/hotline-anonymous.publication.yaml"));
        decisions.then = decision -> {
            Decision.Permitted permitted = (Decision.Permitted) decision;
            Map<ItemName, Treatment> treatments = new HashMap<>(permitted.treatments());
            treatments.put(new ItemName("reporter_sex"), new Treatment.Reveal());
            return new Decision.Permitted(permitted.scope(), treatments, permitted.lookups(), permitted.obligations(), permitted.rule(), permitted.policyVersion());
        };
    }

    @Test
    void theWholeReleaseKeepsItsModelAndSaysSo() throws IOException {
        orders(2_000, 1_500);
        Released released = (Released) release();
        Table file = CsvFiles.table(released.folder().resolve("hotline-anonymous.csv"));
        Measured measured = Measured.of(file, QUASI, List.of("request_kind", "seven_five_code"));
        assertThat(measured.k()).isGreaterThanOrEqualTo(10);
        assertThat(measured.sensitive().get("request_kind").distinct()).isGreaterThanOrEqualTo(2);
        assertThat(measured.sensitive().get("seven_five_code").equal()).isLessThanOrEqualTo(0.6);
        assertThat(file.rows()).isGreaterThanOrEqualTo(1_900).isEqualTo((int) released.release().records());

        Standing standing = released.release().standing();
        assertThat(standing.identifiability()).isEqualTo(Standing.ANONYMISED);
        assertThat(standing.grade()).isEqualTo(3);
        AnonymityReport shown = standing.anonymity().orElseThrow();
        assertThat(shown.reached()).isEqualTo(measured.k());
        assertThat(shown.solution().optimal()).isTrue();
        assertThat(shown.before().prosecutor().highest()).isGreaterThan(shown.after().prosecutor().highest());
        JsonNode manifest = new ObjectMapper().readTree(released.folder().resolve("manifest.json").toFile());
        assertThat(manifest.get("identifiability").asText()).isEqualTo("ANONYMISED");
        assertThat(manifest.get("anonymity").get("k").asInt()).isEqualTo(measured.k());
        assertThat(log.events.getLast().details()).containsEntry("identifiability", "ANONYMISED").containsEntry("deid_grade", "3");
    }

    @Test
    void recordsOfFewPersonsAreTooFewHoweverManyTheyAre() {
        orders(2_000, 9);
        assertRefused(release(), "even with every quasi-identifier suppressed");
    }

    @Test
    void aReleaseWhoseSensitiveValuesAreAllTheSameIsRefused() {
        orders(200, 200);
        text = text.replace("request_kind:    { distinct: 2 }", "request_kind:    { distinct: 9 }");
        assertRefused(release(), "break the model");
    }

    @Test
    void aSmallKIsNotCalledAnonymous() {
        text = text.replace("k: 10", "k: 4");
        assertRefused(release(), "fewer than 5 is not called anonymous");
    }

    @Test
    void openDataNeedsAReview() {
        text = text.replaceAll("  reviewed: .*\n", "");
        assertRefused(release(), "needs a review");
    }

    @Test
    void everyItemThatLeavesHasItsPlace() {
        text = text.replace("others: [urgency]", "others: []");
        assertRefused(release(), "urgency must stand in exactly one of");
    }

    @Test
    void aTimeIsNeverHarmless() {
        text = text.replace("reported_at:   { by: date, finest: 1 }        # a day at most, never the hour", "").replace("others: [urgency]", "others: [urgency, reported_at]");
        assertRefused(release(), "reported_at says something of a person, a place or a time");
    }

    @Test
    void aMaskedNumberStillLeadsToAPerson() {
        text = text.replace("reporter_phone: drop", "reporter_phone:").replace("others: [urgency]", "others: [urgency, reporter_phone]");
        assertRefused(release(), "reporter_phone leads to a person by itself");
    }

    @Test
    void openDataWithPersonalItemsIsRefusedWithoutTheTest() {
        orders(100, 100);
        text = text.replaceAll("(?s)anonymous:.*", "format: csv\n");
        assertThat(release()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo("OPEN_NOT_ANONYMOUS");
            assertThat(refused.reason()).contains("reporter_sex");
        });
    }

    private void ofComplaints(String presence) {
        orders(2_000, 1_500);
        text = text.replace("items:\n", "filter: [ { item: request_kind, operator: eq, values: [投诉] } ]\nitems:\n").replace("  request_kind:\n", "")
                .replace("    request_kind:    { distinct: 2 }\n", "").replace("  suppress: 0.05\n", "  suppress: 0.05\n  presence: " + presence + "\n");
    }

    @Test
    void whoIsInTheReleaseIsWeighedAgainstAllWhoLookAlike() {
        ofComplaints("{ most: 0.7 }");
        assertThat(((Released) release()).release().standing().anonymity().orElseThrow().demands()).anySatisfy(demand -> assertThat(demand).startsWith("δ: 0.").endsWith("⊂ 0.00 … 0.70"));
    }

    @Test
    void aReleaseThatTellsTooSurelyWhoIsInItIsRefused() {
        ofComplaints("{ most: 0.2 }");
        assertRefused(release(), "is in the release, and 0.00 … 0.20 is allowed");
    }

    @Test
    void nobodyIsHiddenWhereTheReleaseIsTheWholeDataset() {
        orders(2_000, 1_500);
        text = text.replace("  suppress: 0.05\n", "  suppress: 0.05\n  presence: { most: 0.5 }\n");
        assertRefused(release(), "add a 'filter'");
    }

    @Test
    void noOtherPathLeadsToTheWord() {
        orders(100, 100);
        text = text.replaceAll("(?s)anonymous:.*", "format: csv\n").replace("STATISTICS.OPEN", "STATISTICS");
        assertThat(((Released) release()).release().standing()).isEqualTo(Standing.DEIDENTIFIED);
    }

    /** @param callers persons who made them */
    private void orders(int orders, int callers) {
        Random random = new Random(7);
        for (int order = 0; order < orders; order++) {
            ledger.add(Map.of("division_code", "11019900100" + random.nextInt(5), "reported_at", Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(6_000))),
                    "reporter_sex", "" + (1 + random.nextInt(2)), "channel", random.nextInt(9) == 0 ? "TRANSFER" : "HOTLINE_12345", "request_kind", List.of("求助", "投诉", "咨询").get(random.nextInt(3)),
                    "seven_five_code", "S" + random.nextInt(4), "urgency", "H24", "reporter_phone", "15400001001", "content", "路灯不亮", "subject", (long) random.nextInt(callers)));
        }
    }

    private ReleaseOutcome release() {
        try {
            Path files = Files.createDirectories(folder.resolve("publications"));
            Files.writeString(files.resolve("hotline-anonymous.publication.yaml"), text);
            PublicationFolder publications = new PublicationFolder(files);
            assertThat(publications.refresh()).isEmpty();
            Set<ItemName> items = Stream.of("division_code", "reported_at", "reporter_sex", "channel", "request_kind", "seven_five_code", "urgency", "reporter_phone", "content")
                    .map(ItemName::new).collect(Collectors.toSet());
            Dataset hotline = new Dataset(new DatasetCode("hotline-12345"), Element.MATTER, "热线工单", "Hotline", "11110199MB00DEM264", ShareAttribute.CONDITIONAL, items, Set.of("hotline-12345"));
            ProtectorByRule protector = new ProtectorByRule((item, treatment, clear) -> treatment instanceof Treatment.Reveal ? clear : "***");
            return new Publisher(publications, TestHouse.datasets(hotline), LedgerSchema::standard, decisions, ReleaseNeighbours.organisations(), ledger, protector,
                    recipient -> Optional.empty(), new RuleBasedScanner((words, start) -> 0), new CanaryRegister(folder.resolve("releases"), bytes -> bytes), register, List.of(new CsvTable(), new ParquetTable()), folder.resolve("releases"), log,
                    () -> "id-" + ids++, Clock.fixed(Instant.parse("2026-11-03T04:05:06Z"), ZoneOffset.UTC)).release("hotline-anonymous", TestHouse.STREET);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void assertRefused(ReleaseOutcome outcome, String reason) {
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo("NOT_ANONYMOUS");
            assertThat(refused.reason()).startsWith("policies/publications/hotline-anonymous.publication.yaml:").contains(reason);
            assertThat(log.events.getLast().decision()).isEqualTo("DENIED");
        });
        assertThat(folder.resolve("releases/hotline-anonymous/1")).doesNotExist();
    }
}
