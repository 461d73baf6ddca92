package datong.protection;

/** The key ring cannot be used: missing, foreign, damaged, or readable by others. Nothing is done without it. */
public final class KeyRingException extends RuntimeException {
    public KeyRingException(String message) {
        super(message);
    }

    public KeyRingException(String message, Throwable cause) {
        super(message, cause);
    }
}
