package datong.protection;

import datong.approval.Deed;
import datong.approval.Request;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes the older versions of the key that wraps the subjects' keys out of the ring, once they wrap nothing any more. */
public final class KeyRetirement implements Deed {
    private final KeyRing ring;
    private final SubjectVault vault;

    public KeyRetirement(KeyRing ring, SubjectVault vault) {
        this.ring = ring;
        this.vault = vault;
    }

    @Override
    public Request.Kind kind() {
        return Request.Kind.KEY_RETIREMENT;
    }

    @Override
    public Asked check(Map<String, String> terms) {
        int older = ring.versions(KeyPurpose.SUBJECT_KEK).size() - 1;
        if (older == 0) {
            return new Asked.Impossible("NONE_OLDER");
        }
        return needed() ? new Asked.Impossible("STILL_WRAPPING") : new Asked.Possible(Map.of("key", KeyPurpose.SUBJECT_KEK.alias(), "older", String.valueOf(older)));
    }

    private boolean needed() {
        return vault.wrappings().keySet().stream().anyMatch(version -> version != ring.current(KeyPurpose.SUBJECT_KEK).version());
    }

    @Override
    public Done carryOut(Request request, Map<String, String> terms, Consumer<Map<String, String>> progress) {
        int older = ring.versions(KeyPurpose.SUBJECT_KEK).size() - 1;
        ring.retire(vault.wrappings().keySet());
        return new Done(Map.of("retired", String.valueOf(older)), Optional.empty());
    }
}
