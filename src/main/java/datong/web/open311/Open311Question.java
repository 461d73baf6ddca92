package datong.web.open311;

import datong.ledger.Selection;
import datong.ledger.Selection.Operator;
import datong.policy.Subject;
import datong.query.QueryRequest;
import datong.query.QueryRequest.Filter;
import datong.schema.ItemName;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the parameters of GeoReport v2: {@code service_request_id service_code start_date end_date status}, and {@code page page_size} as servers in use have them. */
final class Open311Question {
    static final ItemName STATUS = new ItemName("status");
    static final ItemName REQUESTED = new ItemName("reported_at");
    static final ItemName UPDATED = new ItemName("source_updated_at");
    static final ItemName CLOSED_AT = new ItemName("closed_at");
    static final ItemName EXPECTED = new ItemName("due_at");
    static final ItemName AGENCY = new ItemName("lead_org_name");
    static final ItemName LONGITUDE = new ItemName("longitude");
    static final ItemName LATITUDE = new ItemName("latitude");
    static final ItemName SYSTEM = new ItemName("coord_system");
    private static final ItemName ID = new ItemName("record_id");
    private static final Set<String> CLOSED = Set.of("ANSWERED_AT_ONCE", "REPLIED", "CLOSED", "MERGED", "EXCLUDED", "TRANSFERRED", "VOID");
    private static final List<String> OPEN = List.of("RECEIVED", "REGISTERED", "DISPATCHED", "SIGNED", "CONTACTED", "IN_PROGRESS", "REVISITING", "REOPENED", "EXTENDED", "WHISTLED", "REPORTED_IN",
            "ESCALATED", "HUNG", "RETURN_REQUESTED", "RETURN_APPROVED", "RETURN_REJECTED");
    private static final Set<String> KNOWN = Set.of("service_request_id", "service_code", "start_date", "end_date", "status", "page", "page_size", "jurisdiction_id", "api_key", "extensions");
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int MOST = 1_000;
    private static final int MOST_IDS = 50;
    private final Open311Offer offer;
    private final Map<String, String[]> parameters;
    private final Clock clock;

    Open311Question(Open311Offer offer, Map<String, String[]> parameters, Clock clock) {
        this.offer = offer;
        this.parameters = parameters;
        this.clock = clock;
        parameters.forEach((name, values) -> {
            if (!KNOWN.contains(name) || values.length > 1) {
                throw new Open311Refusal(400, KNOWN.contains(name) ? name + " is given more than once" : "a parameter is not one of " + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
            }
        });
    }

    static boolean closed(String status) {
        return CLOSED.contains(status);
    }

    /** @param skip records of pages before the one asked for */
    record Asked(QueryRequest request, int skip) {}

    Asked asked(Subject who, String address) {
        int size = number("page_size", MOST);
        int page = number("page", 1);
        if ((long) size * page > MOST) {
            throw new Open311Refusal(400, "a question is answered with the first " + MOST + " requests; narrow it by start_date and end_date");
        }
        return new Asked(request(who, filters(), size * page, address), size * (page - 1));
    }

    QueryRequest single(Subject who, String id, String address) {
        return request(who, List.of(codes(), ids(id)), 1, address);
    }

    private QueryRequest request(Subject who, List<Filter> filters, int limit, String address) {
        Stream<ItemName> places = offer.coordinates().isPresent() ? Stream.of(LONGITUDE, LATITUDE, SYSTEM) : Stream.empty();
        List<ItemName> items = Stream.concat(Stream.of(STATUS, offer.item(), REQUESTED, UPDATED, CLOSED_AT, EXPECTED, AGENCY), places).toList();
        return new QueryRequest(who, offer.dataset(), items, filters, List.of(new Selection.Order(REQUESTED, true)), Optional.empty(), limit, offer.purpose(), Optional.empty(), Optional.empty(),
                Optional.empty(), address);
    }

    /** An id asks for itself, whatever else is said. */
    private List<Filter> filters() {
        Optional<String> ids = single("service_request_id");
        if (ids.isPresent()) {
            return List.of(codes(), ids(ids.get()));
        }
        List<Filter> filters = new ArrayList<>(List.of(codes()));
        single("status").ifPresent(word -> filters.add(new Filter(STATUS, Operator.IN, statuses(word))));
        filters.addAll(dates());
        return filters;
    }

    private Filter ids(String text) {
        List<String> ids = split(text);
        if (ids.size() > MOST_IDS || ids.stream().anyMatch(id -> !id.matches("[0-7][0-9A-HJKMNP-TV-Z]{25}"))) {
            throw new Open311Refusal(404, "service_request_id is not one of this server's; " + MOST_IDS + " at most");
        }
        return new Filter(ID, Operator.IN, ids);
    }

    private Filter codes() {
        List<String> all = offer.services().stream().map(Open311Offer.Service::code).toList();
        List<String> wanted = single("service_code").map(Open311Question::split).orElse(all);
        if (!all.containsAll(wanted)) {
            throw new Open311Refusal(404, "service_code is not one of this server's; see services");
        }
        return new Filter(offer.item(), Operator.IN, wanted);
    }

    private static List<String> statuses(String words) {
        return split(words).stream().flatMap(word -> switch (word) {
            case "open" -> OPEN.stream();
            case "closed" -> CLOSED.stream().sorted();
            default -> throw new Open311Refusal(400, "status is open or closed");
        }).toList();
    }

    /** The last 90 days if nothing is said, and never more than 90. */
    private List<Filter> dates() {
        Optional<Instant> from = single("start_date").map(text -> moment("start_date", text));
        Optional<Instant> to = single("end_date").map(text -> moment("end_date", text));
        Instant end = to.orElseGet(() -> from.map(start -> start.plus(LONGEST)).filter(last -> last.isBefore(clock.instant())).orElseGet(clock::instant));
        Instant start = from.orElseGet(() -> end.minus(LONGEST));
        if (start.isAfter(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw new Open311Refusal(400, "start_date to end_date are 90 days at most, the earlier first");
        }
        return List.of(new Filter(REQUESTED, Operator.GE, List.of(start.toString())), new Filter(REQUESTED, Operator.LE, List.of(end.toString())));
    }

    private static Instant moment(String name, String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Open311Refusal(400, name + " is a moment as in 2026-03-31T08:00:00Z");
        }
    }

    private int number(String name, int usual) {
        return single(name).map(text -> {
            if (!text.matches("[1-9][0-9]{0,3}")) {
                throw new Open311Refusal(400, name + " is a whole number from 1");
            }
            return Integer.parseInt(text);
        }).orElse(usual);
    }

    private Optional<String> single(String name) {
        return Optional.ofNullable(parameters.get(name)).map(values -> values[0]).filter(value -> !value.isBlank());
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}
