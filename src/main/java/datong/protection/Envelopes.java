package datong.protection;

import java.util.Optional;

/** Envelopes to organisations that registered a public key. */
@FunctionalInterface
public interface Envelopes {
    /** Empty if the organisation has registered no key that the suite in force can use. */
    Optional<Envelope> to(String organisation);
}
