package datong.publication.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.TestDatabase;
import datong.anonymity.Risk;
import datong.anonymity.Solution;
import datong.anonymity.Table;
import datong.publication.AnonymityReport;
import datong.publication.Publication;
import datong.publication.Release;
import datong.publication.Releases;
import datong.publication.Standing;
import datong.schema.DatasetCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcReleasesIT {
    private final JdbcReleases releases = new JdbcReleases(TestDatabase.fresh());

    @Test
    void aReleaseIsSeenOnlyOnceItIsPublished() {
        assertThat(releases.open(opened("id-1"))).isEqualTo(1);
        assertThat(releases.unfinished()).containsExactly(new Releases.Unfinished("id-1", "open", 1, Optional.empty()));
        releases.ready(release(1));
        assertThat(releases.unfinished()).containsExactly(new Releases.Unfinished("id-1", "open", 1, Optional.of(release(1))));
        assertThat(releases.newest(10)).isEmpty();

        releases.published("id-1");
        assertThat(releases.unfinished()).isEmpty();
        assertThat(releases.newest(10)).containsExactly(release(1));
        assertThat(releases.newest(10).getFirst().treatments().keySet()).containsExactly("title", "content");
        assertThat(releases.open(opened("id-2"))).isEqualTo(2);
    }

    @Test
    void howAnonymousAReleaseIsComesBackAsItWasMeasured() {
        Table table = new Table(List.of("sex"));
        List.of("1", "1", "2", "2").forEach(sex -> table.add(List.of(sex)));
        Risk risk = Risk.of(table, List.of("sex"), Optional.empty(), 0.5);
        Solution solution = new Solution(Map.of("sex", 1), 0, 8, true, 2, 2);
        AnonymityReport shown = new AnonymityReport(2, 2, List.of("in words"), Map.of("sex", 2), solution, risk, risk);
        releases.open(opened("id-1"));
        Release ready = release(1);
        Release anonymous = new Release(ready.id(), ready.publication(), 1, ready.dataset(), ready.recipient(), ready.recipientClass(), ready.purpose(), ready.createdAt(), ready.actor(),
                ready.records(), ready.persons(), ready.withheld(), ready.treatments(), ready.files(), ready.mappings(), ready.policyVersion(), ready.auditIndex(),
                new Standing(Standing.ANONYMISED, 3, Optional.of(shown)));
        releases.ready(anonymous);
        releases.published("id-1");
        assertThat(releases.newest(10)).containsExactly(anonymous);
    }

    @Test
    void aForgottenReleaseGivesItsVersionBackAndAnAbandonedOneKeepsIt() {
        releases.open(opened("id-1"));
        releases.forget("id-1");
        assertThat(releases.open(opened("id-2"))).isEqualTo(1);
        releases.abandon("id-2");

        assertThat(releases.unfinished()).isEmpty();
        assertThat(releases.newest(10)).isEmpty();
        assertThat(releases.open(opened("id-3"))).isEqualTo(2);
    }

    @Test
    void noStepIsTakenTwice() {
        releases.open(opened("id-1"));
        assertThatThrownBy(() -> releases.published("id-1")).hasMessageContaining("not in the state");
        releases.ready(release(1));
        releases.forget("id-1");
        assertThat(releases.unfinished()).as("a release that is ready is not forgotten").hasSize(1);
        releases.published("id-1");
        assertThatThrownBy(() -> releases.abandon("id-1")).hasMessageContaining("not in the state");
    }

    private static Releases.Opened opened(String id) {
        Publication publication = new Publication("open", "open.publication.yaml", new DatasetCode("hotline"), new Publication.To("11110199MB00DEN73M", "open-data"),
                "STATISTICS.OPEN", List.of(), List.of(), Publication.Format.CSV, false, Optional.empty(), 0);
        return new Releases.Opened(id, publication, Instant.parse("2026-11-03T04:05:06Z"), "steward", "v1");
    }

    private static Release release(int version) {
        Map<String, String> treatments = new LinkedHashMap<>();
        treatments.put("title", "reveal");
        treatments.put("content", "drop");
        return new Release("id-" + version, "open", version, "hotline", "11110199MB00DEN73M", "open-data", "STATISTICS.OPEN",
                Instant.parse("2026-11-03T04:05:06Z"), "steward", 10, 9, 1, treatments, List.of(new Release.File("open.csv", 3, "ab")),
                List.of("hotline 1.0.0"), "v1", 7, Standing.DEIDENTIFIED);
    }
}
