package datong.protection;

import datong.schema.ItemDefinition;
import java.nio.charset.StandardCharsets;

/**
 * Keyed pseudonyms {@code p<key version>_<26 characters>}: the same value gives the same one for the same recipient, purpose and
 * item, and unrelated ones elsewhere. Whoever holds the ring can test a guess: pseudonymous is not anonymous.
 */
final class Pseudonyms implements ValueTreatment {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LETTERS = 26;

    private final String prefix;
    private final byte[] context;
    private final CryptoSuite.KeyedDigest digest;

    Pseudonyms(KeyRing ring, CryptoSuites suites, ItemDefinition item, Recipient recipient) {
        RingKey key = ring.current(KeyPurpose.PSEUDONYM);
        this.prefix = "p" + key.version() + "_";
        this.context = (recipient.organisation() + '\0' + recipient.purpose() + '\0' + item.name() + '\0').getBytes(StandardCharsets.UTF_8);
        this.digest = suites.of(key.suite()).keyedDigest(key.bytes());
    }

    @Override
    public Object treat(Object value) {
        byte[] code = digest.update(context).update(ValueTreatment.text(value).getBytes(StandardCharsets.UTF_8)).finish();
        return prefix + base32(code);
    }

    /** The first 130 bits. */
    private static String base32(byte[] code) {
        StringBuilder letters = new StringBuilder(LETTERS);
        long bits = 0;
        int held = 0;
        for (int next = 0; letters.length() < LETTERS; held -= 5) {
            if (held < 5) {
                bits = bits << 8 | code[next++] & 0xFF;
                held += 8;
            }
            letters.append(ALPHABET.charAt((int) (bits >>> held - 5) & 31));
        }
        return letters.toString();
    }
}
