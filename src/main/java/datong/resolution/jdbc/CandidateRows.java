package datong.resolution.jdbc;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.resolution.Kind;
import datong.resolution.MemberId;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes new candidates, none twice and none that was decided before, and puts those together that are best asked together. */
final class CandidateRows {
    /** More records at once nobody can look through. */
    private static final int MOST_TOGETHER = 12;
    /** A pair is known if it was asked before, of these records or of others that are together with them, whichever stood left. */
    private static final String KNOWN = """
            SELECT g.left_id, g.left_role, g.right_key
            FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::uuid[]) AS g(left_id, left_role, right_id, right_role, right_key)
            LEFT JOIN resolution.member ml ON ml.record_id = g.left_id AND ml.role = g.left_role
            LEFT JOIN resolution.member mr ON mr.record_id = g.right_id AND mr.role = g.right_role
            JOIN LATERAL (
                WITH l AS (SELECT g.left_id AS id, g.left_role AS role UNION SELECT o.record_id, o.role FROM resolution.member o WHERE o.cluster = ml.cluster),
                    r AS (SELECT g.right_id AS id, g.right_role AS role, g.right_key AS key
                        UNION SELECT o.record_id, o.role, o.record_id FROM resolution.member o WHERE o.cluster = mr.cluster)
                SELECT FROM l CROSS JOIN r JOIN resolution.candidate c ON c.left_id = l.id AND c.left_role = l.role AND c.right_key = r.key
                UNION ALL SELECT FROM l CROSS JOIN r JOIN resolution.candidate c ON c.left_id = r.id AND c.left_role = r.role AND c.right_key = l.id
                LIMIT 1) known ON true""";
    private final Statements sql;
    private final Instant now;
    private final int days;

    CandidateRows(Statements sql, Instant now, int days) {
        this.sql = sql;
        this.now = now;
        this.days = days;
    }

    private record Proposal(UUID id, Kind kind, Instant first, Instant last, int records) {
        boolean takes(Instant at, Duration span) {
            Instant from = first.isBefore(at) ? first : at;
            Instant to = last.isAfter(at) ? last : at;
            return records < MOST_TOGETHER && (kind != Kind.MATTER || Duration.between(from, to).compareTo(span) <= 0);
        }

        Proposal with(Instant at) {
            return new Proposal(id, kind, first.isBefore(at) ? first : at, last.isAfter(at) ? last : at, records + 1);
        }
    }

    /** Returns how many were new. */
    int write(List<Found> found) throws SQLException {
        List<Found> fresh = unknown(found);
        if (fresh.isEmpty()) {
            return 0;
        }
        Map<MemberId, UUID> standing = standing(fresh);
        Map<UUID, Proposal> proposals = proposals(standing.values().stream().distinct().toArray(UUID[]::new));
        List<UUID> assigned = new ArrayList<>();
        for (Found one : fresh) {
            assigned.add(assign(one, standing, proposals));
        }
        save(proposals.values());
        insert(fresh, assigned);
        return fresh.size();
    }

    /** Pairs that were decided before anybody was asked; an open question about them is closed. */
    void decided(List<Found> found, String state, String by, String reason) throws SQLException {
        UUID proposal = UlidCreator.getMonotonicUlid().toUuid();
        save(List.of(new Proposal(proposal, found.getFirst().kind(), now, now, found.size() + 1)));
        insert(found, found.stream().map(one -> proposal).toList());
        for (Found one : found) {
            sql.update("UPDATE resolution.candidate SET state = ?, decided_at = ?, decided_by = ?, reason = ? WHERE left_id = ? AND left_role = ? AND right_key = ?",
                    state, now, by, reason, one.left().record(), one.left().role(), rightKey(one));
        }
    }

    private List<Found> unknown(List<Found> found) throws SQLException {
        Map<String, Found> distinct = new LinkedHashMap<>();
        found.forEach(one -> distinct.putIfAbsent(key(one.left(), rightKey(one)), one));
        List<Found> all = List.copyOf(distinct.values());
        sql.list(KNOWN, row -> distinct.remove(Statements.id(row, "left_id") + row.getString("left_role") + Statements.id(row, "right_key")),
                Clusters.records(all.stream().map(Found::left).toList()), Clusters.roles(all.stream().map(Found::left).toList()),
                Clusters.records(all.stream().map(Found::right).toList()), Clusters.roles(all.stream().map(Found::right).toList()),
                all.stream().map(CandidateRows::rightKey).toArray(UUID[]::new));
        Apart apart = Apart.of(sql, distinct.values().stream().flatMap(one -> java.util.stream.Stream.of(one.left(), one.right())).toList());
        return distinct.values().stream().filter(one -> apart.none() || !apart.holds(one.left(), List.of(one.right()))).toList();
    }

    private static String key(MemberId left, UUID rightKey) {
        return left.record() + left.role().name() + rightKey;
    }

    static UUID rightKey(Found found) {
        if (!found.right().role().mention() || found.rule().automatic()) {
            return found.right().record();
        }
        ByteBuffer digest = ByteBuffer.wrap(found.evidence());
        return new UUID(digest.getLong(), digest.getLong());
    }

    /** Open proposals in which one of the members, or another of its cluster, already stands. */
    private Map<MemberId, UUID> standing(List<Found> fresh) throws SQLException {
        Map<MemberId, UUID> standing = new HashMap<>();
        List<MemberId> members = fresh.stream().flatMap(one -> java.util.stream.Stream.of(one.left(), one.right())).distinct().toList();
        for (String side : List.of("left", "right")) {
            sql.list("SELECT g.record_id, g.role, c.proposal FROM unnest(?::uuid[], ?::text[]) AS g(record_id, role) LEFT JOIN resolution.member m USING (record_id, role) "
                            + "JOIN LATERAL (SELECT g.record_id, g.role UNION SELECT o.record_id, o.role FROM resolution.member o WHERE o.cluster = m.cluster) a ON true "
                            + "JOIN resolution.candidate c ON c.%1$s_id = a.record_id AND c.%1$s_role = a.role AND c.state = 'OPEN'".formatted(side),
                    row -> standing.put(new MemberId(Statements.id(row, "record_id"), datong.resolution.Role.valueOf(row.getString("role"))),
                            Statements.id(row, "proposal")), Clusters.records(members), Clusters.roles(members));
        }
        return standing;
    }

    private Map<UUID, Proposal> proposals(UUID[] ids) throws SQLException {
        Map<UUID, Proposal> proposals = new LinkedHashMap<>();
        sql.list("SELECT id, kind, first_at, last_at, records FROM resolution.proposal WHERE id = ANY (?)",
                row -> proposals.put(Statements.id(row, "id"), new Proposal(Statements.id(row, "id"), Kind.valueOf(row.getString("kind")),
                        Statements.instant(row, "first_at"), Statements.instant(row, "last_at"), row.getInt("records"))), (Object) ids);
        return proposals;
    }

    /** Into the proposal of either side while it takes the other; into a new one otherwise. */
    private UUID assign(Found found, Map<MemberId, UUID> standing, Map<UUID, Proposal> proposals) {
        Duration span = Duration.ofDays(days);
        Proposal left = proposals.get(standing.get(found.left()));
        Proposal right = proposals.get(standing.get(found.right()));
        if (left != null && (left == right || left.takes(found.rightAt(), span))) {
            return put(left == right ? left : left.with(found.rightAt()), found, standing, proposals);
        }
        if (right != null && right.takes(found.leftAt(), span)) {
            return put(right.with(found.leftAt()), found, standing, proposals);
        }
        Proposal fresh = new Proposal(UlidCreator.getMonotonicUlid().toUuid(), found.kind(), found.leftAt(), found.leftAt(), 1).with(found.rightAt());
        return put(fresh, found, standing, proposals);
    }

    private static UUID put(Proposal proposal, Found found, Map<MemberId, UUID> standing, Map<UUID, Proposal> proposals) {
        proposals.put(proposal.id(), proposal);
        standing.put(found.left(), proposal.id());
        standing.put(found.right(), proposal.id());
        return proposal.id();
    }

    private void save(java.util.Collection<Proposal> proposals) throws SQLException {
        List<Proposal> all = List.copyOf(proposals);
        sql.update("INSERT INTO resolution.proposal (id, kind, first_at, last_at, records, found_at) SELECT g.*, ?::timestamptz "
                        + "FROM unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int4[]) AS g "
                        + "ON CONFLICT (id) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at, records = excluded.records",
                now, all.stream().map(Proposal::id).toArray(UUID[]::new), all.stream().map(one -> one.kind().name()).toArray(String[]::new),
                times(all.stream().map(Proposal::first).toList()), times(all.stream().map(Proposal::last).toList()),
                all.stream().map(Proposal::records).toArray(Integer[]::new));
    }

    private static java.time.OffsetDateTime[] times(List<Instant> times) {
        return times.stream().map(time -> time.atOffset(java.time.ZoneOffset.UTC)).toArray(java.time.OffsetDateTime[]::new);
    }

    private void insert(List<Found> fresh, List<UUID> proposals) throws SQLException {
        List<MemberId> left = fresh.stream().map(Found::left).toList();
        List<MemberId> right = fresh.stream().map(Found::right).toList();
        sql.update("INSERT INTO resolution.candidate (id, proposal, kind, rule, left_id, left_role, right_id, right_role, right_key, evidence, score, level, found_at) "
                        + "SELECT g.*, ?::timestamptz FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::uuid[], "
                        + "?::bytea[], ?::float4[], ?::int4[]) AS g ON CONFLICT (left_id, left_role, right_key) DO NOTHING", now,
                fresh.stream().map(one -> UlidCreator.getMonotonicUlid().toUuid()).toArray(UUID[]::new), proposals.toArray(UUID[]::new),
                fresh.stream().map(one -> one.kind().name()).toArray(String[]::new), fresh.stream().map(one -> one.rule().name()).toArray(String[]::new),
                Clusters.records(left), Clusters.roles(left), Clusters.records(right), Clusters.roles(right),
                fresh.stream().map(CandidateRows::rightKey).toArray(UUID[]::new), fresh.stream().map(Found::evidence).toArray(byte[][]::new),
                fresh.stream().map(one -> (float) one.score()).toArray(Float[]::new), fresh.stream().map(Found::level).toArray(Integer[]::new));
    }
}
