package datong.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datong.mapping.Mapping;
import datong.mapping.yaml.RuleLines;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.LedgerSchema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Runs as OpenLineage 2-0-2 run events: which dataset became which, column by column, and how many rows. Names columns, items and
 * treatments, never a value.
 */
public final class RunEvents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final String namespace;
    private final BiFunction<String, String, Optional<Mapping>> mappings;
    private final Datasets datasets;
    private final Supplier<LedgerSchema> schema;
    private final String version;

    /**
     * @param namespace of this hub's jobs and datasets
     * @param mappings the mapping of a source that carried a version
     * @param version of the hub
     */
    public RunEvents(String namespace, BiFunction<String, String, Optional<Mapping>> mappings, Datasets datasets, Supplier<LedgerSchema> schema, String version) {
        this.namespace = namespace;
        this.mappings = mappings;
        this.datasets = datasets;
        this.schema = schema;
        this.version = version;
    }

    /** The start and the end of the run, as OpenLineage wants both. */
    public List<String> of(Run run) {
        return switch (run) {
            case Run.Delivery delivery -> of(delivery);
            case Run.Release release -> of(release);
        };
    }

    private List<String> of(Run.Delivery delivery) {
        Optional<Mapping> read = delivery.mappingVersion().flatMap(written -> mappings.apply(delivery.source(), written));
        ObjectNode job = job("intake." + delivery.source(), "INTAKE");
        read.ifPresent(mapping -> facet((ObjectNode) job.get("facets"), "sourceCode", "1-0-1/SourceCodeJobFacet")
                .put("language", "YAML").put("sourceCode", mapping.text()));
        ObjectNode run = run(delivery);
        ObjectNode end = event(ending(delivery.state()), delivery.ended(), run, job);
        end.putArray("inputs").add(input(delivery, read));
        ArrayNode outputs = end.putArray("outputs");
        read.ifPresent(mapping -> mapping.outputs().forEach(output -> outputs.add(output(delivery, mapping, output))));
        return List.of(event("START", delivery.began(), run, job).toString(), end.toString());
    }

    private static String ending(String state) {
        return switch (state) {
            case "DONE" -> "COMPLETE";
            case "INTERRUPTED" -> "ABORT";
            default -> "FAIL";
        };
    }

    private ObjectNode run(Run.Delivery delivery) {
        ObjectNode run = run((Run) delivery);
        delivery.rule().ifPresent(rule -> facet((ObjectNode) run.get("facets"), "errorMessage", "1-0-1/ErrorMessageRunFacet")
                .put("message", rule + delivery.message().map(message -> ": " + message).orElse("")).put("programmingLanguage", "YAML"));
        return run;
    }

    private ObjectNode input(Run.Delivery delivery, Optional<Mapping> read) {
        ObjectNode input = dataset("source." + delivery.source());
        read.ifPresent(mapping -> {
            ArrayNode fields = facet((ObjectNode) input.get("facets"), "schema", "1-2-0/SchemaDatasetFacet").putArray("fields");
            mapping.outputs().stream()
                    .flatMap(output -> output.schema().items().stream().flatMap(item -> mapping.columns(output, item.name()).stream()))
                    .distinct().forEach(column -> fields.addObject().put("name", column));
        });
        ObjectNode statistics = facet(input.putObject("inputFacets"), "inputStatistics", "1-0-0/InputStatisticsInputDatasetFacet");
        statistics.put("rowCount", delivery.rows()).put("size", delivery.bytes());
        return input;
    }

    private ObjectNode output(Run.Delivery delivery, Mapping mapping, Mapping.Output output) {
        ObjectNode dataset = ledger(output.dataset());
        ObjectNode fields = facet((ObjectNode) dataset.get("facets"), "columnLineage", "1-2-0/ColumnLineageDatasetFacet").putObject("fields");
        Map<String, RuleLines.Rule> rules = RuleLines.of(mapping.text()).getOrDefault(output.code(), Map.of());
        for (ItemDefinition item : output.schema().items()) {
            List<String> columns = mapping.columns(output, item.name());
            if (!columns.isEmpty()) {
                String rule = Optional.ofNullable(rules.get(item.name().value())).map(RuleLines.Rule::text).orElse("");
                ArrayNode inputs = fields.putObject(item.name().value()).putArray("inputFields");
                columns.forEach(column -> transformation(inputs.addObject(), "source." + delivery.source(), column, rule));
            }
        }
        if (output == mapping.outputs().getFirst()) {
            facet(dataset.putObject("outputFacets"), "outputStatistics", "1-0-2/OutputStatisticsOutputDatasetFacet").put("rowCount", delivery.stored());
        }
        return dataset;
    }

    private void transformation(ObjectNode field, String dataset, String column, String rule) {
        field.put("namespace", namespace).put("name", dataset).put("field", column);
        boolean plain = !rule.contains("{") && !rule.contains("\n");
        field.putArray("transformations").addObject().put("type", "DIRECT").put("subtype", plain ? "IDENTITY" : "TRANSFORMATION")
                .put("description", rule).put("masking", rule.contains("redact: true"));
    }

    private List<String> of(Run.Release release) {
        ObjectNode job = job("publication." + release.publication(), "PUBLICATION");
        ObjectNode run = run(release);
        facet((ObjectNode) run.get("facets"), "datong_policies", "").put("version", release.policyVersion());
        Optional<Dataset> dataset = datasets.find(new DatasetCode(release.dataset()));
        ObjectNode end = event("COMPLETE", release.ended(), run, job);
        end.putArray("inputs").add(dataset.map(this::ledger).orElseGet(() -> dataset("ledger." + release.dataset())));
        end.putArray("outputs").add(output(release));
        return List.of(event("START", release.ended(), run, job).toString(), end.toString());
    }

    private ObjectNode output(Run.Release release) {
        ObjectNode output = dataset("release." + release.publication());
        ObjectNode facets = (ObjectNode) output.get("facets");
        facet(facets, "version", "1-0-1/DatasetVersionDatasetFacet").put("datasetVersion", "v" + release.version());
        ObjectNode fields = facet(facets, "columnLineage", "1-2-0/ColumnLineageDatasetFacet").putObject("fields");
        release.treatments().forEach((item, word) -> {
            if (!word.equals("drop")) {
                ObjectNode field = fields.putObject(item).putArray("inputFields").addObject();
                field.put("namespace", namespace).put("name", "ledger." + release.dataset()).put("field", item);
                field.putArray("transformations").addObject().put("type", "DIRECT").put("subtype", word.equals("reveal") ? "IDENTITY" : "TRANSFORMATION")
                        .put("description", word).put("masking", !word.equals("reveal"));
            }
        });
        facet(output.putObject("outputFacets"), "outputStatistics", "1-0-2/OutputStatisticsOutputDatasetFacet")
                .put("rowCount", release.records()).put("size", release.bytes()).put("fileCount", release.files());
        return output;
    }

    private ObjectNode ledger(Dataset dataset) {
        ObjectNode node = dataset("ledger." + dataset.code().value());
        ObjectNode facets = (ObjectNode) node.get("facets");
        ArrayNode fields = facet(facets, "schema", "1-2-0/SchemaDatasetFacet").putArray("fields");
        ArrayNode tags = facet(facets, "tags", "1-0-0/TagsDatasetFacet").putArray("tags");
        schema.get().element(dataset.element()).items().stream().filter(item -> dataset.items().contains(item.name())).forEach(item -> {
            fields.addObject().put("name", item.name().value()).put("type", item.type().name()).put("description", item.english());
            tags.addObject().put("key", "level").put("value", item.level().name()).put("source", "DATONG").put("field", item.name().value());
        });
        return node;
    }

    private ObjectNode event(String type, Instant time, ObjectNode run, ObjectNode job) {
        ObjectNode event = JSON.objectNode();
        event.put("eventType", type).put("eventTime", time.toString()).put("producer", producer())
                .put("schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
        event.set("run", run.deepCopy());
        event.set("job", job.deepCopy());
        return event;
    }

    private ObjectNode run(Run run) {
        ObjectNode node = JSON.objectNode().put("runId", run.id().toString());
        facet(node.putObject("facets"), "processing_engine", "1-1-1/ProcessingEngineRunFacet").put("version", version).put("name", "Datong");
        return node;
    }

    private ObjectNode job(String name, String type) {
        ObjectNode job = JSON.objectNode().put("namespace", namespace).put("name", name);
        facet(job.putObject("facets"), "jobType", "2-0-4/JobTypeJobFacet").put("processingType", "BATCH").put("integration", "DATONG").put("jobType", type);
        return job;
    }

    private ObjectNode dataset(String name) {
        ObjectNode dataset = JSON.objectNode().put("namespace", namespace).put("name", name);
        dataset.putObject("facets");
        return dataset;
    }

    /** @param schema version and name of the facet's published schema; empty for one of ours */
    private ObjectNode facet(ObjectNode facets, String name, String schema) {
        String published = schema.isEmpty() ? "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/BaseFacet"
                : "https://openlineage.io/spec/facets/" + schema + ".json#/$defs/" + schema.substring(schema.indexOf('/') + 1);
        return facets.putObject(name).put("_producer", producer()).put("_schemaURL", published);
    }

    private String producer() {
        return "urn:datong:hub:" + version;
    }
}
