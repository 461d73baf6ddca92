package datong.statistics.jdbc;

import datong.ledger.Selection;
import datong.query.QueryRequest.Filter;
import datong.schema.ItemName;
import datong.statistics.Axis;
import datong.statistics.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A question as it is kept. */
final class GridJson {
    private final JsonMapper json = JsonMapper.builder().build();

    String write(Grid grid) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("axes", grid.axes().stream().map(axis -> Map.of("item", axis.item().value(), "kind", axis.kind().name(), "labels", axis.labels())).toList());
        members.put("filters", grid.filters().stream().map(filter -> Map.of("item", filter.item().value(), "operator", filter.operator().name(), "values", filter.values())).toList());
        Selection.Scope scope = grid.scope();
        members.put("scope", Map.of("everywhere", scope.everywhere(), "divisions", scope.divisions(), "grids", scope.grids(), "sources", scope.sources(),
                "notAccused", scope.notAccused().stream().toList(), "leads", scope.leadOrganisations(), "notDivisions", scope.notDivisions()));
        members.put("withoutChildren", grid.withoutChildren());
        return json.writeValueAsString(members);
    }

    Grid read(String text) {
        JsonNode grid = json.readTree(text);
        List<Axis> axes = new ArrayList<>();
        grid.get("axes").forEach(axis -> axes.add(new Axis(new ItemName(axis.get("item").asString()), Axis.Kind.valueOf(axis.get("kind").asString()), texts(axis.get("labels")))));
        List<Filter> filters = new ArrayList<>();
        grid.get("filters").forEach(filter -> filters.add(new Filter(new ItemName(filter.get("item").asString()), Selection.Operator.valueOf(filter.get("operator").asString()), texts(filter.get("values")))));
        JsonNode scope = grid.get("scope");
        return new Grid(axes, new Selection.Scope(scope.get("everywhere").asBoolean(), texts(scope.get("divisions")), texts(scope.get("grids")), texts(scope.get("sources")),
                Optional.of(texts(scope.get("notAccused"))).filter(one -> !one.isEmpty()).map(List::getFirst), texts(scope.get("leads")), texts(scope.get("notDivisions"))),
                filters, grid.get("withoutChildren").asBoolean());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
