package datong.schema.yaml;

/**
 * A mistake in a file of a district's own items.
 *
 * @param file path as the steward knows it, e.g. {@code mappings/extensions/noise.extension.yaml}
 * @param line from 1
 * @param message what is wrong, what was expected, and a suggestion where there is one
 */
public record SchemaError(String file, int line, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
