package datong.catalogue;

import java.util.List;
import java.util.Optional;

/** Versions of entries; only ever added. */
public interface EntryVersions {
    Optional<EntryVersion> newest(String dataset);

    /** The newest first. */
    List<EntryVersion> of(String dataset);

    /** Does nothing if the version is there. */
    void add(EntryVersion version);
}
