package datong.bench;

import datong.classification.RuleBasedScanner;
import datong.ledger.EntryId;
import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.policy.Treatment;
import datong.protection.CryptoSuites;
import datong.protection.KeyRing;
import datong.protection.Protector;
import datong.protection.Recipient;
import datong.protection.RowProtector;
import datong.protection.SubjectVault;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an item costs in both suites, on one core: sealed and opened as in the ledger, and treated for a recipient; CPU time, medians of rounds in turn. */
final class CiphersBench {
    private static final int SUBJECTS = 1_000;
    private static final int ITEMS = 100_000;
    private static final int ROUNDS = 9;
    private static final byte[] VALUE = new byte[32];
    private static final String NUMBER = "110199195803121021";
    private static final ItemDefinition ITEM = LedgerSchema.standard().element(Element.PERSON).item(new ItemName("id_number")).orElseThrow();
    private final PrintWriter out;

    CiphersBench(PrintWriter out) {
        this.out = out;
    }

    /** Nanoseconds an item, median. */
    private record Cost(double seal, double open, double pseudonym, double form) {}

    void run() throws IOException {
        Path folder = Files.createTempDirectory("datong-ciphers");
        try {
            Map<Suite, Cost> costs = measured(folder);
            Cost aes = costs.get(Suite.INTERNATIONAL);
            Cost sm4 = costs.get(Suite.SM);
            line("sealed", aes.seal, sm4.seal, "goal 3");
            line("opened", aes.open, sm4.open, "goal 3");
            line("pseudonym", aes.pseudonym, sm4.pseudonym, "HMAC-SHA-256, HMAC-SM3");
            line("form kept", aes.form, sm4.form, "FF1 on a resident ID");
        } finally {
            delete(folder);
        }
    }

    private void line(String what, double aes, double sm4, String note) {
        out.printf("ciphers      %-10s AES suite %,8.0f ns, SM suite %,8.0f ns an item: %.1f times (%s)%n", what, aes, sm4, sm4 / aes, note);
        out.flush();
    }

    private static Map<Suite, Cost> measured(Path folder) {
        CryptoSuites suites = new BouncyCastleSuites();
        Map<Suite, Desk> desks = new EnumMap<>(Suite.class);
        Map<Suite, Cost[]> rounds = new EnumMap<>(Suite.class);
        for (Suite suite : Suite.values()) {
            desks.put(suite, new Desk(KeyRing.create(folder.resolve(suite.name()), suite, suites), suites));
            rounds.put(suite, new Cost[ROUNDS]);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Suite suite : Suite.values()) {
                rounds.get(suite)[round] = desks.get(suite).round();
            }
        }
        desks.values().forEach(Desk::close);
        Map<Suite, Cost> costs = new EnumMap<>(Suite.class);
        rounds.forEach((suite, all) -> costs.put(suite, new Cost(median(all, Cost::seal), median(all, Cost::open), median(all, Cost::pseudonym), median(all, Cost::form))));
        return costs;
    }

    private static double median(Cost[] rounds, java.util.function.ToDoubleFunction<Cost> part) {
        double[] values = Arrays.stream(rounds).mapToDouble(part).sorted().toArray();
        return values[values.length / 2];
    }

    /** One suite with its keys. */
    private static final class Desk {
        private final SubjectVault vault;
        private final Protector.Plan pseudonyms;
        private final Protector.Plan forms;
        private final SubjectId[] subjects = new SubjectId[SUBJECTS];
        private final byte[][] sealed = new byte[ITEMS][];

        Desk(KeyRing ring, CryptoSuites suites) {
            this.vault = new SubjectVault(ring, suites);
            Protector protector = new RowProtector(ring, suites, new RuleBasedScanner((text, start) -> 0), organisation -> Optional.empty());
            Recipient recipient = new Recipient("11110199MB00DEM264", "SERVICE.REQUEST");
            this.pseudonyms = protector.plan(List.of(ITEM), List.of(new Treatment.Pseudonymise()), recipient);
            this.forms = protector.plan(List.of(ITEM), List.of(new Treatment.PreserveFormat()), recipient);
            for (int subject = 0; subject < SUBJECTS; subject++) {
                subjects[subject] = vault.subject("id_number", String.valueOf(subject));
                vault.sealer(subjects[subject]);
            }
        }

        /** Ten items a record, as a person has. */
        Cost round() {
            long start = cpu();
            for (int item = 0; item < ITEMS; item += 10) {
                Vault.Sealer sealer = vault.sealer(subjects[item / 10 % SUBJECTS]);
                for (int each = item; each < item + 10; each++) {
                    sealed[each] = sealer.seal(Element.PERSON, ITEM, VALUE);
                }
            }
            long sealedAt = cpu();
            long bytes = 0;
            for (int item = 0; item < ITEMS; item++) {
                bytes += vault.open(subjects[item / 10 % SUBJECTS], Element.PERSON, ITEM, sealed[item]).orElseThrow().length;
            }
            long openedAt = cpu();
            if (bytes != (long) ITEMS * VALUE.length) {
                throw new IllegalStateException("something that was sealed did not open as it was");
            }
            LedgerRow row = new LedgerRow(new EntryId("01JAAAAAAAAAAAAAAAAA000001"), subjects[0], Level.L4, new Object[] {NUMBER});
            treat(pseudonyms, row, ITEMS / 2);
            long pseudonymsAt = cpu();
            treat(forms, row, ITEMS / 10);
            long formsAt = cpu();
            return new Cost((double) (sealedAt - start) / ITEMS, (double) (openedAt - sealedAt) / ITEMS, (double) (pseudonymsAt - openedAt) / (ITEMS / 2),
                    (double) (formsAt - pseudonymsAt) / (ITEMS / 10));
        }

        private static void treat(Protector.Plan plan, LedgerRow row, int times) {
            for (int time = 0; time < times; time++) {
                if (plan.protect(row).values().getFirst() == null) {
                    throw new IllegalStateException("a value was not treated");
                }
            }
        }

        void close() {
            vault.close();
        }
    }

    /** Of this thread, so that whatever else runs on the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
