package datong.web.console;

import datong.policy.Subject;
import datong.resolution.Comparison;
import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.MemberRecord;
import datong.resolution.Resolutions;
import datong.resolution.Survivorship.Survivor;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Resolution's findings as stewards may see them: every look at values is noted, every value masked by its own item's level. */
final class HubResolutionView implements ResolutionView {
    private static final int REJECTED = 50;
    private static final int NAMES = 100;
    private final Resolutions resolutions;
    private final LedgerSchema schema;
    private final LevelMask mask;
    private final ConsoleAudit audit;
    private final JdbcClient database;

    HubResolutionView(Resolutions resolutions, LedgerSchema schema, LevelMask mask, ConsoleAudit audit, JdbcClient database) {
        this.resolutions = resolutions;
        this.schema = schema;
        this.mask = mask;
        this.audit = audit;
        this.database = database;
    }

    @Override
    public Map<Kind, Long> open() {
        return resolutions.open();
    }

    @Override
    public List<Resolutions.Proposal> proposals(Kind kind, int offset, int most) {
        return resolutions.proposals(kind, offset, most);
    }

    private record Told(Resolutions.Thing thing, List<MemberRecord> records, Map<ItemName, Survivor> values) {}

    @Override
    public Optional<Compared> compared(Subject actor, UUID id) {
        return resolutions.question(id).map(question -> compared(actor, question));
    }

    private Compared compared(Subject actor, Resolutions.Question question) {
        Kind kind = question.proposal().kind();
        audit.looked(actor, "RESOLUTION_VIEW", String.join(",", question.proposal().sources()), question.things().size(),
                Map.of("proposal", question.proposal().id().toString()));
        List<Told> told = question.things().stream().map(thing -> told(kind, thing)).filter(one -> !one.records().isEmpty()).toList();
        Map<MemberId, String> letters = new HashMap<>();
        List<Column> columns = new ArrayList<>();
        for (Told one : told) {
            String letter = String.valueOf((char) ('A' + columns.size() % 26));
            one.thing().members().forEach(member -> letters.put(member, letter));
            columns.add(column(letter, one));
        }
        List<Row> rows = Comparison.items(kind).stream().flatMap(item -> row(kind, item, told).stream()).toList();
        List<Question> questions = question.asked().stream().map(asked -> new Question(asked, letters.getOrDefault(asked.left(), "?"), letters.getOrDefault(asked.right(), "?")))
                .toList();
        return new Compared(question.proposal(), columns, rows, questions);
    }

    private Told told(Kind kind, Resolutions.Thing thing) {
        List<MemberRecord> records = resolutions.records(kind, thing.members());
        Map<ItemName, Survivor> values = new HashMap<>();
        resolutions.survivors(kind, records).forEach(survivor -> values.put(survivor.item(), survivor));
        return new Told(thing, records, values);
    }

    private static Column column(String letter, Told told) {
        Level level = told.records().stream().map(MemberRecord::level).reduce(Level.L1, Level::max);
        return new Column(letter, told.thing().cluster(), told.records().getFirst().member().role(), told.records().stream().map(MemberRecord::source).distinct().toList(), level,
                told.records().size(), told.thing().mentions());
    }

    private Optional<Row> row(Kind kind, ItemName item, List<Told> told) {
        List<Object> values = told.stream().filter(one -> one.values().containsKey(item)).map(one -> one.values().get(item).value()).toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        boolean same = values.stream().allMatch(value -> Objects.equals(value, values.getFirst()));
        Agreement agreement = values.size() < 2 ? Agreement.ONE : same ? Agreement.SAME : Agreement.DIFFERENT;
        return Optional.of(new Row(named(kind, item), told.stream().map(one -> Optional.ofNullable(one.values().get(item)).map(value -> shown(kind, value)).orElse("")).toList(),
                agreement));
    }

    /** By the item of the record it came from, which may be of a higher level than the one it stands for. */
    private String shown(Kind kind, Survivor survivor) {
        MemberRecord from = survivor.from();
        ItemName own = Comparison.words(kind, from.element(), from.member().role()).get(survivor.item());
        ItemDefinition told = schema.element(from.element()).item(own).orElseThrow();
        ItemDefinition stands = named(kind, survivor.item());
        return mask.value(told.level().atLeast(stands.level()) && told.kind() == stands.kind() ? told : stands, survivor.value());
    }

    private ItemDefinition named(Kind kind, ItemName item) {
        return schema.element(Comparison.element(kind)).item(item).orElseThrow();
    }

    @Override
    public List<Resolutions.Cluster> clusters(Kind kind, int offset, int most) {
        return resolutions.clusters(kind, offset, most);
    }

    @Override
    public long clusterCount(Kind kind) {
        return resolutions.clusterCount(kind);
    }

    @Override
    public Optional<Together> together(Subject actor, UUID id) {
        return resolutions.cluster(id).map(cluster -> together(actor, cluster));
    }

    private Together together(Subject actor, Resolutions.Cluster cluster) {
        audit.looked(actor, "RESOLUTION_VIEW", String.join(",", cluster.sources()), cluster.size(), Map.of("cluster", cluster.id().toString()));
        List<MemberRecord> records = resolutions.records(cluster.kind(), resolutions.members(cluster.id()));
        List<Member> members = records.stream().map(record -> new Member(record.source(), record.dataset(), record.member().role(), record.level(), record.quality(),
                record.updatedAt(), record.storedAt())).toList();
        List<Surviving> surviving = resolutions.survivors(cluster.kind(), records).stream().map(survivor -> new Surviving(named(cluster.kind(), survivor.item()),
                shown(cluster.kind(), survivor), survivor.from().source(), survivor.why(), survivor.differing())).toList();
        return new Together(cluster, members, surviving, resolutions.events(cluster.id()));
    }

    @Override
    public List<Resolutions.Asked> rejected(Kind kind) {
        return resolutions.rejected(kind, REJECTED);
    }

    @Override
    public List<Resolutions.Division> divisions() {
        return resolutions.divisions();
    }

    @Override
    public List<Resolutions.UnknownName> unknownNames() {
        return resolutions.unknownNames(NAMES);
    }

    @Override
    public List<String> sourcesOf(UUID candidate) {
        return database.sql("SELECT DISTINCT o.source FROM resolution.candidate c JOIN resolution.facet f ON (f.record_id, f.role) IN ((c.left_id, c.left_role), "
                + "(c.right_id, c.right_role)) JOIN ledger.origin o ON o.id = f.origin_id WHERE c.id = ?").param(candidate).query(String.class).list();
    }

    @Override
    public List<String> sourcesOfCluster(UUID cluster) {
        return resolutions.cluster(cluster).map(Resolutions.Cluster::sources).orElse(List.of());
    }
}
