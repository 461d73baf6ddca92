package datong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.ranger.RecordedAdmin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands look at what a Ranger Admin says, if one is in charge, and say at which they looked. */
class PoliciesFromTest {
    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private RecordedAdmin admin;
    private Path password;

    @BeforeEach
    void start() throws IOException {
        admin = new RecordedAdmin();
        admin.policies = RecordedAdmin.answer(1, RecordedAdmin.READING.replace("readers", "street-office"), RecordedAdmin.MASKS.replace("readers", "street-office"));
        password = Files.createFile(folder.resolve("ranger.pass"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, RecordedAdmin.PASSWORD);
    }

    @AfterEach
    void close() {
        admin.close();
    }

    private int run(String... arguments) {
        return DatongCommand.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private String[] asked(String... further) {
        List<String> simulate = List.of("simulate", "street", "hotline-12345", "--purpose", "SERVICE.REQUEST", "--items", "title,status");
        List<String> where = List.of("--ranger-url", admin.url().toString(), "--ranger-user", "hub", "--ranger-password", password.toString());
        return Stream.of(simulate, where, List.of(further)).flatMap(List::stream).toArray(String[]::new);
    }

    @Test
    void whatTheAdminSaysIsWhatASimulationTells() {
        assertThat(run(asked())).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("policies of the Ranger Admin at 127.0.0.1, service datong").containsPattern("title +mask").containsPattern("status +reveal");
    }

    @Test
    void theFolderIsLookedAtOnDemandAndSaidToBeNotInForce() {
        assertThat(run(asked("--from", "folder"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("policies of the folder, not those of the Ranger Admin in charge").containsPattern("title +reveal");
    }

    @Test
    void anAdminThatDoesNotAnswerOrCannotBeTakenIsAProblemAndNotTheFolder() {
        admin.policies = RecordedAdmin.answer(1, RecordedAdmin.READING, "");
        assertThat(run(asked())).isNotZero();
        assertThat(err.toString()).contains("readers");
        String address = admin.url().toString();
        admin.close();
        assertThat(run("policy", "lint", "--ranger-url", address, "--ranger-user", "hub", "--ranger-password", password.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("ranger-admin/datong").contains("policies of the Ranger Admin");
    }

    @Test
    void anAdminThatNobodyNamesIsAskedFor() {
        assertThat(run("policy", "lint", "--from", "admin", "--ranger-url", "")).isNotZero();
        assertThat(err.toString()).contains("--ranger-url");
    }
}
