package datong.resolution.jdbc;

import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.Role;
import datong.resolution.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Persons and organisations that share a clue while at least one of them has no identity of its own. Two that both have one are
 * the same by it or are not the same. A mention is offered only with a record or with an identity, never with another mention.
 */
final class ClueCandidates {
    /** One look at the index a fresh facet; what is already together, told apart or known to differ is left out before anybody is asked. */
    private static final String PAIRS = """
            SELECT s.record_id AS s_id, s.role AS s_role, f.record_id AS f_id, f.role AS f_role, s.%1$s AS clue, greatest(s.level, f.level) AS level,
                (s.identity IS NULL)::int AS s_weak, (f.identity IS NULL)::int AS f_weak, s.at AS s_at, f.at AS f_at,
                m.cluster AS s_cluster, f.cluster AS f_cluster
            FROM fresh s JOIN LATERAL (
                SELECT f.record_id, f.role, f.identity, f.level, f.at, m.cluster FROM resolution.facet f LEFT JOIN resolution.member m USING (record_id, role)
                WHERE f.%1$s = s.%1$s AND f.kind = s.kind AND NOT (f.record_id = s.record_id AND f.role = s.role)
                    AND (f.identity IS NULL OR s.identity IS NULL)
                    AND (s.role = 'SELF' OR s.identity IS NOT NULL OR f.role = 'SELF' OR f.identity IS NOT NULL)
                ORDER BY f.identity IS NULL, f.role <> 'SELF', f.record_id LIMIT ?) f ON true
            LEFT JOIN resolution.member m ON m.record_id = s.record_id AND m.role = s.role
            WHERE s.kind = ? AND s.%1$s IS NOT NULL AND (m.cluster IS NULL OR f.cluster IS NULL OR m.cluster <> f.cluster)
                AND NOT EXISTS (SELECT FROM resolution.cluster_identity i WHERE i.cluster = m.cluster AND i.identity <> coalesce(f.identity,
                    (SELECT min(j.identity) FROM resolution.cluster_identity j WHERE j.cluster = f.cluster)))
                AND NOT EXISTS (SELECT FROM resolution.cluster_identity i WHERE i.cluster = f.cluster AND i.identity <> s.identity)""";
    private final Statements sql;
    private final int most;

    ClueCandidates(Statements sql, int most) {
        this.sql = sql;
        this.most = most;
    }

    List<Found> find() throws SQLException {
        return Stream.of(find(Kind.PERSON, Rule.NAME_MOBILE, "clue_1"), find(Kind.PERSON, Rule.NAME_BIRTH_BUILDING, "clue_2"),
                find(Kind.PERSON, Rule.VISITED_AT_HOME, "clue_3"), find(Kind.ORGANISATION, Rule.SAME_NAME, "clue_1")).flatMap(List::stream).toList();
    }

    /** A home is a clue only to whom a visit was paid, never for two residents of one name. */
    private List<Found> find(Kind kind, Rule rule, String clue) throws SQLException {
        String pairs = PAIRS.formatted(clue) + (rule == Rule.VISITED_AT_HOME ? " AND (s.role = 'VISITED') <> (f.role = 'VISITED')" : "");
        Map<String, Found> once = new LinkedHashMap<>();
        sql.list(pairs, row -> once.putIfAbsent(things(row), found(kind, rule, row)), most, kind);
        return List.copyOf(once.values());
    }

    /** Who is asked about: a cluster counts once, however many of its records share the clue. */
    private static String things(ResultSet row) throws SQLException {
        String fresh = thing(row, "s");
        String there = thing(row, "f");
        return fresh.compareTo(there) < 0 ? fresh + there : there + fresh;
    }

    private static String thing(ResultSet row, String side) throws SQLException {
        UUID cluster = Statements.id(row, side + "_cluster");
        return cluster != null ? cluster.toString() : Statements.id(row, side + "_id") + row.getString(side + "_role");
    }

    private static Found found(Kind kind, Rule rule, ResultSet row) throws SQLException {
        MemberId fresh = new MemberId(Statements.id(row, "s_id"), Role.valueOf(row.getString("s_role")));
        MemberId there = new MemberId(Statements.id(row, "f_id"), Role.valueOf(row.getString("f_role")));
        int weaker = Integer.compare(row.getInt("s_weak"), row.getInt("f_weak"));
        boolean freshIsStronger = weaker < 0 || weaker == 0 && fresh.compareTo(there) < 0;
        return new Found(kind, rule, freshIsStronger ? fresh : there, freshIsStronger ? there : fresh, row.getBytes("clue"), 1.0, row.getInt("level"),
                Statements.instant(row, freshIsStronger ? "s_at" : "f_at"), Statements.instant(row, freshIsStronger ? "f_at" : "s_at"));
    }
}
