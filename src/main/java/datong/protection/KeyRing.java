package datong.protection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hub's own keys, in a folder of their own: {@code keys.p12} (PKCS#12, so that standard tools read it) and
 * {@code keys.pass}, its passphrase. Made once with random keys; afterwards it opens as it is or not at all.
 *
 * <p>Security guarantees: an altered key file does not open; folder and files are the owner's alone; no key is ever printed.
 * Losing the folder loses everything sealed with it.
 */
public final class KeyRing {
    private static final String KEY_FILE = "keys.p12";
    private static final String PASSPHRASE_FILE = "keys.pass";
    private static final String IDENTITY = "ring-identity";
    private static final String KEEPER = "kept-by";

    private final Path folder;
    private final CryptoSuites suites;
    private final Optional<KeyKeeper> keeper;
    private final SecureRandom random;
    private volatile Map<KeyPurpose, List<RingKey>> keys = Map.of();
    private byte[] identity;
    private char[] passphrase;

    private KeyRing(Path folder, CryptoSuites suites, Optional<KeyKeeper> keeper) {
        this.folder = folder;
        this.suites = suites;
        this.keeper = keeper;
        this.random = new SecureRandom();
    }

    /** Opens the ring, or makes one if the folder is absent or empty. A folder with anything in it is never given new keys. */
    public static KeyRing openOrCreate(Path folder, Suite suite, CryptoSuites suites) {
        return openOrCreate(folder, suite, suites, Optional.empty());
    }

    /** @param keeper under which the key that wraps the subjects' keys lies; a ring opens with the keeper that it was made or {@link #keep kept} with, or not at all */
    public static KeyRing openOrCreate(Path folder, Suite suite, CryptoSuites suites, Optional<KeyKeeper> keeper) {
        return isFresh(folder) ? create(folder, suite, suites, keeper) : open(folder, suite, suites, keeper);
    }

    /**
     * Opens the ring that is there. If it was last used with the other suite, the keys that rotate get a version of this one.
     *
     * @throws KeyRingException if it is missing, damaged or readable by others
     */
    public static KeyRing open(Path folder, Suite suite, CryptoSuites suites) {
        return open(folder, suite, suites, Optional.empty());
    }

    private static KeyRing open(Path folder, Suite suite, CryptoSuites suites, Optional<KeyKeeper> keeper) {
        KeyRing ring = opened(folder, suites, keeper, loaded -> loaded.complete(suite));
        ring.follow(suite);
        return ring;
    }

    /** Opens the ring that is there and changes nothing in it, with the suites that its keys have. */
    public static KeyRing open(Path folder, CryptoSuites suites) {
        return open(folder, suites, Optional.empty());
    }

    /** The same of a ring that is kept by a keeper. */
    public static KeyRing open(Path folder, CryptoSuites suites, Optional<KeyKeeper> keeper) {
        return opened(folder, suites, keeper, loaded -> { });
    }

    /**
     * Gives the key that wraps the subjects' keys, which the ring has held itself so far, to a keeper; durable when it returns. Older copies of the
     * ring still hold it in the former way.
     */
    public static KeyRing keep(Path folder, CryptoSuites suites, KeyKeeper keeper) {
        KeyRing ring = open(folder, suites);
        KeyRing kept = new KeyRing(folder, suites, Optional.of(keeper));
        kept.passphrase = ring.passphrase;
        kept.identity = ring.identity;
        try {
            kept.save(ring.keys);
        } catch (IOException | GeneralSecurityException broken) {
            throw new KeyRingException("the key ring in " + folder + " cannot be written; it stays as it was", broken);
        }
        return open(folder, suites, Optional.of(keeper));
    }

    private interface Step {
        void take(KeyRing ring) throws IOException, GeneralSecurityException;
    }

    private static KeyRing opened(Path folder, CryptoSuites suites, Optional<KeyKeeper> keeper, Step completion) {
        KeyRing ring = new KeyRing(folder, suites, keeper);
        try {
            PrivateFiles.requirePrivate(folder, folder);
            ring.load();
            completion.take(ring);
            return ring;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException broken) {
            throw new KeyRingException(folder.resolve(KEY_FILE) + " does not open with " + PASSPHRASE_FILE
                    + ": one of the two is altered or from another ring; restore the folder from its backup", broken);
        }
    }

    /** Makes a ring of random keys in a folder that is absent or empty. */
    public static KeyRing create(Path folder, Suite suite, CryptoSuites suites) {
        return create(folder, suite, suites, Optional.empty());
    }

    private static KeyRing create(Path folder, Suite suite, CryptoSuites suites, Optional<KeyKeeper> keeper) {
        if (!isFresh(folder)) {
            throw new KeyRingException(folder + " is not empty; a key ring is only made in a new folder");
        }
        KeyRing ring = new KeyRing(folder, suites, keeper);
        try {
            if (!Files.exists(folder)) {
                PrivateFiles.createFolder(folder);
            }
            PrivateFiles.requirePrivate(folder, folder);
            ring.fill(suite);
            PrivateFiles.write(folder.resolve(PASSPHRASE_FILE), new String(ring.passphrase).getBytes(StandardCharsets.US_ASCII));
            SubjectFile.create(folder, ring.fingerprint());
            ring.save(ring.keys);
        } catch (IOException | GeneralSecurityException broken) {
            throw new KeyRingException("cannot make a key ring in " + folder + ": " + broken.getMessage(), broken);
        }
        return ring;
    }

    /** Tells this ring from every other; not secret. Kept with the data, it shows that data and ring belong together. */
    public String fingerprint() {
        return HexFormat.of().formatHex(identity);
    }

    public Path folder() {
        return folder;
    }

    /** The key in use. */
    public RingKey current(KeyPurpose purpose) {
        return keys.get(purpose).getLast();
    }

    /** A key of any age; what it sealed stays readable. */
    public Optional<RingKey> key(KeyPurpose purpose, int version) {
        return keys.get(purpose).stream().filter(key -> key.version() == version).findFirst();
    }

    /** Every key of the purpose, the oldest first. */
    public List<RingKey> versions(KeyPurpose purpose) {
        return keys.getOrDefault(purpose, List.of());
    }

    /** The signer of the current key. */
    public CryptoSuite.Signer signer(KeyPurpose purpose) {
        return signer(current(purpose));
    }

    /** The signer of a key of any age, for the public keys that old signatures need. */
    public CryptoSuite.Signer signer(RingKey key) {
        return suites.of(key.suite()).signer(key.bytes());
    }

    /** A keyed digest of 32 bytes under the key that is current at each call; thread-safe. */
    public UnaryOperator<byte[]> digest(KeyPurpose purpose) {
        ThreadLocal<Digest> digests = ThreadLocal.withInitial(() -> digest(current(purpose)));
        return input -> {
            RingKey current = current(purpose);
            if (digests.get().key() != current) {
                digests.set(digest(current));
            }
            return digests.get().made().update(input).finish();
        };
    }

    /** Of every version that is in the ring, to find what was digested under older ones. */
    public List<UnaryOperator<byte[]>> digests(KeyPurpose purpose) {
        return versions(purpose).stream().<UnaryOperator<byte[]>>map(key -> input -> digest(key).made().update(input).finish()).toList();
    }

    private record Digest(RingKey key, CryptoSuite.KeyedDigest made) {}

    private Digest digest(RingKey key) {
        return new Digest(key, suites.of(key.suite()).keyedDigest(key.bytes()));
    }

    /** Adds a version, durably, and makes it current. */
    public RingKey rotate(KeyPurpose purpose) {
        if (!purpose.rotates()) {
            throw new KeyRingException(purpose.alias() + " does not rotate: stored values are compared with what it computes;"
                    + " load the data into a new ledger with a new ring instead");
        }
        return rotate(List.of(purpose), current(purpose).suite());
    }

    /**
     * Takes older versions of the key that wraps the subjects' keys out of the ring, durably. Whoever has them, in an old copy of the ring, opens
     * nothing any more that was wrapped anew.
     *
     * @param needed versions that still wrap something
     * @throws KeyRingException if an older one is among them
     */
    public synchronized void retire(Set<Integer> needed) {
        RingKey newest = current(KeyPurpose.SUBJECT_KEK);
        if (needed.stream().anyMatch(version -> version != newest.version())) {
            throw new KeyRingException("older versions of " + KeyPurpose.SUBJECT_KEK.alias() + " still wrap keys of subjects; wrap those anew first (bin/datong keys rewrap)");
        }
        Map<KeyPurpose, List<RingKey>> next = new EnumMap<>(keys);
        next.put(KeyPurpose.SUBJECT_KEK, List.of(newest));
        try {
            save(next);
            keys = next;
        } catch (IOException | GeneralSecurityException broken) {
            throw new KeyRingException("the key ring in " + folder + " cannot be written; its old keys stay in force", broken);
        }
    }

    private synchronized RingKey rotate(List<KeyPurpose> purposes, Suite suite) {
        Map<KeyPurpose, List<RingKey>> next = new EnumMap<>(keys);
        for (KeyPurpose purpose : purposes) {
            RingKey added = newKey(purpose, current(purpose).version() + 1, suite);
            next.put(purpose, Stream.concat(keys.get(purpose).stream(), Stream.of(added)).toList());
        }
        try {
            save(next);
            keys = next;
            return current(purposes.getFirst());
        } catch (IOException | GeneralSecurityException broken) {
            throw new KeyRingException("the key ring in " + folder + " cannot be written; its old keys stay in force", broken);
        }
    }

    /** Keys for purposes that the ring is older than. */
    private void complete(Suite suite) throws IOException, GeneralSecurityException {
        List<KeyPurpose> missing = Stream.of(KeyPurpose.values()).filter(purpose -> !keys.containsKey(purpose)).toList();
        if (missing.isEmpty()) {
            return;
        }
        Map<KeyPurpose, List<RingKey>> next = new EnumMap<>(keys);
        missing.forEach(purpose -> next.put(purpose, List.of(newKey(purpose, 1, suite))));
        save(next);
        keys = next;
    }

    private void follow(Suite suite) {
        List<KeyPurpose> strangers = Stream.of(KeyPurpose.values())
                .filter(purpose -> purpose.rotates() && current(purpose).suite() != suite)
                .toList();
        if (!strangers.isEmpty()) {
            rotate(strangers, suite);
        }
    }

    private void fill(Suite suite) {
        identity = randomBytes(16);
        passphrase = Base64.getEncoder().withoutPadding().encodeToString(randomBytes(32)).toCharArray();
        Map<KeyPurpose, List<RingKey>> made = new EnumMap<>(KeyPurpose.class);
        for (KeyPurpose purpose : KeyPurpose.values()) {
            made.put(purpose, List.of(newKey(purpose, 1, suite)));
        }
        keys = made;
    }

    private RingKey newKey(KeyPurpose purpose, int version, Suite suite) {
        byte[] bytes = switch (purpose) {
            case AUDIT_SIGNING, RELEASE_SIGNING -> suites.of(suite).newSigningKey();
            case SUBJECT_KEK, SUBJECT_ID, BLIND_INDEX, KEY_DIGEST, RECORD_DIGEST, RESOLUTION, QUESTION_DIGEST, WATERMARK, PSEUDONYM, POLICY_CACHE, SUBSCRIPTION, FORMAT_PRESERVING -> randomBytes(purpose.keyBytes(suite));
        };
        return new RingKey(purpose, version, suite, bytes);
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void save(Map<KeyPurpose, List<RingKey>> wanted) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, passphrase);
        put(store, IDENTITY, identity);
        if (keeper.isPresent()) {
            put(store, KEEPER, keeper.get().name().getBytes(StandardCharsets.UTF_8));
        }
        for (List<RingKey> versions : wanted.values()) {
            for (RingKey key : versions) {
                put(store, key.alias(), kept(key.purpose()) ? keeper.orElseThrow().wrap(key.bytes()) : key.bytes());
            }
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        store.store(content, passphrase);
        PrivateFiles.write(folder.resolve(KEY_FILE), content.toByteArray());
    }

    private boolean kept(KeyPurpose purpose) {
        return keeper.isPresent() && purpose == KeyPurpose.SUBJECT_KEK;
    }

    /**
     * All entries carry the label AES: PKCS#12 wants an algorithm, and the alias says what the bytes are for. The passphrase is of 256 random bits, which
     * no number of iterations makes harder to guess.
     */
    private void put(KeyStore store, String alias, byte[] bytes) throws GeneralSecurityException {
        PBEParameterSpec once = new PBEParameterSpec(randomBytes(20), 1);
        store.setEntry(alias, new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, "AES")), new KeyStore.PasswordProtection(passphrase, "PBEWithHmacSHA256AndAES_256", once));
    }

    private void load() throws IOException, GeneralSecurityException {
        for (String file : List.of(KEY_FILE, PASSPHRASE_FILE)) {
            PrivateFiles.requirePrivate(folder.resolve(file), folder);
        }
        passphrase = Files.readString(folder.resolve(PASSPHRASE_FILE), StandardCharsets.US_ASCII).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(folder.resolve(KEY_FILE))), passphrase);
        demandKeeper(Optional.ofNullable(store.getKey(KEEPER, passphrase)).map(name -> new String(name.getEncoded(), StandardCharsets.UTF_8)));
        Map<KeyPurpose, List<RingKey>> found = new EnumMap<>(KeyPurpose.class);
        for (String alias : Collections.list(store.aliases())) {
            byte[] bytes = store.getKey(alias, passphrase).getEncoded();
            if (alias.equals(IDENTITY)) {
                identity = bytes;
                continue;
            }
            if (alias.equals(KEEPER)) {
                continue;
            }
            RingKey stored = key(alias, bytes);
            RingKey key = kept(stored.purpose()) ? new RingKey(stored.purpose(), stored.version(), stored.suite(), keeper.orElseThrow().unwrap(bytes)) : stored;
            found.computeIfAbsent(key.purpose(), none -> new ArrayList<>()).add(key);
        }
        for (KeyPurpose purpose : KeyPurpose.values()) {
            if (purpose.later() && !found.containsKey(purpose)) {
                continue;
            }
            if (!found.containsKey(purpose) || identity == null) {
                throw new KeyRingException(folder.resolve(KEY_FILE) + " has no key for " + purpose.alias() + "; restore it from its backup");
            }
            found.get(purpose).sort(Comparator.comparingInt(RingKey::version));
        }
        keys = found;
    }

    private void demandKeeper(Optional<String> named) {
        if (named.isPresent() && keeper.isEmpty()) {
            throw new KeyRingException("the key ring in " + folder + " is kept by " + named.get() + "; name that keeper in DATONG_CRYPTO_KEEPER");
        }
        if (keeper.isPresent() && !named.equals(keeper.map(KeyKeeper::name))) {
            throw new KeyRingException("the key ring in " + folder + " is kept by " + named.orElse("nobody yet") + ", not by " + keeper.get().name()
                    + (named.isEmpty() ? "; give it to that keeper once, with the hub stopped: bin/datong keys keep" : "; correct DATONG_CRYPTO_KEEPER"));
        }
    }

    private static RingKey key(String alias, byte[] bytes) {
        String[] parts = alias.split("\\.");
        KeyPurpose purpose = KeyPurpose.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        Suite suite = Suite.valueOf(parts[2].toUpperCase(Locale.ROOT));
        return new RingKey(purpose, Integer.parseInt(parts[1]), suite, bytes);
    }

    private static boolean isFresh(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException unreadable) {
            throw new KeyRingException("the key ring folder " + folder + " cannot be listed", unreadable);
        }
    }
}
