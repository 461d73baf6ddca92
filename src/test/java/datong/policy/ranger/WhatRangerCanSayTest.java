package datong.policy.ranger;

import static datong.policy.ranger.Policies.ask;
import static datong.policy.ranger.Policies.item;
import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Action;
import datong.policy.Decision.Check;
import datong.policy.RowScope;
import datong.policy.Treatment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exceptions, roles, levels and classes, divisions and zones; each also in the way in which it could have failed open. */
class WhatRangerCanSayTest {
    @TempDir
    Path folder;
    private Policies policies;

    @BeforeEach
    void open() {
        policies = new Policies(folder);
    }

    @Test
    void anExceptionOfAnAllowanceLeavesOutGroupsUsersAndRoles() {
        for (String whom : List.of("groups: [others]", "users: [both]", "roles: [handlers]")) {
            policies.write("roles.yaml", "roles:\n  handlers: { chinese: 经办, english: Handlers, users: [both] }\n");
            policies.policy("matter", Policies.READING + "allowExcept: [ { " + whom + " } ]\n");
            try (PolicyFolder opened = policies.open()) {
                assertThat(opened.problems()).isEmpty();
                assertThat(ask(opened, "reader", "status").permitted()).as(whom).isNotNull();
                assertThat(ask(opened, "both", "status").denied().check()).as(whom).isEqualTo(Check.GRANT);
            }
        }
    }

    /** The outcome for one user is kept for the next of the same groups, unless a rule names users. */
    @Test
    void whatIsKeptForOneUserIsNotTheAnswerToAnotherWhomAnExceptionNames() {
        policies.write("subjects.yaml", "subjects:\n"
                + "  one: { kind: person, name: 甲, organisation: " + Policies.OWNER + ", division: '110199001', groups: [readers] }\n"
                + "  two: { kind: person, name: 乙, organisation: " + Policies.OWNER + ", division: '110199001', groups: [readers] }\n");
        policies.policy("matter", Policies.READING + "allowExcept: [ { users: [two] } ]\n");
        policies.policy("deny", "resource: { element: matter }\ndeny: [ { groups: [readers], accesses: [lookup], check: grant, reason: no } ]\n"
                + "denyExcept: [ { users: [one], cases: [A-1] } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "one", "status").permitted()).isNotNull();
            assertThat(ask(opened, "two", "status").denied().check()).isEqualTo(Check.GRANT);
            assertThat(ask(opened, "one", "status").to(Action.LOOKUP).onBehalfOf("A-1").permitted()).isNotNull();
            assertThat(ask(opened, "one", "status").to(Action.LOOKUP).onBehalfOf("A-2").denied()).isNotNull();
        }
    }

    @Test
    void anExceptionOfARefusalHoldsOnlyForWhatTheCallStates() {
        policies.policy("deny", "resource: { element: matter }\ndeny: [ { groups: [readers], accesses: [query], check: conflict, reason: no } ]\n"
                + "denyExcept: [ { groups: [readers], purposes: [SERVICE.REQUEST], scenes: [PATROL], case: required } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").scene("PATROL").onBehalfOf("A-1").permitted()).isNotNull();
            assertThat(ask(opened, "reader", "status").scene("PATROL").denied().check()).isEqualTo(Check.CONFLICT);
            assertThat(ask(opened, "reader", "status").onBehalfOf("A-1").denied().check()).isEqualTo(Check.CONFLICT);
            assertThat(ask(opened, "reader", "status").purpose("SERVICE").scene("PATROL").onBehalfOf("A-1").denied().check()).isEqualTo(Check.CONFLICT);
        }
    }

    @Test
    void aRoleStandsForItsUsersGroupsAndTheRolesAboveIt() {
        policies.write("roles.yaml", "roles:\n  readers-too: { chinese: 读者, english: Readers, users: [other] }\n"
                + "  everyone: { chinese: 全体, english: Everyone, roles: [readers-too], groups: [readers] }\n");
        policies.policy("matter", Policies.READING.replace("groups: [readers]", "roles: [everyone]").replace("within: subject.division", "within: everywhere"));
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
            assertThat(ask(opened, "other", "status").permitted()).isNotNull();
            assertThat(ask(opened, "asker", "status").denied().check()).isEqualTo(Check.GRANT);
        }
    }

    @Test
    void aRoleWithoutAnybodyOrWithItselfInItIsRefused() {
        policies.write("roles.yaml", "roles:\n  a: { chinese: 甲, english: A }\n");
        assertThat(policies.problem()).contains("'a' cannot be a role");
        policies.write("roles.yaml", "roles:\n  aa: { chinese: 甲, english: A }\n");
        assertThat(policies.problem()).contains("role 'aa' has nobody");
        policies.write("roles.yaml", "roles:\n  aa: { chinese: 甲, english: A, roles: [bb] }\n  bb: { chinese: 乙, english: B, groups: [readers] }\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems().toString()).contains("there is no role 'bb'");
        }
    }

    @Test
    void aRefusalByLevelOrClassTakesEveryItemOfItAndNoOther() {
        policies.policy("deny", "resource: { element: all }\ndeny:\n  - { groups: [readers], accesses: [query], level: L3, check: item-level, reason: no }\n"
                + "  - { groups: [readers], accesses: [query], personal: direct, check: item-level, reason: no }\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "reader", "status", "title", "reporter_name").permitted().treatments())
                    .containsEntry(item("status"), new Treatment.Reveal())
                    .containsEntry(item("title"), new Treatment.Drop()).containsEntry(item("reporter_name"), new Treatment.Drop());
        }
    }

    @Test
    void anAllowanceByLevelOpensNoItemOfAnother() {
        policies.policy("matter", Policies.READING.replace("purposes: [SERVICE]", "purposes: [SERVICE], level: [L1, L2]"));
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status", "title").permitted().treatments()).containsEntry(item("title"), new Treatment.Drop());
            assertThat(ask(opened, "reader", "title").denied().check()).isEqualTo(Check.ITEM_LEVEL);
        }
    }

    @Test
    void anAllowanceForADivisionReachesNoOtherRow() {
        policies.policy("matter", Policies.READING.replace("{ element: matter }", "{ element: matter, division: '110199001002' }").replaceAll("(?s)rowFilter:.*", ""));
        policies.policy("rest", Policies.READING.replaceAll("(?s)allow:.*rowFilter:", "rowFilter:"));
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "reader", "status").permitted().scope().divisions()).containsExactly("110199001002");
        }
        policies.policy("matter", Policies.READING.replace("{ element: matter }", "{ element: matter, division: ['110105', '110106'] }").replaceAll("(?s)rowFilter:.*", ""));
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").denied().check()).isEqualTo(Check.REGION);
        }
    }

    @Test
    void anAllowanceForEveryRowIsNotNarrowedByOneForADivision() {
        policies.policy("1-part", "resource: { element: matter, division: '110199001002' }\nallow: [ { groups: [readers], accesses: [query], purposes: [SERVICE] } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").permitted().scope().divisions()).containsExactly("110199001");
        }
    }

    @Test
    void aRefusalForADivisionKeepsItsRowsAwayAndSparesItsExceptions() {
        policies.policy("away", "resource: { element: matter, division: '110199001002' }\n"
                + "deny: [ { groups: [readers], accesses: [query], check: region, reason: under inquiry } ]\ndenyExcept: [ { users: [both] } ]\n");
        try (PolicyFolder opened = policies.open()) {
            RowScope scope = ask(opened, "reader", "status").permitted().scope();
            assertThat(scope.divisions()).containsExactly("110199001");
            assertThat(scope.notDivisions()).containsExactly("110199001002");
            assertThat(scope.words()).contains("not divisions [110199001002]");
            assertThat(ask(opened, "both", "status").permitted().scope().notDivisions()).isEmpty();
        }
    }

    @Test
    void aDivisionBesideWhatItCannotNarrowIsRefused() {
        policies.policy("x", "resource: { element: matter, division: '110199' }\nrowFilter: [ { groups: [readers], within: everywhere } ]\n");
        assertThat(policies.problem()).contains("unknown key 'rowFilter'");
        policies.policy("x", "resource: { element: matter, division: '1101' }\nallow: [ { groups: [readers], accesses: [query], purposes: [SERVICE] } ]\n");
        assertThat(policies.problem()).contains("'1101' is no division");
        policies.policy("x", "resource: { element: matter, division: '110199' }\nallow: [ { groups: [readers], accesses: [match], purposes: [SERVICE], items: [reporter_phone] } ]\n");
        assertThat(policies.problem()).contains("to match is not bound to a division");
    }

    private static final String ZONES = "zones:\n  petitions: { chinese: 信访, english: Petitions, organisation: " + Policies.OWNER + ", datasets: [petitions] }\n";

    @Test
    void aZonesDatasetIsOpenedByItsOwnFilesOnly() {
        policies.write("zones.yaml", ZONES);
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
            assertThat(ask(opened, "reader", "status").of("petitions").denied().check()).isEqualTo(Check.GRANT);
        }
        policies.write("zones/petitions/own.policy.yaml", Policies.READING.replace("purposes: [SERVICE]", "purposes: [STATISTICS]"));
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems()).isEmpty();
            assertThat(ask(opened, "reader", "status").of("petitions").purpose("STATISTICS").permitted().rule()).isEqualTo("zones/petitions/own allow 1");
            assertThat(ask(opened, "reader", "status").purpose("STATISTICS").denied().check()).isEqualTo(Check.PURPOSE);
        }
    }

    @Test
    void aZoneNeedsItsOwnRowFilterAndMasks() {
        policies.write("zones.yaml", ZONES);
        policies.write("zones/petitions/own.policy.yaml", "resource: { element: matter }\nallow: [ { groups: [readers], accesses: [query], purposes: [SERVICE] } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").of("petitions").denied().check()).isIn(Check.REGION, Check.ITEM_LEVEL);
        }
    }

    @Test
    void aRefusalOfTheHouseHoldsInEveryZone() {
        policies.write("zones.yaml", ZONES).write("zones/petitions/own.policy.yaml", Policies.READING);
        policies.policy("never", "resource: { element: all }\ndeny: [ { groups: [others], accesses: [query], check: grant, reason: no } ]\n");
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").of("petitions").permitted()).isNotNull();
            assertThat(ask(opened, "both", "status").of("petitions").denied().rule()).isEqualTo("access/never deny 1");
        }
    }

    @Test
    void whatOpensAZoneFromOutsideOrTheOutsideFromAZoneIsRefused() {
        policies.write("zones.yaml", ZONES);
        policies.policy("x", Policies.READING.replace("{ element: matter }", "{ element: matter, dataset: petitions }"));
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems().getFirst().toString()).contains("'petitions' is of zone 'petitions'; only a file under zones/petitions/ opens it");
        }
        policies.delete("access/x.policy.yaml").write("zones/petitions/x.policy.yaml", Policies.READING.replace("{ element: matter }", "{ element: matter, dataset: hotline-12345 }"));
        try (PolicyFolder opened = policies.open()) {
            assertThat(opened.problems().getFirst().toString()).contains("'hotline-12345' is not of zone 'petitions'");
        }
        policies.delete("zones/petitions/x.policy.yaml").write("zones/pettions/x.policy.yaml", Policies.READING);
        assertThat(policies.problem()).contains("lies in no zone of zones.yaml; did you mean 'petitions'?");
    }

    @Test
    void aDatasetInTwoZonesIsRefused() {
        policies.write("zones.yaml", ZONES + "  other: { chinese: 其他, english: Other, organisation: " + Policies.OWNER + ", datasets: [petitions] }\n");
        assertThat(policies.problem()).contains("'petitions' is of another zone already");
    }
}
