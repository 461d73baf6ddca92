package datong.retrieval;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.ledger.Selection;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.mapping.StillRule;
import datong.mapping.ValueText;
import datong.policy.Subject;
import datong.protection.ProtectedRow;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import datong.query.QueryRequest.Filter;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.still.Still;
import datong.still.Stills;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Shows stills of cameras to persons, one at a time.
 *
 * <p>Promise: nobody sees a still whose reference the ordinary question would not have shown them in clear, for the very purpose that the pictures are collected for; and none is shown before
 * reason, content, unit and name are in the audit log and in the register.
 */
public final class RetrievalDesk {
    /** Records of one look. */
    static final int LISTED = 50;
    private static final ItemName RECORD = new ItemName("record_id");
    /** What tells one alarm from another, as far as a mapping fills it. */
    private static final List<ItemName> TELLING = Stream.of("source_no", "event_code", "reported_at", "division_code", "status").map(ItemName::new).toList();
    private static final ItemName NUMBER = new ItemName("source_no");
    private static final ItemName REPORTED = new ItemName("reported_at");
    private final Mappings mappings;
    private final Queries queries;
    private final Stills stills;
    private final Retrievals register;
    private final AuditLog log;
    private final UnaryOperator<String> redaction;
    private final Supplier<String> ids;
    private final Clock clock;

    /** @param redaction of words, before they are kept */
    public RetrievalDesk(Mappings mappings, Queries queries, Stills stills, Retrievals register, AuditLog log, UnaryOperator<String> redaction, Supplier<String> ids, Clock clock) {
        this.mappings = mappings;
        this.queries = queries;
        this.stills = stills;
        this.register = register;
        this.log = log;
        this.redaction = redaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** A dataset whose records may have stills. @param purpose the only one they are shown for (PIPL 26) */
    public record Source(Dataset dataset, StillRule rule, String purpose) {}

    /** @param number of one alarm at its source; empty: the newest */
    public record Looking(Subject subject, DatasetCode dataset, Optional<String> number, Optional<String> scene, Optional<String> caseNumber, String clientAddress) {}

    /** @param why in words; @param content what of the picture is needed, in words */
    public record Asked(Subject subject, DatasetCode dataset, String record, Optional<String> scene, Optional<String> caseNumber, String why, String content, String clientAddress) {}

    /** @param values texts by item; @param still present if the reference may be seen and there is one */
    public record Alarm(String record, Map<String, String> values, Optional<Still> still) {}

    public sealed interface Listed {
        /** @param shown whether references are shown in clear at all */
        record Alarms(List<ItemDefinition> items, List<Alarm> alarms, boolean shown) implements Listed {}

        /** @param rule key of the words for people; @param message of the policy, empty if there is none */
        record Refused(String rule, String message) implements Listed {}
    }

    public sealed interface Result {
        record Shown(Retrieval retrieval, byte[] png) implements Result {}

        /** The record is there and its picture is not. */
        record NotThere(Still still) implements Result {}

        /** @param rule key of the words for people; @param message of the policy, empty if there is none */
        record Refused(String rule, String message) implements Result {}
    }

    /** Ordered by source. */
    public List<Source> sources() {
        return mappings.all().stream().flatMap(mapping -> mapping.still().map(rule -> source(mapping, rule)).stream()).toList();
    }

    private static Source source(Mapping mapping, StillRule rule) {
        return new Source(mapping.outputs().getFirst().dataset(), rule, mapping.terms().purpose());
    }

    private Optional<Source> source(DatasetCode dataset) {
        return sources().stream().filter(source -> source.dataset().code().equals(dataset)).findFirst();
    }

    /** An ordinary question, with its event. */
    public Listed alarms(Looking looking) {
        Optional<Source> source = source(looking.dataset());
        if (looking.subject().kind() != Subject.Kind.PERSON || source.isEmpty()) {
            return new Listed.Refused(source.isEmpty() ? "NO_STILLS" : "PERSONS_ONLY", "");
        }
        List<Filter> filters = looking.number().map(number -> new Filter(NUMBER, Selection.Operator.EQ, List.of(number))).stream().toList();
        List<Selection.Order> newest = source.get().dataset().items().contains(REPORTED) ? List.of(new Selection.Order(REPORTED, true)) : List.of();
        return switch (queries.ask(question(source.get(), looking, filters, newest))) {
            case QueryAnswer.Answered answered -> listed(source.get(), answered);
            case QueryAnswer.Refused refused -> new Listed.Refused("DENIED", refused.denied().reason());
            case QueryAnswer.Invalid invalid -> new Listed.Refused("DENIED", invalid.message());
        };
    }

    private Listed listed(Source source, QueryAnswer.Answered answered) {
        boolean shown = shown(source, answered);
        return new Listed.Alarms(answered.items(), answered.rows().stream().map(row -> alarm(source, answered, row, shown)).toList(), shown);
    }

    private Alarm alarm(Source source, QueryAnswer.Answered answered, ProtectedRow row, boolean shown) {
        Map<String, String> values = new TreeMap<>();
        for (int at = 0; at < answered.items().size(); at++) {
            if (row.values().get(at) != null) {
                values.put(answered.items().get(at).name().value(), ValueText.of(row.values().get(at)));
            }
        }
        return new Alarm(row.id().value(), values, shown ? reference(source, answered, row).flatMap(stills::find) : Optional.empty());
    }

    private static boolean shown(Source source, QueryAnswer.Answered answered) {
        return "reveal".equals(answered.treatments().get(source.rule().item().value()));
    }

    private static Optional<String> reference(Source source, QueryAnswer.Answered answered, ProtectedRow row) {
        int at = answered.items().stream().map(ItemDefinition::name).toList().indexOf(source.rule().item());
        return Optional.ofNullable((String) row.values().get(at));
    }

    /** Decided anew, registered, then shown. */
    public Result retrieve(Asked asked) {
        Optional<Source> source = source(asked.dataset());
        Optional<String> wrong = wrong(asked, source);
        if (wrong.isPresent()) {
            return new Result.Refused(wrong.get(), "");
        }
        return switch (queries.ask(question(source.get(), asked))) {
            case QueryAnswer.Answered answered -> show(asked, source.get(), answered);
            case QueryAnswer.Refused refused -> new Result.Refused("DENIED", refused.denied().reason());
            case QueryAnswer.Invalid invalid -> new Result.Refused("DENIED", invalid.message());
        };
    }

    private static Optional<String> wrong(Asked asked, Optional<Source> source) {
        if (asked.subject().kind() != Subject.Kind.PERSON) {
            return Optional.of("PERSONS_ONLY");
        }
        if (source.isEmpty()) {
            return Optional.of("NO_STILLS");
        }
        return said(asked.why()) && said(asked.content()) ? Optional.empty() : Optional.of("WORDS");
    }

    private static boolean said(String words) {
        return words.strip().length() >= QueryRequest.SHORTEST_REASON && words.strip().length() <= QueryRequest.LONGEST_REASON;
    }

    private static QueryRequest question(Source source, Looking looking, List<Filter> filters, List<Selection.Order> order) {
        return new QueryRequest(looking.subject(), source.dataset().code(), items(source), filters, order, Optional.empty(), LISTED, source.purpose(), looking.scene(), looking.caseNumber(),
                Optional.empty(), looking.clientAddress());
    }

    private static QueryRequest question(Source source, Asked asked) {
        List<Filter> one = List.of(new Filter(RECORD, Selection.Operator.EQ, List.of(asked.record())));
        return new QueryRequest(asked.subject(), source.dataset().code(), items(source), one, List.of(), Optional.empty(), 1, source.purpose(), asked.scene(), asked.caseNumber(),
                Optional.of(asked.why()), asked.clientAddress());
    }

    private static List<ItemName> items(Source source) {
        return Stream.concat(TELLING.stream().filter(source.dataset().items()::contains), Stream.of(source.rule().item())).toList();
    }

    private Result show(Asked asked, Source source, QueryAnswer.Answered answered) {
        if (!shown(source, answered)) {
            return new Result.Refused("NOT_SHOWN", "");
        }
        Optional<Still> still = answered.rows().stream().findFirst().flatMap(row -> reference(source, answered, row)).flatMap(stills::find);
        if (still.isEmpty()) {
            return new Result.Refused("NO_STILL", "");
        }
        Optional<byte[]> png = still.get().state() == Still.State.KEPT ? stills.open(still.get().reference()) : Optional.empty();
        return png.<Result>map(picture -> new Result.Shown(entered(asked, source, still.get(), answered), picture)).orElseGet(() -> new Result.NotThere(still.get()));
    }

    private Retrieval entered(Asked asked, Source source, Still still, QueryAnswer.Answered answered) {
        Retrieval entry = new Retrieval(ids.get(), clock.instant().truncatedTo(ChronoUnit.MICROS), still.reference(), asked.dataset().value(), asked.record(), source.purpose(), asked.caseNumber(), asked.subject().organisation(),
                asked.subject().id(), asked.subject().displayName(), redaction.apply(asked.why().strip()), redaction.apply(asked.content().strip()), Retrieval.NOT_LOGGED);
        Retrieval logged = entry.logged(log.append(event(entry, asked.scene().orElse(""), source, answered, asked.clientAddress())).value());
        register.enter(logged);
        return logged;
    }

    private static AuditEvent event(Retrieval entry, String scene, Source source, QueryAnswer.Answered answered, String clientAddress) {
        return new AuditEvent(entry.id(), entry.at(), "STILL_RETRIEVED", entry.person(), entry.unit(), entry.caseNumber().orElse(""), scene, entry.purpose(), "", entry.dataset(),
                List.of(source.rule().item().value()), "", 1, 0, "PERMITTED", answered.rule(), List.of(), answered.policyVersion(), clientAddress, "",
                Map.of("still", entry.still(), "record", entry.record(), "reason", entry.reason(), "content", entry.content(), "name", entry.name(), "question", String.valueOf(answered.auditIndex())));
    }

    /** One's own unit's; auditors and the authority see all. */
    public List<Retrieval> register(Subject subject, boolean all, int most) {
        return register.newest(all ? Optional.empty() : Optional.of(subject.organisation()), most);
    }
}
