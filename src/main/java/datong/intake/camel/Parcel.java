package datong.intake.camel;

import java.nio.file.Path;

/**
 * A body whose consumer has already given the delivery its id, so as to know what became of it.
 *
 * @param delivery id, not yet begun
 * @param name what a steward knows it by
 */
public record Parcel(String delivery, String name, Path file) {}
