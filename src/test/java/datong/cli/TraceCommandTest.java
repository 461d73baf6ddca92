package datong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {
    private static final String PHONE = "15412345678";
    private static final String PSEUDONYM = "p1_abcdefghijklmnopqrstuvwxyz";
    private final StringWriter said = new StringWriter();

    @TempDir
    Path folder;

    @BeforeEach
    void release() throws IOException {
        KeyRing ring = KeyRing.create(folder.resolve("ring"), Suite.INTERNATIONAL, new BouncyCastleSuites());
        Path canaries = Files.createDirectories(folder.resolve("releases/.canaries"));
        Files.writeString(canaries.resolve("01R"), "components version 3 for 11110199MB00DEN14J of 2026-11-03\n" + mark(ring, PHONE) + "\n" + mark(ring, PSEUDONYM) + "\n"
                + mark(ring, "row\u001f2026-11-03T04:05:06Z\u001fCLOSED") + "\n");
    }

    private static String mark(KeyRing ring, String text) {
        return HexFormat.of().formatHex(Arrays.copyOf(ring.digest(KeyPurpose.WATERMARK).apply(text.getBytes(StandardCharsets.UTF_8)), 16));
    }

    @Test
    void aPartOfACsvNamesItsRecipient() throws IOException {
        assertThat(trace("part.csv", "CLOSED,\"街道, 办\"," + PHONE + "\nOPEN,,15400000000\n")).isZero();
        assertThat(said.toString()).contains("components version 3 for 11110199MB00DEN14J").contains("1 of its 3 marks");
    }

    @Test
    void aLineOfJsonNamesItsRecipient() throws IOException {
        assertThat(trace("part.ndjson", "{\"id\":\"" + PSEUDONYM + "\",\"phone\":\"" + PHONE + "\"}\n")).isZero();
        assertThat(said.toString()).contains("2 of its 3 marks");
    }

    @Test
    void aRowWithoutANumberIsKnownAsAWholeInAnyOrder() throws IOException {
        assertThat(trace("part.csv", "status,closed_at\nCLOSED,2026-11-03T04:05:06Z\n")).isZero();
    }

    @Test
    void aFileWithoutACanaryNamesNobody() throws IOException {
        assertThat(trace("other.csv", "CLOSED,15400000000\n")).isEqualTo(1);
        assertThat(said.toString()).contains("no canary");
    }

    private int trace(String name, String text) throws IOException {
        Path leaked = Files.writeString(folder.resolve(name), text);
        PrintWriter out = new PrintWriter(said, true);
        return DatongCommand.run(new String[] {"trace", leaked.toString(), "--ring", folder.resolve("ring").toString(), "--releases", folder.resolve("releases").toString()}, out, out);
    }
}
