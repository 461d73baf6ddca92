package datong.resolution.jdbc;

import datong.ledger.Vault;
import datong.resolution.Kind;
import datong.resolution.Knowledge;
import datong.resolution.MemberId;
import datong.resolution.MemberRecord;
import datong.resolution.Resolutions;
import datong.resolution.Role;
import datong.resolution.Rule;
import datong.resolution.Survivorship;
import datong.schema.LedgerSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Reads what resolution has found. */
public final class JdbcResolutions implements Resolutions {
    private static final int MOST_MEMBERS = 200;
    private static final String PROPOSALS = "SELECT p.id, p.kind, p.found_at, max(c.level) AS level, count(*) AS questions, array_agg(DISTINCT c.rule) AS rules, "
            + "(SELECT array_agg(DISTINCT o.source) FROM resolution.candidate d JOIN resolution.facet f ON (f.record_id, f.role) IN ((d.left_id, d.left_role), "
            + "(d.right_id, d.right_role)) JOIN ledger.origin o ON o.id = f.origin_id WHERE d.proposal = p.id AND d.state = 'OPEN') AS sources "
            + "FROM resolution.proposal p JOIN resolution.candidate c ON c.proposal = p.id AND c.state = 'OPEN' ";
    private static final String CLUSTERS = "SELECT c.*, (SELECT array_agg(DISTINCT o.source) FROM resolution.member m JOIN resolution.facet f USING (record_id, role) "
            + "JOIN ledger.origin o ON o.id = f.origin_id WHERE m.cluster = c.id) AS sources FROM resolution.cluster c ";
    private final DataSource database;
    private final Supplier<Knowledge> knowledge;
    private final MemberRecords records;

    public JdbcResolutions(DataSource database, LedgerSchema schema, Vault vault, Supplier<Knowledge> knowledge) {
        this.database = database;
        this.knowledge = knowledge;
        this.records = new MemberRecords(schema, vault);
    }

    private interface Look<T> {
        T at(Statements sql) throws SQLException;
    }

    private <T> T look(Look<T> look) {
        try (Connection connection = database.getConnection()) {
            return look.at(new Statements(connection));
        } catch (SQLException failure) {
            throw new Transactions.ResolutionUnavailable("what resolution found could not be read", failure);
        }
    }

    @Override
    public Map<Kind, Long> open() {
        Map<Kind, Long> open = new EnumMap<>(Kind.class);
        Arrays.stream(Kind.values()).forEach(kind -> open.put(kind, 0L));
        look(sql -> sql.list("SELECT kind, count(DISTINCT proposal) FROM resolution.candidate WHERE state = 'OPEN' GROUP BY kind",
                row -> open.put(Kind.valueOf(row.getString(1)), row.getLong(2))));
        return open;
    }

    @Override
    public List<Proposal> proposals(Kind kind, int offset, int most) {
        return look(sql -> sql.list(PROPOSALS + "WHERE p.kind = ? GROUP BY p.id ORDER BY p.found_at DESC, p.id DESC LIMIT ? OFFSET ?", JdbcResolutions::proposal,
                kind, most, offset));
    }

    @Override
    public Optional<Question> question(UUID id) {
        return look(sql -> {
            Optional<Proposal> proposal = sql.list(PROPOSALS + "WHERE p.id = ? GROUP BY p.id", JdbcResolutions::proposal, id).stream().findFirst();
            if (proposal.isEmpty()) {
                return Optional.<Question>empty();
            }
            List<Asked> asked = sql.list("SELECT * FROM resolution.candidate WHERE proposal = ? AND state = 'OPEN' ORDER BY score DESC, id LIMIT 50", JdbcResolutions::asked, id);
            return Optional.of(new Question(proposal.get(), things(sql, asked), asked));
        });
    }

    private static List<Thing> things(Statements sql, List<Asked> asked) throws SQLException {
        Map<Object, Thing> things = new LinkedHashMap<>();
        for (Asked one : asked) {
            for (MemberId member : List.of(one.left(), one.right())) {
                Thing thing = thing(sql, one, member);
                things.putIfAbsent(thing.cluster().<Object>map(cluster -> cluster).orElse(member), thing);
            }
        }
        return List.copyOf(things.values());
    }

    private static Thing thing(Statements sql, Asked asked, MemberId member) throws SQLException {
        Optional<UUID> cluster = sql.list("SELECT cluster FROM resolution.member WHERE record_id = ? AND role = ?", row -> Statements.id(row, "cluster"),
                member.record(), member.role()).stream().findFirst();
        if (cluster.isPresent()) {
            return new Thing(cluster, members(sql, cluster.get(), 12), 1);
        }
        return new Thing(cluster, List.of(member), member.role().mention() && asked.rule() == Rule.NAME_MOBILE ? mentions(sql, member) : 1);
    }

    private static long mentions(Statements sql, MemberId member) throws SQLException {
        return sql.list("SELECT count(*) FROM resolution.facet f JOIN resolution.facet g ON g.clue_1 = f.clue_1 AND g.role <> 'SELF' AND g.identity IS NULL "
                + "WHERE f.record_id = ? AND f.role = ?", row -> row.getLong(1), member.record(), member.role()).getFirst();
    }

    @Override
    public List<Cluster> clusters(Kind kind, int offset, int most) {
        return look(sql -> sql.list(CLUSTERS + "WHERE c.kind = ? ORDER BY c.changed_at DESC, c.id DESC LIMIT ? OFFSET ?", JdbcResolutions::cluster, kind, most, offset));
    }

    @Override
    public long clusterCount(Kind kind) {
        return look(sql -> sql.list("SELECT count(*) FROM resolution.cluster WHERE kind = ?", row -> row.getLong(1), kind).getFirst());
    }

    @Override
    public Optional<Cluster> cluster(UUID id) {
        return look(sql -> sql.list(CLUSTERS + "WHERE c.id = ?", JdbcResolutions::cluster, id).stream().findFirst());
    }

    @Override
    public List<Membership> of(UUID record) {
        return look(sql -> {
            List<Membership> memberships = new ArrayList<>();
            for (Joined joined : sql.list("SELECT cluster, role, rule, joined_at FROM resolution.member WHERE record_id = ? ORDER BY role",
                    row -> new Joined(Statements.id(row, "cluster"), Role.valueOf(row.getString("role")), row.getString("rule"), Statements.instant(row, "joined_at")), record)) {
                sql.list(CLUSTERS + "WHERE c.id = ?", JdbcResolutions::cluster, joined.cluster()).stream().filter(cluster -> cluster.size() > 1)
                        .map(cluster -> new Membership(cluster, new MemberId(record, joined.role()), joined.rule(), joined.at())).forEach(memberships::add);
            }
            return memberships;
        });
    }

    private record Joined(UUID cluster, Role role, String rule, Instant at) {}

    @Override
    public List<MemberId> members(UUID cluster) {
        return look(sql -> members(sql, cluster, MOST_MEMBERS));
    }

    private static List<MemberId> members(Statements sql, UUID cluster, int most) throws SQLException {
        return sql.list("SELECT record_id, role FROM resolution.member WHERE cluster = ? ORDER BY joined_at, record_id, role LIMIT ?",
                row -> new MemberId(Statements.id(row, "record_id"), Role.valueOf(row.getString("role"))), cluster, most);
    }

    @Override
    public List<Event> events(UUID cluster) {
        return look(sql -> sql.list("SELECT seq, act, rule, cardinality(moved) AS moved, at, actor, reason, undone_by IS NOT NULL AS undone FROM resolution.merge_event "
                        + "WHERE cluster = ? ORDER BY seq DESC LIMIT 100", row -> new Event(row.getLong("seq"), row.getString("act"), row.getString("rule"), row.getInt("moved"),
                        Statements.instant(row, "at"), row.getString("actor"), row.getString("reason"), row.getBoolean("undone")), cluster));
    }

    @Override
    public List<Asked> rejected(Kind kind, int most) {
        return look(sql -> sql.list("SELECT * FROM resolution.candidate WHERE state = 'REJECTED' AND kind = ? ORDER BY decided_at DESC LIMIT ?", JdbcResolutions::asked, kind, most));
    }

    @Override
    public List<MemberRecord> records(Kind kind, List<MemberId> members) {
        return look(sql -> records.read(sql, kind, members));
    }

    @Override
    public List<Division> divisions() {
        return look(sql -> sql.list("SELECT * FROM resolution.division ORDER BY current IS NOT NULL, records DESC, code LIMIT 200", row -> new Division(row.getString("code"),
                Optional.ofNullable(row.getString("current")), texts(row, "candidates"), row.getLong("records"), Optional.ofNullable(row.getString("answered_by")))));
    }

    @Override
    public List<UnknownName> unknownNames(int most) {
        Knowledge known = knowledge.get();
        return look(sql -> sql.list("SELECT * FROM resolution.organisation_name WHERE code IS NULL ORDER BY records DESC, name LIMIT ?",
                row -> new UnknownName(row.getString("name"), texts(row, "suggested").stream().flatMap(code -> known.organisations().byCode(code).stream()).toList(),
                        row.getLong("records")), most));
    }

    @Override
    public List<Survivorship.Survivor> survivors(Kind kind, List<MemberRecord> members) {
        return new Survivorship(knowledge.get().rules()).of(kind, members);
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        List<Rule> rules = new ArrayList<>(texts(row, "rules").stream().map(Rule::valueOf).toList());
        return new Proposal(Statements.id(row, "id"), Kind.valueOf(row.getString("kind")), rules, texts(row, "sources"), row.getInt("level"), row.getInt("questions"),
                Statements.instant(row, "found_at"));
    }

    private static Cluster cluster(ResultSet row) throws SQLException {
        return new Cluster(Statements.id(row, "id"), Kind.valueOf(row.getString("kind")), row.getInt("level"), row.getInt("size"), texts(row, "sources"),
                Statements.instant(row, "changed_at"));
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(Statements.id(row, "id"), Statements.id(row, "proposal"), Kind.valueOf(row.getString("kind")), Rule.valueOf(row.getString("rule")),
                new MemberId(Statements.id(row, "left_id"), Role.valueOf(row.getString("left_role"))),
                new MemberId(Statements.id(row, "right_id"), Role.valueOf(row.getString("right_role"))), row.getFloat("score"), row.getInt("level"),
                row.getString("state"), Statements.instant(row, "found_at"), optional(row), Optional.ofNullable(row.getString("decided_by")),
                Optional.ofNullable(row.getString("reason")));
    }

    private static Optional<Instant> optional(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return row.getArray(column) == null ? List.of() : Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
