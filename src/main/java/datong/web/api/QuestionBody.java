package datong.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import datong.ledger.Selection.Operator;
import datong.policy.Subject;
import datong.query.QueryRequest;
import datong.schema.DatasetCode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A question as a JSON body: the same as the query parameters, for values that must not stand in a URL. */
@Schema(description = "A question whose values do not stand in the URL")
record QuestionBody(
        @Schema(description = "Items wanted; none: all that you may see", example = "[\"title\", \"reported_at\"]") List<String> select,
        @Schema(description = "Conditions that all must hold") List<Condition> filters,
        @Schema(description = "Items to sort by, '-' before the name for descending", example = "[\"-reported_at\"]") List<String> sort,
        @Schema(description = "Records at most", example = "100") Integer limit,
        @Schema(description = "Continues a page: the text a previous answer gave as next") String cursor,
        @Schema(description = "Purpose code", example = "SERVICE.REQUEST") String purpose,
        @Schema(description = "Scene code, where the grant asks for one") String scene,
        @Schema(name = "case", description = "Case on whose behalf you ask") @JsonProperty("case") String caseNumber,
        @Schema(description = "Why, in 5 to 200 characters; demanded where items of level L4 are shown in clear") String reason) {

    @Schema(name = "QuestionCondition")
    record Condition(
            @Schema(example = "reported_at") String item,
            @Schema(description = "eq, ne, lt, lte, gt, gte, in, starts or null", example = "gte") String operator,
            @Schema(description = "One value, several for in; for null true or false", example = "[\"2026-01-01\"]") List<String> values) {

        private QueryRequest.Filter filter() {
            List<String> given = list(values);
            String word = Optional.ofNullable(operator).orElse("eq");
            if (word.equals("null")) {
                return QuestionParameters.presence(QuestionParameters.item(name()), given.isEmpty() ? "" : given.getFirst());
            }
            Operator known = QuestionParameters.OPERATORS.get(word);
            if (known == null) {
                throw ApiProblem.parameter("unknown-operator", "operators are " + QuestionParameters.OPERATOR_WORDS);
            }
            return new QueryRequest.Filter(QuestionParameters.item(name()), known, given);
        }

        private String name() {
            return Optional.ofNullable(item).orElse("");
        }
    }

    QueryRequest request(Subject subject, DatasetCode dataset, Optional<String> purposeHeader, int maxLimit, String clientAddress) {
        int rows = QuestionParameters.demandLimit(Optional.ofNullable(limit).orElse(Math.min(QuestionParameters.DEFAULT_LIMIT, maxLimit)), maxLimit);
        return new QueryRequest(subject, dataset, list(select).stream().map(QuestionParameters::item).toList(),
                list(filters).stream().map(Condition::filter).toList(),
                list(sort).stream().flatMap(part -> QuestionParameters.order(part).stream()).toList(), Optional.ofNullable(cursor), rows,
                Optional.ofNullable(purpose).or(() -> purposeHeader).orElse(""), Optional.ofNullable(scene), Optional.ofNullable(caseNumber), Optional.ofNullable(reason),
                clientAddress);
    }

    private static <T> List<T> list(List<T> list) {
        List<T> given = list == null ? List.of() : list;
        if (given.stream().anyMatch(Objects::isNull)) {
            throw ApiProblem.parameter("unreadable-body", "a list of the question holds null; leave it out");
        }
        return given;
    }
}
