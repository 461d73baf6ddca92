package datong.web.api;

import datong.audit.LogTiles;

/** Whether the public part of the audit log is served, to whoever asks, and what it is. */
public record LogDoor(boolean open, LogTiles tiles) {}
