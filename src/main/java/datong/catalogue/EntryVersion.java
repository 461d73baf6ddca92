package datong.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an entry said from a moment on.
 *
 * @param version from 1
 * @param content its national items
 * @param changed those that the version before said otherwise
 */
public record EntryVersion(String dataset, int version, Instant at, Map<String, String> content, List<String> changed) {}
