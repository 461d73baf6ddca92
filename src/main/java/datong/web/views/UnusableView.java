package datong.web.views;

/** A view that cannot be kept; the message says why. */
public final class UnusableView extends RuntimeException {
    private final String code;

    UnusableView(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What kind of problem it is, e.g. {@code unknown-item}. */
    public String code() {
        return code;
    }
}
