package datong.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.LedgerSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tables and records are one thing said twice; run with {@code -Ddatong.regenerate=true} to write the migration anew before a release. */
class LedgerDdlTest {
    private static final Path MIGRATION = Path.of("src/main/resources/db/migration/V1__ledger.sql");
    private static final String MARK = "-- The element tables, written out of the records by LedgerDdl.\n";

    @Test
    void theMigrationHoldsExactlyTheItemsOfTheRecords() throws IOException {
        String expected = LedgerDdl.tables(LedgerSchema.standard());
        String migration = Files.readString(MIGRATION);
        String head = migration.substring(0, migration.indexOf(MARK) + MARK.length());
        if (Boolean.getBoolean("datong.regenerate")) {
            Files.writeString(MIGRATION, head + expected);
        }

        assertThat(Files.readString(MIGRATION).substring(head.length())).isEqualTo(expected);
    }
}
