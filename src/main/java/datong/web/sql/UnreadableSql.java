package datong.web.sql;

/** A statement that cannot be said as a question; the message says what can, and repeats no value. */
final class UnreadableSql extends RuntimeException {
    UnreadableSql(String message) {
        super(message, null, false, false);
    }
}
