package datong.mapping;

/**
 * A mistake in a file that a steward owns.
 *
 * @param file path as the steward knows it, e.g. {@code mappings/hotline-12345.mapping.yaml}
 * @param line from 1
 * @param message what is wrong, what was expected, and a suggestion where there is one
 */
public record MappingError(String file, int line, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
