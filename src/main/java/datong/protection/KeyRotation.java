package datong.protection;

import datong.approval.Deed;
import datong.approval.Request;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The key ceremony: a new version of a key while the hub runs, wanted by two persons. */
public final class KeyRotation implements Deed {
    /** Of the terms: the key's name, see {@link KeyPurpose#alias}. */
    public static final String KEY = "key";
    private static final String FROM = "from_version";
    /** The others are taken up at a start of the hub only. */
    private static final Set<KeyPurpose> WHILE_RUNNING = EnumSet.of(KeyPurpose.SUBJECT_KEK, KeyPurpose.PSEUDONYM, KeyPurpose.FORMAT_PRESERVING, KeyPurpose.QUESTION_DIGEST,
            KeyPurpose.AUDIT_SIGNING);
    private final KeyRing ring;
    private final Map<KeyPurpose, Supplier<Map<String, String>>> takenUp;

    /** @param takenUp what takes a key's new version up and tells of it, of keys that are not looked for at each use; doing it again changes nothing */
    public KeyRotation(KeyRing ring, Map<KeyPurpose, Supplier<Map<String, String>>> takenUp) {
        this.ring = ring;
        this.takenUp = Map.copyOf(takenUp);
    }

    @Override
    public Request.Kind kind() {
        return Request.Kind.KEY_ROTATION;
    }

    public static Set<KeyPurpose> purposes() {
        return Set.copyOf(WHILE_RUNNING);
    }

    @Override
    public Asked check(Map<String, String> terms) {
        return purpose(terms).<Asked>map(purpose -> new Asked.Possible(Map.of(KEY, purpose.alias(), FROM, String.valueOf(ring.current(purpose).version()))))
                .orElse(new Asked.Impossible("KEY"));
    }

    @Override
    public Done carryOut(Request request, Map<String, String> terms, Consumer<Map<String, String>> progress) {
        KeyPurpose purpose = purpose(terms).orElseThrow(() -> new IllegalStateException("the request's key does not read back"));
        boolean before = String.valueOf(ring.current(purpose).version()).equals(request.about().get(FROM));
        int version = before ? ring.rotate(purpose).version() : ring.current(purpose).version();
        Map<String, String> outcome = new TreeMap<>(Map.of("version", String.valueOf(version)));
        outcome.putAll(takenUp.getOrDefault(purpose, Map::of).get());
        return new Done(outcome, Optional.empty());
    }

    private static Optional<KeyPurpose> purpose(Map<String, String> terms) {
        return Arrays.stream(KeyPurpose.values()).filter(WHILE_RUNNING::contains).filter(purpose -> purpose.alias().equals(terms.get(KEY))).findFirst();
    }
}
