package datong.web.console;

import datong.catalogue.Catalogue;
import datong.catalogue.EntryVersion;
import datong.catalogue.EntryVersions;
import datong.catalogue.WouldSee;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.RowScope;
import datong.policy.Subject;
import datong.protection.ProtectedRow;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import datong.schema.LedgerSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The catalogue room and, for samples, the query conductor. */
final class HubCatalogueView implements CatalogueView {
    private static final int SAMPLE = 5;
    private final Catalogue catalogue;
    private final EntryVersions versions;
    private final Queries queries;
    private final Supplier<LedgerSchema> schema;
    private final Mappings mappings;

    HubCatalogueView(Catalogue catalogue, EntryVersions versions, Queries queries, Supplier<LedgerSchema> schema, Mappings mappings) {
        this.catalogue = catalogue;
        this.versions = versions;
        this.queries = queries;
        this.schema = schema;
        this.mappings = mappings;
    }

    @Override
    public List<Line> datasets(Subject viewer, String clientAddress) {
        return catalogue.read(viewer, clientAddress).stream().map(Line::new).toList();
    }

    @Override
    public List<Line> search(Subject viewer, String words, String clientAddress) {
        return catalogue.search(viewer, words, clientAddress).stream()
                .map(found -> new Line(found.entry(), found.items().stream().flatMap(name -> found.entry().items().stream().filter(item -> item.name().equals(name))).toList())).toList();
    }

    @Override
    public Optional<Line> dataset(Subject viewer, DatasetCode code, String clientAddress) {
        return catalogue.read(viewer, code, clientAddress).map(Line::new);
    }

    @Override
    public List<EntryVersion> versions(Dataset dataset) {
        return versions.of(dataset.code().value());
    }

    @Override
    public List<ItemDefinition> items(Dataset dataset) {
        return schema.get().element(dataset.element()).items().stream().filter(item -> dataset.items().contains(item.name())).toList();
    }

    @Override
    public List<String> purposes() {
        return mappings.all().stream().map(Mapping::terms).map(Mapping.Terms::purpose).distinct().sorted().toList();
    }

    @Override
    public Outlook outlook(Subject subject, Dataset dataset, String purpose, Action action) {
        return switch (catalogue.whatWouldISee(subject, dataset.code(), purpose, action, Optional.empty(), Optional.empty()).orElseThrow(
                () -> new NotThere(dataset.code().value()))) {
            case WouldSee.Refused(Decision.Denied denied) -> new Outlook(items(dataset).stream()
                    .map(item -> new ItemOutlook(item, Optional.empty(), denied.rule())).toList(), Optional.of(refusal(denied)), List.of(), List.of(),
                    denied.rule(), denied.policyVersion());
            case WouldSee.Seen seen -> new Outlook(seen.items().stream()
                    .map(item -> new ItemOutlook(item.item(), Optional.of(item.treatment().word()), seen.rule())).toList(), Optional.empty(),
                    scope(seen.scope()), seen.obligations(), seen.rule(), seen.policyVersion());
        };
    }

    private static Refusal refusal(Decision.Denied denied) {
        return new Refusal(denied.check().name(), denied.rule(), denied.reason());
    }

    private static List<String> scope(RowScope scope) {
        List<String> parts = new ArrayList<>(scope.everywhere() ? List.of("*") : scope.divisions().stream().map(prefix -> prefix + "*").toList());
        scope.notDivisions().forEach(prefix -> parts.add("not " + prefix + "*"));
        scope.grids().forEach(grid -> parts.add("grid " + grid + "*"));
        scope.sources().forEach(source -> parts.add("source " + source));
        scope.leadOrganisations().forEach(organisation -> parts.add("lead " + organisation));
        scope.notAccused().ifPresent(organisation -> parts.add("not accused " + organisation));
        return parts.isEmpty() ? List.of("–") : parts;
    }

    @Override
    public Sample sample(Subject subject, Dataset dataset, String purpose, String clientAddress) {
        QueryRequest request = new QueryRequest(subject, dataset.code(), List.of(), List.of(), List.of(), Optional.empty(), SAMPLE, purpose,
                Optional.empty(), Optional.empty(), Optional.empty(), clientAddress);
        return switch (queries.ask(request)) {
            case QueryAnswer.Answered answered -> new Sample.Rows(answered.items(), answered.rows().stream().map(HubCatalogueView::texts).toList(),
                    answered.auditIndex());
            case QueryAnswer.Refused(Decision.Denied denied, long index) -> new Sample.Refused(refusal(denied));
            case QueryAnswer.Invalid invalid -> new Sample.Refused(new Refusal("GRANT", invalid.code(), invalid.message()));
        };
    }

    private static List<String> texts(ProtectedRow row) {
        return row.values().stream().map(value -> value == null ? "" : value.toString()).toList();
    }
}
