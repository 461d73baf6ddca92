package datong.resolution.jdbc;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.resolution.Decisions.Actor;
import datong.resolution.Kind;
import datong.schema.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The audit events of resolution, committed with what they tell of. They name clusters, rules and counts, never a value. */
final class Notes {
    private Notes() {}

    static void write(Statements sql, String kind, Actor actor, Kind of, String rule, int level, long records, Instant at, Map<String, String> details)
            throws SQLException {
        AuditEvent event = new AuditEvent(UlidCreator.getMonotonicUlid().toString(), at, kind, actor.id(), actor.organisation(), "", "", "GOVERNANCE", "",
                of == null ? "" : of.name().toLowerCase(java.util.Locale.ROOT), List.of(), level == 0 ? "" : Level.values()[level - 1].name(), records, 0, "DONE", rule,
                List.of(), "", "", "", details);
        sql.update("INSERT INTO audit.outbox (id, event) VALUES (?, ?)", event.id(), EventJson.write(event));
    }
}
