package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path folder;
    private final MovedClock clock = new MovedClock();
    private final List<Subject> known = new ArrayList<>(List.of(person("steward")));

    @Test
    void everyHubMakesItsOwnSecretsOnceAndKeepsThem() throws IOException {
        Credentials first = start();
        String secret = first.issued().getFirst().secret();
        assertThat(secret).matches("([a-z2-9]{5}-){4}[a-z2-9]{5}");
        assertThat(first.matches("steward", secret)).isTrue();
        assertThat(first.matches("steward", secret + "x")).isFalse();
        Credentials second = start();
        assertThat(second.issued()).isEmpty();
        assertThat(second.matches("steward", secret)).isTrue();
        assertThat(Files.readString(folder.resolve("secrets/credentials"))).doesNotContain(secret);
    }

    @Test
    void nobodyButTheKnownHasASecret() {
        assertThat(start().matches("user", "")).isFalse();
        assertThat(start().hashes("user")).isEmpty();
    }

    @Test
    void whoJoinsLaterGetsASecretWhenTheyFirstTurnUp() {
        Credentials credentials = start();
        known.add(person("auditor"));
        assertThat(credentials.hashes("auditor")).isNotEmpty();
        assertThat(credentials.issued()).hasSize(2);
    }

    @Test
    void aDeletedLineIsIssuedAnew() throws IOException {
        String old = start().issued().getFirst().secret();
        Files.writeString(folder.resolve("secrets/credentials"), "");
        Credentials again = start();
        assertThat(again.issued()).hasSize(1);
        assertThat(again.matches("steward", old)).isFalse();
    }

    @Test
    void aSecretIsNotPrintedByAccident() {
        Credentials credentials = start();
        assertThat(credentials.issued().toString()).doesNotContain(credentials.issued().getFirst().secret());
    }

    @Test
    void aRenewedSecretIsGoodBesideTheFormerOneUntilTheOverlapEnds() {
        Credentials credentials = start();
        String former = credentials.issued().getFirst().secret();
        String fresh = credentials.renew(person("steward"), Duration.ofDays(7)).secret();
        assertThat(List.of(former, fresh)).allMatch(secret -> credentials.matches("steward", secret)).allMatch(secret -> start().matches("steward", secret));
        assertThat(credentials.overlapUntil("steward")).hasValue(clock.instant().plus(Duration.ofDays(7)));
        clock.move(Duration.ofDays(7));
        assertThat(credentials.matches("steward", former)).isFalse();
        assertThat(start().matches("steward", former)).isFalse();
        assertThat(credentials.matches("steward", fresh)).isTrue();
        assertThat(credentials.overlapUntil("steward")).isEmpty();
    }

    @Test
    void aSecretThatGotOutEndsAtOnceAndASecondRenewalEndsTheOldest() {
        Credentials credentials = start();
        String first = credentials.issued().getFirst().secret();
        String second = credentials.renew(person("steward"), Duration.ofDays(7)).secret();
        String third = credentials.renew(person("steward"), Duration.ofDays(7)).secret();
        assertThat(credentials.matches("steward", first)).isFalse();
        assertThat(credentials.matches("steward", second)).isTrue();
        credentials.renew(person("steward"), Duration.ZERO);
        assertThat(List.of(second, third)).noneMatch(secret -> credentials.matches("steward", secret));
    }

    private Credentials start() {
        return new Credentials(folder.resolve("secrets"), Credentials.encoder(), () -> List.copyOf(known), clock);
    }

    private static Subject person(String id) {
        return new Subject(id, Subject.Kind.PERSON, id, "11110199MB00DEM264", "110199", Set.of(), Set.of());
    }
}
