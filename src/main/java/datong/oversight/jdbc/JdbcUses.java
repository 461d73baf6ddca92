package datong.oversight.jdbc;

import datong.oversight.Uses;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the cells: questions that were answered and releases, not looks at the catalogue or at previews. */
public final class JdbcUses implements Uses {
    private final JdbcClient database;
    private final Cells cells;

    public JdbcUses(DataSource database, Cells cells) {
        this.database = JdbcClient.create(database);
        this.cells = cells;
    }

    @Override
    public List<Use> between(LocalDate from, LocalDate to) {
        cells.catchUp();
        return database.sql("""
                        SELECT dataset, organisation, sum(events) FROM oversight.cell
                        WHERE decision = 'PERMITTED' AND kind IN ('QUERY', 'LOOKUP', 'STATISTICS', 'RELEASE') AND dataset <> '' AND organisation <> ''
                        AND hour >= ?::date::timestamp AT TIME ZONE 'Asia/Shanghai' AND hour < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
                        GROUP BY dataset, organisation ORDER BY dataset, organisation""")
                .params(from, to).query((row, number) -> new Use(row.getString(1), row.getString(2), row.getLong(3))).list();
    }
}
