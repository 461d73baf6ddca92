package datong.web.console;

import datong.lineage.Trace;
import datong.lineage.Traces;
import datong.lineage.WrittenMappingReader;
import datong.mapping.Mapping;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.mapping.yaml.RuleLines;
import datong.publication.Publications;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Traces by the mapping files that wrote them, datasets by the mappings in force. */
final class HubLineageView implements LineageView {
    private final Traces traces;
    private final WrittenMappingReader written;
    private final MappingFolder mappings;
    private final Publications publications;

    HubLineageView(Traces traces, WrittenMappingReader written, MappingFolder mappings, Publications publications) {
        this.traces = traces;
        this.written = written;
        this.mappings = mappings;
        this.publications = publications;
    }

    @Override
    public Optional<RecordWay> record(String id) {
        return traces.of(id).map(trace -> new RecordWay(trace, trace.versions().stream().map(version -> version(trace, version)).toList()));
    }

    private VersionWay version(Trace trace, Trace.Version version) {
        List<ItemWay> items = written.byFingerprint(version.fingerprint()).stream()
                .flatMap(mapping -> mapping.outputs().stream().filter(output -> output.code().equals(trace.output())).flatMap(output -> ways(mapping, output)))
                .filter(way -> version.filled().contains(way.item().name())).toList();
        return new VersionWay(version, items);
    }

    @Override
    public Optional<DatasetWay> dataset(DatasetCode code) {
        return mappings.datasets().find(code).map(dataset -> new DatasetWay(dataset, items(dataset), exits(dataset)));
    }

    private List<ItemWay> items(Dataset dataset) {
        return dataset.sources().stream().sorted().flatMap(source -> mappings.find(source).stream())
                .flatMap(mapping -> mapping.outputs().stream().filter(output -> output.dataset().code().equals(dataset.code()))
                        .flatMap(output -> ways(mapping, output))).toList();
    }

    private List<Exit> exits(Dataset dataset) {
        return publications.all().stream().filter(publication -> publication.dataset().equals(dataset.code()))
                .flatMap(publication -> publication.items().stream().map(item -> new Exit(publication.name(), item.name().value()))).toList();
    }

    private static Stream<ItemWay> ways(Mapping mapping, Mapping.Output output) {
        Map<String, RuleLines.Rule> rules = RuleLines.of(mapping.text()).getOrDefault(output.code(), Map.of());
        return output.schema().items().stream().filter(item -> rules.containsKey(item.name().value()) || !mapping.columns(output, item.name()).isEmpty())
                .map(item -> way(mapping, output, item, Optional.ofNullable(rules.get(item.name().value()))));
    }

    private static ItemWay way(Mapping mapping, Mapping.Output output, ItemDefinition item, Optional<RuleLines.Rule> rule) {
        return new ItemWay(item, mapping.source(), mapping.columns(output, item.name()), mapping.source() + MappingFiles.SUFFIX + " " + mapping.version(),
                rule.map(RuleLines.Rule::line).orElse(0), rule.map(RuleLines.Rule::text).orElse(""));
    }
}
