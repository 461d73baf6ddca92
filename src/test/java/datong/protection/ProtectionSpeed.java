package datong.protection;

import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Prints what protection costs on one thread; goals: 0.7 µs a sealed value, 0.4 µs a blind index on the international suite. */
final class ProtectionSpeed {
    private static final int ROUNDS = 300_000;

    private ProtectionSpeed() {}

    public static void main(String[] arguments) throws Exception {
        for (Suite suite : Suite.values()) {
            measure(suite, new BouncyCastleSuites());
        }
    }

    private static void measure(Suite suite, CryptoSuites suites) throws Exception {
        Path folder = Files.createTempDirectory("ring").resolve("keys");
        ItemDefinition item = LedgerSchema.standard().element(Element.PERSON).item(new ItemName("mobile")).orElseThrow();
        byte[] plain = new byte[32];
        try (SubjectVault vault = new SubjectVault(KeyRing.create(folder, suite, suites), suites)) {
            Vault.Sealer[] sealers = new Vault.Sealer[4096];
            SubjectId[] subjects = new SubjectId[4096];
            for (int i = 0; i < sealers.length; i++) {
                subjects[i] = vault.subject("id_number", "1101991958031" + i);
                sealers[i] = vault.sealer(subjects[i]);
            }
            byte[] sealed = sealers[0].seal(Element.PERSON, item, plain);
            report(suite, "seal 32 B, 4 values a subject", i -> sealers[i / 4 % 4096].seal(Element.PERSON, item, plain));
            report(suite, "seal 32 B, another subject each", i -> sealers[i % 4096].seal(Element.PERSON, item, plain));
            report(suite, "open 32 B", i -> vault.open(subjects[0], Element.PERSON, item, sealed));
            report(suite, "blind index", i -> vault.blindIndex(Element.PERSON, item, "15400001001"));
            report(suite, "subject id", i -> vault.subject("id_number", "110199195803121021"));
            int[] made = {0};
            report(suite, "sealer of a new subject", i -> vault.sealer(new SubjectId(made[0]++ * 0x9E3779B97F4A7C15L, made[0] * 0xD1B54A32D192ED03L)));
            long start = System.nanoTime();
            vault.flush();
            System.out.printf("%-14s %-34s %8.1f ms%n", suite, "flush", (System.nanoTime() - start) / 1e6);
        }
        long start = System.nanoTime();
        new SubjectVault(KeyRing.open(folder, suite, suites), suites).close();
        System.out.printf("%-14s %-34s %8.1f ms%n", suite, "restart with " + Files.size(folder.resolve("subjects.keys")) / 128 + " slots", (System.nanoTime() - start) / 1e6);
    }

    private static void report(Suite suite, String what, IntConsumer work) {
        double best = Double.MAX_VALUE;
        for (int pass = 0; pass < 5; pass++) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUNDS; i++) {
                work.accept(i);
            }
            best = Math.min(best, (System.nanoTime() - start) / (double) ROUNDS);
        }
        System.out.printf("%-14s %-34s %8.0f ns%n", suite, what, best);
    }
}
