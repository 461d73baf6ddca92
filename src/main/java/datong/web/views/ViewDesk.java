package datong.web.views;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.policy.Subject;
import datong.query.InvalidQuestion;
import datong.query.FilterValues;
import datong.query.QueryRequest;
import datong.query.Suggestion;
import datong.schema.Dataset;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where systems keep, find and throw away the views of their organisation. What is kept and thrown away is audited first. */
public final class ViewDesk {
    private static final int MOST = 100;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
    private final SavedViews views;
    private final Datasets datasets;
    private final Supplier<LedgerSchema> schema;
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;

    public ViewDesk(SavedViews views, Datasets datasets, Supplier<LedgerSchema> schema, AuditLog log, Supplier<String> ids, Clock clock) {
        this.views = views;
        this.datasets = datasets;
        this.schema = schema;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    public List<SavedView> all(Subject subject) {
        return views.all(subject.organisation());
    }

    public Optional<SavedView> find(Subject subject, String name) {
        return views.find(subject.organisation(), name);
    }

    /** @param question who saves it, and what it asks. @throws UnusableView if it cannot be kept */
    public SavedView save(String name, QueryRequest question) {
        Subject subject = question.subject();
        if (!name.matches(NAME)) {
            throw new UnusableView("unreadable-name", "a view's name is small letters, digits and dashes, 63 at most");
        }
        check(question);
        if (views.find(subject.organisation(), name).isEmpty() && views.all(subject.organisation()).size() >= MOST) {
            throw new UnusableView("too-many-views", "an organisation keeps " + MOST + " views at most; delete one that is not used");
        }
        SavedView view = new SavedView(subject.organisation(), name, question.dataset(), question.items(), question.filters(), question.order(), subject.id(), clock.instant(), Optional.empty());
        audit("VIEW_SAVED", question, name);
        views.keep(view);
        return view;
    }

    /** That the view is asked now. */
    public void used(SavedView view) {
        Instant now = clock.instant();
        if (view.usedAt().map(at -> at.plus(MINUTE).isBefore(now)).orElse(true)) {
            views.used(view, now);
        }
    }

    /** Whether there was one. */
    public boolean remove(Subject subject, String name, String clientAddress) {
        Optional<SavedView> view = views.find(subject.organisation(), name);
        view.ifPresent(found -> {
            audit("VIEW_REMOVED", new QueryRequest(subject, found.dataset(), found.items(), found.filters(), found.order(), Optional.empty(), 1, "", Optional.empty(), Optional.empty(), Optional.empty(),
                    clientAddress), name);
            views.remove(subject.organisation(), name);
        });
        return view.isPresent();
    }

    /** A view is kept in clear, so it holds no value of an item that is not. */
    private void check(QueryRequest question) {
        Dataset dataset = datasets.find(question.dataset()).orElseThrow(() -> new UnusableView("unknown-dataset", "there is no such dataset"));
        question.items().forEach(item -> item(dataset, item));
        question.order().forEach(order -> item(dataset, order.item()));
        for (QueryRequest.Filter filter : question.filters()) {
            ItemDefinition item = item(dataset, filter.item());
            if (item.encryptedAtRest()) {
                throw new UnusableView("sensitive-value", "a view keeps no value of item " + item.name() + ", which is of level " + item.level() + "; ask for it each time, with the question in the body");
            }
            try {
                FilterValues.typed(item, filter);
            } catch (InvalidQuestion invalid) {
                throw new UnusableView("invalid-value", invalid.getMessage());
            }
        }
    }

    private ItemDefinition item(Dataset dataset, ItemName name) {
        LedgerSchema now = schema.get();
        Optional<ItemDefinition> found = dataset.items().contains(name) ? now.element(dataset.element()).item(name) : now.envelopeItem(name);
        return found.orElseThrow(() -> new UnusableView("unknown-item", "the dataset has no item '" + name + "'"
                + Suggestion.of(name.value(), Stream.concat(dataset.items().stream(), now.envelope().stream().map(ItemDefinition::name)).map(ItemName::value).toList())));
    }

    private void audit(String kind, QueryRequest question, String name) {
        log.append(new AuditEvent(ids.get(), clock.instant(), kind, question.subject().id(), question.subject().organisation(), "", "", "", "", question.dataset().value(),
                question.items().stream().map(ItemName::value).toList(), "", 0, 0, "DONE", "", List.of(), "", question.clientAddress(), "", Map.of("view", name)));
    }
}
