package datong.web.api;

import datong.ledger.Selection;
import datong.ledger.Selection.Operator;
import datong.policy.Subject;
import datong.query.ChangeRequest;
import datong.query.QueryRequest;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.statistics.StatisticsRequest;
import datong.web.views.SavedView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads query parameters: {@code select sort limit cursor purpose scene case reason}; any other is a filter, {@code item=value} or {@code item.operator=value}. */
final class QuestionParameters {
    static final int DEFAULT_LIMIT = 100;
    static final Map<String, Operator> OPERATORS = Map.of("eq", Operator.EQ, "ne", Operator.NE, "lt", Operator.LT, "lte", Operator.LE,
            "gt", Operator.GT, "gte", Operator.GE, "in", Operator.IN, "starts", Operator.STARTS_WITH);
    static final String OPERATOR_WORDS = "eq, ne, lt, lte, gt, gte, in, starts or null";
    private static final Set<String> RESERVED = Set.of("select", "sort", "limit", "cursor", "purpose", "scene", "case", "reason");
    /** What a long answer takes besides; see {@link BulkForm}. */
    private static final Set<String> OF_BULK = Set.of("select", "sort", "limit", "cursor", "purpose", "scene", "case", "reason", "format", "sealed", "pages");
    private static final Set<String> OF_STATISTICS = Set.of("group", "sum", "purpose", "scene", "case");
    private static final Set<String> OF_CHANGES = Set.of("select", "limit", "since", "purpose", "scene", "case", "reason");
    private static final int MOST_CHANGES = 1_000;
    private final Map<String, String[]> parameters;

    QuestionParameters(Map<String, String[]> parameters) {
        this.parameters = parameters;
    }

    QueryRequest request(Subject subject, DatasetCode dataset, Optional<String> purposeHeader, int maxLimit, String clientAddress) {
        return request(subject, dataset, purposeHeader, RESERVED, maxLimit, clientAddress);
    }

    private QueryRequest request(Subject subject, DatasetCode dataset, Optional<String> purposeHeader, Set<String> reserved, int maxLimit, String clientAddress) {
        return new QueryRequest(subject, dataset, single("select").map(text -> split(text).map(QuestionParameters::item).toList()).orElse(List.of()),
                filters(reserved), single("sort").map(QuestionParameters::order).orElse(List.of()), single("cursor"), limit(maxLimit),
                purpose(purposeHeader), single("scene"), single("case"), single("reason"), clientAddress);
    }

    /** The first page of a long answer. @param usual records of a page at most if none is given */
    QueryRequest bulk(Subject subject, DatasetCode dataset, Optional<String> purposeHeader, int usual, int maxLimit, String clientAddress) {
        QueryRequest request = request(subject, dataset, purposeHeader, OF_BULK, maxLimit, clientAddress);
        return single("limit").isPresent() ? request : request.readingOn(usual);
    }

    /** A page of changes. @param lastEvent the cursor that a reader of events hands back when it connects again; stands above {@code since} */
    ChangeRequest changes(Subject subject, DatasetCode dataset, Optional<String> purposeHeader, Optional<String> lastEvent, String exit, String clientAddress) {
        parameters.keySet().stream().filter(Set.of("sort", "cursor")::contains).findFirst().ifPresent(name -> {
            throw ApiProblem.parameter("unknown-parameter", "changes come in the order in which they became durable and go on by 'since'; leave out " + name);
        });
        QueryRequest question = new QueryRequest(subject, dataset, single("select").map(text -> split(text).map(QuestionParameters::item).toList()).orElse(List.of()),
                filters(OF_CHANGES), List.of(), Optional.empty(), limit(MOST_CHANGES), purpose(purposeHeader), single("scene"), single("case"), single("reason"), clientAddress);
        return new ChangeRequest(question, lastEvent.or(() -> single("since")).orElse(ChangeRequest.NOW), exit);
    }

    /** The question for one record by its id. */
    QueryRequest single(Subject subject, DatasetCode dataset, String id, Optional<String> purposeHeader, String clientAddress) {
        parameters.keySet().stream().filter(name -> !Set.of("select", "purpose", "scene", "case", "reason").contains(name)).findFirst().ifPresent(name -> {
            throw ApiProblem.parameter("unknown-parameter", "a look-up by id takes select, purpose, scene, case and reason, and no other parameter");
        });
        QueryRequest request = request(subject, dataset, purposeHeader, 1, clientAddress);
        return new QueryRequest(subject, dataset, request.items(), List.of(new QueryRequest.Filter(new ItemName("record_id"), Operator.EQ, List.of(id))),
                List.of(), Optional.empty(), 1, request.purpose(), request.scene(), request.caseNumber(), request.reason(), clientAddress);
    }

    /** The question of a view, as it is asked now. */
    QueryRequest view(SavedView view, Subject subject, Optional<String> purposeHeader, int maxLimit, String clientAddress) {
        Set<String> own = Set.of("limit", "cursor", "purpose", "scene", "case", "reason");
        if (!own.containsAll(parameters.keySet())) {
            throw ApiProblem.parameter("unknown-parameter", "a view takes limit, cursor, purpose, scene, case and reason; what it asks is kept with it");
        }
        return view.asked(request(subject, view.dataset(), purposeHeader, maxLimit, clientAddress));
    }

    /** The question for numbers: {@code group sum purpose scene case}; any other is a filter. */
    StatisticsRequest statistics(Subject subject, DatasetCode dataset, Optional<String> purposeHeader, String clientAddress) {
        parameters.keySet().stream().filter(name -> RESERVED.contains(name) && !OF_STATISTICS.contains(name)).findFirst().ifPresent(name -> {
            throw ApiProblem.parameter("unknown-parameter", "a question for numbers takes group, sum, purpose, scene, case and filters");
        });
        return new StatisticsRequest(subject, dataset, single("group").map(text -> split(text).map(QuestionParameters::group).toList()).orElse(List.of()), filters(OF_STATISTICS),
                single("sum").map(QuestionParameters::item), purpose(purposeHeader), single("scene"), single("case"), clientAddress);
    }

    private static StatisticsRequest.Group group(String text) {
        int dot = text.indexOf('.');
        return new StatisticsRequest.Group(item(dot < 0 ? text : text.substring(0, dot)), dot < 0 ? Optional.empty() : Optional.of(text.substring(dot + 1)));
    }

    private List<QueryRequest.Filter> filters(Set<String> reserved) {
        List<QueryRequest.Filter> filters = new ArrayList<>();
        for (String name : parameters.keySet()) {
            if (!reserved.contains(name)) {
                filters.add(filter(name, single(name).orElse("")));
            }
        }
        return filters;
    }

    private static QueryRequest.Filter filter(String name, String value) {
        int dot = name.indexOf('.');
        ItemName item = item(dot < 0 ? name : name.substring(0, dot));
        String operator = dot < 0 ? "eq" : name.substring(dot + 1);
        if (operator.equals("null")) {
            return presence(item, value);
        }
        Operator known = OPERATORS.get(operator);
        if (known == null) {
            throw ApiProblem.parameter("unknown-operator", "item " + item + " is compared by " + OPERATOR_WORDS + ", for example " + item + ".gte=…");
        }
        return new QueryRequest.Filter(item, known, known == Operator.IN ? split(value).toList() : List.of(value));
    }

    static QueryRequest.Filter presence(ItemName item, String value) {
        return switch (value) {
            case "true" -> new QueryRequest.Filter(item, Operator.IS_NULL, List.of());
            case "false" -> new QueryRequest.Filter(item, Operator.IS_NOT_NULL, List.of());
            default -> throw ApiProblem.parameter("invalid-value", item + ".null is true or false");
        };
    }

    static ItemName item(String name) {
        try {
            return new ItemName(name);
        } catch (IllegalArgumentException unreadable) {
            throw ApiProblem.parameter("unknown-parameter", "a parameter or item name is not readable: " + unreadable.getMessage());
        }
    }

    static List<Selection.Order> order(String sort) {
        return split(sort).map(part -> part.startsWith("-") ? new Selection.Order(item(part.substring(1)), true) : new Selection.Order(item(part), false)).toList();
    }

    private int limit(int maxLimit) {
        String text = single("limit").orElse(String.valueOf(Math.min(DEFAULT_LIMIT, maxLimit)));
        if (!text.matches("[0-9]{1,6}")) {
            throw ApiProblem.parameter("invalid-limit", "the limit is a whole number from 1 to " + maxLimit);
        }
        return demandLimit(Integer.parseInt(text), maxLimit);
    }

    static int demandLimit(int limit, int maxLimit) {
        if (limit < 1 || limit > maxLimit) {
            throw ApiProblem.parameter("invalid-limit", "the limit lies between 1 and " + maxLimit + " for this representation; page with the cursor for more");
        }
        return limit;
    }

    private String purpose(Optional<String> header) {
        Optional<String> parameter = single("purpose");
        if (parameter.isPresent() && header.isPresent() && !parameter.equals(header)) {
            throw ApiProblem.parameter("ambiguous-purpose", "the parameter purpose and the header X-Datong-Purpose differ; send one of them");
        }
        return parameter.or(() -> header).orElse("");
    }

    private Optional<String> single(String name) {
        String[] values = parameters.get(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw ApiProblem.parameter("repeated-parameter", RESERVED.contains(name) ? "the parameter " + name + " is given more than once"
                    : "a filter is given more than once; for several values write item.in=A,B");
        }
        return Optional.of(values[0]);
    }

    static Stream<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip);
    }
}
