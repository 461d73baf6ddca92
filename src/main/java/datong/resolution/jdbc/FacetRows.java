package datong.resolution.jdbc;

import datong.resolution.Facet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A portion of facets into their table, and beside it as {@code fresh} for the rest of the transaction. */
final class FacetRows {
    private static final String COLUMNS = "record_id, role, kind, element, origin_id, level, identity, identity_rule, clue_1, clue_2, clue_3, clue_4, at";

    private FacetRows() {}

    static void write(Statements sql, List<Facet> facets) throws SQLException {
        sql.update("DROP TABLE IF EXISTS fresh");
        sql.update("CREATE TEMP TABLE fresh ON COMMIT DROP AS SELECT " + COLUMNS + " FROM resolution.facet LIMIT 0");
        sql.update("INSERT INTO fresh (" + COLUMNS + ") SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::int4[], ?::int4[], ?::bytea[], "
                        + "?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::timestamptz[])",
                column(facets, UUID[]::new, facet -> facet.member().record()),
                column(facets, String[]::new, facet -> facet.member().role().name()),
                column(facets, String[]::new, facet -> facet.kind().name()),
                column(facets, String[]::new, facet -> facet.element().code()),
                column(facets, Integer[]::new, Facet::origin),
                column(facets, Integer[]::new, facet -> facet.level().ordinal() + 1),
                column(facets, byte[][]::new, facet -> facet.identity().orElse(null)),
                column(facets, String[]::new, facet -> facet.identityRule().map(Enum::name).orElse(null)),
                clue(facets, 0), clue(facets, 1), clue(facets, 2), clue(facets, 3),
                column(facets, OffsetDateTime[]::new, facet -> facet.at().atOffset(ZoneOffset.UTC)));
        sql.update("CREATE INDEX ON fresh (record_id)");
        sql.update("ANALYZE fresh");
        sql.update("DELETE FROM resolution.facet f USING (SELECT record_id, array_agg(role) AS roles FROM fresh GROUP BY record_id) r "
                + "WHERE f.record_id = r.record_id AND f.role <> ALL (r.roles)");
        sql.update("INSERT INTO resolution.facet (" + COLUMNS + ") SELECT " + COLUMNS + " FROM fresh ON CONFLICT (record_id, role) DO UPDATE SET "
                + "kind = excluded.kind, level = excluded.level, identity = excluded.identity, identity_rule = excluded.identity_rule, "
                + "clue_1 = excluded.clue_1, clue_2 = excluded.clue_2, clue_3 = excluded.clue_3, clue_4 = excluded.clue_4, at = excluded.at");
    }

    private static byte[][] clue(List<Facet> facets, int index) {
        return column(facets, byte[][]::new, facet -> facet.clues().get(index).length == 0 ? null : facet.clues().get(index));
    }

    private static <T> T[] column(List<Facet> facets, IntFunction<T[]> array, Function<Facet, T> value) {
        return facets.stream().map(value).toArray(array);
    }
}
