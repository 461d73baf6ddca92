package datong.lineage.jdbc;

import datong.lineage.WrittenMapping;
import datong.lineage.WrittenMappings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mapping files in {@code ledger.mapping_text}. */
public final class JdbcWrittenMappings implements WrittenMappings {
    private static final String SELECT = "SELECT source, version, fingerprint, text FROM ledger.mapping_text WHERE ";
    private final JdbcClient database;

    public JdbcWrittenMappings(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public Optional<WrittenMapping> byFingerprint(String fingerprint) {
        return database.sql(SELECT + "fingerprint = ?").param(fingerprint).query(JdbcWrittenMappings::mapping).optional();
    }

    @Override
    public Optional<WrittenMapping> byVersion(String source, String version) {
        return database.sql(SELECT + "source = ? AND version = ? ORDER BY first_used DESC LIMIT 1").param(source).param(version)
                .query(JdbcWrittenMappings::mapping).optional();
    }

    private static WrittenMapping mapping(ResultSet row, int number) throws SQLException {
        return new WrittenMapping(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
}
