package datong.resolution.jdbc;

import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.Role;
import datong.schema.Element;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records that left the ledger leave their clusters, their evidence goes, and nobody is asked about them any more. */
final class GoneRecords {
    private final Statements sql;
    private final Clusters clusters;
    private final Instant now;

    GoneRecords(Statements sql, Clusters clusters, Instant now) {
        this.sql = sql;
        this.clusters = clusters;
        this.now = now;
    }

    private record Gone(UUID cluster, Kind kind, MemberId member) {}

    /** Those that one of the batches removed. */
    void ofBatches(List<Element> elements, UUID[] batches) throws SQLException {
        for (Element element : batches.length == 0 ? List.<Element>of() : elements) {
            forget("f.element = ? AND f.record_id IN (SELECT h.record_id FROM ledger." + element.code() + "_history h WHERE h.removal_batch = ANY (?))",
                    element.code(), batches);
        }
        clusters.flush();
    }

    /** All that are current no more, however they went. */
    void all(List<Element> elements) throws SQLException {
        for (Element element : elements) {
            forget("f.element = ? AND NOT EXISTS (SELECT FROM ledger." + element.code() + " e WHERE e.origin_id = f.origin_id AND e.record_id = f.record_id)",
                    element.code());
        }
        clusters.flush();
    }

    /** These, whatever the ledger says of them. */
    void these(UUID[] records) throws SQLException {
        forget("f.record_id = ANY (?)", (Object) records);
        clusters.flush();
    }

    private void forget(String which, Object... parameters) throws SQLException {
        List<Gone> gone = sql.list("SELECT m.record_id, m.role, m.cluster, f.kind FROM resolution.member m JOIN resolution.facet f USING (record_id, role) WHERE " + which,
                row -> new Gone(Statements.id(row, "cluster"), Kind.valueOf(row.getString("kind")),
                        new MemberId(Statements.id(row, "record_id"), Role.valueOf(row.getString("role")))), parameters);
        for (Gone one : gone) {
            clusters.leave(one.kind(), one.cluster(), List.of(one.member()), "RECORD_GONE", new Clusters.By("hub", "", Optional.empty(), "LEFT"));
        }
        UUID[] records = sql.list("DELETE FROM resolution.facet f WHERE " + which + " RETURNING f.record_id", row -> Statements.id(row, "record_id"), parameters)
                .stream().distinct().toArray(UUID[]::new);
        sql.update("UPDATE resolution.candidate SET state = 'SETTLED', decided_at = ?, decided_by = 'hub' WHERE state = 'OPEN' AND (left_id = ANY (?) OR right_id = ANY (?))",
                now, records, records);
    }
}
