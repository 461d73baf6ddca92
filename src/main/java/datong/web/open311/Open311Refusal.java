package datong.web.open311;

/** Leaves the door with an error in Open311's words. */
final class Open311Refusal extends RuntimeException {
    private final int code;

    Open311Refusal(int code, String description) {
        super(description, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
