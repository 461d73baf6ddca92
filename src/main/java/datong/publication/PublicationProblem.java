package datong.publication;

/** A mistake in a publication file: where, what, and what was expected. */
public record PublicationProblem(String file, int line, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
