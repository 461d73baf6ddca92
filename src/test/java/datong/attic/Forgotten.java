package datong.attic;

/** Planted: a room that docs/ARCHITECTURE.md does not name. */
record Forgotten() {}
