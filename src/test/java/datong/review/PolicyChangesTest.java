package datong.review;

import static datong.review.Review.GRANT;
import static datong.review.Review.MARKET;
import static datong.review.Review.person;
import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.policy.PolicyProblem;
import datong.review.PolicyChanges.Approval;
import datong.review.PolicyChanges.Approved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyChangesTest {
    private static final String CLEAR = "clear: [reporter_phone]\n";
    private static final String WIDER = "clear: [reporter_phone, reporter_name]\n";
    @TempDir
    Path folder;
    private Review review;

    private Review with(Approved approved) throws IOException {
        review = new Review(folder, approved);
        return review;
    }

    @AfterEach
    void close() {
        review.close();
    }

    @Test
    void aChangeIsComparedAndInTheLogBeforeItIsInForce() throws IOException {
        String before = with(Approved.NONE).inForce.policyVersion();
        review.asked(3, 100);
        review.edit(GRANT, CLEAR, "");
        assertThat(review.inForce.refresh()).isTrue();
        AuditEvent compared = review.events("POLICY_COMPARED").getFirst();
        assertThat(compared.policyVersion()).isEqualTo(before);
        assertThat(compared.details()).containsEntry("to", review.inForce.policyVersion()).containsEntry("questions", "1").containsEntry("differ", "1")
                .containsEntry("no_longer_in_clear", "1").containsEntry("then", "comes into force").containsEntry("whole", "true");
    }

    @Test
    void whatNobodyHasAskedYetIsComparedToo() throws IOException {
        with(Approved.EVERY).edit(GRANT, CLEAR, WIDER);
        review.inForce.refresh();
        PolicyDiff.Report report = review.changes.waiting().orElseThrow().compared().report();
        assertThat(report.changes()).hasEntrySatisfying(report.changes().keySet().iterator().next(), asked -> assertThat(asked.questions()).isZero());
        assertThat(report.changes().keySet()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(PolicyDiff.Kind.NOW_IN_CLEAR);
            assertThat(change.organisation()).isEqualTo(MARKET);
            assertThat(change.item().orElseThrow().value()).isEqualTo("reporter_name");
        });
    }

    @Test
    void aRevocationDoesNotWaitWhereOnlyWideningAsksForApproval() throws IOException {
        with(Approved.WIDENING).edit(GRANT, CLEAR, "");
        assertThat(review.inForce.refresh()).isTrue();
        review.edit(GRANT, "match:", WIDER + "match:");
        assertThat(review.inForce.refresh()).isFalse();
        assertThat(review.changes.waiting()).isPresent();
    }

    /** A comparison asks now; what it cannot see must not come into force unseen. */
    @ParameterizedTest
    @CsvSource({"'maxRows: 500', 'maxRows: 5000'", "'match: [reporter_phone, reporter_id_number]', 'match: [reporter_id_number]'",
        "'from: 2026-01-01, to: 2027-12-31', 'from: 2026-01-01, to: 2028-12-31'"})
    void whatNoQuestionOfNowShowsWaitsAsWidening(String from, String to) throws IOException {
        with(Approved.WIDENING).edit(GRANT, from, to);
        assertThat(review.inForce.refresh()).isFalse();
        assertThat(review.changes.waiting().orElseThrow().compared().hidden()).isTrue();
    }

    @Test
    void aGrantThatBeginsLaterWaitsAndOneThatIsDeletedDoesNot() throws IOException {
        String grant = with(Approved.WIDENING).text(GRANT);
        review.write("grants/later.grant.yaml", grant.replace("11110199MB00DEN14J", "11110199MB00DEN22D").replace("from: 2026-01-01", "from: 2027-06-01"));
        assertThat(review.inForce.refresh()).isFalse();
        Files.delete(review.policies.resolve("grants/later.grant.yaml"));
        review.inForce.refresh();
        Files.delete(review.policies.resolve(GRANT));
        assertThat(review.inForce.refresh()).as("nothing but less").isTrue();
    }

    @Test
    void whatWaitsComesIntoForceWhenSomebodyElseApprovesExactlyIt() throws IOException {
        with(Approved.EVERY);
        assertThat(tried(WIDER)).isEqualTo(PolicyDesk.Saved.DONE);
        assertThat(review.inForce.refresh()).isFalse();
        String version = review.changes.waiting().orElseThrow().version();
        assertThat(review.changes.approve("0".repeat(32), person("sun"))).isEqualTo(Approval.NOT_WAITING);
        assertThat(review.changes.approve(version, person("qian"))).as("who saved it").isEqualTo(Approval.OWN_CHANGE);
        assertThat(review.inForce.refresh()).isFalse();
        assertThat(review.changes.approve(version, person("sun"))).isEqualTo(Approval.DONE);
        assertThat(review.inForce.refresh()).isTrue();
        assertThat(review.inForce.policyVersion()).isEqualTo(version);
        assertThat(review.events("POLICY_APPROVED")).singleElement().satisfies(event -> assertThat(event.actor()).isEqualTo("sun"));
    }

    @Test
    void anApprovalIsForNoLaterText() throws IOException {
        with(Approved.EVERY).edit(GRANT, CLEAR, WIDER);
        review.inForce.refresh();
        assertThat(review.changes.approve(review.changes.waiting().orElseThrow().version(), person("sun"))).isEqualTo(Approval.DONE);
        review.edit(GRANT, WIDER, "clear: [reporter_phone, reporter_name, content]\n");
        assertThat(review.inForce.refresh()).isFalse();
    }

    /** Who saved the first of two changes cannot approve both by approving the second. */
    @Test
    void nobodyApprovesAChangeThatTheirsIsPartOf() throws IOException {
        with(Approved.EVERY);
        tried(WIDER);
        review.inForce.refresh();
        String street = "access/street.policy.yaml";
        PolicyDesk.Tried second = review.desk.attempt(street, Optional.of(review.text(street) + "# said again\n"), person("sun"));
        assertThat(review.desk.save(((PolicyDesk.Tried.Good) second).draft().id(), person("sun"))).isEqualTo(PolicyDesk.Saved.DONE);
        review.inForce.refresh();
        String version = review.changes.waiting().orElseThrow().version();
        assertThat(review.changes.approve(version, person("qian"))).isEqualTo(Approval.OWN_CHANGE);
        assertThat(review.changes.approve(version, person("sun"))).isEqualTo(Approval.OWN_CHANGE);
        assertThat(review.changes.approve(version, person("li"))).isEqualTo(Approval.DONE);
    }

    @Test
    void whatIsTakenBackIsAsItWas() throws IOException {
        String grant = with(Approved.EVERY).text(GRANT);
        tried(WIDER);
        review.write("grants/new.grant.yaml", grant.replace("hotline-12345", "service-cases"));
        review.inForce.refresh();
        review.desk.takeBack(review.changes.waiting().orElseThrow().version(), person("qian"));
        review.inForce.refresh();
        assertThat(review.text(GRANT)).isEqualTo(grant);
        assertThat(review.policies.resolve("grants/new.grant.yaml")).doesNotExist();
        assertThat(review.changes.waiting()).isEmpty();
        assertThat(Files.list(review.policies.resolve("publications"))).as("not part of what is compared, and left alone").isNotEmpty();
    }

    @Test
    void aTextThatTheLoaderRefusesIsNoDraft() throws IOException {
        with(Approved.NONE);
        PolicyDesk.Tried tried = review.desk.attempt(GRANT, Optional.of(review.text(GRANT).replace(CLEAR, "clear: [reporter_fone]\n")), person("qian"));
        assertThat(((PolicyDesk.Tried.Refused) tried).problems()).singleElement().extracting(PolicyProblem::toString).asString().contains(GRANT, "reporter_phone");
    }

    @Test
    void expectationsThatNoLongerHoldAreSaid() throws IOException {
        with(Approved.NONE);
        PolicyDesk.Tried.Good tried = (PolicyDesk.Tried.Good) review.desk.attempt(GRANT, Optional.of(review.text(GRANT).replace(CLEAR, "")), person("qian"));
        assertThat(tried.expectations()).isNotEmpty().first().asString().contains("departments.expect.yaml", "reporter_phone");
    }

    @Test
    void aDraftIsSavedByItsAuthorOnceAndOnlyOverWhatItWasComparedWith() throws IOException {
        with(Approved.NONE);
        String id = ((PolicyDesk.Tried.Good) review.desk.attempt(GRANT, Optional.of(review.text(GRANT).replace(CLEAR, WIDER)), person("qian"))).draft().id();
        assertThat(review.desk.save(id, person("sun"))).isEqualTo(PolicyDesk.Saved.GONE);
        review.edit(GRANT, CLEAR, "");
        assertThat(review.desk.save(id, person("qian"))).isEqualTo(PolicyDesk.Saved.OVERTAKEN);
    }

    @Test
    void onlyFilesOfPoliciesAreRead() throws IOException {
        with(Approved.NONE);
        assertThat(List.of("../pom.xml", "access/../../pom.xml", "publications/hotline-open.publication.yaml", "access/.policy.yaml", "/etc/passwd").stream().filter(PolicyDesk::belongs))
                .isEmpty();
        assertThat(review.desk.files()).contains(GRANT, "subjects.yaml", "access/departments.expect.yaml").doesNotContain("publications/hotline-open.publication.yaml");
    }

    private PolicyDesk.Saved tried(String clear) {
        PolicyDesk.Tried tried = review.desk.attempt(GRANT, Optional.of(review.text(GRANT).replace(CLEAR, clear)), person("qian"));
        return review.desk.save(((PolicyDesk.Tried.Good) tried).draft().id(), person("qian"));
    }
}
