package datong.policy.ranger;

import static datong.policy.ranger.Policies.ask;
import static datong.policy.ranger.Policies.item;
import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Decision.Check;
import datong.policy.Subject;
import datong.policy.Treatment;
import datong.policy.UsageCounter.Used;
import datong.schema.DatasetCode;
import datong.schema.Element;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seven checks, one by one, and what happens when nothing is said. */
class DecisionsTest {
    private static final String OTHERS_TOO = """
            resource: { element: matter }
            allow: [ { groups: [others], accesses: [query], purposes: [SERVICE] } ]
            """;
    @TempDir
    Path folder;
    private Policies policies;

    @BeforeEach
    void open() {
        policies = new Policies(folder);
    }

    @Test
    void whatIsAllowedIsPermittedWithATreatmentForEveryItemAskedFor() {
        try (PolicyFolder opened = policies.open()) {
            Decision.Permitted permitted = ask(opened, "reader", "status", "title", "reporter_id_number").permitted();
            assertThat(permitted.treatments()).containsOnlyKeys(item("status"), item("title"), item("reporter_id_number"))
                    .containsEntry(item("title"), new Treatment.Mask());
            assertThat(permitted.rule()).isEqualTo("access/matter allow 1");
            assertThat(permitted.policyVersion()).isEqualTo(opened.policyVersion()).hasSize(32);
        }
    }

    @Test
    void nobodyIsAllowedByDefault() {
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "other", "status").denied().check()).isEqualTo(Check.GRANT);
        }
    }

    @Test
    void withoutAnyPolicyInForceEverythingIsDenied() {
        policies.policy("matter", "nonsense");
        try (PolicyFolder opened = policies.open()) {
            AccessRequest request = new AccessRequest(new Subject("x", Subject.Kind.PERSON, "x", "", "", Set.of("readers"), Set.of()),
                    new DatasetCode("a"), Element.MATTER, Set.of(item("status")), Action.QUERY, "SERVICE", Optional.empty(), Optional.empty(), 1, Policies.NOON);
            assertThat(opened.decide(request)).isInstanceOf(Decision.Denied.class);
            assertThat(opened.policyVersion()).isEqualTo("none");
        }
    }

    @Test
    void aRequestWithHolesIsDeniedAndNotThrown() {
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.decide(null)).isInstanceOf(Decision.Denied.class);
            assertThat(opened.decide(new AccessRequest(null, null, null, null, null, null, null, null, 0, null))).isInstanceOf(Decision.Denied.class);
        }
    }

    @Test
    void secrecyAndConflictAreRefusedBeforeEverythingElse() {
        policies.policy("secret", """
                resource: { element: matter, dataset: petitions }
                deny:
                  - { groups: [readers], accesses: [query], check: conflict, reason: second }
                  - { groups: [readers], accesses: [query], check: secrecy, reason: first }
                """);
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").of("petitions").denied())
                    .extracting(Decision.Denied::check, Decision.Denied::rule, Decision.Denied::reason)
                    .containsExactly(Check.SECRECY, "access/secret deny 2", "first");
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
        }
    }

    @Test
    void aDenyForOneGroupBeatsWhatAnotherGroupIsAllowed() {
        policies.policy("deny", "resource: { element: all }\ndeny: [ { groups: [others], accesses: [query], check: grant, reason: no } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
            assertThat(ask(opened, "both", "status").denied().rule()).isEqualTo("access/deny deny 1");
        }
    }

    @Test
    void denyExceptSparesAGroup() {
        policies.policy("deny", "resource: { element: all }\ndeny: [ { groups: [readers], accesses: [query], check: grant, reason: no } ]\n"
                + "denyExcept: [ { groups: [others] } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").denied().check()).isEqualTo(Check.GRANT);
            assertThat(ask(opened, "both", "status").permitted()).isNotNull();
        }
    }

    @Test
    void aDeniedItemIsDroppedAndTheOthersStay() {
        policies.policy("deny", "resource: { element: matter }\ndeny: [ { groups: [readers], accesses: [query], items: [title], check: item-level, reason: no } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "title", "status").permitted().treatments())
                    .containsEntry(item("title"), new Treatment.Drop()).containsEntry(item("status"), new Treatment.Reveal());
        }
    }

    @Test
    void aPartyToACaseIsRefusedForThatCaseOnly() {
        policies.policy("party", "resource: { element: matter }\ndeny: [ { users: [reader], accesses: [query, lookup], cases: [A-1], check: conflict, reason: is a party } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").onBehalfOf("A-1").denied().check()).isEqualTo(Check.CONFLICT);
            assertThat(ask(opened, "reader", "status").onBehalfOf("A-2").permitted()).isNotNull();
            assertThat(ask(opened, "both", "status").onBehalfOf("A-1").permitted()).isNotNull();
        }
    }

    @Test
    void mattersNeverReachTheOrganisationTheyAccuse() {
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").permitted().scope().notAccused()).contains(Policies.OWNER);
        }
    }

    @Test
    void aSubjectWithoutOrganisationReachesNoMatter() {
        try (PolicyFolder opened = policies.open()) {
            Subject nobody = new Subject("x", Subject.Kind.PERSON, "x", "", "110199001", Set.of("readers"), Set.of());
            AccessRequest asked = ask(opened, "reader", "status").request();
            assertThat(opened.decide(new AccessRequest(nobody, asked.dataset(), asked.element(), asked.items(), asked.action(), asked.purpose(),
                    asked.scene(), asked.caseNumber(), 1, asked.at()))).extracting(decision -> ((Decision.Denied) decision).check()).isEqualTo(Check.CONFLICT);
        }
    }

    /** Decree 809, Art. 36; Data Security Law, Art. 40: a contractor sees none of the data that it runs the system for. */
    @Test
    void anAccountWithoutDataIsRefusedWhateverAPolicyAllows() {
        policies.write("groups.yaml", "groups:\n  readers: { chinese: 读者, english: Readers, data: none }\n  others: { chinese: 其他, english: Others }\n");
        policies.write("subjects.yaml", "subjects:\n  reader: { kind: person, name: 甲, organisation: " + Policies.OWNER + ", division: '110199001', groups: [readers] }\n");
        try (PolicyFolder opened = policies.open()) {
            for (Action action : Action.values()) {
                Decision.Denied denied = ask(opened, "reader", "status").to(action).denied();
                assertThat(denied.check()).isEqualTo(Check.GRANT);
                assertThat(denied.rule()).isEqualTo("accounts without data");
            }
        }
        policies.write("subjects.yaml", "subjects:\n  both: { kind: person, name: 丁, organisation: " + Policies.OWNER + ", groups: [readers, others] }\n");
        assertThat(policies.problem()).contains("'both' is in a group that has no data, so it can be in no other");
    }

    /** GB/T 22239 (MLPS level 3): system, security and audit administrators are separate persons. */
    @Test
    void oneWhoWouldAdministerTwoThingsIsRefusedAtLoad() {
        policies.write("groups.yaml", "groups:\n  readers: { chinese: 系统, english: System, duty: system }\n  others: { chinese: 审计, english: Audit, duty: audit }\n");
        assertThat(policies.problem()).contains("policies/subjects.yaml:4: 'both' would administer audit and system");
        policies.write("subjects.yaml", "subjects:\n  one: { kind: person, name: 丁, organisation: " + Policies.OWNER + ", groups: [readers] }\n"
                + "  two: { kind: person, name: 丁, organisation: " + Policies.OWNER + ", groups: [others] }\n");
        assertThat(policies.problem()).contains("policies/subjects.yaml:3: 'two' would administer audit and system");
        policies.write("groups.yaml", "groups:\n  readers: { chinese: 系统, english: System, duty: systems }\n  others: { chinese: 审计, english: Audit }\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems().toString()).contains("there is no duty 'systems'; did you mean 'system'?");
        }
    }

    @Test
    void aPurposeMustBeStatedKnownAndMeant() {
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").purpose("").denied().check()).isEqualTo(Check.PURPOSE);
            assertThat(ask(opened, "reader", "status").purpose("SERVICE.REQ").denied().check()).isEqualTo(Check.PURPOSE);
            assertThat(ask(opened, "reader", "status").purpose("service.request").denied().check()).isEqualTo(Check.PURPOSE);
            assertThat(ask(opened, "reader", "status").purpose("STATISTICS").denied().rule()).isEqualTo("access/matter allow 1");
        }
    }

    @Test
    void anUnknownSceneIsRefusedEvenWhereNoneIsNeeded() {
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").scene("PARTY").denied().check()).isEqualTo(Check.PURPOSE);
        }
    }

    @Test
    void aSceneThatIsAskedForAndNotStatedIsARefusal() {
        policies.policy("matter", Policies.READING.replace("purposes: [SERVICE]", "purposes: [SERVICE], scenes: [PATROL]"));
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").denied().check()).isEqualTo(Check.PURPOSE);
            assertThat(ask(opened, "reader", "status").scene("PATROL").permitted()).isNotNull();
        }
    }

    @Test
    void aCaseThatIsRequiredAndNotStatedIsARefusal() {
        policies.policy("matter", Policies.READING.replace("purposes: [SERVICE]", "purposes: [SERVICE], case: required"));
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").denied().reason()).contains("case number");
            assertThat(ask(opened, "reader", "status").onBehalfOf(" ").denied().reason()).contains("case number");
            assertThat(ask(opened, "reader", "status").onBehalfOf("A-1").permitted()).isNotNull();
        }
    }

    @Test
    void withoutARowFilterOutcomeNoRowIsReached() {
        policies.policy("others", OTHERS_TOO + "dataMask: [ { groups: [others], level: [L1], treatment: reveal } ]\nlimits: [ { groups: [others], rows: 10 } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "other", "status").denied()).extracting(Decision.Denied::check, Decision.Denied::rule)
                    .containsExactly(Check.REGION, "no row filter");
        }
    }

    @Test
    void anotherRoleDoesNotWidenWhatTheAllowingRoleReaches() {
        policies.policy("a-others", "resource: { element: matter }\nallow: [ { groups: [others], accesses: [query], purposes: [STATISTICS] } ]\n"
                + "rowFilter: [ { groups: [others], within: everywhere } ]\ndataMask: [ { groups: [others], level: [L1, L2, L3], treatment: reveal } ]\n"
                + "limits: [ { groups: [others], rows: 100 } ]\n");
        try (PolicyFolder opened = policies.open()) {
            Decision.Permitted asReader = ask(opened, "both", "title").permitted();
            assertThat(asReader.scope().everywhere()).isFalse();
            assertThat(asReader.treatments()).containsEntry(item("title"), new Treatment.Mask());
            assertThat(ask(opened, "both", "title").purpose("STATISTICS").permitted().scope().everywhere()).isTrue();
        }
    }

    @Test
    void aSubjectWithoutDivisionReachesNothingByDivision() {
        policies.policy("others", OTHERS_TOO + "rowFilter: [ { groups: [others], within: subject.division } ]\n"
                + "dataMask: [ { groups: [others], level: [L1], treatment: reveal } ]\nlimits: [ { groups: [others], rows: 10 } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "other", "status").denied().reason()).contains("no division");
        }
    }

    @Test
    void withoutAMaskOutcomeAnItemIsNotShown() {
        policies.policy("others", OTHERS_TOO + "rowFilter: [ { groups: [others], within: everywhere } ]\nlimits: [ { groups: [others], rows: 10 } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "other", "title", "status").denied().check()).isEqualTo(Check.ITEM_LEVEL);
        }
    }

    @Test
    void anUnknownItemIsDropped() {
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status", "no_such_item").permitted().treatments()).containsEntry(item("no_such_item"), new Treatment.Drop());
        }
    }

    @Test
    void theMorePreciseMaskWins() {
        policies.policy("z-title", "resource: { element: matter, dataset: hotline-12345 }\ndataMask:\n  - { groups: [readers], item: title, treatment: redact }\n"
                + "  - { groups: [readers], personal: direct, treatment: drop }\n  - { groups: [readers], level: L2, treatment: 'truncate:2' }\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "title", "reporter_phone", "content", "request_kind").permitted().treatments())
                    .containsEntry(item("title"), new Treatment.RedactText())
                    .containsEntry(item("reporter_phone"), new Treatment.Drop())
                    .containsEntry(item("content"), new Treatment.Mask())
                    .containsEntry(item("request_kind"), new Treatment.Truncate(2));
            assertThat(ask(opened, "reader", "title", "request_kind").of("grid-events").permitted().treatments())
                    .containsEntry(item("title"), new Treatment.Mask()).containsEntry(item("request_kind"), new Treatment.Reveal());
        }
    }

    @Test
    void showingMoreSensitiveItemsNarrowsTheRows() {
        policies.policy("narrow", "resource: { element: matter }\nrowFilter: [ { groups: [readers], level: L3, within: [subject.division, subject.cases] } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").permitted().scope().leadOrganisations()).isEmpty();
            assertThat(ask(opened, "reader", "status", "title").permitted().scope().leadOrganisations()).contains(Policies.OWNER, "甲");
        }
    }

    @Test
    void withoutALimitNothingIsRead() {
        policies.policy("matter", Policies.READING.replaceAll("(?s)limits:.*", ""));
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").denied()).extracting(Decision.Denied::check, Decision.Denied::rule)
                    .containsExactly(Check.VOLUME, "no limit");
        }
    }

    @Test
    void moreRowsThanTheLimitAreRefused() {
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").rows(100).permitted().obligations()).containsExactly("MAX_ROWS:100");
            assertThat(ask(opened, "reader", "status").rows(101).denied().check()).isEqualTo(Check.VOLUME);
        }
    }

    @Test
    void theDaysLimitCountsWhatWasReadToday() {
        policies.policy("matter", Policies.READING.replace("rows: 100", "rows: 100, rowsPerDay: 150, personsPerDay: 40"));
        LocalDate today = LocalDate.ofInstant(Policies.NOON, SevenChecks.DAYS);
        try (PolicyFolder opened = policies.open()) {
            policies.usage.reserve("reader", new DatasetCode("hotline-12345"), today, new Used(51, 10), datong.policy.UsageCounter.Limits.NONE);
            assertThat(ask(opened, "reader", "status").rows(99).permitted()).isNotNull();
            assertThat(ask(opened, "reader", "status").rows(100).denied().reason()).isEqualTo("at most 150 rows a day, 51 were read today");
            policies.usage.reserve("reader", new DatasetCode("hotline-12345"), today, new Used(0, 30), datong.policy.UsageCounter.Limits.NONE);
            assertThat(ask(opened, "reader", "status").rows(1).denied().reason()).contains("40 persons a day");
            assertThat(ask(opened, "reader", "status").at("2026-11-22T16:00:00Z").permitted()).isNotNull();
        }
    }

    @Test
    void aCallerCannotNameTheGroupOfAnOrganisationItself() {
        policies.write("grants/a.grant.yaml", """
                organisation: 11110199MB00DEN14J
                dataset: hotline-12345
                element: matter
                items: [status]
                accesses: [query]
                purposes: [SERVICE]
                valid: { from: 2026-01-01, to: 2026-12-31 }
                legalBasis: x
                maxRows: 50
                """);
        try (PolicyFolder opened = policies.open()) {
            Subject forger = new Subject("x", Subject.Kind.PERSON, "x", Policies.OWNER, "110199", Set.of("org:" + Policies.ASKER), Set.of());
            AccessRequest asked = ask(opened, "reader", "status").request();
            assertThat(opened.decide(new AccessRequest(forger, asked.dataset(), asked.element(), asked.items(), asked.action(), asked.purpose(),
                    asked.scene(), asked.caseNumber(), 1, asked.at()))).isInstanceOf(Decision.Denied.class);
        }
    }

    @Test
    void discoveryShowsThatADatasetIsThereAndNothingOfIt() {
        policies.policy("catalogue", "resource: { element: all }\nallow: [ { groups: [others], accesses: [discover] } ]\n");
        try (PolicyFolder opened = policies.open()) {
            Decision.Permitted permitted = ask(opened, "other", "status").to(Action.DISCOVER).purpose("").permitted();
            assertThat(permitted.treatments()).containsEntry(item("status"), new Treatment.Drop());
            assertThat(permitted.scope().everywhere()).isFalse();
            assertThat(ask(opened, "reader", "status").to(Action.DISCOVER).denied().check()).isEqualTo(Check.GRANT);
        }
    }

    /** Asked all at once, Ranger forgets the reader's mask as soon as a mask for others stands above it, and keeps to that of the level. */
    @ParameterizedTest
    @CsvSource({"item: request_kind, item: request_kind, level: L2, request_kind", "item: reporter_name, item: reporter_name, level: L3, reporter_name",
        "personal: direct, personal: direct, level: L3, reporter_name", "item: reporter_name, personal: direct, level: L3, reporter_name"})
    void aMaskForOthersLiftsNoneOfMine(String ofOthers, String mine, String ofTheLevel, String item) {
        policies.policy("matter", """
                resource: { element: matter }
                allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE] } ]
                rowFilter: [ { groups: [readers], within: subject.division } ]
                dataMask:
                  - { groups: [others], %s, treatment: pseudonymise }
                  - { groups: [readers], item: status, treatment: reveal }
                  - { groups: [readers], %s, treatment: drop }
                  - { groups: [readers], %s, treatment: reveal }
                limits: [ { groups: [readers], rows: 100 } ]
                """.formatted(ofOthers, mine, ofTheLevel));
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status", item).permitted().treatments().get(item(item)).word()).isEqualTo("drop");
        }
    }
}
