package datong.web.open311;

import datong.policy.Subject;
import datong.policy.Subjects;
import datong.protection.ProtectedRow;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the conductor in the name of the public and tells what it answers.
 *
 * <p>Promise: beside places, which are told coarsely or not at all, nothing is told but items of level L1 that the policies show as stored.
 */
final class Open311Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Open311Requests.class);
    private final Queries queries;
    private final Subjects subjects;
    private final Clock clock;

    Open311Requests(Queries queries, Subjects subjects, Clock clock) {
        this.queries = queries;
        this.subjects = subjects;
        this.clock = clock;
    }

    List<Map<String, Object>> list(Open311Offer offer, Map<String, String[]> parameters, String address) {
        Open311Question.Asked asked = new Open311Question(offer, parameters, clock).asked(who(offer), address);
        List<Map<String, Object>> all = told(offer, asked.request());
        return all.subList(Math.min(asked.skip(), all.size()), all.size());
    }

    List<Map<String, Object>> single(Open311Offer offer, String id, String address) {
        List<Map<String, Object>> one = told(offer, new Open311Question(offer, Map.of(), clock).single(who(offer), id, address));
        if (one.isEmpty()) {
            throw new Open311Refusal(404, "there is no public request of this service_request_id");
        }
        return one;
    }

    private Subject who(Open311Offer offer) {
        Subject eyes = subjects.find(offer.as()).orElseThrow(() -> {
            LOG.warn("{}: the policies know no subject '{}', so nothing is public", offer.file(), offer.as());
            return shut();
        });
        return new Subject("public", Subject.Kind.SYSTEM, eyes.displayName(), eyes.organisation(), eyes.division(), eyes.groups(), eyes.sources());
    }

    static Open311Refusal shut() {
        return new Open311Refusal(404, "nothing is public here");
    }

    private List<Map<String, Object>> told(Open311Offer offer, QueryRequest request) {
        return switch (queries.ask(request)) {
            case QueryAnswer.Answered answered -> answered.rows().stream().map(row -> told(offer, answered, row)).toList();
            case QueryAnswer.Refused refused -> throw notForThePublic();
            case QueryAnswer.Invalid invalid -> {
                LOG.warn("{}: {}", offer.file(), invalid.message());
                throw shut();
            }
        };
    }

    private static Map<String, Object> told(Open311Offer offer, QueryAnswer.Answered answer, ProtectedRow row) {
        Map<String, Object> request = new LinkedHashMap<>();
        String code = needed(text(answer, row, offer.item()));
        boolean closed = Open311Question.closed(needed(text(answer, row, Open311Question.STATUS)));
        request.put("service_request_id", row.id().value());
        request.put("status", closed ? "closed" : "open");
        request.put("status_notes", null);
        request.put("service_name", offer.services().stream().filter(service -> service.code().equals(code)).map(Open311Offer.Service::name).findFirst().orElse(null));
        request.put("service_code", code);
        request.put("description", null);
        request.put("agency_responsible", text(answer, row, Open311Question.AGENCY));
        request.put("service_notice", null);
        request.put("requested_datetime", needed(text(answer, row, Open311Question.REQUESTED)));
        request.put("updated_datetime", Optional.ofNullable(closed ? text(answer, row, Open311Question.CLOSED_AT) : null).orElse(text(answer, row, Open311Question.UPDATED)));
        request.put("expected_datetime", text(answer, row, Open311Question.EXPECTED));
        request.put("address", null);
        request.put("address_id", null);
        request.put("zipcode", null);
        boolean placed = "WGS84".equals(text(answer, row, Open311Question.SYSTEM));
        request.put("lat", placed ? place(offer, answer, row, Open311Question.LATITUDE) : null);
        request.put("long", placed ? place(offer, answer, row, Open311Question.LONGITUDE) : null);
        request.put("media_url", null);
        return request;
    }

    /** What no request of GeoReport is without. */
    private static String needed(String text) {
        if (text == null) {
            throw notForThePublic();
        }
        return text;
    }

    private static Open311Refusal notForThePublic() {
        return new Open311Refusal(403, "the policies do not show this to the public");
    }

    /** Null where it is not for everybody. */
    private static String text(QueryAnswer.Answered answer, ProtectedRow row, ItemName name) {
        return value(answer, row, name, "reveal").filter(item -> item.item().level() == Level.L1).map(item -> item.value().toString()).orElse(null);
    }

    private static BigDecimal place(Open311Offer offer, QueryAnswer.Answered answer, ProtectedRow row, ItemName name) {
        return value(answer, row, name, "reveal", "generalise").filter(item -> item.item().level().compareTo(Level.L2) <= 0 && item.value() instanceof BigDecimal)
                .map(item -> ((BigDecimal) item.value()).setScale(offer.coordinates().orElseThrow(), RoundingMode.HALF_EVEN)).orElse(null);
    }

    private record Value(ItemDefinition item, Object value) {}

    private static Optional<Value> value(QueryAnswer.Answered answer, ProtectedRow row, ItemName name, String... treatments) {
        return IntStream.range(0, answer.items().size()).filter(at -> answer.items().get(at).name().equals(name) && row.values().get(at) != null
                && List.of(treatments).contains(answer.treatments().get(name.value()))).mapToObj(at -> new Value(answer.items().get(at), row.values().get(at))).findFirst();
    }
}
