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
import java.util.stream.IntStream;
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

    @Test
    void aKillWhileKeysAreWrappedAnewLosesNone() throws Exception {
        CryptoSuites suites = new BouncyCastleSuites();
        List<String> names = IntStream.range(0, 2_000).mapToObj(number -> "kept-" + number).toList();
        List<byte[]> sealed;
        try (SubjectVault vault = new SubjectVault(KeyRing.openOrCreate(keys(), Suite.INTERNATIONAL, suites), suites)) {
            sealed = names.stream().map(name -> vault.sealer(vault.subject("test", name)).seal(Element.PERSON, item(), name.getBytes(StandardCharsets.UTF_8))).toList();
        }
        for (int kill = 0; kill < KILLS; kill++) {
            linesBeforeKill(Rewrapper.class, "-", 3 + 4 * kill);
        }
        try (SubjectVault vault = new SubjectVault(KeyRing.open(keys(), Suite.INTERNATIONAL, suites), suites)) {
            for (int i = 0; i < names.size(); i++) {
                assertThat(vault.open(vault.subject("test", names.get(i)), Element.PERSON, item(), sealed.get(i)).orElseThrow()).isEqualTo(names.get(i).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private List<String> linesBeforeKill(int run, int wanted) throws IOException, InterruptedException {
        return linesBeforeKill(Writer.class, "run" + run + "-", wanted);
    }

    private List<String> linesBeforeKill(Class<?> program, String argument, int wanted) throws IOException, InterruptedException {
        Process hub = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), program.getName(), keys().toString(), argument)
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

    /** Rotates the wrapping key and wraps all anew without end; prints a line a portion. */
    static final class Rewrapper {
        private Rewrapper() {}

        public static void main(String[] arguments) {
            CryptoSuites suites = new BouncyCastleSuites();
            KeyRing ring = KeyRing.open(Path.of(arguments[0]), suites);
            SubjectVault vault = new SubjectVault(ring, suites);
            while (true) {
                ring.rotate(KeyPurpose.SUBJECT_KEK);
                for (SubjectVault.Rewrapping portion = vault.rewrap(0); !portion.done(); portion = vault.rewrap(portion.next())) {
                    System.out.println(portion.next());
                    System.out.flush();
                }
            }
        }
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
