package datong.protection;

import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The vault over the key ring: every subject has a random key of its own, wrapped by the ring's and kept in
 * {@code subjects.keys} beside it.
 *
 * <p>A sealed value is: suite 1 byte, version of the subject's key 1, nonce 12, ciphertext, tag 16.
 */
public final class SubjectVault implements Vault, AutoCloseable {
    static final byte KEY_VERSION = 1;
    static final int HEAD = 2 + CryptoSuite.NONCE_BYTES;
    private static final int BLIND_INDEX_BYTES = 16;
    private static final int REWRAPPED_AT_ONCE = 512;

    private final KeyRing ring;
    private final SubjectIndex index = new SubjectIndex();
    private final SubjectKeyCache cache = new SubjectKeyCache();
    private final SubjectFile file;
    private final ThreadLocal<VaultDesk> desk;

    /** Takes {@code subjects.keys} for itself; a second vault on the same folder is refused. */
    public SubjectVault(KeyRing ring, CryptoSuites suites) {
        this.ring = ring;
        this.desk = ThreadLocal.withInitial(() -> new VaultDesk(ring, suites));
        this.file = new SubjectFile(ring.folder(), ring.fingerprint(), this::remember);
    }

    @Override
    public SubjectId subject(String kind, String identifier) {
        ByteBuffer digest = ByteBuffer.wrap(desk.get().subjectDigest(kind, identifier));
        return new SubjectId(digest.getLong(), digest.getLong());
    }

    @Override
    public Sealer sealer(SubjectId subject) {
        SubjectKey key = cache.get(subject).orElseGet(() -> findOrMake(subject));
        VaultDesk mine = desk.get();
        return new SubjectSealer(key, ring.current(KeyPurpose.SUBJECT_KEK).suite(), mine, mine.random(CryptoSuite.NONCE_BYTES));
    }

    @Override
    public Optional<byte[]> open(SubjectId subject, Element element, ItemDefinition item, byte[] sealed) {
        Optional<SubjectKey> key = cache.get(subject).or(() -> find(subject));
        return key.map(found -> open(found, element, item, sealed));
    }

    @Override
    public byte[] blindIndex(Element element, ItemDefinition item, String normalised) {
        return Arrays.copyOf(desk.get().blindIndexDigest(element, item, normalised), BLIND_INDEX_BYTES);
    }

    @Override
    public byte[] recordDigest(byte[] canonical) {
        return desk.get().recordDigest(canonical);
    }

    /** Stands for a source key that holds a personal number: 32 hexadecimal digits, the same for the same key. */
    public String keyDigest(String sourceKey) {
        return HexFormat.of().formatHex(desk.get().keyDigest(sourceKey), 0, 16);
    }

    @Override
    public void flush() {
        file.flush();
    }

    @Override
    public boolean erase(SubjectId subject) {
        synchronized (index.lock(subject)) {
            int slot = index.get(subject);
            if (slot == SubjectIndex.NONE || slot < 0) {
                return false;
            }
            file.erase(slot);
            index.put(subject, ~slot);
            cache.drop(subject);
            return true;
        }
    }

    /** How far wrapping anew has come. @param next slot to go on with; @param slots there are; @param wrapped anew in this portion */
    public record Rewrapping(int next, int slots, int wrapped) {
        public boolean done() {
            return next >= slots;
        }
    }

    /**
     * Wraps one portion of the subjects' keys with the ring's newest key, where an older one wraps them. The keys themselves stay, so nothing in the
     * ledger changes; reading and writing go on meanwhile, but for the moment in which the portion is written.
     *
     * @param from slot to begin with, 0 at first, then {@link Rewrapping#next}
     */
    public Rewrapping rewrap(int from) {
        RingKey newest = ring.current(KeyPurpose.SUBJECT_KEK);
        int wrapped = file.replace(from, REWRAPPED_AT_ONCE, slot -> slot.state() == SubjectSlot.State.LIVE && slot.kekVersion() != newest.version() ? rewrapped(slot, newest) : slot);
        int slots = file.slots();
        return new Rewrapping((int) Math.min((long) from + REWRAPPED_AT_ONCE, slots), slots, wrapped);
    }

    private SubjectSlot rewrapped(SubjectSlot slot, RingKey newest) {
        VaultDesk mine = desk.get();
        VaultDesk.Wrapper wrapper = mine.wrapper(newest.version());
        byte[] secret = secret(slot);
        byte[] nonce = mine.random(CryptoSuite.NONCE_BYTES);
        byte[] wrapped = wrapper.cipher().seal(wrapper.key(), nonce, binding(slot.subject()), secret, 0);
        Arrays.fill(secret, (byte) 0);
        return slot.wrapped(newest, nonce, wrapped);
    }

    /** Versions of the wrapping key that a live subject's key needs, with how many do; reads the whole file. */
    public SortedMap<Integer, Integer> wrappings() {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (int slot = 0; slot < file.slots(); slot++) {
            SubjectSlot found = file.read(slot);
            if (found.state() == SubjectSlot.State.LIVE) {
                counts.merge(found.kekVersion(), 1, Integer::sum);
            }
        }
        return counts;
    }

    @Override
    public void close() {
        file.close();
    }

    private byte[] open(SubjectKey key, Element element, ItemDefinition item, byte[] sealed) {
        if (sealed.length < HEAD + CryptoSuite.TAG_BYTES || sealed[1] != KEY_VERSION) {
            throw new VaultException("a sealed value has no head this version knows", null);
        }
        Suite suite = Suite.of(sealed[0]).orElseThrow(() -> new VaultException("a sealed value names a suite that does not exist", null));
        VaultDesk mine = desk.get();
        try {
            return mine.values(suite).open(key.of(suite), Arrays.copyOfRange(sealed, 2, HEAD),
                    mine.binding(element, item, key.subject()), sealed, HEAD);
        } catch (CryptoSuite.CryptoFailure altered) {
            throw new VaultException("a value of " + element.code() + '.' + item.name() + " does not open: altered, or of another key ring", altered);
        }
    }

    private SubjectKey findOrMake(SubjectId subject) {
        synchronized (index.lock(subject)) {
            int slot = index.get(subject);
            if (slot == SubjectIndex.NONE) {
                return make(subject);
            }
            return find(subject).orElseThrow(ErasedSubject::new);
        }
    }

    private Optional<SubjectKey> find(SubjectId subject) {
        int mark = cache.mark();
        int slot = index.get(subject);
        if (slot == SubjectIndex.NONE) {
            throw new VaultException("a subject has no key in " + ring.folder() + ": the key ring is older than the data, or another one", null);
        }
        if (slot < 0) {
            return Optional.empty();
        }
        SubjectSlot found = file.read(slot);
        if (found.state() != SubjectSlot.State.LIVE) {
            return Optional.empty();
        }
        SubjectKey key = unwrap(found);
        cache.put(key, mark);
        return Optional.of(key);
    }

    private SubjectKey make(SubjectId subject) {
        int mark = cache.mark();
        VaultDesk mine = desk.get();
        RingKey current = ring.current(KeyPurpose.SUBJECT_KEK);
        VaultDesk.Wrapper wrapper = mine.wrapper(current.version());
        byte[] secret = mine.random(SubjectKey.BYTES);
        byte[] nonce = mine.random(CryptoSuite.NONCE_BYTES);
        byte[] wrapped = wrapper.cipher().seal(wrapper.key(), nonce, binding(subject), secret, 0);
        SubjectSlot slot = new SubjectSlot(subject, SubjectSlot.State.LIVE, current.suite(), current.version(), file.durable(), nonce, wrapped);
        index.put(subject, file.append(slot));
        SubjectKey key = new SubjectKey(subject, secret);
        Arrays.fill(secret, (byte) 0);
        cache.put(key, mark);
        return key;
    }

    private SubjectKey unwrap(SubjectSlot slot) {
        byte[] secret = secret(slot);
        SubjectKey key = new SubjectKey(slot.subject(), secret);
        Arrays.fill(secret, (byte) 0);
        return key;
    }

    private byte[] secret(SubjectSlot slot) {
        VaultDesk.Wrapper wrapper = desk.get().wrapper(slot.kekVersion());
        try {
            return wrapper.cipher().open(wrapper.key(), slot.nonce(), binding(slot.subject()), slot.wrapped(), 0);
        } catch (CryptoSuite.CryptoFailure altered) {
            throw new VaultException("a subject's key does not open with this key ring; restore the folder from its backup", altered);
        }
    }

    private static byte[] binding(SubjectId subject) {
        return ByteBuffer.allocate(16).putLong(subject.high()).putLong(subject.low()).array();
    }

    private void remember(int slot, SubjectSlot found) {
        switch (found.state()) {
            case LIVE -> index.put(found.subject(), slot);
            case ERASED -> index.put(found.subject(), ~slot);
            case VOID, UNUSED -> { }
        }
    }
}
