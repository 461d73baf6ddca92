package datong.resolution.jdbc;

import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.Role;
import datong.resolution.Rule;
import datong.resolution.jdbc.Clusters.By;
import datong.resolution.jdbc.Clusters.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A device that reports the same scene again within minutes tells of one thing: the later alarm joins the earlier (DOMAIN §4.7). */
final class DeviceRepeats {
    private static final String PAIRS = "SELECT s.record_id, s.role, s.level, m.cluster AS own, f.record_id AS f_id, f.role AS f_role, f.level AS f_level, "
            + "n.cluster AS theirs FROM fresh s JOIN LATERAL (SELECT * FROM resolution.facet f WHERE f.clue_4 = s.clue_4 AND f.kind = 'MATTER' "
            + "AND f.record_id <> s.record_id AND f.at BETWEEN s.at - make_interval(secs => ?) AND s.at + make_interval(secs => ?) "
            + "AND (f.at, f.record_id) < (s.at, s.record_id) ORDER BY f.at DESC LIMIT 1) f ON true "
            + "LEFT JOIN resolution.member m ON m.record_id = s.record_id AND m.role = s.role "
            + "LEFT JOIN resolution.member n ON n.record_id = f.record_id AND n.role = f.role "
            + "WHERE s.kind = 'MATTER' AND s.clue_4 IS NOT NULL AND (m.cluster IS NULL OR m.cluster IS DISTINCT FROM n.cluster) ORDER BY s.at, s.record_id";
    private final Statements sql;
    private final Clusters clusters;
    private final Duration within;

    DeviceRepeats(Statements sql, Clusters clusters, Duration within) {
        this.sql = sql;
        this.clusters = clusters;
        this.within = within;
    }

    private record Repeat(Part later, Optional<UUID> own, Part earlier, Optional<UUID> theirs) {}

    void merge() throws SQLException {
        double seconds = within.toSeconds();
        List<Repeat> repeats = sql.list(PAIRS, DeviceRepeats::repeat, seconds, seconds);
        Apart apart = Apart.of(sql, repeats.stream().map(repeat -> repeat.later().member()).toList());
        Map<MemberId, UUID> placed = new HashMap<>();
        for (Repeat repeat : repeats) {
            if (!apart.holds(repeat.later().member(), List.of(repeat.earlier().member()))) {
                join(repeat, placed);
            }
        }
        clusters.flush();
    }

    private void join(Repeat repeat, Map<MemberId, UUID> placed) throws SQLException {
        Optional<UUID> theirs = Optional.ofNullable(placed.get(repeat.earlier().member())).or(repeat::theirs);
        UUID into = theirs.orElseGet(() -> clusters.create(Kind.MATTER));
        if (theirs.isEmpty()) {
            clusters.found(into, repeat.earlier(), Rule.DEVICE_REPEAT, Optional.empty());
            placed.put(repeat.earlier().member(), into);
        }
        if (repeat.own().isEmpty()) {
            clusters.join(Kind.MATTER, into, List.of(repeat.later()), Rule.DEVICE_REPEAT, Optional.empty(), By.RULE);
            placed.put(repeat.later().member(), into);
        }
    }

    private static Repeat repeat(ResultSet row) throws SQLException {
        return new Repeat(Clusters.part(row), Optional.ofNullable(Statements.id(row, "own")),
                new Part(new MemberId(Statements.id(row, "f_id"), Role.valueOf(row.getString("f_role"))), row.getInt("f_level")),
                Optional.ofNullable(Statements.id(row, "theirs")));
    }
}
