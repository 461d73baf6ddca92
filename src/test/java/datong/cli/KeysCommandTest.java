package datong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import datong.protection.KeyRing;
import datong.protection.Suite;
import datong.protection.SubjectVault;
import datong.protection.bouncycastle.BouncyCastleSuites;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    @TempDir
    Path folder;
    private final BouncyCastleSuites suites = new BouncyCastleSuites();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void threeSubjects() {
        try (SubjectVault vault = new SubjectVault(KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites), suites)) {
            Stream.of("a", "b", "c").forEach(name -> vault.sealer(vault.subject("test", name)));
        }
    }

    private Path ring() {
        return folder.resolve("ring");
    }

    @Test
    void aKeyIsRotatedItsSubjectsWrappedAnewAndTheOldVersionRetired() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("subject-kek        1 international (newest in use)", "3 subjects' keys are wrapped by version 1");
        assertThat(run("rotate", "subject-kek")).isZero();
        assertThat(run("rewrap", "--retire")).isZero();
        assertThat(out.toString()).contains("3 subjects' keys were wrapped anew by version 2", "1 older versions are out of the ring");
        out.getBuffer().setLength(0);
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("subject-kek        2 international (newest in use)", "3 subjects' keys are wrapped by version 2");
    }

    @Test
    void aKeyThatDoesNotRotateOrDoesNotExistIsRefusedWithTheReason() {
        assertThat(run("rotate", "blind-index")).isEqualTo(2);
        assertThat(err.toString()).contains("blind-index does not rotate");
        assertThat(run("rotate", "subject-kec")).isEqualTo(2);
        assertThat(err.toString()).contains("'subject-kec'", "subject-kek");
    }

    @Test
    void nothingIsDoneWhileAHubHasTheRing() {
        try (SubjectVault hub = new SubjectVault(KeyRing.open(ring(), suites), suites)) {
            assertThat(run("rotate", "subject-kek")).isEqualTo(2);
            assertThat(err.toString()).contains("is in use by another hub; stop that one first");
        }
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("subject-kek        1 international (newest in use)");
    }

    @Test
    void aFolderWithoutARingIsNamed() {
        assertThat(DatongCommand.run(new String[] {"keys", "list", "--ring", folder.resolve("none").toString()}, new PrintWriter(out, true), new PrintWriter(err, true))).isEqualTo(2);
        assertThat(err.toString()).contains("none").doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        String[] all = Stream.of(Stream.of("keys"), Stream.of(arguments), Stream.of("--ring", ring().toString())).flatMap(part -> part).toArray(String[]::new);
        return DatongCommand.run(all, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
