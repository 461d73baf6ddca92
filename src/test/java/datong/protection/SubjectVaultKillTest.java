package datong.protection;

import static org.assertj.core.api.Assertions.assertThat;

import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is killed in mid-write loses no key that it had flushed, and the next one starts. */
class SubjectVaultKillTest {
    private static final int KILLS = 3;
    private static final int BATCH = 50;

    @TempDir Path parent;

    @Test
    void whatWasFlushedBeforeAKillOpensAfterIt() throws Exception {
        CryptoSuites suites = new BouncyCastleSuites();
        List<String> flushed = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            flushed.addAll(linesBeforeKill(kill, 3 + 5 * kill));
        }
        assertThat(flushed).hasSizeGreaterThan(KILLS);
        try (SubjectVault vault = new SubjectVault(KeyRing.open(keys(), Suite.INTERNATIONAL, suites), suites)) {
            for (String line : flushed) {
                String[] parts = line.split(" ");
                byte[] opened = vault.open(vault.subject("test", parts[0]), Element.PERSON, item(), HexFormat.of().parseHex(parts[1])).orElseThrow();
                assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(parts[0]);
            }
        }
    }

    private List<String> linesBeforeKill(int run, int wanted) throws IOException, InterruptedException {
        Process hub = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Writer.class.getName(), keys().toString(), "run" + run + "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = hub.inputReader()) {
            while (lines.size() < wanted) {
                lines.add(output.readLine());
            }
            hub.destroyForcibly().waitFor();
        }
        assertThat(hub.exitValue()).isEqualTo(137);
        return lines;
    }

    private Path keys() {
        return parent.resolve("keys");
    }

    private static ItemDefinition item() {
        return LedgerSchema.standard().element(Element.PERSON).item(new ItemName("mobile")).orElseThrow();
    }

    /** Seals for new subjects without end; prints one value of each batch once it is flushed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            CryptoSuites suites = new BouncyCastleSuites();
            SubjectVault vault = new SubjectVault(KeyRing.openOrCreate(Path.of(arguments[0]), Suite.INTERNATIONAL, suites), suites);
            for (int i = 0;; i++) {
                String name = arguments[1] + i;
                byte[] sealed = vault.sealer(vault.subject("test", name)).seal(Element.PERSON, item(), name.getBytes(StandardCharsets.UTF_8));
                if (i % BATCH == BATCH - 1) {
                    vault.flush();
                    System.out.println(name + " " + HexFormat.of().formatHex(sealed));
                    System.out.flush();
                }
            }
        }
    }
}
