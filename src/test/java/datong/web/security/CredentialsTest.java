package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

class CredentialsTest {
    @TempDir
    Path folder;
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
        assertThat(start().hash("user")).isEmpty();
    }

    @Test
    void whoJoinsLaterGetsASecretWhenTheyFirstTurnUp() {
        Credentials credentials = start();
        known.add(person("auditor"));
        assertThat(credentials.hash("auditor")).isPresent();
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

    private Credentials start() {
        return new Credentials(folder.resolve("secrets"), PasswordEncoderFactories.createDelegatingPasswordEncoder(), () -> List.copyOf(known));
    }

    private static Subject person(String id) {
        return new Subject(id, Subject.Kind.PERSON, id, "11110199MB00DEM264", "110199", Set.of(), Set.of());
    }
}
