package datong.query;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.policy.AccessDecisions;
import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.Treatment;
import datong.protection.Protector;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a caller may ask for, item by item, without asking.
 *
 * <p>Promise: an item is named if and only if a question for it alone would be answered at this moment; a dataset without such an item is not named.
 */
public final class Readables {
    private final Datasets datasets;
    private final QuestionReader reader;
    private final AccessDecisions decisions;
    private final Protector protector;
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;

    /** @param ids a new identifier for each audit event, a ULID */
    public Readables(Datasets datasets, Supplier<LedgerSchema> schema, AccessDecisions decisions, Protector protector, KeyedDigest digest, AuditLog log, Supplier<String> ids, Clock clock) {
        this.datasets = datasets;
        this.reader = new QuestionReader(datasets, schema, new PageCursors(digest));
        this.decisions = decisions;
        this.protector = protector;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who would ask, and what for. */
    public record Asking(Subject subject, String purpose, Optional<String> scene, Optional<String> caseNumber, Optional<String> reason, String clientAddress) {
        private QueryRequest about(DatasetCode dataset, List<ItemName> items) {
            return new QueryRequest(subject, dataset, items, List.of(), List.of(), Optional.empty(), 1, purpose, scene, caseNumber, reason, clientAddress);
        }
    }

    public record Readable(DatasetCode dataset, List<Item> items) {}

    public record Item(ItemDefinition definition, Treatment treatment) {}

    /** Ordered by code; noted in the audit log before it returns. Nothing, and nothing noted, where the purpose is missing or a code is none: what callers say stands in the log as given. */
    public List<Readable> of(Asking asking) {
        try {
            QuestionCodes.demand(asking.purpose(), asking.scene(), asking.caseNumber());
        } catch (InvalidQuestion unreadable) {
            return List.of();
        }
        return noted(asking);
    }

    private List<Readable> noted(Asking asking) {
        List<Readable> readable = datasets.all().stream().map(dataset -> readable(asking, dataset)).filter(one -> !one.items().isEmpty()).toList();
        log.append(new AuditEvent(ids.get(), clock.instant(), "CATALOGUE_READ", asking.subject().id(), asking.subject().organisation(), asking.caseNumber().orElse(""), asking.scene().orElse(""),
                asking.purpose(), "", "", List.of(), "", 0, 0, "PERMITTED", "readable datasets", List.of(), decisions.policyVersion(), asking.clientAddress(), "",
                Map.of("entries", String.valueOf(readable.size()))));
        return readable;
    }

    private Readable readable(Asking asking, Dataset dataset) {
        List<ItemDefinition> all = reader.read(asking.about(dataset.code(), List.of())).selected();
        return new Readable(dataset.code(), all.stream().flatMap(item -> item(asking, dataset, item).stream()).toList());
    }

    private Optional<Item> item(Asking asking, Dataset dataset, ItemDefinition item) {
        Question question = reader.read(asking.about(dataset.code(), List.of(item.name())));
        try {
            return switch (decisions.decide(question.access(clock.instant()))) {
                case Decision.Denied denied -> Optional.empty();
                case Decision.Permitted permitted -> Optional.of(new Item(item, Answering.of(question, permitted, protector).plan().treatments().getFirst()));
            };
        } catch (RefusedQuestion | Protector.ProtectionRefused refused) {
            return Optional.empty();
        }
    }
}
