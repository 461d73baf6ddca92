package datong.protection;

import datong.ledger.SubjectId;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What one thread works with: scheduled ciphers, digests, random bytes and the encoded names of items. */
final class VaultDesk {
    private static final byte SEPARATOR = 0;
    private static final int NAMES = 512;

    private final CryptoSuites suites;
    private final KeyRing ring;
    private final Map<Suite, CryptoSuite.Aead> values = new EnumMap<>(Suite.class);
    private final Map<Integer, Wrapper> wrappers = new HashMap<>();
    private final CryptoSuite.KeyedDigest subjectDigest;
    private final CryptoSuite.KeyedDigest blindIndexDigest;
    private final CryptoSuite.KeyedDigest keyDigest;
    private final CryptoSuite.KeyedDigest recordDigest;
    private final RandomPool random = new RandomPool(new SecureRandom());
    private final Name[] names = new Name[NAMES];

    /** A cipher that keeps one key-encryption key. */
    record Wrapper(RingKey kek, byte[] key, CryptoSuite.Aead cipher) {}

    private record Name(Element element, ItemDefinition item, byte[] encoded) {}

    VaultDesk(KeyRing ring, CryptoSuites suites) {
        this.ring = ring;
        this.suites = suites;
        this.subjectDigest = digest(KeyPurpose.SUBJECT_ID);
        this.blindIndexDigest = digest(KeyPurpose.BLIND_INDEX);
        this.keyDigest = digest(KeyPurpose.KEY_DIGEST);
        this.recordDigest = digest(KeyPurpose.RECORD_DIGEST);
    }

    CryptoSuite.Aead values(Suite suite) {
        CryptoSuite.Aead aead = values.get(suite);
        if (aead == null) {
            aead = suites.of(suite).aead();
            values.put(suite, aead);
        }
        return aead;
    }

    Wrapper wrapper(int version) {
        return wrappers.computeIfAbsent(version, wanted -> {
            RingKey kek = ring.key(KeyPurpose.SUBJECT_KEK, wanted)
                    .orElseThrow(() -> new KeyRingException("version " + wanted + " of the key that wraps subject keys is not in " + ring.folder()));
            return new Wrapper(kek, kek.bytes(), suites.of(kek.suite()).aead());
        });
    }

    byte[] random(int length) {
        return random.next(length);
    }

    byte[] subjectDigest(String kind, String identifier) {
        return subjectDigest.update((kind + '\0').getBytes(StandardCharsets.UTF_8)).update(identifier.getBytes(StandardCharsets.UTF_8)).finish();
    }

    byte[] blindIndexDigest(Element element, ItemDefinition item, String normalised) {
        return blindIndexDigest.update(name(element, item)).update(normalised.getBytes(StandardCharsets.UTF_8)).finish();
    }

    byte[] keyDigest(String value) {
        return keyDigest.update(value.getBytes(StandardCharsets.UTF_8)).finish();
    }

    byte[] recordDigest(byte[] canonical) {
        return recordDigest.update(canonical).finish();
    }

    /** Element, item and subject: what a sealed value is bound to. */
    byte[] binding(Element element, ItemDefinition item, SubjectId subject) {
        byte[] name = name(element, item);
        return ByteBuffer.allocate(name.length + 16).put(name).putLong(subject.high()).putLong(subject.low()).array();
    }

    private byte[] name(Element element, ItemDefinition item) {
        int place = (element.ordinal() * 64 + item.ordinal()) & (NAMES - 1);
        Name name = names[place];
        if (name == null || name.item != item || name.element != element) {
            byte[] encoded = (element.code() + (char) SEPARATOR + item.name().value() + (char) SEPARATOR).getBytes(StandardCharsets.UTF_8);
            name = new Name(element, item, encoded);
            names[place] = name;
        }
        return name.encoded;
    }

    private CryptoSuite.KeyedDigest digest(KeyPurpose purpose) {
        RingKey key = ring.current(purpose);
        return suites.of(key.suite()).keyedDigest(key.bytes());
    }
}
