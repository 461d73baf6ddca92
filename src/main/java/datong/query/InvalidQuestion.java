package datong.query;

/** Leaves the reading of a question early; becomes {@link QueryAnswer.Invalid} at the room's door. */
public final class InvalidQuestion extends RuntimeException {
    private final String code;

    public InvalidQuestion(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public QueryAnswer.Invalid answer() {
        return new QueryAnswer.Invalid(code, getMessage());
    }
}
