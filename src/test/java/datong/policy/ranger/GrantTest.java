package datong.policy.ranger;

import static datong.policy.ranger.Policies.ask;
import static datong.policy.ranger.Policies.item;
import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Decision.Check;
import datong.policy.Treatment;
import datong.policy.Withdrawals;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {
    private static final String GRANT = """
            organisation: 11110199MB00DEN14J
            dataset: hotline-12345
            element: matter
            items: [status, title, reporter_phone]
            clear: [reporter_phone]
            accesses: [query]
            purposes: [SERVICE]
            valid: { from: 2026-01-01, to: 2026-12-31 }
            legalBasis: 条例 第二十条
            maxRows: 50
            """;
    private static final String EMERGENCY = """
            organisation: 11110199MB00DEN14J
            dataset: hotline-12345
            element: matter
            items: [status, title]
            accesses: [query]
            purposes: [SERVICE]
            scenes: [EMERGENCY]
            valid: { from: 2026-11-22T00:00, to: 2026-11-24T00:00 }
            legalBasis: 应急预案
            approvedBy: [reader, other]
            maxRows: 50
            """;
    @TempDir
    Path folder;
    private Policies policies;

    @BeforeEach
    void open() {
        policies = new Policies(folder);
        policies.policy("others", Policies.READING.replace("readers", "others").replaceAll("(?s)allow:.*?rowFilter", "rowFilter"));
    }

    @Test
    void withoutAGrantNothingIsAllowed() {
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "asker", "status").denied().check()).isEqualTo(Check.GRANT);
        }
    }

    @Test
    void aGrantOpensItsItemsAndClearsWhatItNames() {
        policies.write("grants/a.grant.yaml", GRANT);
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "asker", "status", "title", "reporter_phone", "content").permitted().treatments())
                    .containsEntry(item("status"), new Treatment.Reveal())
                    .containsEntry(item("title"), new Treatment.Mask())
                    .containsEntry(item("reporter_phone"), new Treatment.Reveal())
                    .containsEntry(item("content"), new Treatment.Drop());
        }
    }

    @Test
    void aGrantIsForOneOrganisationAndOneDataset() {
        policies.write("grants/a.grant.yaml", GRANT);
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "other", "status").denied().check()).isEqualTo(Check.GRANT);
            assertThat(ask(opened, "asker", "status").of("grid-events").denied().check()).isEqualTo(Check.GRANT);
        }
    }

    @Test
    void aGrantBeginsAndEndsInTheZoneOfTheDistrict() {
        policies.write("grants/a.grant.yaml", GRANT);
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "asker", "status").at("2025-12-31T15:59:59Z").denied().check()).isEqualTo(Check.GRANT);
            assertThat(ask(opened, "asker", "status").at("2025-12-31T16:00:00Z").permitted().rule()).isEqualTo("grant a");
            assertThat(ask(opened, "asker", "status").at("2026-12-31T15:59:59Z").permitted().rule()).isEqualTo("grant a");
            assertThat(ask(opened, "asker", "status").at("2026-12-31T16:00:00Z").denied().reason()).contains("not valid now");
        }
    }

    @Test
    void aSuspendedGrantSaysThatItIsSuspended() {
        policies.write("grants/a.grant.yaml", GRANT + "suspended: true\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "asker", "status").denied().reason()).isEqualTo("it is suspended");
        }
    }

    @Test
    void theGrantsOwnLimitCounts() {
        policies.write("grants/a.grant.yaml", GRANT);
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "asker", "status").rows(50).permitted().obligations()).containsExactly("MAX_ROWS:50");
            assertThat(ask(opened, "asker", "status").rows(51).denied().check()).isEqualTo(Check.VOLUME);
        }
    }

    @Test
    void anEmergencyGrantOpensTheEmergencySceneOnly() {
        policies.write("grants/e.grant.yaml", EMERGENCY);
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "asker", "status").denied().check()).isEqualTo(Check.PURPOSE);
            assertThat(ask(opened, "asker", "status").scene("EMERGENCY").permitted().rule()).isEqualTo("emergency grant e");
            assertThat(ask(opened, "asker", "status").scene("EMERGENCY").at("2026-11-23T16:00:00Z").denied().check()).isEqualTo(Check.GRANT);
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            maxRows: 50                                     | maxRow: 50                                      | unknown key 'maxRow'; did you mean 'maxRows'?
            clear: [reporter_phone]                         | clear: [reporter_id_number]                     | 'clear' names an item that 'items' does not
            items: [status, title, reporter_phone]          | items: [reporter_phone, reporter_fone]          | matter has no item 'reporter_fone'; did you mean 'reporter_phone'?
            organisation: 11110199MB00DEN14J                | organisation: 11110199MB00DEN22D                | there is no organisation '11110199MB00DEN22D'
            valid: { from: 2026-01-01, to: 2026-12-31 }     | valid: { from: 2026-01-01 }                     | a grant has a beginning and an end
            accesses: [query]                               | accesses: [query, match]                        | items to match by equality stand under 'match'
            legalBasis: 条例 第二十条                           | match: [title]                                  | 'title' has no blind index
            legalBasis: 条例 第二十条                           | suspended: maybe                                | 'suspended' is true or false
            legalBasis: 条例 第二十条                           | scenes: [EMERGENCY]                             | an emergency needs two approvers
            legalBasis: 条例 第二十条                           | approvedBy: [reader, other]                     | only a grant for the scene EMERGENCY names approvers
            """)
    void aWrongGrantIsRefused(String right, String wrong, String message) {
        policies.write("grants/a.grant.yaml", GRANT.replace(right, right.startsWith("legal") ? right + "\n" + wrong : wrong));
        assertThat(policies.problem()).contains(message);
    }

    @Test
    void l4IsNeverGrantedInClear() {
        policies.write("grants/a.grant.yaml", GRANT.replace("[status, title, reporter_phone]", "[reporter_id_number]").replace("[reporter_phone]", "[reporter_id_number]"));
        assertThat(policies.problem()).contains("'reporter_id_number' is L4");
    }

    @Test
    void whoHasNoDataOrAuditsAfterwardsApprovesNoEmergency() {
        policies.write("grants/e.grant.yaml", EMERGENCY);
        policies.write("groups.yaml", "groups:\n  readers: { chinese: 读者, english: Readers, data: none }\n  others: { chinese: 其他, english: Others, data: none }\n");
        assertThat(policies.problem()).contains("'other' cannot approve: an account that has no data opens none either");
        policies.write("groups.yaml", "groups:\n  readers: { chinese: 读者, english: Readers, duty: audit }\n  others: { chinese: 其他, english: Others }\n");
        assertThat(policies.problem()).contains("'reader' cannot approve: who audits afterwards does not decide before");
    }

    @Test
    void anEmergencyLongerThanThreeDaysIsRefused() {
        policies.write("grants/e.grant.yaml", EMERGENCY.replace("2026-11-24T00:00", "2026-11-25T00:01"));
        assertThat(policies.problem()).contains("an emergency lasts 72 hours at most");
    }

    @Test
    void anEmergencyApprovedByOnePersonTwiceIsRefused() {
        policies.write("grants/e.grant.yaml", EMERGENCY.replace("[reader, other]", "[reader, reader]"));
        assertThat(policies.problem()).contains("an emergency needs two approvers");
    }

    /** Two persons (DOMAIN 2.12), neither a system nor of the organisation that is opened to, and not one person under two names. */
    @Test
    void anEmergencyIsApprovedByTwoPersonsOfOtherOrganisations() {
        policies.write("grants/e.grant.yaml", EMERGENCY.replace("[reader, other]", "[reader, asker]"));
        assertThat(policies.problem()).contains("'asker' cannot approve: an emergency is approved by two persons of other organisations");
        policies.write("subjects.yaml", "subjects:\n  reader: { kind: person, name: 甲, organisation: " + Policies.OWNER + ", groups: [readers] }\n"
                + "  other: { kind: person, name: 甲, organisation: " + Policies.OWNER + ", groups: [others] }\n");
        policies.write("grants/e.grant.yaml", EMERGENCY);
        assertThat(policies.problem()).contains("an emergency needs two approvers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            organisation: 11110199MB00DEN14J | organisation: 11110199MB00DEN14X | 1 | there is no organisation '11110199MB00DEN14X'; did you mean '11110199MB00DEN14J'?
            dataset: hotline-12345 | dataset: hotline-1234 | 2 | no mapping feeds a dataset 'hotline-1234'; did you mean 'hotline-12345'?
            [status, title, reporter_phone] | [status, titel, reporter_phone] | 4 | matter has no item 'titel'; did you mean 'title'?
            purposes: [SERVICE] | purposes: [SERVISE] | 7 | there is no purpose 'SERVISE'; did you mean 'SERVICE'?
            valid: | scenes: [PATROLL]@valid: | 8 | there is no scene 'PATROLL'; did you mean 'PATROL'?
            """)
    void aGrantThatNamesWhatDoesNotExistIsRefusedWithLineAndSuggestion(String right, String wrong, int line, String message) {
        policies.write("grants/a.grant.yaml", GRANT.replace(right, wrong.replace('@', '\n')));
        try (PolicyFolder opened = new PolicyFolder(folder, () -> policies.schema, () -> java.util.Set.of(new datong.schema.DatasetCode("hotline-12345")),
                policies.usage)) {
            assertThat(opened.problems()).extracting(Object::toString).singleElement().asString().contains("grants/a.grant.yaml:" + line).contains(message);
        }
    }

    @Test
    void anItemThatIsNotSharedIsGivenByNoGrantAndByTheNextDecision() {
        policies.write("grants/a.grant.yaml", GRANT.replace("accesses: [query]", "accesses: [query, lookup]\nmatch: [reporter_phone]"));
        AtomicReference<String> kept = new AtomicReference<>("");
        try (PolicyFolder opened = policies.open(keeping(kept))) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "asker", "status", "reporter_phone").permitted().lookups()).containsExactly(item("reporter_phone"));
            kept.set("reporter_phone");
            assertThat(ask(opened, "asker", "status", "reporter_phone").permitted().treatments())
                    .containsEntry(item("status"), new Treatment.Reveal()).containsEntry(item("reporter_phone"), new Treatment.Drop());
            assertThat(ask(opened, "asker", "status", "reporter_phone").permitted().lookups()).isEmpty();
            assertThat(ask(opened, "asker", "reporter_phone").denied().check()).isEqualTo(Check.ITEM_LEVEL);
        }
    }

    @Test
    void aDepartmentsOwnPoliciesShowWhatItDoesNotShare() {
        try (PolicyFolder opened = policies.open(keeping(new AtomicReference<>("status")))) {
            assertThat(ask(opened, "reader", "status").permitted().treatments()).containsEntry(item("status"), new Treatment.Reveal());
        }
    }

    private static Withdrawals keeping(AtomicReference<String> kept) {
        return new Withdrawals() {
            @Override
            public boolean withdrawn(String file) {
                return false;
            }

            @Override
            public boolean withheld(DatasetCode dataset, ItemName item) {
                return dataset.value().equals("hotline-12345") && item.value().equals(kept.get());
            }
        };
    }
}
