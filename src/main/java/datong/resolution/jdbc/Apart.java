package datong.resolution.jdbc;

import datong.resolution.MemberId;
import datong.resolution.Role;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which pairs a person has said are not the same. No rule brings them together again. */
final class Apart {
    private final Set<List<MemberId>> pairs = new HashSet<>();

    /** Those that concern one of the members. */
    static Apart of(Statements sql, Collection<MemberId> members) throws SQLException {
        Apart apart = new Apart();
        if (members.isEmpty() || sql.list("SELECT 1 FROM resolution.apart LIMIT 1", row -> 1).isEmpty()) {
            return apart;
        }
        java.util.UUID[] ids = members.stream().map(MemberId::record).distinct().toArray(java.util.UUID[]::new);
        for (String side : List.of("left_id", "right_id")) {
            sql.list("SELECT left_id, left_role, right_id, right_role FROM resolution.apart WHERE " + side + " = ANY (?)",
                    row -> apart.add(new MemberId(Statements.id(row, "left_id"), Role.valueOf(row.getString("left_role"))),
                            new MemberId(Statements.id(row, "right_id"), Role.valueOf(row.getString("right_role")))), (Object) ids);
        }
        return apart;
    }

    static void write(Statements sql, Collection<MemberId> some, Collection<MemberId> others, Instant since) throws SQLException {
        List<MemberId> left = new ArrayList<>();
        List<MemberId> right = new ArrayList<>();
        for (MemberId one : some) {
            for (MemberId other : others) {
                left.add(first(one, other));
                right.add(first(one, other) == one ? other : one);
            }
        }
        sql.update("INSERT INTO resolution.apart SELECT g.*, ?::timestamptz FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[]) AS g ON CONFLICT DO NOTHING", since,
                Clusters.records(left), Clusters.roles(left), Clusters.records(right), Clusters.roles(right));
    }

    static void forget(Statements sql, Collection<MemberId> some, Collection<MemberId> others) throws SQLException {
        for (MemberId one : some) {
            for (MemberId other : others) {
                MemberId left = first(one, other);
                MemberId right = left == one ? other : one;
                sql.update("DELETE FROM resolution.apart WHERE left_id = ? AND left_role = ? AND right_id = ? AND right_role = ?",
                        left.record(), left.role(), right.record(), right.role());
            }
        }
    }

    private boolean add(MemberId left, MemberId right) {
        return pairs.add(List.of(left, right)) | pairs.add(List.of(right, left));
    }

    boolean none() {
        return pairs.isEmpty();
    }

    boolean holds(MemberId one, Collection<MemberId> others) {
        return others.stream().anyMatch(other -> pairs.contains(List.of(one, other)));
    }

    static MemberId first(MemberId one, MemberId other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
