package datong.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Subject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void stewardsDoNotSeeTheAuditLog() {
        assertThat(open("data-steward")).doesNotContain(Page.AUDIT).contains(Page.REPLAY, Page.PREVIEW, Page.PUBLISH);
    }

    @Test
    void auditorsSeeTheLogButCannotReplayPreviewOrPublish() {
        assertThat(open("auditor")).contains(Page.AUDIT).doesNotContain(Page.REPLAY, Page.PREVIEW, Page.PUBLISH, Page.SIGN_INS);
    }

    @Test
    void securityAdministratorsRenewKeysAndAreNotShownWhoseDataLeave() {
        assertThat(open("security-administrator")).contains(Page.APPROVALS, Page.APPROVE, Page.SIGN_INS).doesNotContain(Page.PERSONS_REQUESTS, Page.AUDIT);
    }

    @Test
    void operatorsSeeOnlyHowTheHubIs() {
        assertThat(open("vendor-operator")).containsExactlyInAnyOrder(Page.OVERVIEW, Page.SOURCES, Page.NIFI, Page.NIFI_RUN, Page.ACCOUNT);
    }

    @Test
    void departmentsSeeTheCatalogueForThemselves() {
        assertThat(open("department-system")).containsExactlyInAnyOrder(Page.OVERVIEW, Page.CATALOGUE, Page.VIEWS, Page.ACCOUNT);
    }

    @Test
    void whoBelongsToNoGroupSeesNothing() {
        assertThat(open()).isEmpty();
    }

    @Test
    void stewardsOwnOnlyTheirSources() {
        Viewer viewer = new Viewer(subject(Set.of("data-steward"), Set.of("hotline-12345")));
        assertThat(viewer.owns("hotline-12345")).isTrue();
        assertThat(viewer.owns("grid-events")).isFalse();
        assertThat(new Viewer(subject(Set.of("auditor"), Set.of("hotline-12345"))).owns("hotline-12345")).isFalse();
    }

    private static Set<Page> open(String... groups) {
        Subject subject = subject(Set.of(groups), Set.of());
        return Arrays.stream(Page.values()).filter(page -> page.openTo(subject)).collect(Collectors.toCollection(() -> EnumSet.noneOf(Page.class)));
    }

    private static Subject subject(Set<String> groups, Set<String> sources) {
        return new Subject("somebody", Subject.Kind.PERSON, "Somebody", "", "", groups, sources);
    }
}
