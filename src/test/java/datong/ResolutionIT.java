package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.resolution.jdbc.JdbcResolutions;
import datong.resolution.Resolutions;
import datong.protection.KeyPurpose;
import datong.resolution.Decisions;
import datong.resolution.EvidenceKeys;
import datong.resolution.jdbc.JdbcDecisions;
import datong.resolution.jdbc.ResolutionPass;
import datong.resolution.yaml.KnowledgeFolder;
import datong.sample.SampleDistrict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The story of DOMAIN §4.13 out of the sample district, by the district's own mappings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResolutionIT {
    private static final Decisions.Actor STEWARD = new Decisions.Actor("zhang.steward", "11110199MB00DEM264");
    private static final Path MAPPINGS = Path.of("mappings");
    private final KnowledgeFolder knowledge = new KnowledgeFolder(MAPPINGS);
    private TestIntake hub;
    private ResolutionPass pass;
    private Decisions decisions;

    @BeforeAll
    void loadTheDistrict(@TempDir Path folder) throws IOException {
        hub = new TestIntake(TestDatabase.fresh(), folder, MAPPINGS, 500);
        assertThat(knowledge.refresh()).isEmpty();
        pass = pass(1_000);
        decisions = new JdbcDecisions(hub.pool(), hub::drain, Clock.systemUTC());
        new SampleDistrict(20261103, 2_000).writeTo(folder.resolve("inbox"));
        deliver(folder.resolve("inbox"));
        pass.run();
    }

    private ResolutionPass pass(int portion) {
        EvidenceKeys keys = new EvidenceKeys(hub.ring().digest(KeyPurpose.RESOLUTION));
        return new ResolutionPass(hub.pool(), TestIntake.SCHEMA, hub.vault(), keys,
                () -> new ResolutionPass.Held(knowledge.knowledge(), knowledge.version()), hub::drain, Clock.systemUTC(), portion);
    }

    private void deliver(Path inbox) throws IOException {
        try (Stream<Path> files = Files.walk(inbox)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                hub.take(file.getParent().getFileName().toString(), file);
            }
        }
    }

    @AfterAll
    void close() {
        hub.close();
    }

    private UUID record(String element, String source, String key) {
        return hub.database().sql("SELECT e.record_id FROM ledger." + element + " e JOIN ledger.origin o ON o.id = e.origin_id WHERE o.source = ? AND e.source_key = ?")
                .params(source, key).query(UUID.class).single();
    }

    /** By an item that lies in clear. */
    private UUID matter(String source, String number) {
        return hub.database().sql("SELECT e.record_id FROM ledger.matter e JOIN ledger.origin o ON o.id = e.origin_id WHERE o.source = ? AND e.source_no = ?")
                .params(source, number).query(UUID.class).single();
    }

    private List<UUID> clusterOf(UUID record, String role) {
        return hub.database().sql("SELECT m.record_id FROM resolution.member m JOIN resolution.member o USING (cluster) WHERE o.record_id = ? AND o.role = ? ORDER BY 1")
                .params(record, role).query(UUID.class).list();
    }

    private List<UUID> asked(UUID left, UUID right) {
        return hub.database().sql("SELECT id FROM resolution.candidate WHERE (left_id = :a AND right_id = :b OR left_id = :b AND right_id = :a) AND state = 'OPEN'")
                .param("a", left).param("b", right).query(UUID.class).list();
    }

    private String proposal(UUID one, UUID other) {
        return hub.database().sql("SELECT proposal::text FROM resolution.candidate WHERE (left_id = :a AND right_id = :b OR left_id = :b AND right_id = :a) AND state = 'OPEN'")
                .param("a", one).param("b", other).query(String.class).optional().orElse("none");
    }

    @Test
    void theBreakfastStallsAreOfferedAsOneMatterOfThreeChannels() {
        UUID hotline = matter("hotline-12345", "示热-261103-000147");
        UUID grid = matter("grid-events", "SG20261103001025");
        UUID post = record("opinion", "online-opinion", "OP-77120");
        UUID repost = record("opinion", "online-opinion", "OP-77133");

        assertThat(clusterOf(post, "SELF")).containsExactlyInAnyOrder(post, repost);
        assertThat(clusterOf(hotline, "SELF")).isEmpty();
        assertThat(proposal(hotline, grid)).isNotEqualTo("none").isEqualTo(proposal(grid, post)).isEqualTo(proposal(hotline, post));
    }

    @Test
    void theOverflowingBinIsLinkedByItsCaseNumberAndTheLaterAlarmIsARepeat() {
        UUID alarm = matter("camera-alarms", "AL20261103083011001");
        UUID again = matter("camera-alarms", "AL20261103083041002");
        UUID grid = matter("grid-events", "SG20261103001031");

        assertThat(clusterOf(grid, "SELF")).contains(alarm, again, grid);
    }

    @Test
    void theDarkStairwayIsOfferedFromTheStreetsLogAndTheVisit() {
        UUID call = record("matter", "street-hotline", "11.3|1");
        UUID visit = record("opinion", "visits", "ZF-2026-8812");

        assertThat(asked(call, visit)).hasSize(1);
        assertThat(clusterOf(call, "SELF")).doesNotContain(visit);
    }

    @Test
    void aRecordTellsWithWhichItIsTheSameByWhichRuleAndWhoseValueStands() {
        UUID register = record("person", "household-register", "000123|1");
        UUID care = record("person", "care-register", "1");
        Resolutions resolutions = new JdbcResolutions(hub.pool(), TestIntake.SCHEMA, hub.vault(), knowledge::knowledge);
        Resolutions.Membership membership = resolutions.of(register).getFirst();

        assertThat(membership.rule()).isEqualTo("SAME_ID");
        assertThat(membership.cluster().sources()).contains("household-register", "care-register");
        assertThat(resolutions.of(care)).extracting(one -> one.cluster().id()).contains(membership.cluster().id());
        assertThat(resolutions.events(membership.cluster().id())).extracting(Resolutions.Event::act).contains("MERGED");
        assertThat(resolutions.of(matter("hotline-12345", "示热-261103-000147"))).isEmpty();
    }

    @Test
    void oneWomanInTwoLedgersIsOneByHerNumberAndHerVisitIsOnlyOffered() {
        UUID register = record("person", "household-register", "000123|1");
        UUID care = record("person", "care-register", "1");
        UUID visit = record("opinion", "visits", "ZF-2026-8812");

        assertThat(clusterOf(register, "SELF")).contains(register, care);
        assertThat(clusterOf(visit, "VISITED")).isEmpty();
        assertThat(Stream.concat(asked(register, visit).stream(), asked(care, visit).stream())).hasSize(1);
    }

    @Test
    void whoIsUnderFourteenLiftsTheWholeClusterToTheHighestLevel() {
        UUID register = record("person", "household-register", "000123|2");
        UUID care = record("person", "care-register", "2");

        assertThat(clusterOf(register, "SELF")).contains(register, care);
        assertThat(hub.number("SELECT c.level FROM resolution.cluster c JOIN resolution.member m ON m.cluster = c.id WHERE m.record_id = ?", register)).isEqualTo(4);
    }

    @Test
    void anOldNumberAndAMobileAreOnlyACandidate() {
        UUID house = record("place", "rental-houses", "XY-08-1-302");
        UUID order = matter("hotline-12345", "示热-261103-000147");

        assertThat(asked(house, order)).hasSize(1);
        assertThat(clusterOf(order, "REPORTER")).isEmpty();
        assertThat(hub.database().sql("SELECT rule FROM resolution.candidate WHERE id = ?").param(asked(house, order).getFirst()).query(String.class).single())
                .isEqualTo("NAME_MOBILE");
    }

    @Test
    void whatIsConfirmedIsTogetherUntilItIsUndoneAndThenAskedAgain() {
        UUID hotline = matter("hotline-12345", "示热-261103-000147");
        UUID grid = matter("grid-events", "SG20261103001025");
        UUID post = record("opinion", "online-opinion", "OP-77120");
        UUID repost = record("opinion", "online-opinion", "OP-77133");

        long first = decisions.confirm(asked(hotline, grid).getFirst(), STEWARD, "同一处");
        assertThat(clusterOf(hotline, "SELF")).containsExactlyInAnyOrder(hotline, grid);
        long second = decisions.confirm(asked(hotline, post).getFirst(), STEWARD, "同一处");
        assertThat(clusterOf(hotline, "SELF")).containsExactlyInAnyOrder(hotline, grid, post, repost);
        assertThat(asked(grid, post)).isEmpty();

        decisions.undo(second, STEWARD, "看错了");
        assertThat(clusterOf(post, "SELF")).containsExactlyInAnyOrder(post, repost);
        assertThat(clusterOf(hotline, "SELF")).containsExactlyInAnyOrder(hotline, grid);
        decisions.undo(first, STEWARD, "看错了");
        assertThat(clusterOf(hotline, "SELF")).isEmpty();
        assertThat(asked(hotline, grid)).hasSize(1);
        assertThatThrownBy(() -> decisions.undo(first, STEWARD, "再来")).isInstanceOf(Decisions.Refused.class);
        assertThat(hub.audited("RESOLUTION_CONFIRMED")).isEqualTo(2);
        assertThat(hub.audited("RESOLUTION_UNDONE")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsRejectedIsNotOfferedAgainEvenWhenAllIsLookedAtAnew() {
        UUID call = record("matter", "street-hotline", "11.3|1");
        UUID visit = record("opinion", "visits", "ZF-2026-8812");
        long rejected = decisions.reject(asked(call, visit).getFirst(), STEWARD, "两处不同的灯");

        pass.rebuild();
        pass.run();
        assertThat(asked(call, visit)).isEmpty();

        decisions.undo(rejected, STEWARD, "是同一处");
        assertThat(asked(call, visit)).hasSize(1);
    }

    @Test
    void aMergeByRuleThatWasUndoneDoesNotComeBackByItself() {
        UUID register = record("person", "household-register", "000123|2");
        UUID care = record("person", "care-register", "2");
        long merge = hub.number("SELECT seq FROM resolution.merge_event WHERE act = 'MERGED' AND undone_by IS NULL AND kind = 'PERSON' AND (? = ANY (moved) OR ? = ANY (moved))",
                register + "/SELF", care + "/SELF");

        decisions.undo(merge, STEWARD, "号码登记有误");
        pass.rebuild();
        pass.run();
        assertThat(clusterOf(register, "SELF")).doesNotContain(care);

        UUID candidate = hub.database().sql("SELECT id FROM resolution.candidate WHERE rule = 'SAME_ID' AND state = 'REJECTED' AND ? IN (left_id, right_id)").param(register)
                .query(UUID.class).single();
        long rejection = hub.number("SELECT max(seq) FROM resolution.merge_event WHERE act = 'UNDONE'");
        assertThat(candidate).isNotNull();
        assertThatThrownBy(() -> decisions.undo(rejection, STEWARD, "x")).isInstanceOf(Decisions.Refused.class);
        decisions.reopen(candidate, STEWARD, "号码无误");
        decisions.confirm(candidate, STEWARD, "号码无误");
        assertThat(clusterOf(register, "SELF")).contains(care);
    }

    @Test
    void lookingAtEverythingAnewInOtherPortionsChangesNothing() {
        List<String> before = content();
        ResolutionPass other = pass(137);
        other.rebuild();
        other.run();

        assertThat(content()).isEqualTo(before);
    }

    private List<String> content() {
        return hub.database().sql("SELECT string_agg(record_id || role, ',' ORDER BY record_id, role) FROM resolution.member GROUP BY cluster ORDER BY 1")
                .query(String.class).list();
    }
}
