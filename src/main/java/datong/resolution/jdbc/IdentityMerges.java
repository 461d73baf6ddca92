package datong.resolution.jdbc;

import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.Rule;
import datong.resolution.jdbc.Clusters.By;
import datong.resolution.jdbc.Clusters.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is decided by rule: equal identities are one, and who no longer has the identity that brought them in leaves. */
final class IdentityMerges {
    private static final String IDENTITY = "SELECT f.record_id, f.role, f.level, f.kind, f.identity, f.identity_rule, m.cluster AS own, i.cluster AS theirs ";
    private final Statements sql;
    private final Clusters clusters;

    IdentityMerges(Statements sql, Clusters clusters) {
        this.sql = sql;
        this.clusters = clusters;
    }

    /** @param own cluster the facet is in; @param theirs cluster of its identity */
    private record Claim(Part part, Kind kind, byte[] identity, Rule rule, Optional<UUID> own, Optional<UUID> theirs) {}

    /** Returns how many merges there were. */
    int merge() throws SQLException {
        contradictions();
        intoClusters();
        int merges = clusters.flush();
        intoNew();
        return merges + clusters.flush();
    }

    private void contradictions() throws SQLException {
        record Gone(UUID cluster, Kind kind, MemberId member) {}
        List<Gone> gone = sql.list("SELECT f.record_id, f.role, f.level, f.kind, m.cluster FROM fresh f JOIN resolution.member m USING (record_id, role) "
                        + "WHERE (m.identity IS NOT NULL AND f.identity IS DISTINCT FROM m.identity) OR (f.kind = 'PERSON' AND f.identity IS NOT NULL "
                        + "AND EXISTS (SELECT FROM resolution.cluster_identity i WHERE i.cluster = m.cluster AND i.identity <> f.identity))",
                row -> new Gone(Statements.id(row, "cluster"), Kind.valueOf(row.getString("kind")), Clusters.part(row).member()));
        for (Gone one : gone) {
            clusters.leave(one.kind(), one.cluster(), List.of(one.member()), "EVIDENCE_GONE", new By("hub", "", Optional.empty(), "LEFT"));
        }
        clusters.flush();
    }

    private void intoClusters() throws SQLException {
        List<Claim> claims = sql.list(IDENTITY + "FROM fresh f JOIN resolution.cluster_identity i ON i.identity = f.identity "
                + "LEFT JOIN resolution.member m ON m.record_id = f.record_id AND m.role = f.role WHERE m.cluster IS DISTINCT FROM i.cluster", IdentityMerges::claim);
        Apart apart = Apart.of(sql, claims.stream().map(claim -> claim.part().member()).toList());
        Map<UUID, List<Claim>> joining = new LinkedHashMap<>();
        Map<UUID, UUID> united = new LinkedHashMap<>();
        for (Claim claim : claims) {
            UUID into = followed(united, claim.theirs().orElseThrow());
            if (!apart.none() && apart.holds(claim.part().member(), clusters.members(into).stream().map(Part::member).toList())) {
                continue;
            }
            if (claim.own().isEmpty()) {
                joining.computeIfAbsent(into, none -> new ArrayList<>()).add(claim);
            } else if (!followed(united, claim.own().get()).equals(into)) {
                UUID from = followed(united, claim.own().get());
                clusters.unite(claim.kind(), from, into, claim.rule(), By.RULE);
                united.put(from, into);
            }
        }
        joining.forEach((cluster, parts) -> clusters.join(parts.getFirst().kind(), followed(united, cluster), parts.stream().map(Claim::part).toList(),
                parts.getFirst().rule(), Optional.of(parts.getFirst().identity()), By.RULE));
    }

    private static UUID followed(Map<UUID, UUID> united, UUID cluster) {
        UUID now = cluster;
        while (united.containsKey(now)) {
            now = united.get(now);
        }
        return now;
    }

    /** Identities that have no cluster yet and now stand in two facets or more. */
    private void intoNew() throws SQLException {
        List<Claim> claims = sql.list(IDENTITY + "FROM (SELECT identity FROM (SELECT DISTINCT identity FROM fresh WHERE identity IS NOT NULL) t "
                + "WHERE NOT EXISTS (SELECT FROM resolution.cluster_identity i WHERE i.identity = t.identity)) t "
                + "JOIN LATERAL (SELECT *, count(*) OVER () AS facets FROM resolution.facet a WHERE a.identity = t.identity) f ON f.facets > 1 "
                + "LEFT JOIN resolution.member m ON m.record_id = f.record_id AND m.role = f.role LEFT JOIN resolution.cluster_identity i ON false "
                + "ORDER BY f.identity, f.record_id, f.role", IdentityMerges::claim);
        Map<String, List<Claim>> groups = new LinkedHashMap<>();
        claims.forEach(claim -> groups.computeIfAbsent(HexFormat.of().formatHex(claim.identity()), none -> new ArrayList<>()).add(claim));
        Apart apart = Apart.of(sql, claims.stream().map(claim -> claim.part().member()).toList());
        for (List<Claim> group : groups.values()) {
            together(apart.none() ? group : withoutApart(group, apart));
        }
    }

    /** The first, and whoever is not apart from those taken before. */
    private static List<Claim> withoutApart(Collection<Claim> group, Apart apart) {
        List<Claim> taken = new ArrayList<>();
        for (Claim claim : group) {
            if (!apart.holds(claim.part().member(), taken.stream().map(one -> one.part().member()).toList())) {
                taken.add(claim);
            }
        }
        return taken;
    }

    private void together(List<Claim> group) throws SQLException {
        if (group.size() < 2) {
            return;
        }
        Claim first = group.getFirst();
        List<UUID> own = group.stream().flatMap(claim -> claim.own().stream()).distinct().toList();
        List<Part> single = group.stream().filter(claim -> claim.own().isEmpty()).map(Claim::part).toList();
        UUID cluster = own.isEmpty() ? founded(first, single) : own.getFirst();
        for (UUID other : own.stream().skip(1).toList()) {
            clusters.unite(first.kind(), other, cluster, first.rule(), By.RULE);
        }
        List<Part> joining = own.isEmpty() ? single.subList(1, single.size()) : single;
        if (!joining.isEmpty()) {
            clusters.join(first.kind(), cluster, joining, first.rule(), Optional.of(first.identity()), By.RULE);
        }
        if (!own.isEmpty()) {
            clusters.identity(cluster, first.identity());
        }
    }

    private UUID founded(Claim first, List<Part> parts) {
        UUID cluster = clusters.create(first.kind());
        clusters.found(cluster, parts.getFirst(), first.rule(), Optional.of(first.identity()));
        return cluster;
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(Clusters.part(row), Kind.valueOf(row.getString("kind")), row.getBytes("identity"), Rule.valueOf(row.getString("identity_rule")),
                Optional.ofNullable(Statements.id(row, "own")), Optional.ofNullable(Statements.id(row, "theirs")));
    }
}
