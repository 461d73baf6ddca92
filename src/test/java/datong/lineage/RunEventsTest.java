package datong.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.mapping.Given;
import datong.mapping.yaml.MappingFolder;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunEventsTest {
    private static final Instant MORNING = Instant.parse("2026-11-03T00:00:00Z");
    private static final UUID ID = UUID.fromString("01938c1a-5c11-7a00-8000-000000000001");
    private final MappingFolder mappings = mappings();
    private final RunEvents events = new RunEvents("street-hub", (source, version) -> mappings.find(source), mappings.datasets(), LedgerSchema::standard, "1");
    private final ObjectMapper json = new ObjectMapper();

    private static MappingFolder mappings() {
        MappingFolder folder = new MappingFolder(Path.of("mappings"), Given.FILES);
        folder.refresh();
        return folder;
    }

    private static Run.Delivery delivery(String source, String state, Optional<String> rule) {
        return new Run.Delivery(ID, source, MORNING, MORNING.plusSeconds(9), state, rule, rule.map(given -> "line 7 has 3 cells"), Optional.of("1.0.0"), 1_000, 70_000, 950);
    }

    private static Run.Release release() {
        Map<String, String> treatments = new LinkedHashMap<>();
        treatments.put("status", "reveal");
        treatments.put("reporter_name", "mask");
        treatments.put("content", "drop");
        return new Run.Release(ID, "hotline-open", 3, "hotline-12345", MORNING, 800, 12_345, 2, treatments, "5f3ac0e1");
    }

    @Test
    void everyEventKeepsThePublishedSchemas() throws IOException {
        OpenLineage published = new OpenLineage();
        for (Run run : List.of(delivery("rental-houses", "DONE", Optional.empty()), delivery("hotline-12345", "SET_ASIDE", Optional.of("BROKEN_CSV")), release())) {
            for (String event : events.of(run)) {
                assertThat(published.faults(event)).as(event).isEmpty();
            }
        }
    }

    @Test
    void theJudgeFindsAFault() throws IOException {
        String event = events.of(release()).getLast();

        assertThat(new OpenLineage().faults(event.replace("\"runId\"", "\"runID\""))).isNotEmpty();
        assertThat(new OpenLineage().faults(event.replace("\"rowCount\":800", "\"rowCount\":\"many\""))).isNotEmpty();
    }

    @Test
    void aDeliveryStartsAndEnds() throws IOException {
        List<String> both = events.of(delivery("hotline-12345", "DONE", Optional.empty()));

        assertThat(both).hasSize(2).extracting(event -> json.readTree(event).get("eventType").asText()).containsExactly("START", "COMPLETE");
        assertThat(ending("SET_ASIDE")).isEqualTo("FAIL");
        assertThat(ending("STOPPED")).isEqualTo("FAIL");
        assertThat(ending("INTERRUPTED")).isEqualTo("ABORT");
    }

    private String ending(String state) throws IOException {
        return json.readTree(events.of(delivery("hotline-12345", state, Optional.of("RULE"))).getLast()).get("eventType").asText();
    }

    @Test
    void everyItemNamesItsColumnsAndItsRule() throws IOException {
        JsonNode output = end(delivery("hotline-12345", "DONE", Optional.empty())).at("/outputs/0");
        JsonNode path = output.at("/facets/columnLineage/fields/category_path/inputFields");
        JsonNode title = output.at("/facets/columnLineage/fields/title/inputFields/0/transformations/0");

        assertThat(path.findValuesAsText("field")).containsExactly("一级分类", "二级分类", "三级分类");
        assertThat(title.get("description").asText()).contains("redact: true");
        assertThat(title.get("masking").asBoolean()).isTrue();
        assertThat(output.at("/facets/columnLineage/fields/source_no/inputFields/0/transformations/0/subtype").asText()).isEqualTo("IDENTITY");
        assertThat(output.at("/facets/columnLineage/fields").has("matter_type")).as("a constant has no column").isFalse();
    }

    @Test
    void eachOutputIsADatasetAndOnlyTheMainOneIsCounted() throws IOException {
        JsonNode outputs = end(delivery("rental-houses", "DONE", Optional.empty())).get("outputs");

        assertThat(outputs.findValuesAsText("name")).contains("ledger.rental-houses", "ledger.rental-houses-tenant");
        assertThat(outputs.at("/0/outputFacets/outputStatistics/rowCount").asLong()).isEqualTo(950);
        assertThat(outputs.at("/1").has("outputFacets")).isFalse();
    }

    @Test
    void aReleaseSaysWhatItMaskedAndLeavesOutWhatItDropped() throws IOException {
        JsonNode fields = end(release()).at("/outputs/0/facets/columnLineage/fields");

        assertThat(fields.at("/reporter_name/inputFields/0/transformations/0/masking").asBoolean()).isTrue();
        assertThat(fields.at("/status/inputFields/0/transformations/0/masking").asBoolean()).isFalse();
        assertThat(fields.has("content")).isFalse();
    }

    @Test
    void aMappingThatCannotBeReadAnyMoreStillLeavesARun() throws IOException {
        RunEvents forgetful = new RunEvents("street-hub", (source, version) -> Optional.empty(), mappings.datasets(), LedgerSchema::standard, "1");

        assertThat(json.readTree(forgetful.of(delivery("hotline-12345", "DONE", Optional.empty())).getLast()).at("/inputs/0/name").asText())
                .isEqualTo("source.hotline-12345");
    }

    private JsonNode end(Run run) throws IOException {
        return json.readTree(events.of(run).getLast());
    }
}
