package datong.web.console;

import datong.intake.Stages;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.publication.Publications;
import datong.schema.ItemDefinition;
import datong.source.RawRecord;
import datong.studio.MappingDiff;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a draft would change, with its examples masked. */
final class StudioDiffs {
    private final Mappings mappings;
    private final Stages stages;
    private final Optional<Publications> publications;
    private final StudioMask mask;

    StudioDiffs(Mappings mappings, Stages stages, Optional<Publications> publications, StudioMask mask) {
        this.mappings = mappings;
        this.stages = stages;
        this.publications = publications;
        this.mask = mask;
    }

    MappingDiff run(String source, Mapping draft, List<RawRecord> records) {
        List<MappingDiff.Published> published = publications.map(Publications::all).orElse(List.of()).stream()
                .flatMap(publication -> publication.items().stream().map(item -> new MappingDiff.Published(publication.name(), publication.dataset().value(), item.name()))).toList();
        return MappingDiff.of(mappings.find(source), draft, stages, records, published);
    }

    /** @param counts in the order of their weight */
    public record View(MappingDiff diff, List<Count> counts) {}

    public record Count(MappingDiff.Kind kind, int count, List<Example> examples) {}

    public record Example(long row, String output, Optional<ItemDefinition> item, String was, String is) {}

    View view(MappingDiff diff) {
        List<Count> counts = Arrays.stream(MappingDiff.Kind.values()).map(kind -> new Count(kind, diff.count(kind),
                diff.examples().getOrDefault(kind, List.of()).stream().map(this::example).toList())).filter(count -> count.count() > 0).toList();
        return new View(diff, counts);
    }

    private Example example(MappingDiff.Example example) {
        return new Example(example.row(), example.output(), example.item(), shown(example.item(), example.was()), shown(example.item(), example.is()));
    }

    private String shown(Optional<ItemDefinition> item, Object value) {
        return value == null ? "" : StudioMask.brief(item.map(known -> mask.value(known, value)).orElseGet(() -> String.valueOf(value)));
    }
}
