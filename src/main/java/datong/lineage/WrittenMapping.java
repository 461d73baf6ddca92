package datong.lineage;

/** A mapping file as it stood when it wrote a record. */
public record WrittenMapping(String source, String version, String fingerprint, String text) {}
