package datong.resolution.jdbc;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.Role;
import datong.resolution.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What clusters are made of and how they change, within one transaction; every change leaves its event. */
final class Clusters {
    private final Statements sql;
    private final Instant now;
    private final List<Joining> joining = new ArrayList<>();
    private final List<Happened> happened = new ArrayList<>();
    private final Map<UUID, Created> created = new HashMap<>();

    /** @param by who or what does it: {@code hub} or a person's id; @param reason empty for rules */
    record By(String actor, String reason, Optional<UUID> candidate, String act) {
        static final By RULE = new By("hub", "", Optional.empty(), "MERGED");
    }

    record Part(MemberId member, int level) {}

    private record Joining(Part part, UUID cluster, Rule rule, Optional<byte[]> identity) {}

    private record Created(UUID id, Kind kind) {}

    private record Happened(String act, Kind kind, Optional<UUID> cluster, Optional<UUID> from, String rule, List<MemberId> moved, int level, By by) {}

    Clusters(Statements sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    UUID create(Kind kind) {
        UUID id = UlidCreator.getMonotonicUlid().toUuid();
        created.put(id, new Created(id, kind));
        return id;
    }

    /** The one that others join: it enters without an event, because undoing lets the others leave and not it. */
    void found(UUID cluster, Part part, Rule rule, Optional<byte[]> identity) {
        joining.add(new Joining(part, cluster, rule, identity));
    }

    /** Parts that belong to no cluster yet join one; kept until {@link #flush}. */
    void join(Kind kind, UUID cluster, List<Part> parts, Rule rule, Optional<byte[]> identity, By by) {
        parts.forEach(part -> joining.add(new Joining(part, cluster, rule, identity)));
        happened.add(new Happened(by.act(), kind, Optional.of(cluster), Optional.empty(), rule.name(), parts.stream().map(Part::member).toList(),
                parts.stream().mapToInt(Part::level).max().orElse(1), by));
    }

    /** All of one cluster goes into another. */
    void unite(Kind kind, UUID from, UUID into, Rule rule, By by) throws SQLException {
        flush();
        List<Part> moved = members(from);
        sql.update("UPDATE resolution.member SET cluster = ? WHERE cluster = ?", into, from);
        sql.update("UPDATE resolution.cluster_identity SET cluster = ? WHERE cluster = ?", into, from);
        sql.update("DELETE FROM resolution.cluster WHERE id = ?", from);
        recount(into);
        happened.add(new Happened(by.act(), kind, Optional.of(into), Optional.of(from), rule.name(), moved.stream().map(Part::member).toList(),
                moved.stream().mapToInt(Part::level).max().orElse(1), by));
    }

    /** Members leave; a cluster of fewer than two is none any more. */
    void leave(Kind kind, UUID cluster, List<MemberId> members, String rule, By by) throws SQLException {
        flush();
        remove(members);
        happened.add(new Happened(by.act(), kind, Optional.of(cluster), Optional.empty(), rule, members, 1, by));
        settle(cluster);
    }

    void remove(List<MemberId> members) throws SQLException {
        sql.update("DELETE FROM resolution.member m USING unnest(?::uuid[], ?::text[]) AS g(record_id, role) WHERE m.record_id = g.record_id AND m.role = g.role",
                records(members), roles(members));
    }

    /** Dissolves what is too small, forgets identities that no member rests on, counts the rest. */
    void settle(UUID cluster) throws SQLException {
        List<Part> left = members(cluster);
        if (left.size() < 2) {
            sql.update("DELETE FROM resolution.member WHERE cluster = ?", cluster);
            sql.update("DELETE FROM resolution.cluster_identity WHERE cluster = ?", cluster);
            sql.update("DELETE FROM resolution.cluster WHERE id = ?", cluster);
            return;
        }
        sql.update("DELETE FROM resolution.cluster_identity i WHERE i.cluster = ? AND NOT EXISTS (SELECT FROM resolution.member m JOIN resolution.facet f "
                + "USING (record_id, role) WHERE m.cluster = i.cluster AND f.identity = i.identity)", cluster);
        recount(cluster);
    }

    void recount(UUID cluster) throws SQLException {
        sql.update("UPDATE resolution.cluster c SET size = s.size, level = s.level, changed_at = ? FROM (SELECT count(*) AS size, coalesce(max(f.level), 1) AS level "
                + "FROM resolution.member m JOIN resolution.facet f USING (record_id, role) WHERE m.cluster = ?) s WHERE c.id = ?", now, cluster, cluster);
    }

    List<Part> members(UUID cluster) throws SQLException {
        return sql.list("SELECT m.record_id, m.role, f.level FROM resolution.member m JOIN resolution.facet f USING (record_id, role) WHERE m.cluster = ?",
                Clusters::part, cluster);
    }

    static Part part(ResultSet row) throws SQLException {
        return new Part(new MemberId(Statements.id(row, "record_id"), Role.valueOf(row.getString("role"))), row.getInt("level"));
    }

    void note(String act, Kind kind, Optional<UUID> cluster, String rule, List<MemberId> moved, int level, By by) {
        happened.add(new Happened(act, kind, cluster, Optional.empty(), rule, moved, level, by));
    }

    void identity(UUID cluster, byte[] identity) throws SQLException {
        sql.update("INSERT INTO resolution.cluster_identity (identity, cluster) VALUES (?, ?) ON CONFLICT (identity) DO UPDATE SET cluster = excluded.cluster",
                identity, cluster);
    }

    /** Writes what was kept; returns how many events. */
    int flush() throws SQLException {
        clusters();
        members();
        int events = happened.size();
        for (Happened event : happened) {
            if (!event.by().actor().equals(By.RULE.actor())) {
                write(event);
            }
        }
        writeAll(happened.stream().filter(event -> event.by().actor().equals(By.RULE.actor())).toList());
        happened.clear();
        return events;
    }

    private void clusters() throws SQLException {
        List<Created> fresh = List.copyOf(created.values());
        if (!fresh.isEmpty()) {
            sql.update("INSERT INTO resolution.cluster (id, kind, level, size, created_at, changed_at) SELECT id, kind, 1, 0, t, t FROM unnest(?::uuid[], ?::text[]) "
                            + "AS g(id, kind), (SELECT ?::timestamptz AS t) n",
                    fresh.stream().map(Created::id).toArray(UUID[]::new), fresh.stream().map(one -> one.kind().name()).toArray(String[]::new), now);
        }
        created.clear();
    }

    private void members() throws SQLException {
        if (joining.isEmpty()) {
            return;
        }
        UUID[] clusters = joining.stream().map(Joining::cluster).toArray(UUID[]::new);
        Integer[] levels = joining.stream().map(one -> one.part().level()).toArray(Integer[]::new);
        List<MemberId> members = joining.stream().map(one -> one.part().member()).toList();
        byte[][] identities = joining.stream().map(one -> one.identity().orElse(null)).toArray(byte[][]::new);
        sql.update("INSERT INTO resolution.member (record_id, role, cluster, rule, identity, joined_at) SELECT g.*, ?::timestamptz "
                        + "FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::bytea[]) AS g ON CONFLICT DO NOTHING",
                now, records(members), roles(members), clusters, joining.stream().map(one -> one.rule().name()).toArray(String[]::new), identities);
        sql.update("UPDATE resolution.cluster c SET level = greatest(c.level, s.level), size = c.size + s.size, changed_at = ? FROM (SELECT cluster, max(level) AS level, "
                + "count(*) AS size FROM unnest(?::uuid[], ?::int4[]) AS g(cluster, level) GROUP BY cluster) s WHERE c.id = s.cluster", now, clusters, levels);
        sql.update("INSERT INTO resolution.cluster_identity (identity, cluster) SELECT DISTINCT ON (identity) identity, cluster FROM unnest(?::bytea[], ?::uuid[]) "
                + "AS g(identity, cluster) WHERE identity IS NOT NULL ON CONFLICT (identity) DO NOTHING", identities, clusters);
        joining.clear();
    }

    private void writeAll(List<Happened> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        sql.update("INSERT INTO resolution.merge_event (act, kind, cluster, from_cluster, rule, moved, level, at, actor) SELECT act, kind, cluster, from_cluster, rule, "
                        + "string_to_array(moved, ','), level, ?::timestamptz, 'hub' FROM unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::int4[]) "
                        + "AS g(act, kind, cluster, from_cluster, rule, moved, level)", now,
                events.stream().map(Happened::act).toArray(String[]::new), events.stream().map(one -> one.kind().name()).toArray(String[]::new),
                events.stream().map(one -> one.cluster().orElse(null)).toArray(UUID[]::new), events.stream().map(one -> one.from().orElse(null)).toArray(UUID[]::new),
                events.stream().map(Happened::rule).toArray(String[]::new), events.stream().map(one -> String.join(",", words(one.moved()))).toArray(String[]::new),
                events.stream().map(Happened::level).toArray(Integer[]::new));
    }

    private void write(Happened event) throws SQLException {
        sql.update("INSERT INTO resolution.merge_event (act, kind, cluster, from_cluster, rule, moved, level, at, actor, reason, candidate) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", event.act(), event.kind(), event.cluster().orElse(null), event.from().orElse(null), event.rule(),
                words(event.moved()), event.level(), now, event.by().actor(), event.by().reason(), event.by().candidate().orElse(null));
    }

    static String[] words(List<MemberId> members) {
        return members.stream().map(member -> member.record() + "/" + member.role()).toArray(String[]::new);
    }

    static List<MemberId> members(String[] words) {
        return java.util.Arrays.stream(words).map(word -> word.split("/"))
                .map(parts -> new MemberId(UUID.fromString(parts[0]), Role.valueOf(parts[1]))).toList();
    }

    static UUID[] records(List<MemberId> members) {
        return members.stream().map(MemberId::record).toArray(UUID[]::new);
    }

    static String[] roles(List<MemberId> members) {
        return members.stream().map(member -> member.role().name()).toArray(String[]::new);
    }
}
