package datong.query;

/** Leaves the reading of a question early; becomes {@link QueryAnswer.Invalid} at the room's door. */
final class InvalidQuestion extends RuntimeException {
    private final String code;

    InvalidQuestion(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    QueryAnswer.Invalid answer() {
        return new QueryAnswer.Invalid(code, getMessage());
    }
}
