package datong.catalogue;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.ledger.Ledger;
import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Organisations;
import datong.policy.Subject;
import datong.policy.Treatment;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The datasets a subject may know of. Knowing of one is not seeing a record of it. */
public final class Catalogue {
    /** Purpose under which the catalogue itself is read. */
    public static final String DISCOVERY = "CATALOGUE.DISCOVERY";
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final int USED_IN = 29;
    private final Datasets datasets;
    private final Supplier<LedgerSchema> schema;
    private final Supplier<Register> register;
    private final CatalogueSearch search;
    private final AccessDecisions decisions;
    private final Ledger ledger;
    private final Standings standings;
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;

    /**
     * @param register what stewards say of the datasets
     * @param words for searching; @param names of items besides their labels
     * @param standings how datasets are used and how fresh they are
     * @param ids a new identifier for each audit event, a ULID
     */
    public Catalogue(Datasets datasets, Supplier<LedgerSchema> schema, Supplier<Register> register, Segmenter words, Supplier<OtherNames> names, AccessDecisions decisions, Ledger ledger,
            Standings standings, AuditLog log, Supplier<String> ids, Clock clock) {
        this.standings = standings;
        this.log = log;
        this.ids = ids;
        this.datasets = datasets;
        this.schema = schema;
        this.register = register;
        this.search = new CatalogueSearch(words, names);
        this.decisions = decisions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Ordered by code. */
    public List<DatasetEntry> visibleTo(Subject subject) {
        Entries entries = entries();
        return entries.datasets().stream().filter(dataset -> discoverable(subject, dataset, entries)).map(dataset -> entry(dataset, entries)).toList();
    }

    /** Empty also for a dataset that exists but that the subject may not know of. */
    public Optional<DatasetEntry> find(Subject subject, DatasetCode code) {
        Entries entries = entries();
        return datasets.find(code).filter(dataset -> discoverable(subject, dataset, entries)).map(dataset -> entry(dataset, entries));
    }

    /** As {@link #visibleTo}, noted in the audit log before it returns. */
    public List<DatasetEntry> read(Subject subject, String clientAddress) {
        List<DatasetEntry> visible = visibleTo(subject);
        note(subject, "", visible.size(), "PERMITTED", "discoverable datasets", clientAddress);
        return visible;
    }

    /** As {@link #find}, noted in the audit log before it returns; a code that is no dataset's is not written, it may be anything. */
    public Optional<DatasetEntry> read(Subject subject, DatasetCode code, String clientAddress) {
        Optional<DatasetEntry> found = find(subject, code);
        String known = datasets.find(code).map(dataset -> dataset.code().value()).orElse("");
        note(subject, known, found.isPresent() ? 1 : 0, found.isPresent() ? "PERMITTED" : "DENIED",
                found.isPresent() ? "discoverable datasets" : known.isEmpty() ? "no such dataset" : "not discoverable", clientAddress);
        return found;
    }

    /** What fits the words best, noted in the audit log before it returns; the words are not: somebody may have typed a name. */
    public List<Found> search(Subject subject, String words, String clientAddress) {
        Entries entries = entries();
        List<Found> found = search.search(entries, words, code -> datasets.find(code).filter(dataset -> discoverable(subject, dataset, entries)).isPresent()).stream()
                .flatMap(hit -> datasets.find(hit.dataset()).map(dataset -> new Found(entry(dataset, entries), hit.items())).stream()).toList();
        note(subject, "", found.size(), "PERMITTED", "discoverable datasets", clientAddress);
        return found;
    }

    /** Every dataset's, for the hub itself; counts no record and is no answer to anybody. */
    public List<Map<String, String>> nationalItems(Organisations organisations) {
        return entries().all().stream().map(entry -> (Map<String, String>) NationalItems.of(entry, name(organisations, entry.dataset()))).toList();
    }

    /** The same with what a superior platform is told beside them: the use of the last month, and whether it is as fresh as it promises. Changes with these words only. */
    public List<Map<String, String>> toldAbove(Organisations organisations) {
        YearMonth month = YearMonth.from(LocalDate.ofInstant(clock.instant(), DISTRICT)).minusMonths(1);
        return entries().all().stream().map(entry -> {
            SequencedMap<String, String> fields = NationalItems.of(entry, name(organisations, entry.dataset()));
            Standing.Usage usage = standings.usage(entry.dataset(), month.atDay(1), month.atEndOfMonth());
            fields.put("use_month", month.toString());
            fields.put("use_answers", String.valueOf(usage.answers()));
            fields.put("use_organisations", String.valueOf(usage.organisations()));
            fields.put("freshness", freshness(entry).state().name());
            return (Map<String, String>) fields;
        }).toList();
    }

    private Standing.Freshness freshness(DatasetEntry entry) {
        return standings.freshness(entry.dataset(), entry.description().map(Description::frequency));
    }

    private static String name(Organisations organisations, Dataset dataset) {
        return organisations.find(dataset.provider()).map(Organisations.KnownOrganisation::chinese).orElse(dataset.provider());
    }

    private void note(Subject subject, String dataset, long entries, String decision, String rule, String clientAddress) {
        log.append(new AuditEvent(ids.get(), clock.instant(), "CATALOGUE_READ", subject.id(), subject.organisation(), "", "", DISCOVERY, "", dataset,
                List.of(), "", 0, 0, decision, rule, List.of(), decisions.policyVersion(), clientAddress, "", Map.of("entries", String.valueOf(entries))));
    }

    /** Empty if there is no such dataset. Reads no record; nothing is shown but rules, so nothing is audited. */
    public Optional<WouldSee> whatWouldISee(Subject subject, DatasetCode code, String purpose, Action action, Optional<String> scene,
            Optional<String> caseNumber) {
        return datasets.find(code).map(dataset -> {
            List<ItemDefinition> items = entries().items(dataset);
            return switch (decisions.decide(request(subject, dataset, items, action, purpose, scene, caseNumber))) {
                case Decision.Denied denied -> new WouldSee.Refused(denied);
                case Decision.Permitted permitted -> seen(items, permitted);
            };
        });
    }

    private static WouldSee seen(List<ItemDefinition> items, Decision.Permitted permitted) {
        return new WouldSee.Seen(items.stream().map(item -> seen(item, permitted)).toList(), permitted.scope(), permitted.obligations(),
                permitted.rule(), permitted.policyVersion());
    }

    private static WouldSee.SeenItem seen(ItemDefinition item, Decision.Permitted permitted) {
        Treatment treatment = permitted.treatments().getOrDefault(item.name(), new Treatment.Drop());
        return new WouldSee.SeenItem(item, treatment, item.lookup() && permitted.lookups().contains(item.name()));
    }

    private boolean discoverable(Subject subject, Dataset dataset, Entries entries) {
        AccessRequest request = request(subject, dataset, entries.items(dataset), Action.DISCOVER, DISCOVERY, Optional.empty(), Optional.empty());
        return decisions.decide(request) instanceof Decision.Permitted;
    }

    private AccessRequest request(Subject subject, Dataset dataset, List<ItemDefinition> items, Action action, String purpose,
            Optional<String> scene, Optional<String> caseNumber) {
        Set<ItemName> names = items.stream().map(ItemDefinition::name).collect(Collectors.toSet());
        return new AccessRequest(subject, dataset.code(), dataset.element(), names, action, purpose, scene, caseNumber, 1, clock.instant());
    }

    private Entries entries() {
        return new Entries(datasets.all(), schema.get(), register.get());
    }

    private DatasetEntry entry(Dataset dataset, Entries entries) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DISTRICT);
        DatasetEntry entry = entries.of(dataset, ledger.count(dataset.code()));
        return entry.standing(new Standing(standings.usage(dataset, today.minusDays(USED_IN), today), freshness(entry)));
    }
}
