package datong.web.console;

import com.github.f4b6a3.ulid.Ulid;
import datong.lineage.Trace;
import datong.lineage.Traces;
import datong.lineage.WrittenMappingReader;
import datong.mapping.Mapping;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.mapping.yaml.RuleLines;
import datong.publication.Publications;
import datong.resolution.Comparison;
import datong.resolution.Kind;
import datong.resolution.MemberRecord;
import datong.resolution.Resolutions;
import datong.resolution.Survivorship;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.LedgerSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Traces by the mapping files that wrote them, datasets by the mappings in force. */
final class HubLineageView implements LineageView {
    private final Traces traces;
    private final WrittenMappingReader written;
    private final MappingFolder mappings;
    private final Publications publications;
    private final Resolutions resolutions;
    private final Supplier<LedgerSchema> schema;

    HubLineageView(Traces traces, WrittenMappingReader written, MappingFolder mappings, Publications publications, Resolutions resolutions,
            Supplier<LedgerSchema> schema) {
        this.traces = traces;
        this.written = written;
        this.mappings = mappings;
        this.publications = publications;
        this.resolutions = resolutions;
        this.schema = schema;
    }

    @Override
    public Optional<RecordWay> record(String id) {
        return traces.of(id).map(trace -> new RecordWay(trace, trace.versions().stream().map(version -> version(trace, version)).toList(), same(trace)));
    }

    private List<Same> same(Trace trace) {
        return resolutions.of(Ulid.from(trace.record()).toUuid()).stream().map(membership -> {
            Kind kind = membership.cluster().kind();
            List<MemberRecord> records = resolutions.records(kind, resolutions.members(membership.cluster().id()));
            Optional<MemberRecord> own = records.stream().filter(record -> record.member().equals(membership.member())).findFirst();
            List<Standing> standing = resolutions.survivors(kind, records).stream().map(survivor -> standing(kind, survivor, own)).toList();
            return new Same(membership, resolutions.events(membership.cluster().id()), standing);
        }).toList();
    }

    private Standing standing(Kind kind, Survivorship.Survivor survivor, Optional<MemberRecord> own) {
        ElementSchema stands = schema.get().element(Comparison.element(kind));
        Optional<MemberRecord> telling = own.filter(record -> record.values().containsKey(survivor.item()));
        Optional<ItemDefinition> item = telling.flatMap(record -> Optional.ofNullable(Comparison.words(kind, record.element(), record.member().role()).get(survivor.item()))
                .flatMap(name -> schema.get().element(record.element()).item(name)));
        boolean same = telling.filter(record -> Objects.equals(record.values().get(survivor.item()), survivor.value())).isPresent();
        return new Standing(stands.item(survivor.item()).orElseThrow(), item, survivor.from().source(), survivor.why(), same, survivor.differing());
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
