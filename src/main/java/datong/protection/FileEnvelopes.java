package datong.protection;

import java.util.Optional;

/** Envelopes for whole files to organisations that registered a public key. */
@FunctionalInterface
public interface FileEnvelopes {
    /** Empty if the organisation has registered no key that the suite in force can use. */
    Optional<FileEnvelope> files(String organisation);
}
