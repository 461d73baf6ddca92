package datong.policy.ranger;

import static datong.policy.ranger.Policies.ask;
import static datong.policy.ranger.Policies.item;
import static datong.policy.ranger.RecordedAdmin.MASKS;
import static datong.policy.ranger.RecordedAdmin.MATTERS;
import static datong.policy.ranger.RecordedAdmin.PURPOSE;
import static datong.policy.ranger.RecordedAdmin.READING;
import static datong.policy.ranger.RecordedAdmin.accesses;
import static datong.policy.ranger.RecordedAdmin.answer;
import static datong.policy.ranger.RecordedAdmin.policy;
import static datong.policy.ranger.RecordedAdmin.resources;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.policy.Decision.Check;
import datong.policy.PolicyProblem;
import datong.policy.Treatment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Ranger Admin in charge, replayed by a small server: its words, its statuses, the cache, the staleness limit, revocation. */
class RangerAdminTest {
    private static final Logger LOG = LoggerFactory.getLogger(RangerAdminTest.class);
    private static final Duration STALE = Duration.ofMinutes(10);
    private static final UnaryOperator<byte[]> DIGEST = bytes -> digest((byte) 1, bytes);
    @TempDir
    Path folder;
    private final MovingClock clock = new MovingClock();
    private RecordedAdmin admin;
    private Policies policies;

    @BeforeEach
    void start() throws IOException {
        admin = new RecordedAdmin();
        admin.policies = answer(1, READING, MASKS);
        policies = new Policies(folder.resolve("policies"));
        policies.policy("matter", "resource: { element: matter }\nlimits: [ { groups: [readers], rows: 100 } ]\n");
        Files.writeString(folder.resolve("password"), RecordedAdmin.PASSWORD + "\n");
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    private static byte[] digest(byte key, byte[] bytes) {
        int hash = java.util.Arrays.hashCode(bytes) * 31 + key;
        return new byte[] {(byte) (hash >> 24), (byte) (hash >> 16), (byte) (hash >> 8), (byte) hash};
    }

    private RangerAdmin.Settings settings() {
        return new RangerAdmin.Settings(admin.url(), "hub", folder.resolve("password"), "datong", Duration.ofMillis(100), STALE);
    }

    private PolicyFolder open() {
        return open(DIGEST);
    }

    private PolicyFolder open(UnaryOperator<byte[]> digest) {
        RangerAdmin source = new RangerAdmin(settings(), Optional.empty(), folder.resolve("data/ranger.cache"), digest, clock).start();
        return new PolicyFolder(policies.folder, () -> policies.schema, Set::of, policies.usage, Optional.of(source));
    }

    /** As the hub does every second. */
    private static void await(PolicyFolder opened, BooleanSupplier holds) {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            opened.refresh();
            Thread.onSpinWait();
        }
    }

    @Test
    void whatTheAdminSaysIsDecidedAsIfTheFolderSaidIt() {
        try (PolicyFolder opened = open()) {
            assertThat(opened.problems()).isEmpty();
            var permitted = ask(opened, "reader", "status", "title", "reporter_id_number").permitted();
            assertThat(permitted.rule()).isEqualTo("ranger 11 allow 1");
            assertThat(permitted.treatments()).containsEntry(item("status"), new Treatment.Reveal()).containsEntry(item("title"), new Treatment.Mask())
                    .containsEntry(item("reporter_id_number"), new Treatment.Drop());
            assertThat(permitted.scope().divisions()).containsExactly("110199001");
            assertThat(ask(opened, "reader", "status").purpose("STATISTICS").denied().check()).isEqualTo(Check.PURPOSE);
            assertThat(ask(opened, "other", "status").denied().check()).isEqualTo(Check.GRANT);
            assertThat(opened.admin().orElseThrow().confirmed()).contains(clock.instant());
        }
    }

    @Test
    void whatTheFolderAllowsCountsNoMoreAndWhatItDeniesStill() {
        policies.policy("too", Policies.READING.replace("groups: [readers]", "groups: [others]").replace("within: subject.division", "within: everywhere"));
        policies.policy("never", "resource: { element: all }\ndeny: [ { users: [both], accesses: [query], check: conflict, reason: no } ]\n");
        try (PolicyFolder opened = open()) {
            assertThat(ask(opened, "other", "status").denied().check()).isEqualTo(Check.GRANT);
            assertThat(ask(opened, "both", "status").denied().rule()).isEqualTo("access/never deny 1");
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
        }
    }

    @Test
    void exceptionsRolesAndValidityAreTakenAsTheyAreMeant() {
        admin.roles = "{\"serviceName\":\"datong\",\"roleVersion\":2,\"rangerRoles\":[{\"id\":1,\"isEnabled\":true,\"name\":\"inner\",\"users\":[{\"name\":\"reader\",\"isAdmin\":false}]},"
                + "{\"id\":2,\"isEnabled\":true,\"name\":\"outer\",\"roles\":[{\"name\":\"inner\",\"isAdmin\":false}],\"groups\":[{\"name\":\"others\",\"isAdmin\":false}]}]}";
        admin.policies = answer(2, policy(11, 0, MATTERS, "\"policyItems\":[{" + accesses("query") + ",\"roles\":[\"outer\"]" + PURPOSE + "}],\"allowExceptions\":[{" + accesses("query")
                + ",\"users\":[\"other\"]}],\"validitySchedules\":[{\"startTime\":\"2026/11/22 12:00:00\",\"endTime\":\"2026/11/22 12:59:59\",\"timeZone\":\"Asia/Shanghai\"}]")
                + "," + policy(12, 2, resources("element", "\"matter\"", "dataset", "\"*\""), "\"rowFilterPolicyItems\":[{" + accesses("query")
                + ",\"roles\":[\"outer\"],\"rowFilterInfo\":{\"filterExpr\":\"everywhere\"}}]"), MASKS);
        try (PolicyFolder opened = open()) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "reader", "status").permitted().rule()).isEqualTo("ranger 11 allow 1");
            assertThat(ask(opened, "other", "status").denied().check()).isEqualTo(Check.GRANT);
            assertThat(ask(opened, "reader", "status").at("2026-11-22T03:59:59Z").denied().check()).isEqualTo(Check.GRANT);
            assertThat(ask(opened, "reader", "status").at("2026-11-22T05:00:00Z").denied().check()).isEqualTo(Check.GRANT);
        }
    }

    @Test
    void aDenyOfTheAdminByTagTakesEveryItemOfTheLevelAway() {
        admin.policies = answer(2, READING, MASKS + "," + policy(31, 0, resources("tag", "\"L3\""),
                "\"denyPolicyItems\":[{" + accesses("datong:query") + ",\"groups\":[\"readers\"]}]"));
        try (PolicyFolder opened = open()) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "reader", "status", "title").permitted().treatments()).containsEntry(item("title"), new Treatment.Drop())
                    .containsEntry(item("status"), new Treatment.Reveal());
        }
    }

    /** The promise of docs/POLICIES.md: with the Admin reachable, five seconds; here it is asked ten times a second. */
    @Test
    void aRevocationIsInForceWithinSeconds() {
        try (PolicyFolder opened = open()) {
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
            long start = System.nanoTime();
            admin.policies = answer(2, READING.replace("\"isEnabled\":true", "\"isEnabled\":false"), MASKS);
            await(opened, () -> ask(opened, "reader", "status").decision() instanceof datong.policy.Decision.Denied);
            LOG.info("a revocation was in force after {} ms", (System.nanoTime() - start) / 1_000_000);
            assertThat(admin.asked).anyMatch(path -> path.contains("lastKnownVersion=1&")).allMatch(path -> path.contains("pluginId=datong"));
        }
    }

    @Test
    void anAdminThatSaysNothingNewConfirmsWhatIsInForce() {
        try (PolicyFolder opened = open()) {
            clock.move(STALE.minusSeconds(1));
            await(opened, () -> opened.admin().orElseThrow().confirmed().equals(Optional.of(clock.instant())));
            clock.move(STALE.minusSeconds(1));
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"401, it does not know the user or the password", "403, the user may not download", "500, 500 to"})
    void whileTheAdminRefusesTheLastAnswerCountsUntilItIsStale(int status, String message) {
        try (PolicyFolder opened = open()) {
            admin.status = status;
            await(opened, () -> !opened.problems().isEmpty());
            assertThat(opened.problems().getFirst().message()).contains(message).doesNotContain(RecordedAdmin.PASSWORD);
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
            clock.move(STALE);
            assertThat(ask(opened, "reader", "status").denied().reason()).contains("has not confirmed the policies for more than 600 seconds");
            admin.status = 200;
            await(opened, () -> ask(opened, "reader", "status").decision() instanceof datong.policy.Decision.Permitted);
        }
    }

    @Test
    void aServiceThatTheAdminDoesNotKnowAllowsNothingAtOnce() {
        try (PolicyFolder opened = open()) {
            admin.status = 404;
            await(opened, () -> ask(opened, "reader", "status").decision() instanceof datong.policy.Decision.Denied);
            assertThat(ask(opened, "reader", "status").denied().reason()).contains("knows no service 'datong' any more");
        }
    }

    @Test
    void aWrongPasswordOrOneThatOthersMayReadGetsNothing() throws IOException {
        Files.writeString(folder.resolve("password"), "wrong");
        try (PolicyFolder opened = open()) {
            assertThat(opened.problems().getFirst().message()).contains("401");
            assertThat(ask2(opened)).isEqualTo("none");
        }
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-r--r--"));
        admin.asked.clear();
        try (PolicyFolder opened = open()) {
            assertThat(opened.problems().getFirst().message()).contains("others may read the file of its password; 'chmod 600' it");
            assertThat(admin.asked).isEmpty();
        }
    }

    private static String ask2(PolicyFolder opened) {
        return opened.policyVersion();
    }

    @Test
    void theCacheStartsTheHubWithoutTheAdminUntilItIsStale() {
        open().close();
        admin.status = 500;
        try (PolicyFolder opened = open()) {
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
        }
        clock.move(STALE);
        try (PolicyFolder opened = open()) {
            assertThat(ask(opened, "reader", "status").denied().reason()).contains("has not confirmed");
        }
    }

    @Test
    void onlyTheOwnerReadsTheCacheAndWhoeverAltersItHasNone() throws IOException {
        open().close();
        Path cache = folder.resolve("data/ranger.cache");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache))).isEqualTo("rw-------");
        assertThat(Files.readString(cache)).doesNotContain(RecordedAdmin.PASSWORD);
        admin.status = 500;
        String genuine = Files.readString(cache);
        Files.writeString(cache, genuine.replace("readers", "others_"));
        try (PolicyFolder opened = open()) {
            assertThat(opened.policyVersion()).isEqualTo("none");
        }
        Files.writeString(cache, genuine);
        try (PolicyFolder opened = open(bytes -> digest((byte) 2, bytes))) {
            assertThat(opened.policyVersion()).isEqualTo("none");
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "groups":["readers"]                                | "groups":["raeders"]                                   | names group 'raeders', which is not in groups.yaml
            "groups":["readers"]                                | "groups":["public"]                                    | names group 'public'
            "groups":["readers"]                                | "users":["raeder"]                                     | names user 'raeder', who is not in subjects.yaml
            "groups":["readers"]                                | "roles":["handlers"]                                   | names roles that there are not: [handlers]
            "type":"purpose"                                    | "type":"purpsoe"                                       | has a condition that Ranger would ignore: purpsoe
            "values":["SERVICE"]                                | "values":["SERVICES"]                                  | names purpose 'SERVICES', which there is not
            "values":["SERVICE"]                                | "values":[]                                            | has a condition without values: purpose
            ,"conditions":[{"type":"purpose","values":["SERVICE"]}] | ,"conditions":[]                                   | names its 'purposes'
            "values":["matter"]                                 | "values":["mater"]                                     | names element 'mater', which there is not
            "item":{"values":["*"]                              | "item":{"values":["sta*"]                              | names item 'sta*', which there is not
            "dataset":{"values":["*"]                           | "dataset":{"values":["Hotline*"]                       | names dataset 'Hotline*', which there is not
            "isExcludes":false                                  | "isExcludes":true                                      | excludes or recurses
            "policyPriority":0                                  | "policyPriority":1                                     | overrides others by its priority
            "policyItems":                                      | "policyItem":                                          | sent a key that Ranger would drop: /policies[0]/policyItem
            "filterExpr":"subject.division"                     | "filterExpr":"division = '${{USER.division}}'"         | has a row filter with an expression in it
            "filterExpr":"subject.division"                     | "filterExpr":"1=1"                                     | has a row filter that the hub does not know: '1=1'
            "filterExpr":"subject.division"                     | "filterExpr":""                                        | has a row filter that the hub does not know: ''
            "type":"query"                                      | "type":"all"                                           | has an access that Ranger would ignore: all
            "isAllowed":true                                    | "isAllowed":false                                      | switches an access off
            "dataMaskType":"datong:mask"                        | "dataMaskType":"datong:MASK_NONE"                      | has a mask that its service definition does not know
            "values":["L3"]                                     | "values":["L4"]                                        | `none`
            "dataMaskType":"datong:reveal"                      | "dataMaskType":"datong:reveal","valueExpr":"{col}"     | has a mask that the hub does not know: reveal:{col}
            "values":["L1","L2"]                                | "values":["L1","L4"]                                   | L4 is revealed only to a look-up on behalf of a case
            "values":["L1","L2"]                                | "values":["L1","PII"]                                  | names tags that are neither all levels
            "name":"p11"                                        | "name":"p11","validitySchedules":[{"startTime":"2026/11/31 00:00:00","timeZone":"UTC"}] | is valid from or to what is no time
            "name":"p11"                                        | "name":"p11","validitySchedules":[{"startTime":"2026/11/30 00:00:00"}] | one window with a time zone is expected
            "name":"p11"                                        | "name":"p11","validitySchedules":[{"startTime":"2026/11/30 00:00:00","timeZone":"UTC","recurrences":[{"schedule":{"minute":"0"},"interval":{"hours":1}}]}] | recurs
            "name":"p11"                                        | "name":"p11","zoneName":"finance"                      | is of a security zone
            "name":"p11"                                        | "name":"p11","allowExceptions":[{"accesses":[{"type":"query","isAllowed":true}],"groups":["others"]}] | has an exception for some of its accesses only
            "name":"p11"                                        | "name":"p11","denyPolicyItems":[{"accesses":[{"type":"query","isAllowed":true}],"groups":["others"],"conditions":[{"type":"purpose","values":["SERVICE"]}]}] | denies only if something is stated
            """)
    void whatRulesCannotSayIsRefusedAndTheLastGoodPoliciesStay(String right, String wrong, String message) {
        try (PolicyFolder opened = open()) {
            String before = opened.policyVersion();
            admin.policies = answer(2, READING, MASKS).replace(right, wrong);
            assertThat(admin.policies).isNotEqualTo(answer(2, READING, MASKS));
            if (message.equals("none")) {
                await(opened, () -> !opened.policyVersion().equals(before));
                return;
            }
            await(opened, () -> !opened.problems().isEmpty());
            assertThat(opened.problems().stream().map(PolicyProblem::toString)).anyMatch(problem -> problem.startsWith("policies/ranger-admin/datong:") && problem.contains(message));
            assertThat(opened.policyVersion()).isEqualTo(before);
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
        }
    }

    @Test
    void aTagThatSaysMoreThanTheSchemaIsNotOverlooked() {
        String resource = ",\"serviceResources\":[{\"id\":1,\"isEnabled\":true,\"resourceElements\":" + resources("element", "\"matter\"", "item", "\"status\"")
                + "}],\"tagDefinitions\":{},\"resourceToTagIds\":{\"1\":[1]}}";
        admin.tags = "{\"op\":\"add_or_update\",\"serviceName\":\"datong\",\"tagVersion\":1,\"tags\":{\"1\":{\"id\":1,\"isEnabled\":true,\"type\":\"L4\"}}" + resource;
        try (PolicyFolder opened = open()) {
            assertThat(opened.problems().toString()).contains("tags [element [matter], item [status]] L4; levels are the schema's");
        }
        admin.tags = admin.tags.replace("\"L4\"", "\"L1\"").replace("\"tagVersion\":1", "\"tagVersion\":2");
        try (PolicyFolder opened = open()) {
            assertThat(opened.problems()).isEmpty();
        }
    }

    @Test
    void aPasswordDoesNotTravelUnprotectedToAnotherMachine() {
        for (String url : new String[] {"http://ranger.example/", "ftp://127.0.0.1/", "ranger"}) {
            assertThatThrownBy(() -> new RangerAdmin.Settings(URI.create(url), "hub", folder, "datong", Duration.ofSeconds(1), STALE))
                    .hasMessageContaining("expected https://");
        }
        assertThatThrownBy(() -> new RangerAdmin.Settings(admin.url(), "hub", folder, "../x", Duration.ofSeconds(1), STALE)).hasMessageContaining("the Ranger service is");
        assertThatThrownBy(() -> new RangerAdmin.Settings(admin.url(), "hub", folder, "datong", Duration.ofSeconds(1), Duration.ofDays(2))).hasMessageContaining("staleness limit");
    }

    /** Stands still until it is moved. */
    private static final class MovingClock extends Clock {
        private volatile Instant now = Policies.NOON;

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
