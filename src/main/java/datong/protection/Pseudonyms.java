package datong.protection;

import datong.schema.ItemDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keyed pseudonyms {@code p<key version>_<26 characters>}: the same value gives the same one for the same recipient, purpose and
 * item, and unrelated ones elsewhere. Whoever holds the ring can test a guess: pseudonymous is not anonymous.
 */
final class Pseudonyms implements ValueTreatment {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LETTERS = 26;
    private static final Pattern FORM = Pattern.compile("p([1-9][0-9]{0,4})_[a-z2-7]{26}");

    private final String prefix;
    private final byte[] context;
    private final CryptoSuite.KeyedDigest digest;

    Pseudonyms(KeyRing ring, CryptoSuites suites, ItemDefinition item, Recipient recipient) {
        this(ring.current(KeyPurpose.PSEUDONYM), suites, item, recipient);
    }

    Pseudonyms(RingKey key, CryptoSuites suites, ItemDefinition item, Recipient recipient) {
        this.prefix = "p" + key.version() + "_";
        this.context = (recipient.organisation() + '\0' + recipient.purpose() + '\0' + item.name() + '\0').getBytes(StandardCharsets.UTF_8);
        this.digest = suites.of(key.suite()).keyedDigest(key.bytes());
    }

    /** Version of the key that a pseudonym names; empty if the text is none. */
    static Optional<Integer> version(String pseudonym) {
        Matcher matcher = FORM.matcher(pseudonym);
        return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
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
