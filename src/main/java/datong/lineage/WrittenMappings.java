package datong.lineage;

import java.util.Optional;

/** The mapping files that wrote the ledger, kept with it. */
public interface WrittenMappings {
    Optional<WrittenMapping> byFingerprint(String fingerprint);

    /** The newest text that carried this version. */
    Optional<WrittenMapping> byVersion(String source, String version);
}
