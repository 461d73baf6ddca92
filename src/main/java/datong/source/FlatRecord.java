package datong.source;

import java.util.Map;
import java.util.Optional;

/**
 * One record of a format without fixed columns.
 *
 * @param cells by path, {@code a/b} for nested values
 * @param unread what could not be taken apart, empty if all could
 */
public record FlatRecord(Map<String, String> cells, long row, Optional<Defect> defect, Optional<String> unread) {}
