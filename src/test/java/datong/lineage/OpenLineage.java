package datong.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import datong.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The published OpenLineage schemas as judge: the event itself, and each facet by the schema it names. */
final class OpenLineage {
    private static final String BASE = "https://openlineage.io/spec/2-0-2/OpenLineage.json";
    private final ObjectMapper json = new ObjectMapper();
    private final SchemaRegistry schemas;
    private final Map<String, String> published = new HashMap<>();

    OpenLineage() throws IOException {
        Path spec = SharedData.folder("openlineage-spec").resolve("spec");
        published.put(BASE, Files.readString(spec.resolve("OpenLineage.json")));
        try (Stream<Path> facets = Files.list(spec.resolve("facets"))) {
            facets.filter(file -> file.toString().endsWith(".json")).forEach(this::publish);
        }
        schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(published));
    }

    private void publish(Path file) {
        try {
            String text = Files.readString(file);
            published.put(json.readTree(text).get("$id").asText(), text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is wrong with the event; a facet whose schema was not published is wrong too, unless it carries our own name. */
    List<String> faults(String event) throws IOException {
        JsonNode node = json.readTree(event);
        List<String> faults = new ArrayList<>(check(BASE + "#/$defs/RunEvent", node));
        facets(node, faults);
        return faults;
    }

    private void facets(JsonNode node, List<String> faults) {
        node.properties().forEach(field -> {
            if (field.getKey().endsWith("acets")) {
                field.getValue().properties().forEach(facet -> {
                    String schema = facet.getValue().get("_schemaURL").asText();
                    if (!published.containsKey(schema.replaceAll("#.*", "")) || schema.startsWith(BASE) && !facet.getKey().startsWith("datong_")) {
                        faults.add(facet.getKey() + " names no published schema: " + schema);
                    } else {
                        faults.addAll(check(schema, facet.getValue()));
                    }
                });
            }
            facets(field.getValue(), faults);
        });
        if (node.isArray()) {
            node.forEach(element -> facets(element, faults));
        }
    }

    private List<String> check(String schema, JsonNode node) {
        return schemas.getSchema(SchemaLocation.of(schema)).validate(node).stream().map(error -> schema + ": " + error).toList();
    }
}
