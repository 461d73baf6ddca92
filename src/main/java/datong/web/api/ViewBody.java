package datong.web.api;

import datong.ledger.Selection.Operator;
import datong.policy.Subject;
import datong.query.QueryRequest;
import datong.web.views.SavedView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A view as a JSON body. */
@Schema(name = "View", description = "A question under a name: everything but who asks, and for what")
record ViewBody(
        @Schema(example = "hotline-12345") String dataset,
        @Schema(description = "Items wanted; none: all that you may see when you ask", example = "[\"title\", \"reported_at\"]") List<String> select,
        @Schema(description = "Conditions that all must hold; by no item of level L3 or L4") List<QuestionBody.Condition> filters,
        @Schema(description = "Items to sort by, '-' before the name for descending", example = "[\"-reported_at\"]") List<String> sort) {
    private static final Map<Operator, String> WORDS = QuestionParameters.OPERATORS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    @Schema(name = "SavedView")
    record Saved(String name, String dataset, List<String> select, List<QuestionBody.Condition> filters, List<String> sort, String savedBy, String savedAt) {
        static Saved of(SavedView view) {
            return new Saved(view.name(), view.dataset().value(), view.items().stream().map(item -> item.value()).toList(), view.filters().stream().map(ViewBody::condition).toList(),
                    view.order().stream().map(order -> (order.descending() ? "-" : "") + order.item()).toList(), view.savedBy(), view.savedAt().toString());
        }
    }

    @Schema(name = "SavedViewList")
    record All(List<Saved> views) {}

    private static QuestionBody.Condition condition(QueryRequest.Filter filter) {
        return switch (filter.operator()) {
            case IS_NULL -> new QuestionBody.Condition(filter.item().value(), "null", List.of("true"));
            case IS_NOT_NULL -> new QuestionBody.Condition(filter.item().value(), "null", List.of("false"));
            case EQ, NE, LT, LE, GT, GE, IN, STARTS_WITH -> new QuestionBody.Condition(filter.item().value(), WORDS.get(filter.operator()), filter.values());
        };
    }

    /** The question it will ask, by whoever saves it. */
    QueryRequest question(Subject subject, String clientAddress) {
        return new QuestionBody(select, filters, sort, null, null, null, null, null, null)
                .request(subject, RecordsController.dataset(Optional.ofNullable(dataset).orElse("")), Optional.empty(), 1, clientAddress);
    }
}
