package datong.resolution.jdbc;

import datong.resolution.Decisions;
import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.Role;
import datong.resolution.Rule;
import datong.resolution.jdbc.Clusters.By;
import datong.resolution.jdbc.Clusters.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Decisions of people, each in one transaction with its event and its audit note. */
public final class JdbcDecisions implements Decisions {
    private final Transactions transactions;
    private final Clock clock;

    public JdbcDecisions(DataSource database, Runnable drain, Clock clock) {
        this.transactions = new Transactions(database, drain);
        this.clock = clock;
    }

    private record Asked(UUID id, Kind kind, Rule rule, MemberId left, MemberId right, byte[] evidence, int level, String state) {}

    private record Event(long seq, String act, Kind kind, Optional<UUID> cluster, Optional<UUID> from, String rule, List<MemberId> moved, int level,
            Optional<UUID> candidate, boolean undone) {}

    @Override
    public long confirm(UUID candidate, Actor actor, String reason) {
        Instant now = clock.instant();
        return transactions.run((connection, sql) -> {
            Asked asked = open(sql, candidate);
            Clusters clusters = new Clusters(sql, now);
            By by = new By(actor.id(), reason, Optional.of(candidate), "CONFIRMED");
            UUID cluster = together(sql, clusters, asked, by);
            clusters.flush();
            clusters.recount(cluster);
            decide(sql, candidate, "CONFIRMED", actor, reason, now);
            settle(sql, cluster, now);
            note(sql, "RESOLUTION_CONFIRMED", asked, actor, now, Map.of("candidate", candidate.toString(), "cluster", cluster.toString()));
            return last(sql);
        });
    }

    private UUID together(Statements sql, Clusters clusters, Asked asked, By by) throws SQLException {
        List<Part> right = side(sql, asked);
        if (right.isEmpty()) {
            throw new Refused("gone", "the record has left the ledger since; reload the list");
        }
        Optional<UUID> mine = cluster(sql, asked.left());
        Optional<UUID> theirs = cluster(sql, asked.right());
        differentNumbers(sql, asked, mine, theirs);
        UUID into = mine.orElseGet(() -> clusters.create(asked.kind()));
        if (mine.isEmpty()) {
            clusters.found(into, part(sql, asked.left()), asked.rule(), Optional.empty());
        }
        if (theirs.isPresent() && !theirs.equals(mine)) {
            clusters.unite(asked.kind(), theirs.get(), into, asked.rule(), by);
        } else {
            clusters.join(asked.kind(), into, right, asked.rule(), Optional.empty(), by);
        }
        clusters.flush();
        sql.update("INSERT INTO resolution.cluster_identity (identity, cluster) SELECT DISTINCT f.identity, m.cluster FROM resolution.member m JOIN resolution.facet f "
                + "USING (record_id, role) WHERE m.cluster = ? AND f.identity IS NOT NULL ON CONFLICT (identity) DO NOTHING", into);
        return into;
    }

    /** All mentions that share the evidence come along; a record comes alone. */
    private static List<Part> side(Statements sql, Asked asked) throws SQLException {
        if (!asked.right().role().mention()) {
            return List.of(part(sql, asked.right()));
        }
        String clue = asked.rule() == Rule.VISITED_AT_HOME ? "clue_3" : "clue_1";
        return sql.list("SELECT f.record_id, f.role, f.level FROM resolution.facet f LEFT JOIN resolution.member m USING (record_id, role) "
                        + "WHERE f." + clue + " = ? AND f.kind = ? AND f.role <> 'SELF' AND f.identity IS NULL AND (m.cluster IS NULL OR f.record_id = ?)",
                Clusters::part, asked.evidence(), asked.kind(), asked.right().record());
    }

    private static Part part(Statements sql, MemberId member) throws SQLException {
        return sql.list("SELECT record_id, role, level FROM resolution.facet WHERE record_id = ? AND role = ?", Clusters::part, member.record(), member.role())
                .stream().findFirst().orElseThrow(() -> new Refused("gone", "the record has left the ledger since; reload the list"));
    }

    /** Two valid numbers that differ are two persons, whatever else agrees. */
    private static void differentNumbers(Statements sql, Asked asked, Optional<UUID> mine, Optional<UUID> theirs) throws SQLException {
        if (asked.kind() != Kind.PERSON && asked.kind() != Kind.ORGANISATION) {
            return;
        }
        long identities = sql.list("SELECT count(DISTINCT identity) FROM (SELECT f.identity FROM resolution.facet f WHERE (f.record_id = ? AND f.role = ?) "
                        + "OR (f.record_id = ? AND f.role = ?) UNION ALL SELECT i.identity FROM resolution.cluster_identity i WHERE i.cluster IN (?, ?)) a",
                row -> row.getLong(1), asked.left().record(), asked.left().role(), asked.right().record(), asked.right().role(),
                mine.orElse(null), theirs.orElse(null)).getFirst();
        if (identities > 1) {
            throw new Refused("numbers", "the two sides carry different valid numbers and cannot be the same; correct the number at its source first");
        }
    }

    @Override
    public long reject(UUID candidate, Actor actor, String reason) {
        Instant now = clock.instant();
        return transactions.run((connection, sql) -> {
            Asked asked = open(sql, candidate);
            List<MemberId> right = side(sql, asked).stream().map(Part::member).toList();
            Apart.write(sql, List.of(asked.left()), right, now);
            decide(sql, candidate, "REJECTED", actor, reason, now);
            Clusters clusters = new Clusters(sql, now);
            clusters.note("REJECTED", asked.kind(), cluster(sql, asked.left()), asked.rule().name(), right, asked.level(),
                    new By(actor.id(), reason, Optional.of(candidate), "REJECTED"));
            clusters.flush();
            note(sql, "RESOLUTION_REJECTED", asked, actor, now, Map.of("candidate", candidate.toString()));
            return last(sql);
        });
    }

    @Override
    public long undo(long event, Actor actor, String reason) {
        Instant now = clock.instant();
        return transactions.run((connection, sql) -> {
            Event done = event(sql, event);
            Clusters clusters = new Clusters(sql, now);
            switch (done.act()) {
                case "REJECTED" -> reopen(sql, asked(sql, done.candidate().orElseThrow()).orElseThrow(), done.moved());
                case "CONFIRMED", "MERGED" -> part(sql, clusters, done, actor, reason, now);
                default -> throw new Refused("final", "only merges, confirmations and rejections can be undone");
            }
            clusters.note("UNDONE", done.kind(), done.cluster(), done.rule(), done.moved(), done.level(), new By(actor.id(), reason, done.candidate(), "UNDONE"));
            clusters.flush();
            long undone = last(sql);
            sql.update("UPDATE resolution.merge_event SET undone_by = ? WHERE seq = ?", undone, done.seq());
            Notes.write(sql, "RESOLUTION_UNDONE", actor, done.kind(), done.rule(), done.level(), done.moved().size(), now,
                    Map.of("event", String.valueOf(done.seq()), "undoes", done.act()));
            return undone;
        });
    }

    @Override
    public void reopen(UUID candidate, Actor actor, String reason) {
        Instant now = clock.instant();
        transactions.run((connection, sql) -> {
            Asked asked = asked(sql, candidate).filter(one -> one.state().equals("REJECTED"))
                    .orElseThrow(() -> new Refused("decided", "this is not among the rejected any more; reload the list"));
            reopen(sql, asked, side(sql, asked).stream().map(Part::member).toList());
            note(sql, "RESOLUTION_REOPENED", asked, actor, now, Map.of("candidate", candidate.toString(), "reason_given", String.valueOf(!reason.isBlank())));
            return 0;
        });
    }

    private static void reopen(Statements sql, Asked asked, List<MemberId> right) throws SQLException {
        Apart.forget(sql, List.of(asked.left()), right);
        again(sql, asked.id());
    }

    private static void again(Statements sql, UUID candidate) throws SQLException {
        sql.update("UPDATE resolution.candidate SET state = 'OPEN', decided_at = NULL, decided_by = NULL, reason = NULL WHERE id = ?", candidate);
    }

    /** What had joined leaves, together if it had come together; by rule it must not come back. */
    private void part(Statements sql, Clusters clusters, Event done, Actor actor, String reason, Instant now) throws SQLException {
        UUID cluster = done.cluster().orElseThrow();
        List<MemberId> there = clusters.members(cluster).stream().map(Part::member).toList();
        List<MemberId> leaving = done.moved().stream().filter(there::contains).toList();
        List<MemberId> staying = there.stream().filter(member -> !leaving.contains(member)).toList();
        if (leaving.isEmpty() || staying.isEmpty()) {
            throw new Refused("gone", "these records are no longer together; reload the page");
        }
        List<Part> parts = clusters.members(cluster).stream().filter(part -> leaving.contains(part.member())).toList();
        clusters.remove(leaving);
        if (done.from().isPresent() && parts.size() > 1) {
            apartAgain(sql, clusters, done, parts);
        }
        clusters.settle(cluster);
        if (done.candidate().isPresent()) {
            again(sql, done.candidate().get());
            return;
        }
        Apart.write(sql, staying, leaving, now);
        asRejected(sql, done, staying.getFirst(), leaving, actor, reason, now);
    }

    private static void apartAgain(Statements sql, Clusters clusters, Event done, List<Part> parts) throws SQLException {
        UUID again = clusters.create(done.kind());
        Rule rule = Rule.valueOf(done.rule());
        parts.forEach(part -> clusters.found(again, part, rule, Optional.empty()));
        clusters.flush();
        sql.update("UPDATE resolution.cluster_identity i SET cluster = ? WHERE i.cluster = ? AND i.identity IN (SELECT f.identity FROM resolution.member m "
                + "JOIN resolution.facet f USING (record_id, role) WHERE m.cluster = ?)", again, done.cluster().orElseThrow(), again);
    }

    /** So that whoever undid by mistake finds it among the rejected and can ask again. */
    private static void asRejected(Statements sql, Event done, MemberId left, List<MemberId> leaving, Actor actor, String reason, Instant now) throws SQLException {
        List<Found> found = new ArrayList<>();
        for (MemberId right : leaving) {
            found.add(new Found(done.kind(), Rule.valueOf(done.rule()), left, right, new byte[16], 1, done.level(), now, now));
        }
        new CandidateRows(sql, now, 1).decided(found, "REJECTED", actor.id(), reason);
    }

    @Override
    public void answer(String division, String successor, Actor actor, String reason) {
        Instant now = clock.instant();
        transactions.run((connection, sql) -> {
            int changed = sql.update("UPDATE resolution.division SET current = ?, answered_by = ?, answered_at = ?, reason = ? WHERE code = ? AND ? = ANY (candidates)",
                    successor, actor.id(), now, reason, division, successor);
            if (changed == 0) {
                throw new Refused("successor", "the code is not among the successors of this division");
            }
            sql.update("UPDATE resolution.cursor SET knowledge = ''");
            Notes.write(sql, "DIVISION_ANSWERED", actor, null, "SUCCESSION", 1, 0, now, Map.of("division", division, "successor", successor));
            return 0;
        });
    }

    private static Asked open(Statements sql, UUID candidate) throws SQLException {
        Asked asked = asked(sql, candidate).orElseThrow(() -> new Refused("gone", "there is no such candidate any more; reload the list"));
        if (!asked.state().equals("OPEN")) {
            throw new Refused("decided", "somebody has decided this already; reload the list");
        }
        return asked;
    }

    private static Optional<Asked> asked(Statements sql, UUID candidate) throws SQLException {
        return sql.list("SELECT * FROM resolution.candidate WHERE id = ? FOR UPDATE", row -> new Asked(candidate, Kind.valueOf(row.getString("kind")),
                Rule.valueOf(row.getString("rule")), new MemberId(Statements.id(row, "left_id"), Role.valueOf(row.getString("left_role"))),
                new MemberId(Statements.id(row, "right_id"), Role.valueOf(row.getString("right_role"))), row.getBytes("evidence"), row.getInt("level"),
                row.getString("state")), candidate).stream().findFirst();
    }

    private static Event event(Statements sql, long seq) throws SQLException {
        Event event = sql.list("SELECT * FROM resolution.merge_event WHERE seq = ? FOR UPDATE", JdbcDecisions::event, seq).stream().findFirst()
                .orElseThrow(() -> new Refused("gone", "there is no such event"));
        if (event.undone()) {
            throw new Refused("decided", "this has been undone already; reload the page");
        }
        return event;
    }

    private static Event event(ResultSet row) throws SQLException {
        row.getLong("undone_by");
        boolean undone = !row.wasNull();
        return new Event(row.getLong("seq"), row.getString("act"), Kind.valueOf(row.getString("kind")), Optional.ofNullable(Statements.id(row, "cluster")),
                Optional.ofNullable(Statements.id(row, "from_cluster")), row.getString("rule"), Clusters.members((String[]) row.getArray("moved").getArray()),
                row.getInt("level"), Optional.ofNullable(Statements.id(row, "candidate")), undone);
    }

    private static Optional<UUID> cluster(Statements sql, MemberId member) throws SQLException {
        return sql.list("SELECT cluster FROM resolution.member WHERE record_id = ? AND role = ?", row -> Statements.id(row, "cluster"),
                member.record(), member.role()).stream().findFirst();
    }

    private static void decide(Statements sql, UUID candidate, String state, Actor actor, String reason, Instant now) throws SQLException {
        sql.update("UPDATE resolution.candidate SET state = ?, decided_at = ?, decided_by = ?, reason = ? WHERE id = ?", state, now, actor.id(), reason, candidate);
    }

    /** What the decision has answered along with its own question. */
    static void settle(Statements sql, UUID cluster, Instant now) throws SQLException {
        sql.update("UPDATE resolution.candidate c SET state = 'SETTLED', decided_at = ?, decided_by = 'hub' FROM resolution.member l, resolution.member r "
                + "WHERE c.state = 'OPEN' AND l.cluster = ? AND r.cluster = ? AND l.record_id = c.left_id AND l.role = c.left_role "
                + "AND r.record_id = c.right_id AND r.role = c.right_role", now, cluster, cluster);
    }

    private static void note(Statements sql, String kind, Asked asked, Actor actor, Instant now, Map<String, String> details) throws SQLException {
        Notes.write(sql, kind, actor, asked.kind(), asked.rule().name(), asked.level(), 2, now, details);
    }

    private static long last(Statements sql) throws SQLException {
        return sql.list("SELECT max(seq) FROM resolution.merge_event", row -> row.getLong(1)).getFirst();
    }
}
