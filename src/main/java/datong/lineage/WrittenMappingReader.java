package datong.lineage;

import datong.mapping.Mapping;
import datong.mapping.yaml.Loaded;
import datong.mapping.yaml.MappingFiles;
import java.util.Optional;

/** Compiles the mapping files that wrote the ledger; empty for one that today's hub cannot read any more. */
public final class WrittenMappingReader {
    private final WrittenMappings written;
    private final MappingFiles files;

    public WrittenMappingReader(WrittenMappings written, MappingFiles files) {
        this.written = written;
        this.files = files;
    }

    public Optional<Mapping> byFingerprint(String fingerprint) {
        return written.byFingerprint(fingerprint).flatMap(this::read);
    }

    /** The newest that carried this version. */
    public Optional<Mapping> byVersion(String source, String version) {
        return written.byVersion(source, version).flatMap(this::read);
    }

    private Optional<Mapping> read(WrittenMapping file) {
        return files.load(file.source() + MappingFiles.SUFFIX, file.text()) instanceof Loaded.Good good ? Optional.of(good.mapping()) : Optional.empty();
    }
}
