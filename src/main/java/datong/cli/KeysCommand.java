package datong.cli;

import datong.protection.CryptoSuites;
import datong.protection.KeyKeeper;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.RingKey;
import datong.protection.SubjectVault;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.protection.keeper.KeyKeepers;
import datong.subscription.http.WebhookSecrets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The key ring while the hub is stopped: list, rotate, rewrap, retire; secrets of receivers at any time. */
@Command(name = "keys", header = "Look after the key ring while the hub is stopped", synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
    static final String RING = "Folder of the ring; default: ring in DATONG_KEYS, or in <DATONG_DATA>-keys";
    private final CryptoSuites suites = new BouncyCastleSuites();

    @Spec
    private CommandSpec spec;

    @Command(name = "list", header = "Show the ring's keys by purpose and version, and what still needs an old one")
    int list(@Option(names = "--ring", paramLabel = "DIR", description = RING) Optional<Path> folder) {
        KeyRing ring = KeyRing.open(folder(folder), suites, KeyKeepers.ofEnvironment());
        try (SubjectVault vault = new SubjectVault(ring, suites)) {
            for (KeyPurpose purpose : KeyPurpose.values()) {
                List<RingKey> versions = ring.versions(purpose);
                spec.commandLine().getOut().printf("%-18s %s%n", purpose.alias(), versions.isEmpty() ? "none yet; the hub makes it at its next start"
                        : versions.stream().map(key -> key.version() + " " + key.suite().name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")) + " (newest in use)");
            }
            vault.wrappings().forEach((version, count) -> spec.commandLine().getOut().printf("%,d subjects' keys are wrapped by version %d%n", count, version));
        }
        return 0;
    }

    @Command(name = "rotate", header = "Add a version of a key; it is in use from the hub's next start")
    int rotate(@Parameters(paramLabel = "PURPOSE", description = "e.g. subject-kek; see 'list'") String name,
            @Option(names = "--ring", paramLabel = "DIR", description = RING) Optional<Path> folder) {
        KeyPurpose purpose = Arrays.stream(KeyPurpose.values()).filter(one -> one.alias().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "there is no key '" + name + "'; expected one of " + Arrays.stream(KeyPurpose.values()).filter(KeyPurpose::rotates).map(KeyPurpose::alias).collect(Collectors.joining(", "))));
        KeyRing ring = KeyRing.open(folder(folder), suites, KeyKeepers.ofEnvironment());
        try (SubjectVault alone = new SubjectVault(ring, suites)) {
            RingKey added = ring.rotate(purpose);
            spec.commandLine().getOut().printf("%s has version %d now, which the hub uses from its next start; back the ring up%n", purpose.alias(), added.version());
        }
        return 0;
    }

    @Command(name = "webhook", header = "Print the secret that a subscription's deliveries are signed with, for its receiver")
    int webhook(@Parameters(paramLabel = "SUBSCRIPTION", description = "The name of its file, without '.subscription.yaml'") String name,
            @Option(names = "--secret", defaultValue = "1", description = "Its generation, as the file says; default: 1") int generation,
            @Option(names = "--ring", paramLabel = "DIR", description = RING) Optional<Path> folder) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}") || generation < 1) {
            throw new IllegalArgumentException("expected the name of a file of policies/subscriptions without '.subscription.yaml', and a generation from 1");
        }
        KeyRing ring = KeyRing.open(folder(folder), suites, KeyKeepers.ofEnvironment());
        if (ring.versions(KeyPurpose.SUBSCRIPTION).isEmpty()) {
            throw new IllegalArgumentException("the ring has no key for secrets of receivers yet; start the hub once, which makes it");
        }
        spec.commandLine().getOut().println(new WebhookSecrets(ring.digest(KeyPurpose.SUBSCRIPTION)).words(name, generation));
        return 0;
    }

    @Command(name = "keep", header = "Give the key that wraps the subjects' keys to the keeper that DATONG_CRYPTO_KEEPER names, once")
    int keep(@Option(names = "--ring", paramLabel = "DIR", description = RING) Optional<Path> folder) {
        KeyKeeper keeper = KeyKeepers.ofEnvironment().orElseThrow(() -> new IllegalArgumentException("DATONG_CRYPTO_KEEPER names no keeper; expected " + KeyKeepers.FORMS));
        try (SubjectVault alone = new SubjectVault(KeyRing.keep(folder(folder), suites, keeper), suites)) {
            spec.commandLine().getOut().printf("the ring is kept by %s now: rotate subject-kek, retire its older versions, and destroy older backups of the ring%n", keeper.name());
        }
        return 0;
    }

    @Command(name = "rewrap", header = "Wrap every subject's key with the newest version, as the hub does by itself in the background")
    int rewrap(@Option(names = "--retire", description = "Then take the older versions out of the ring") boolean retire,
            @Option(names = "--ring", paramLabel = "DIR", description = RING) Optional<Path> folder) {
        KeyRing ring = KeyRing.open(folder(folder), suites, KeyKeepers.ofEnvironment());
        try (SubjectVault vault = new SubjectVault(ring, suites)) {
            int wrapped = 0;
            for (SubjectVault.Rewrapping portion = vault.rewrap(0);; portion = vault.rewrap(portion.next())) {
                wrapped += portion.wrapped();
                if (portion.done()) {
                    break;
                }
            }
            spec.commandLine().getOut().printf("%,d subjects' keys were wrapped anew by version %d%n", wrapped, ring.current(KeyPurpose.SUBJECT_KEK).version());
            if (retire) {
                SortedMap<Integer, Integer> needed = vault.wrappings();
                int older = ring.versions(KeyPurpose.SUBJECT_KEK).size() - 1;
                ring.retire(needed.keySet());
                spec.commandLine().getOut().printf("%d older versions are out of the ring; back the ring up, and destroy older backups of it%n", older);
            }
        }
        return 0;
    }

    static Path folder(Optional<Path> given) {
        return given.orElseGet(() -> Optional.ofNullable(System.getenv("DATONG_KEYS")).filter(keys -> !keys.isBlank()).map(Path::of)
                .orElseGet(() -> Path.of(Optional.ofNullable(System.getenv("DATONG_DATA")).orElse("data") + "-keys")).resolve("ring"));
    }
}
