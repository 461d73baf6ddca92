package datong.publication.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.publication.Release;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class JdbcReleasesIT {
    @Test
    void aReleaseIsEnteredOnlyIfItBecomesVisible() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            new ResourceDatabasePopulator(new ClassPathResource("db/migration/V4__publication.sql")).execute(server.getPostgresDatabase());
            JdbcReleases releases = new JdbcReleases(server.getPostgresDatabase());
            assertThat(releases.nextVersion("open")).isEqualTo(1);
            assertThatThrownBy(() -> releases.enter(release(1), () -> {
                throw new IllegalStateException("no rename");
            })).hasMessage("no rename");
            assertThat(releases.newest(10)).isEmpty();

            releases.enter(release(1), () -> { });
            assertThat(releases.newest(10)).containsExactly(release(1));
            assertThat(releases.newest(10).getFirst().treatments().keySet()).containsExactly("title", "content");
            assertThat(releases.nextVersion("open")).isEqualTo(2);
        }
    }

    private static Release release(int version) {
        Map<String, String> treatments = new LinkedHashMap<>();
        treatments.put("title", "reveal");
        treatments.put("content", "drop");
        return new Release("id-" + version, "open", version, "hotline", "11110199MB00DEN73M", "open-data", "STATISTICS.OPEN",
                Instant.parse("2026-11-03T04:05:06Z"), "steward", 10, 9, 1, treatments, List.of(new Release.File("open.csv", 3, "ab")),
                List.of("hotline 1.0.0"), "v1", 7);
    }
}
