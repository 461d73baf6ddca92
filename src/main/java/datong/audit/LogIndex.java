package datong.audit;

/** Position of an event in the log, from 0; also its leaf in the Merkle tree. */
public record LogIndex(long value) {}
