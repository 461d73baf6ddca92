package datong.catalogue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.TestDatabase;
import datong.catalogue.EntryVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdbcEntryVersionsIT {
    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");
    private final JdbcEntryVersions versions = new JdbcEntryVersions(TestDatabase.fresh());

    @Test
    void versionsAreKeptAsTheyWereTheNewestFirst() {
        EntryVersion first = new EntryVersion("hotline", 1, AT, Map.of("keywords", "热线"), List.of());
        EntryVersion second = new EntryVersion("hotline", 2, AT.plusSeconds(1), Map.of("keywords", "工单"), List.of("keywords"));
        versions.add(first);
        versions.add(second);
        versions.add(new EntryVersion("hotline", 2, AT, Map.of(), List.of()));
        assertThat(versions.of("hotline")).containsExactly(second, first);
        assertThat(versions.newest("hotline")).contains(second);
        assertThat(versions.newest("other")).isEmpty();
    }
}
