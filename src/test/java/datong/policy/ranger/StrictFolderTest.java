package datong.policy.ranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that Ranger would overlook is refused with file, line and a suggestion. */
class StrictFolderTest {
    @TempDir
    Path folder;
    private Policies policies;

    @BeforeEach
    void open() {
        policies = new Policies(folder);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            denny: [ { groups: [readers], accesses: [query], check: grant, reason: no } ]  | policies/access/x.policy.yaml:2: unknown key 'denny'; did you mean 'deny'?
            denyPolicyItem: [ { groups: [readers] } ]                                      | policies/access/x.policy.yaml:2: unknown key 'denyPolicyItem'
            deny: [ { group: [readers], accesses: [query], check: grant, reason: no } ]    | unknown key 'group'; did you mean 'groups'?
            deny: [ { groups: [raeders], accesses: [query], check: grant, reason: no } ]   | there is no group 'raeders'; did you mean 'readers'?
            deny: [ { groups: [Readers], accesses: [query], check: grant, reason: no } ]   | there is no group 'Readers'; did you mean 'readers'?
            deny: [ { groups: [public], accesses: [query], check: grant, reason: no } ]    | there is no group 'public'
            deny: [ { groups: [readers], accesses: [ALL], check: grant, reason: no } ]     | there is no access 'ALL'
            deny: [ { groups: [readers], accesses: [query], check: grants, reason: no } ]  | there is no check 'grants'; did you mean 'grant'?
            deny: [ { groups: [readers], accesses: [query], check: grant } ]               | 'reason' is missing
            deny: [ { groups: [readers], accesses: [query], items: [reporter_fone], check: grant, reason: no } ] | matter has no item 'reporter_fone'; did you mean 'reporter_phone'?
            deny: [ { groups: [readers], accesses: [query], items: [Title], check: grant, reason: no } ]         | matter has no item 'Title'; did you mean 'title'?
            deny: [ { groups: [readers], accesses: [query], items: ['*'], check: grant, reason: no } ]           | matter has no item '*'
            deny: [ { groups: [], accesses: [query], check: grant, reason: no } ]          | 'groups' is empty; leave the key out or name at least one
            deny: [ { accesses: [query], check: grant, reason: no } ]                      | name the 'groups' (or 'users') that this is for, or 'roles'
            deny: [ { groups: [readers], accesses: [query], check: grant, reason: no, purposes: [SERVICE] } ]    | unknown key 'purposes'
            deny: [ { users: [raeder], accesses: [query], check: conflict, reason: no } ]  | there is no subject 'raeder'; did you mean 'reader'?
            allow: [ { groups: [readers], accesses: [query] } ]                            | an allowance to query, look up, match, count or publish names its 'purposes'
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICES] } ]      | there is no purpose 'SERVICES'; did you mean 'SERVICE'?
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], scenes: [PATROLL] } ]   | there is no scene 'PATROLL'; did you mean 'PATROL'?
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], scenes: [EMERGENCY] } ] | emergency access is given by a grant file
            allow: [ { groups: [readers], accesses: [match], purposes: [SERVICE] } ]       | an allowance to match names its 'items'
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], conditions: [ { type: purpose } ] } ] | unknown key 'conditions'
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], script: 'true' } ]      | unknown key 'script'
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], purposes: [STATISTICS] } ] | 'purposes' stands here twice
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], valid: { to: 31-12-2020 } } ] | '31-12-2020' is no date; write 2026-01-31 or 2026-01-31T08:00
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], valid: { to: 2026-02-30 } } ] | '2026-02-30' is no date
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], valid: { from: 2026-03-02, to: 2026-03-01 } } ] | ends before it begins
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], valid: { from: 2026-03-01, zone: Asia/Shangai } } ] | there is no time zone 'Asia/Shangai'; did you mean 'Asia/Shanghai'?
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], valid: { from: 2026-03-01, recurrences: daily } } ] | unknown key 'recurrences'
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], valid: { zone: UTC } } ] | 'valid' needs 'from' or 'to'
            rowFilter: [ { groups: [readers], within: subject.region } ]                   | there is no row scope 'subject.region'
            rowFilter: [ { groups: [readers], within: \"region = '${{USER.region}}'\" } ]  | expressions are not allowed in policies
            rowFilter: [ { groups: [readers], within: [everywhere, subject.division] } ]   | 'everywhere' stands alone
            rowFilter: [ { groups: [readers] } ]                                           | 'within' is missing; say 'everywhere'
            dataMask: [ { groups: [readers], level: L3, treatment: maks } ]                | there is no treatment 'maks'; did you mean 'mask'?
            dataMask: [ { groups: [readers], level: L3, treatment: MASK_NONE } ]           | there is no treatment 'MASK_NONE'
            dataMask: [ { groups: [readers], level: L5, treatment: mask } ]                | there is no level 'L5'
            dataMask: [ { groups: [readers], level: L3, item: title, treatment: mask } ]   | a mask names exactly one of 'item', 'level' and 'personal'
            dataMask: [ { groups: [readers], level: L4, treatment: reveal } ]              | L4 is revealed only to a look-up on behalf of a case
            dataMask: [ { groups: [readers], item: reporter_id_number, treatment: reveal } ] | L4 is revealed only to a look-up on behalf of a case
            limits: [ { groups: [readers], rows: 0 } ]                                     | 'rows' is a whole number above 0
            limits: [ { groups: [readers], rowsPerDay: 10 } ]                              | a limit names 'rows' of one call
            allow: [ &a { groups: [readers], accesses: [discover] }, *a ]                  | anchors and aliases are not allowed
            allow: [ !!java.net.URL { groups: [readers] } ]                                | tags are not allowed
            allow: { groups: [readers] }                                                   | 'allow' is a list of entries
            allow: [ { roles: [handler], accesses: [query], purposes: [SERVICE] } ]        | there is no role 'handler'
            allow: [ { groups: [readers], accesses: [query], purposes: [SERVICE], items: [title], level: L1 } ] | name 'items', 'level' or 'personal', not several
            deny: [ { groups: [readers], accesses: [query], level: L5, check: grant, reason: no } ] | there is no level 'L5'
            deny: [ { groups: [readers], accesses: [query], personal: secret, check: grant, reason: no } ] | there is no personal-data class 'secret'
            allowExcept: [ { groups: [others] } ]                                          | 'allowExcept' stands beside no 'allow'
            allowExcept: [ { groups: [others], purposes: [STATISTICS] } ]                  | unknown key 'purposes'
            denyExcept: [ { groups: [others] } ]                                           | 'denyExcept' stands beside no 'deny'
            denyExcept: [ { purposes: [SERVICE] } ]                                        | name the 'groups', 'users' or 'roles' that this exception is for
            denyExcept: [ { groups: [others], purposes: [SERVICES] } ]                     | there is no purpose 'SERVICES'
            denyExcept: [ { groups: [others], script: 'true' } ]                           | unknown key 'script'
            denyException: [ { groups: [others] } ]                                        | unknown key 'denyException'; did you mean 'denyExcept'?
            allow: [ { groups: [readers ]                                                  | is not YAML
            """)
    void aWrongEntryIsRefused(String entry, String message) {
        policies.policy("x", "resource: { element: matter }\n" + entry.replace("!!java.net.URL", "!<tag:example,2000:x>") + "\n");
        assertThat(policies.problem()).contains(message);
    }

    @Test
    void aMisspeltElementIsRefused() {
        policies.policy("x", "resource: { element: matters }\n");
        assertThat(policies.problem()).isEqualTo("policies/access/x.policy.yaml:1: there is no element 'matters'; did you mean 'matter'?");
    }

    @Test
    void aDatasetInAnotherLetterCaseIsRefused() {
        policies.policy("x", "resource: { element: matter, dataset: Hotline-12345 }\n");
        assertThat(policies.problem()).contains("'Hotline-12345' cannot be a dataset");
    }

    @Test
    void aWildcardForDatasetsIsRefused() {
        policies.policy("x", "resource: { element: matter, dataset: 'hot*' }\n");
        assertThat(policies.problem()).contains("'hot*' cannot be a dataset");
    }

    @Test
    void aDatasetThatNoMappingFeedsIsRefusedWhereDatasetsAreKnown() {
        policies.policy("x", "resource: { element: matter, dataset: hotline-1234 }\n");
        try (PolicyFolder opened = new PolicyFolder(folder, () -> policies.schema,
                () -> java.util.Set.of(new datong.schema.DatasetCode("hotline-12345")), policies.usage)) {
            assertThat(opened.problems().toString()).contains("no mapping feeds a dataset 'hotline-1234'; did you mean 'hotline-12345'?");
        }
    }

    @Test
    void aFileWithAMisspeltEndingIsRefused() {
        policies.write("access/x.polcy.yaml", "resource: { element: matter }\n");
        assertThat(policies.problem()).contains("access/x.polcy.yaml:1: is no file that belongs here");
    }

    @Test
    void aRuleNameThatIsTakenIsRefused() {
        policies.policy("x", "resource: { element: matter }\nallow:\n  - { name: a, groups: [readers], accesses: [discover] }\n  - { name: a, groups: [others], accesses: [discover] }\n");
        assertThat(policies.problem()).isEqualTo("policies/access/x.policy.yaml:4: the name 'a' is taken by access/x.policy.yaml:3");
    }

    @Test
    void aGroupThatRangerTakesForEverybodyIsRefused() {
        policies.write("groups.yaml", "groups:\n  readers: { chinese: 读者, english: Readers }\n  others: { chinese: 其他, english: Others }\n  public: { chinese: 公众, english: Public }\n");
        assertThat(policies.problem()).contains("groups.yaml:4: group 'public' would mean everybody to Ranger");
    }

    @Test
    void aPolicyWithTooManyEntriesIsRefused() {
        StringBuilder text = new StringBuilder("resource: { element: matter }\nallow:\n");
        for (int number = 0; number < 101; number++) {
            text.append("  - { groups: [readers], accesses: [discover] }\n");
        }
        policies.policy("x", text.toString());
        assertThat(policies.problem()).contains("holds 101 entries; the engine becomes slow above 100");
    }

    @Test
    void aMissingFileOfWordsIsRefused() {
        policies.delete("scenes.yaml");
        assertThat(policies.problem()).contains("policies/scenes.yaml:1: is missing");
    }

    @Test
    void everyProblemOfTheFolderIsNamedAtOnce() {
        policies.policy("x", "resource: { element: matter }\nallow:\n  - { groups: [a], accesses: [discover] }\n  - { groups: [b], accesses: [discover] }\n");
        policies.policy("y", "resource: { element: thin }\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems()).hasSize(3);
        }
    }
}
